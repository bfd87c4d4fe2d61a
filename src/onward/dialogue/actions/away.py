"""That a counsellor is away, and how soon an office answers."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Office
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.core.formats import LANGUAGES
from onward.dialogue import policies
from onward.dialogue.models import AnswerTime, AwayNote
from onward.privacy import audit

MOST_HOURS = 80


@transaction.atomic
def set_away(
    *, by: Actor, from_on: date, until_on: date, texts: Mapping[str, str], on: date, at: datetime
) -> AwayNote:
    """Say that one is away, both days included. The same days said again get the new words.

    on: today, where the counsellor works. Raises Refused for days the wrong way round, and for days gone by.
    """
    require(policies.may_set_away(by))
    if until_on < from_on:
        raise Refused(_("The last day away comes before the first. Look at both once more."), "order")
    if until_on < on:
        raise Refused(_("These days are over. Write when you will be away."), "over")
    words = {language: text for language in LANGUAGES if (text := texts.get(language, "").strip())}
    note, made = AwayNote.objects.update_or_create(
        counsellor_id=by.key, from_on=from_on, until_on=until_on, defaults={"texts": words, "made_at": at}
    )
    days = {"from_on": from_on.isoformat(), "until_on": until_on.isoformat()}
    audit.record(by, "dialogue.away_set" if made else "dialogue.away_changed", note, at=at, after=days)
    return note


@transaction.atomic
def remove_away(*, by: Actor, note: AwayNote, at: datetime) -> None:
    """Back earlier, or staying after all."""
    require(policies.may_remove_away(by, note))
    audit.record(by, "dialogue.away_removed", note, at=at)
    note.delete()


@transaction.atomic
def set_answer_time(*, by: Actor, hours: int, at: datetime) -> AnswerTime:
    """Within how many working hours the own office answers; holds for what is written from now on."""
    require(policies.may_set_answer_time(by))
    if not 1 <= hours <= MOST_HOURS:
        raise Refused(_("Write a number from 1 to 80."), "hours")
    office = Office.objects.get(pk=str(by.office_id))
    before = AnswerTime.objects.filter(office=office).values_list("hours", flat=True).first()
    row, _made = AnswerTime.objects.update_or_create(
        office=office, defaults={"hours": hours, "changed_at": at, "changed_by": by.key}
    )
    if before != hours:
        audit.record(by, "dialogue.answer_time_set", row, at=at, before={"hours": before}, after={"hours": hours})
    return row
