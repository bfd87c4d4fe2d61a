"""When the candidate is asked, two working days before a meeting, what she wants to say. Pure."""

from datetime import datetime

from onward.jurisdictions.working_time import add_working_days, opening_spans
from onward.programmes import clock
from onward.programmes.models import Programme

WORKING_DAYS_BEFORE = 2
QUESTIONS = ("went_well", "is_stuck", "wants")


def asked_from(programme: Programme, starts_at: datetime) -> datetime:
    """The hour in which the office opens two of its working days before. Needs the programme with its office."""
    calendar = clock.calendar_of(programme.office)
    day = add_working_days(calendar, clock.local_day(programme, starts_at), -WORKING_DAYS_BEFORE)
    return opening_spans(calendar, day)[0][0]
