"""When the promised time is over."""

from datetime import datetime

from django.db import transaction

from onward.core.access import Actor, Role, require
from onward.correspondence.models import Message
from onward.counselling.models import (
    Beforehand,
    BeforehandDraft,
    CallToMake,
    Meeting,
    Minutes,
    NeedMark,
    PrivateNote,
    Remark,
    Step,
    TrialTalk,
)
from onward.privacy import erasure
from onward.programmes.models import Programme
from onward.scheduling import actions as scheduling


@transaction.atomic
def erase_of_programme(*, by: Actor, programme: Programme, at: datetime) -> None:
    """Remove everything said, agreed and booked in a programme. Under the erasure role, within its transaction."""
    require(by.role == Role.SYSTEM)
    meetings = Meeting.objects.filter(programme=programme)
    keys, appointments = (
        list(meetings.values_list("pk", flat=True)),
        list(meetings.values_list("appointment", flat=True)),
    )
    Message.objects.filter(about__in=keys).delete()
    erasure.remove(Remark.objects.filter(minutes__meeting__in=keys), at)
    for of_meeting in (Minutes, Beforehand, BeforehandDraft):
        erasure.remove(of_meeting.objects.filter(meeting__in=keys), at)
    for of_programme in (Step, PrivateNote, NeedMark, CallToMake):
        erasure.remove(of_programme.objects.filter(programme=programme), at)
    trials = TrialTalk.objects.filter(programme=programme)
    appointments += trials.values_list("appointment", flat=True)
    erasure.remove(trials, at)
    erasure.remove(meetings, at)
    scheduling.erase_appointments(by=by, appointments=appointments, at=at)
