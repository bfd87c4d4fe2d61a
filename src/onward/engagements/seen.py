"""What the rows of `selectors` are, inside and on the employer's side. For the type checker; nothing runs here."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from onward.engagements.models import EmployerOrder, EmployerPackage, Order, Package

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Frame(TypedDict):
    """What stands around an order inside; the employer's view has columns of the same names."""

    agreement_name: str
    employer_name: str
    package_name: str
    office_name: str
    office_phone: str
    office_timezone: str
    office_language: str
    office_country: str


class Talk(Frame):
    """The latest plan and event of a talk."""

    plan_kind: str | None
    talk_at: datetime | None
    manager_id: UUID | None
    manager_name: str | None
    event_kind: str | None
    event_at: datetime | None
    event_by_name: str | None
    ticked_at: datetime | None
    is_named: bool


class Offer(TypedDict):
    """What stands around a package that can be ordered."""

    agreement_name: str
    employer_id: UUID
    employer_name: str
    employer_country: str
    mail_domains: list[str]
    office_language: str
    office_country: str


InsideOrder: TypeAlias = "WithAnnotations[Order, Talk]"
AnyOrder: TypeAlias = "InsideOrder | EmployerOrder"
InsideOffer: TypeAlias = "WithAnnotations[Package, Offer]"
EmployerOffer: TypeAlias = "WithAnnotations[EmployerPackage, Offer]"
AnyOffer: TypeAlias = "InsideOffer | EmployerOffer"
