"""Lines of the hours account that somebody still has to say something to: for the desk of whoever leads them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from onward.core.access import Actor
from onward.core.arrays import IsOneOf
from onward.programmes import clock, policies
from onward.programmes.enums import HourAnswerKind, LineState, Presence
from onward.programmes.models import HourAnswer, HourEntry, HourReply, Programme

LINE = ("minutes", "held_on", "booked_at", "answer_until", "presence")
PROGRAMME = ("office__timezone", "candidate__first_name", "candidate__last_name")


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that somebody still has to say something to: called not right, or no answer yet.

    said_at: when it said last what it says now. until: the last day before silence counts as let pass.
    """

    entry: HourEntry
    minutes: int
    state: LineState
    said_at: datetime
    until: date

    @property
    def turn(self) -> tuple[datetime, uuid.UUID]:
        return self.said_at, self.entry.pk


def open_lines(actor: Actor, at: datetime) -> list[OpenLine]:
    """Lines called not right and not settled, and lines whose answer has time, oldest first. At most two queries."""
    keys = list(_maybe_open(actor, at))
    found = [_open(row, at) for row in _told(actor, keys)] if keys else []
    return sorted((each for each in found if each is not None), key=lambda each: each.turn)


def _maybe_open(actor: Actor, at: datetime) -> QuerySet[HourEntry, uuid.UUID]:
    """The few lines worth a look: an account has had most of its answers long ago."""
    visible = Programme.objects.filter(policies.readable_programmes(actor)).values("pk")
    since = at.date() - timedelta(days=1)  # where it is still yesterday
    line = Coalesce("corrects", "pk")
    answered = HourAnswer.objects.filter(entry=OuterRef("line"), at__gte=OuterRef("booked_at"))
    in_time = HourEntry.objects.filter(programme__in=visible, answer_until__gte=since).alias(line=line)
    replied = HourReply.objects.filter(entry=OuterRef("entry"), at__gte=OuterRef("at"))
    disputed = HourAnswer.objects.filter(entry__programme__in=visible, answer=HourAnswerKind.DISPUTED)
    waiting = in_time.filter(~Exists(answered)).values_list(line, flat=True)
    return waiting.union(disputed.filter(~Exists(replied)).values_list("entry", flat=True))


def _told(actor: Actor, keys: list[uuid.UUID]) -> QuerySet[HourEntry]:
    """Lines with all that was said to them."""
    visible = Programme.objects.filter(policies.readable_programmes(actor)).values("pk")
    of_this = {"entry": OuterRef("pk")}
    corrections = HourEntry.objects.filter(corrects=OuterRef("pk")).order_by("booked_at", "pk")
    answers = HourAnswer.objects.filter(**of_this).order_by("-at", "-pk")
    replies = HourReply.objects.filter(**of_this).order_by("at", "pk")
    rows = HourEntry.objects.filter(IsOneOf("pk", keys), programme__in=visible, corrects=None)
    around = rows.select_related("programme__office", "programme__candidate")
    return around.only(
        *LINE, "programme", *(f"programme__{name}" for name in ("office", "candidate", *PROGRAMME))
    ).annotate(
        changes=ArraySubquery(
            corrections.values(each=JSONObject(minutes="minutes", at="booked_at", until="answer_until"))
        ),
        said=ArraySubquery(answers.values(each=JSONObject(answer="answer", at="at"))),
        replied=ArraySubquery(replies.values("at")),
    )


def _open(row: Any, at: datetime) -> OpenLine | None:
    """None where the line is settled, or nobody is asked."""
    changes: list[Mapping[str, Any]] = row.changes
    said_at = max([row.booked_at, *(_moment(each["at"]) for each in changes)])
    until = max([row.answer_until, *(date.fromisoformat(each["until"]) for each in changes)])
    minutes = row.minutes + sum(each["minutes"] for each in changes)
    # an answer to what the line said before it was corrected is no answer to what it says now
    said = [(each["answer"], _moment(each["at"])) for each in row.said]
    answer, answered_at = next((each for each in said if each[1] >= said_at), ("", said_at))
    if answer == HourAnswerKind.DISPUTED:
        replied = any(moment >= answered_at for moment in row.replied)
        return None if replied else OpenLine(row, minutes, LineState.DISPUTED, said_at, until)
    waits = not answer and row.presence != Presence.WITHOUT and clock.local_day(row.programme, at) <= until
    return OpenLine(row, minutes, LineState.WAITING, said_at, until) if waits else None


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words)
