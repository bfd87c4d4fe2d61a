"""Somebody else becomes the counsellor: what the one before had not shared stays hers, and nobody else's."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from onward.core.access import Actor, Role, require
from onward.core.formats import long_date
from onward.counselling.enums import DropReason, MinutesState, StepState
from onward.counselling.merging import merged, merged_plans, rows_of
from onward.counselling.models import Minutes, PrivateNote, Step
from onward.privacy import audit
from onward.programmes import clock
from onward.programmes.models import Programme

DAY = ("due_on_day", "due_on_month", "due_on_year")


@transaction.atomic
def keep_drafts(*, by: Actor, programme: Programme, at: datetime) -> list[PrivateNote]:
    """Unshared minutes of anybody but the counsellor become private notes of their author; empty ones go.

    In the transaction in which somebody else becomes the counsellor, who can then write minutes of those meetings.
    """
    require(by.role is Role.SYSTEM)
    rows = Minutes.objects.select_for_update(of=("self",)).filter(meeting__programme=programme)
    drafts = rows.filter(state=MinutesState.DRAFT).exclude(author=programme.counsellor_id)
    notes = []
    for draft in drafts.select_related("author", "meeting__appointment").order_by("pk"):
        with translation.override(draft.author.language):
            words = _words(draft, programme)
        if words:
            note = PrivateNote.objects.create(
                programme=programme, meeting=draft.meeting, author=draft.author, text=words, at=at
            )
            audit.record(by, "counselling.draft_kept_as_note", note, at=at, about=programme.candidate_id)
            notes.append(note)
        draft.delete()
    return notes


def _words(draft: Minutes, programme: Programme) -> str:
    """Everything that was typed, from both windows, the plan line by line; empty where nothing was."""
    text, plan = merged(draft.text, draft.aside).strip(), merged_plans(draft.plan, draft.aside_plan)
    lines = [*_looked_back(plan, programme), *(_planned(row) for row in rows_of(plan))]
    if not text and not lines:
        return ""
    day = long_date(clock.local_day(programme, draft.meeting.appointment.starts_at), draft.author.language)
    head = _("Draft of the minutes of %(day)s, never shared.") % {"day": day}
    below = "\n".join([f"{_('Plan')}:", *(f"– {line}" for line in lines)]) if lines else ""
    return "\n\n".join(part for part in (head, text, below) if part)


def _planned(row: Mapping[str, str]) -> str:
    said = [row.get("what", ""), _day(row), row.get("due_words", ""), row.get("where", "")]
    return _sentences(", ".join(each for each in said if each), _if_then(row))


def _if_then(row: Mapping[str, str]) -> str:
    obstacle, response = row.get("obstacle", ""), row.get("response", "")
    if obstacle and response:
        return _("If %(obstacle)s, then %(response)s.") % {"obstacle": obstacle, "response": response}
    return obstacle or response


def _day(row: Mapping[str, str]) -> str:
    """As it was typed, right or not."""
    return row.get("due_on", "") or ".".join(row[name] for name in DAY if row.get(name))


def _looked_back(plan: Mapping[str, str], programme: Programme) -> list[str]:
    """What was said of earlier steps, each with its own words."""
    said: dict[str, dict[str, str]] = {}
    for name, value in plan.items():
        if name.startswith("back-"):
            key, field = name.removeprefix("back-")[:36], name.removeprefix("back-")[37:]
            said.setdefault(key, {})[field] = value
    rows = Step.objects.filter(programme=programme).order_by("created_at", "pk") if said else ()
    steps = {str(step.pk): step.what for step in rows}
    keys = [*(key for key in steps if key in said), *(key for key in sorted(said) if key not in steps)]
    return [_one_back(steps.get(key, ""), said[key]) for key in keys]


def _one_back(what: str, row: Mapping[str, str]) -> str:
    labels = {**dict(StepState.choices), **dict(DropReason.choices)}
    names = [row.get("outcome", ""), row.get("because", "")]
    new = [_day(row), row.get("due_words", "")]
    told = [what, *(str(labels.get(name, name)) for name in names), *new]
    return _sentences(", ".join(each for each in told if each), row.get("learned", ""), row.get("words", ""))


def _sentences(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
