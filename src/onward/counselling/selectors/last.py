"""The last talk of each programme, and whether one is booked, in a question about many: columns for `annotate`.

Both begin at the appointments of the candidate: by way of the programme alone, twice as many rows are read.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from onward.counselling.models import Meeting
from onward.programmes.enums import AttemptKind
from onward.programmes.models import ContactAttempt
from onward.scheduling.enums import AppointmentState


def last_talk() -> Greatest:
    """When both spoke last, in a meeting or otherwise; null before the first word."""
    talks = ContactAttempt.objects.filter(programme=OuterRef("pk"), kind=AttemptKind.TALK).order_by("-at")
    return Greatest("first_contact_at", last_held(), Subquery(talks.values("at")[:1]))


def last_held() -> Subquery:
    held = _meetings(Q(appointment__state=AppointmentState.HELD)).order_by("-appointment__starts_at")
    return Subquery(held.values("appointment__starts_at")[:1])


def is_booked(at: datetime) -> Exists:
    """Whether a meeting stands that is not over."""
    return Exists(_meetings(Q(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gte=at)))


def _meetings(which: Q) -> QuerySet[Meeting]:
    return Meeting.objects.filter(which, programme=OuterRef("pk"), appointment__guest=OuterRef("candidate"))
