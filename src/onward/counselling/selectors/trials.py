"""Trial talks: when there is room for one, and which are booked."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from onward.accounts.models import Person
from onward.core.access import Actor
from onward.counselling import policies
from onward.counselling.models import TrialTalk
from onward.counselling.selectors.meetings import LEAD
from onward.programmes.models import Programme
from onward.scheduling import selectors as scheduling
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.free import FreeTime

TRIAL_TALK = 15  # minutes
TRIAL_AHEAD = timedelta(days=14)


def trial_forms(programme: Programme) -> tuple[str, ...]:
    """By phone where there is a number, or by video: nobody travels for a quarter of an hour."""
    forms = (MeetingForm.PHONE, MeetingForm.VIDEO)
    return tuple(form.value for form in forms if form != MeetingForm.PHONE or programme.candidate.phone)


def trial_times(programme: Programme, host: Person, at: datetime) -> list[FreeTime]:
    """The free quarters of an hour of somebody who may be chosen, in the next two weeks."""
    offered = trial_forms(programme)
    found = scheduling.free_times(
        host.pk,
        programme.office,
        after=at + LEAD,
        until=at + TRIAL_AHEAD,
        minutes=TRIAL_TALK,
        guest_id=programme.candidate_id,
    )
    kept = [(each, tuple(form for form in each.forms if form in offered)) for each in found]
    return [FreeTime(each.starts_at, each.ends_at, forms) for each, forms in kept if forms]


def trials(actor: Actor) -> QuerySet[TrialTalk]:
    """Every trial talk this actor may know of, soonest first."""
    rows = TrialTalk.objects.filter(policies.readable_trials(actor))
    return rows.select_related("appointment__host", "programme__candidate", "programme__office").order_by(
        "appointment__starts_at", "pk"
    )


def coming_trials(actor: Actor, at: datetime) -> QuerySet[TrialTalk]:
    return trials(actor).filter(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gt=at)
