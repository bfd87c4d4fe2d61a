"""What in a job search asks for something now. Pure; nothing is counted and nobody is compared."""

from datetime import date, timedelta

from django.utils import timezone

from onward.applications.enums import ApplicationState, Attention
from onward.applications.models import Application

SILENCE = timedelta(weeks=3)


def attention_of(application: Application, on: date) -> Attention:
    """An offer to answer, an interview or a last day to come, silence since three weeks, or nothing."""
    match application.state:
        case ApplicationState.OFFER:
            return Attention.OFFER
        case ApplicationState.INTERVIEW if application.interview_on and application.interview_on >= on:
            return Attention.INTERVIEW
        case ApplicationState.PLANNED if application.deadline_on and application.deadline_on >= on:
            return Attention.DEADLINE
        case ApplicationState.SENT if application.silent_since <= on - SILENCE:
            return Attention.STALLED
        case _:
            return Attention.NONE


def day_of(application: Application) -> date:
    """The day that says most about where it stands; without one, the day it was written down."""
    days = {
        ApplicationState.PLANNED: application.deadline_on,
        ApplicationState.SENT: application.sent_on,
        ApplicationState.INTERVIEW: application.interview_on or application.sent_on,
        ApplicationState.OFFER: application.answered_on,
        ApplicationState.REJECTED: application.answered_on,
        ApplicationState.WITHDRAWN: application.sent_on,
    }
    return days[ApplicationState(application.state)] or timezone.localtime(application.created_at).date()
