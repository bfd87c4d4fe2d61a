from onward.programmes.models.choice import ChangeReasons, CounsellorChange, LookThrough
from onward.programmes.models.course import (
    Answer,
    ContactAttempt,
    ErasureNotice,
    Extension,
    Invitation,
    Pause,
    Programme,
    ProposedCounsellor,
    PublishedFact,
    SettledTalk,
    TemplateCopy,
)
from onward.programmes.models.employer import EmployerHours, EmployerLetter, EmployerSheet
from onward.programmes.models.handover import HandedOver, HandOver
from onward.programmes.models.hours import ErasedHours, HourAnswer, HourEntry, HourReply

__all__ = [
    "Answer",
    "ChangeReasons",
    "ContactAttempt",
    "CounsellorChange",
    "EmployerHours",
    "EmployerLetter",
    "EmployerSheet",
    "ErasedHours",
    "ErasureNotice",
    "Extension",
    "HandOver",
    "HandedOver",
    "HourAnswer",
    "HourEntry",
    "HourReply",
    "Invitation",
    "LookThrough",
    "Pause",
    "Programme",
    "ProposedCounsellor",
    "PublishedFact",
    "SettledTalk",
    "TemplateCopy",
]
