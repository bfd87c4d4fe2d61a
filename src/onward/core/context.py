"""What every page knows without asking the database."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from onward.core.access import STAFF, Role

NATIVE_NAMES = {"da": "Dansk", "en": "English", "nl": "Nederlands", "nb": "Norsk"}
LARGE = "large"
OFFICE_PHONE = "onward_office_phone"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who runs this installation: the name in two parts for the head of the page, a number and its hours."""

    name: str
    first: str
    rest: str
    phone: str
    opens: int
    closes: int
    stylesheet: str
    in_house: bool


def provider() -> Provider:
    """The provider as settings describe it."""
    first, _, rest = settings.PROVIDER_NAME.partition(" ")
    opens, closes = settings.PROVIDER_HOURS
    return Provider(
        name=settings.PROVIDER_NAME,
        first=first,
        rest=rest,
        phone=settings.PROVIDER_PHONE,
        opens=opens,
        closes=closes,
        stylesheet=getattr(settings, "PROVIDER_STYLESHEET", ""),
        in_house=settings.PROVIDER_IN_HOUSE,
    )


def look(request: HttpRequest) -> dict:
    """Names for templates: provider, actor, frame of this role, number to call, languages, size of type on paper."""
    actor = getattr(request, "actor", None)
    role = actor.role if actor else None
    running = provider()
    return {
        "provider": running,
        "actor": actor,
        "base_template": "base_wide.html" if role in STAFF else "base.html",
        "offers_help": role in (None, Role.CANDIDATE),
        "call": getattr(request, "office_phone", "") or kept_number(request) or running.phone,
        "languages": languages(),
        "color_scheme": "auto",
        "large_print": request.GET.get("print") == LARGE,
    }


def call_office(request: HttpRequest, phone: str) -> None:
    """Whoever calls from here calls the own office; help and account pages, which know no programme, keep it so."""
    request.office_phone = phone
    if kept_number(request) != phone:
        request.session[OFFICE_PHONE] = phone


def kept_number(request: HttpRequest) -> str:
    """The number of the office that an earlier page of this session belonged to."""
    session = getattr(request, "session", None)
    return session.get(OFFICE_PHONE, "") if session is not None else ""


def languages() -> list[dict]:
    """The languages in the order of their own names; the one being read is marked."""
    here = get_language()
    return [{"code": code, "name": name, "is_current": code == here} for code, name in NATIVE_NAMES.items()]
