from collections.abc import Mapping
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    SOCIAL_PLAN = "social_plan", _("social plan")
    SETTLEMENT = "settlement", _("settlement agreement")
    FRAMEWORK = "framework", _("framework contract")
    SINGLE_ORDER = "single_order", _("single order")


class Form(models.TextChoices):
    INDIVIDUAL = "individual", _("individual")
    GROUP = "group", _("group")
    MIXED = "mixed", _("group and individual")


class Currency(models.TextChoices):
    DKK = "DKK", "DKK"
    EUR = "EUR", "EUR"
    NOK = "NOK", "NOK"


class TalkKind(models.TextChoices):
    """What the talk is about: the guide for the manager differs."""

    DISMISSAL = "dismissal", _("a dismissal")
    AGREED_ENDING = "agreed_ending", _("an agreed ending")
    AT_RISK = "at_risk", _("being told that the job is at risk")


class TalkEventKind(models.TextChoices):
    HELD = "held", _("the talk has been held")
    TAKEN_BACK = "taken_back", _("the tick was taken back")
    CALLED_OFF = "called_off", _("the talk was called off")
    HANDED_OVER = "handed_over", _("the letter was handed over")


class TalkState(models.TextChoices):
    """Where an order stands. Nobody writes it down: it follows from the latest plan and the latest event."""

    TO_PLAN = "to_plan", _("no talk planned yet")
    PLANNED = "planned", _("talk planned")
    HELD = "held", _("talk held")
    HANDED_OVER = "handed_over", _("letter handed over")
    CALLED_OFF = "called_off", _("called off")


STEPS: Mapping[TalkState, frozenset[TalkEventKind]] = {
    TalkState.TO_PLAN: frozenset({TalkEventKind.HELD, TalkEventKind.CALLED_OFF}),
    TalkState.PLANNED: frozenset({TalkEventKind.HELD, TalkEventKind.CALLED_OFF}),
    TalkState.HELD: frozenset({TalkEventKind.HANDED_OVER, TalkEventKind.TAKEN_BACK}),
    TalkState.HANDED_OVER: frozenset({TalkEventKind.TAKEN_BACK}),
    TalkState.CALLED_OFF: frozenset(),
}
AHEAD = frozenset({TalkState.TO_PLAN, TalkState.PLANNED})
SAID_TO_BE_HELD = (TalkEventKind.HELD, TalkEventKind.HANDED_OVER)

TAKE_BACK_WITHIN = timedelta(minutes=30)
ERASED_AFTER = timedelta(days=60)  # not held so long after its date (or after the order, without one)
PLANNED_AT_MOST_AHEAD = timedelta(days=366)
LINK_RESTS = timedelta(days=7)  # a manager's link still opens so long after the last talk
DRAFT_RESTS = timedelta(minutes=30)


def state_of(*, planned: bool, event: str | None) -> TalkState:
    """The state after the latest event; a tick that was taken back leads to where the plan stands."""
    if event in (None, TalkEventKind.TAKEN_BACK):
        return TalkState.PLANNED if planned else TalkState.TO_PLAN
    return TalkState(event)


class TallyKind(models.TextChoices):
    """Why a person is no longer in the system; only the number stays."""

    CALLED_OFF = "called_off", _("talk called off")
    NOT_HELD = "not_held", _("talk not held within 60 days")
    DECLINED = "declined", _("said no")
    UNANSWERED = "unanswered", _("never answered")
    ENDED = "ended", _("programme ended")
