"""What happened in each programme: from the invitation to the landing."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.copying import copy_rows
from bench.provider import Provider, Row, is_open, is_waiting
from onward.applications.models import Application
from onward.core.access import Role
from onward.counselling.models import Meeting, Minutes, PrivateNote, Step
from onward.landing.models import Landing, Touchpoint
from onward.privacy.models import AccessEntry, AuditEntry
from onward.programmes.models import (
    Answer,
    ContactAttempt,
    HourAnswer,
    HourEntry,
    Invitation,
    Programme,
    SettledTalk,
)
from onward.scheduling.models import Appointment

MEETINGS = 7
RHYTHM = timedelta(days=14)
AT_ONCE = 5_000  # programmes
TEXT = "Vi talte om de næste to uger og om, hvad der hjalp sidst. " * 6


@dataclass
class Rows:
    """Rows by model, written at the end: parents before children."""

    provider: Provider
    taken: dict[uuid.UUID, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    by_model: dict[type, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, model: type, **values) -> Row:
        row = {"id": self.provider.key(), **values}
        self.by_model[model].append(row)
        return row

    def free_hour(self, host: uuid.UUID, wanted: datetime) -> datetime:
        """The first hour from `wanted` on that this counsellor has not given away, 08 to 15 UTC."""
        hour = wanted.replace(minute=0, second=0, microsecond=0)
        while hour in self.taken[host] or not 8 <= hour.hour < 16 or hour.weekday() > 4:
            hour += timedelta(hours=1)
        self.taken[host].add(hour)
        return hour


ORDER = (
    Programme,
    Invitation,
    Answer,
    ContactAttempt,
    Appointment,
    Meeting,
    Minutes,
    PrivateNote,
    Step,
    HourEntry,
    HourAnswer,
    Application,
    Landing,
    Touchpoint,
    AuditEntry,
    AccessEntry,
)


def build_histories(provider: Provider) -> None:
    rows = Rows(provider)
    for number, (order, candidate) in enumerate(zip(provider.orders, provider.candidates, strict=True), 1):
        one_programme(rows, number - 1, order, candidate)
        if number % AT_ONCE == 0 or number == provider.size:
            write(rows)
    copy_rows(SettledTalk, list(settled()))  # read first: a connection that copies answers no question


def write(rows: Rows) -> None:
    """Copy what was made up so far, and forget it: a hundred thousand programmes do not fit into memory."""
    for model in ORDER:
        copy_rows(model, rows.by_model.pop(model, []))


def settled() -> Iterator[Row]:
    from onward.engagements.models import TalkEvent  # noqa: PLC0415 -- app ready: read back what was just written

    for key, at in TalkEvent.objects.values_list("id", "at"):
        yield {"event_id": key, "at": at}


def one_programme(rows: Rows, number: int, order: Row, candidate: Row) -> None:
    provider, ticked = rows.provider, order["talk_at"]
    which = number % len(provider.agreements)
    agreement = provider.agreements[which]
    counsellor = provider.counsellor_for(which)
    is_over = not is_open(number)
    first = ticked + timedelta(days=1 + provider.rng.randrange(3))
    waits = is_waiting(number)
    programme = rows.add(
        Programme,
        order_id=order["id"],
        agreement_id=agreement["id"],
        employer_id=agreement["employer_id"],
        office_id=agreement["office_id"],
        candidate_id=candidate["id"],
        counsellor_id=counsellor["id"],
        **provider.of_template,
        months=3,
        minutes=1440,
        shows_hours=agreement["shows_hours"],
        state="invited" if waits else ("ended" if is_over else "under_way"),
        phase="landing" if is_over else "foundation",
        ticked_at=ticked,
        clock_due_at=ticked + timedelta(days=2),
        first_contact_at=None if waits else first,
        last_talk_at=None if waits else first,
        identity_confirmed_at=None if waits else first,
        identity_confirmed_by=None if waits else counsellor["id"],
        starts_on=None if waits else first.date(),
        ended_on=(first + timedelta(days=92)).date() if is_over else None,
    )
    used = {} if waits else {"used_at": first, "sealed_code": ""}
    rows.add(
        Invitation,
        programme_id=programme["id"],
        code_hash=f"{number:064d}",
        created_at=ticked,
        expires_at=ticked + timedelta(days=21),
        **({"sealed_code": "x"} | used),
    )
    trace(rows, "programmes.invited", programme["id"], candidate["id"], ticked)
    if not waits:
        under_way(rows, programme, counsellor, first, is_over)


def trace(rows: Rows, verb: str, target: uuid.UUID, about: uuid.UUID, at: datetime) -> None:
    rows.add(
        AuditEntry,
        at=at,
        role=Role.SYSTEM,
        verb=verb,
        target_type="programmes.programme",
        target_id=target,
        about=about,
    )


def under_way(rows: Rows, programme: Row, counsellor: Row, first: datetime, is_over: bool) -> None:
    candidate = programme["candidate_id"]
    rows.add(Answer, programme_id=programme["id"], answer="yes", at=first, by=candidate)
    rows.add(ContactAttempt, programme_id=programme["id"], kind="talk", at=first, by=counsellor["id"])
    for which in range(MEETINGS):
        starts = rows.free_hour(counsellor["id"], first + which * RHYTHM)
        one_meeting(rows, programme, counsellor, starts, which)
        if starts > rows.provider.now:
            break
    rows.add(PrivateNote, programme_id=programme["id"], author_id=counsellor["id"], text=TEXT[:120], at=first)
    for which in range(rows.provider.rng.randrange(6)):
        applied(rows, programme, first + timedelta(days=20 + 7 * which))
    if is_over:
        landed(rows, programme, first + timedelta(days=70))


def one_meeting(rows: Rows, programme: Row, counsellor: Row, starts: datetime, which: int) -> None:
    is_held = starts < rows.provider.now
    appointment = rows.add(
        Appointment,
        host_id=counsellor["id"],
        guest_id=programme["candidate_id"],
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        form="video",
        state="held" if is_held else "booked",
    )
    meeting = rows.add(
        Meeting,
        appointment_id=appointment["id"],
        programme_id=programme["id"],
        is_first=which == 0,
        created_at=starts - timedelta(days=7),
        created_by=counsellor["id"],
    )
    if not is_held:
        return
    programme["last_talk_at"] = max(programme["last_talk_at"], starts)
    shared = {"state": "shared", "saved_at": starts, "shared_at": starts + timedelta(hours=1)}
    rows.by_model[Minutes].append({"meeting_id": meeting["id"], "author_id": counsellor["id"], "text": TEXT, **shared})
    for number in range(2):
        rows.add(
            Step,
            programme_id=programme["id"],
            meeting_id=meeting["id"],
            what="Ring til Jens Kragh",
            due_on=(starts + timedelta(days=7 + number)).date(),
            state="done",
            created_at=starts,
            created_by=counsellor["id"],
            settled_at=starts + timedelta(days=9),
        )
    entry = rows.add(
        HourEntry,
        programme_id=programme["id"],
        kind="individual",
        minutes=60,
        held_on=starts.date(),
        meeting=meeting["id"],
        booked_at=starts,
        booked_by=counsellor["id"],
        given_by=counsellor["id"],
        answer_until=(starts + timedelta(days=14)).date(),
    )
    rows.add(HourAnswer, entry_id=entry["id"], answer="confirmed", at=starts, by=programme["candidate_id"])
    trace(rows, "counselling.meeting_held", meeting["id"], programme["candidate_id"], starts)
    rows.add(
        AccessEntry,
        at=starts,
        reader=counsellor["id"],
        reader_name="Karen",
        role=Role.COUNSELLOR,
        about=programme["candidate_id"],
        programme=programme["id"],
        thing="minutes",
    )


def applied(rows: Rows, programme: Row, at: datetime) -> None:
    rows.add(
        Application,
        programme_id=programme["id"],
        employer_name="Limfjord Emballage",
        role="Planlægger",
        how_found="network",
        state="sent",
        sent_on=at.date(),
        created_at=at,
        created_by=programme["candidate_id"],
        changed_at=at,
        changed_by=programme["candidate_id"],
    )


def landed(rows: Rows, programme: Row, at: datetime) -> None:
    landing = rows.add(
        Landing,
        programme_id=programme["id"],
        kind="new_job",
        organisation="Horsens Plast",
        starts_on=at.date(),
        recorded_at=at,
    )
    for kind, days in (("day_1", 0), ("day_7", 6), ("day_30", 29)):
        rows.add(
            Touchpoint,
            landing_id=landing["id"],
            kind=kind,
            due_on=(at + timedelta(days=days)).date(),
            state="done",
            held_on=(at + timedelta(days=days)).date(),
            settled_at=at + timedelta(days=days),
            settled_by=programme["counsellor_id"],
        )
