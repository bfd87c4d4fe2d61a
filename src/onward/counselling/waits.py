"""Calls to make, first words, meetings to settle, drafts to share; and who has not decided yet."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.core.templatetags.onward_formats import (
    dayandtime,
    longdate,
    quoted,
    relativeday,
    weekday_date,
    words_of_minutes,
)
from onward.counselling import selectors
from onward.counselling.models import Meeting
from onward.counselling.selectors import Asked, Row
from onward.programmes import selectors as programmes
from onward.programmes.enums import State
from onward.programmes.lapses import Lapse
from onward.programmes.waiting import Around, Press, Told, Waits, Whom, contributes
from onward.scheduling.outside import selectors as outside
from onward.scheduling.outside.selectors import Clash
from onward.scheduling.waits import calendars


def rows(around: Around) -> list[Row]:
    """The people of this desk by need, read once a page."""
    return around.once("counselling.rows", lambda: selectors.needs_me(around.actor, around.at))


def until_tonight(around: Around) -> list[Meeting]:
    """Today's meetings, and those of earlier days of which nobody has said whether they were held."""

    def read() -> list[Meeting]:
        local = around.at.astimezone(around.zone)
        end = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return selectors.booked_until(around.actor, end)

    return around.once("counselling.until_tonight", read)


@contributes
def calls(around: Around) -> Iterator[Waits]:
    """One line a person, the oldest call."""
    for row in rows(around):
        for call in row.calls[:1]:
            tell = partial(_told_of_call, row, call)
            yield Waits(Whom.ME, row.programme.pk, call.at, row.candidate.name, tell, Press.PERSON)


def _told_of_call(row: Row, call: Asked) -> Told:
    told = {"day": relativeday(call.at)}
    if call.when_words:
        told["words"] = quoted(call.when_words)
        words = _("Waits since %(day)s. When it suits: %(words)s") % told
    else:
        words = _("Waits since %(day)s.") % told
    title = _("Call %(name)s") % {"name": row.candidate.name}
    return Told(title, words, reverse("counselling:first", args=[row.programme.pk]))


@contributes
def first_talks(around: Around) -> Iterator[Waits]:
    """Nobody has spoken with them, nothing is booked, and no call is on the list either: the promise runs."""
    for row in rows(around):
        programme = row.programme
        if programme.first_contact_at is not None or row.contact.next_at or row.calls:
            continue
        due, tell = programme.clock_due_at, partial(_told_of_first_talk, row)
        yield Waits(Whom.ME, programme.pk, due, row.candidate.name, tell, Press.PERSON, is_late=around.at > due)


def _told_of_first_talk(row: Row) -> Told:
    title = _("Have the first word with %(name)s") % {"name": row.candidate.name}
    words = _("Promised until %(day)s.") % {"day": dayandtime(row.programme.clock_due_at, "relative")}
    return Told(title, words, reverse("counselling:first", args=[row.programme.pk]))


@contributes
def unsettled(around: Around) -> Iterator[Waits]:
    for meeting in until_tonight(around):
        if meeting.appointment.ends_at < around.at:
            began, name = meeting.appointment.starts_at, meeting.programme.candidate.name
            yield Waits(Whom.ME, meeting.programme_id, began, name, partial(_told_of_unsettled, meeting), Press.DAY)


def _told_of_unsettled(meeting: Meeting) -> Told:
    title = _("Was the meeting with %(name)s held?") % {"name": meeting.programme.candidate.name}
    words = dayandtime(meeting.appointment.starts_at, "relative")
    return Told(title, words[:1].upper() + words[1:], reverse("counselling:meeting", args=[meeting.pk]))


@contributes
def lapses(around: Around) -> Iterator[Waits]:
    """Hours that can soon not be used any more."""
    found = {row.programme.pk: row for row in rows(around)}
    near = programmes.lapsing(around.actor, [row.programme for row in found.values()], around.at)
    for key, lapse in near.items():
        name, tell = found[key].candidate.name, partial(_told_of_lapse, found[key], lapse)
        yield Waits(Whom.ME, key, lapse.last_day, name, tell, Press.DAY)


def _told_of_lapse(row: Row, lapse: Lapse) -> Told:
    title = _("Use the hours with %(name)s") % {"name": row.candidate.name}
    words = _("%(hours)s left, until %(day)s. Then they cannot be used any more.") % {
        "hours": words_of_minutes(lapse.minutes),
        "day": longdate(lapse.last_day),
    }
    return Told(title, words, reverse("counselling:book", args=[row.programme.pk]))


@contributes
def clashes(around: Around) -> Iterator[Waits]:
    """A meeting stands where the counsellor's own calendar elsewhere is taken too; the calendar page asks which."""
    if not calendars(around):
        return
    programmes = {row.candidate.pk: row.programme.pk for row in rows(around)}
    for appointment, found in outside.clashes(around.actor, around.at).items():
        clash = found[0]
        if clash.guest.pk in programmes:
            tell, key = partial(_told_of_clash, appointment, clash), programmes[clash.guest.pk]
            yield Waits(Whom.ME, key, clash.starts_at, clash.guest.name, tell, Press.DAY)


def _told_of_clash(appointment: uuid.UUID, clash: Clash) -> Told:
    told = {"name": quoted(clash.calendar), "day": dayandtime(clash.starts_at, "relative")}
    title = _("Two things at once: %(name)s") % {"name": clash.guest.name}
    words = _("Also busy in your calendar %(name)s, %(day)s.") % told
    return Told(title, words, f"{reverse('scheduling:calendar')}#a{appointment}")


@contributes
def drafts(around: Around) -> Iterator[Waits]:
    for minutes in selectors.drafts_to_share(around.actor):
        meeting = minutes.meeting
        began, name = meeting.appointment.starts_at, meeting.programme.candidate.name
        yield Waits(Whom.ME, meeting.programme_id, began, name, partial(_told_of_draft, meeting))


def _told_of_draft(meeting: Meeting) -> Told:
    title = _("Share the minutes with %(name)s") % {"name": meeting.programme.candidate.name}
    words = _("Draft from %(day)s.") % {"day": weekday_date(meeting.appointment.starts_at)}
    return Told(title, words, reverse("counselling:meeting", args=[meeting.pk]))


@contributes
def undecided(around: Around) -> Iterator[Waits]:
    """Spoken with, and still to decide; whoever was not spoken with yet waits for me."""
    for row in rows(around):
        programme = row.programme
        if programme.state == State.INVITED and programme.first_contact_at:
            since, tell = programme.ticked_at, partial(_told_of_undecided, row)
            yield Waits(Whom.CANDIDATE, programme.pk, since, row.candidate.name, tell, Press.PERSON)


def _told_of_undecided(row: Row) -> Told:
    title = _("%(name)s, yes or no") % {"name": row.candidate.name}
    day = longdate(row.programme.ticked_at)
    words = _("Invited %(day)s, has talked with us and has not decided yet.") % {"day": day}
    return Told(title, words, reverse("counselling:candidate", args=[row.programme.pk]))
