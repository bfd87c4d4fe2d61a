"""Times for a text message, and what candidates wrote by one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from onward.accounts.models import Person
from onward.core.access import SYSTEM, Actor
from onward.counselling import policies
from onward.counselling.models import CallToMake, Meeting, TextWords
from onward.counselling.selectors.meetings import meetings, times
from onward.programmes.enums import OVER
from onward.programmes.models import Programme
from onward.scheduling.enums import AppointmentState
from onward.scheduling.house.selectors import rules_of
from onward.scheduling.selectors import reminder_way

__all__ = ["meeting_to_move", "programme_by_text", "reminder_way", "text_words", "three_times"]

FROM = timedelta(hours=24)  # an answer by text message takes its time
HOW_MANY = 3


def three_times(meeting: Meeting, *, at: datetime, but: Collection[datetime] = ()) -> list[datetime]:
    """The next free times for the same talk in the same way, on different days where there are enough."""
    appointment, programme = meeting.appointment, meeting.programme
    zone = ZoneInfo(programme.office.timezone)
    rules = rules_of(programme.office_id)
    found = times(
        programme,
        after=at + max(FROM, rules.lead),
        until=at + rules.ahead,
        step=rules.step,
        minutes=round((appointment.ends_at - appointment.starts_at).total_seconds() / 60),
        instead_of=appointment.pk,
    )
    left = {each.starts_at for each in found if appointment.form in each.forms} - {appointment.starts_at, *but}
    first_of_days: dict[object, datetime] = {}
    for each in sorted(left):
        first_of_days.setdefault(each.astimezone(zone).date(), each)
    chosen = list(first_of_days.values())[:HOW_MANY]
    rest = [each for each in sorted(left) if each not in chosen]
    return sorted(chosen + rest[: HOW_MANY - len(chosen)])


def meeting_to_move(programme: Programme, at: datetime) -> Meeting | None:
    """The next one that is booked. For actions, which have asked who wishes to move it."""
    rows = meetings(SYSTEM, programme=programme.pk)
    return rows.filter(appointment__state=AppointmentState.BOOKED, appointment__starts_at__gt=at).first()


def programme_by_text(person: Person) -> Programme | None:
    """Of whom a text message speaks: the newest programme of a candidate whose voice a counsellor has heard."""
    rows = Programme.objects.filter(candidate=person, identity_confirmed_at__isnull=False)
    return rows.exclude(state__in=OVER).order_by("-pk").first()


def text_words(actor: Actor, call: CallToMake) -> QuerySet[TextWords]:
    """What was written, oldest first; for the own counsellor alone."""
    return TextWords.objects.filter(policies.readable_text_words(actor), call=call).order_by("at", "pk")
