from onward.engagements.models.agreements import Agreement, AgreementCoordinator, Package, ProgrammeTemplate, Tally
from onward.engagements.models.employer import (
    EmployerAgreement,
    EmployerColumnMeaning,
    EmployerManager,
    EmployerOrder,
    EmployerPackage,
    OwnListDraft,
)
from onward.engagements.models.lists import ColumnMeaning, ListDraft
from onward.engagements.models.orders import Manager, Order, TalkEvent, TalkPlan

__all__ = [
    "Agreement",
    "AgreementCoordinator",
    "ColumnMeaning",
    "EmployerAgreement",
    "EmployerColumnMeaning",
    "EmployerManager",
    "EmployerOrder",
    "EmployerPackage",
    "ListDraft",
    "Manager",
    "Order",
    "OwnListDraft",
    "Package",
    "ProgrammeTemplate",
    "TalkEvent",
    "TalkPlan",
    "Tally",
]
