"""Whatever is booked, corrected, called not right or let pass: the account adds up, and nothing exceeds silently."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.core import wall
from onward.core.access import SYSTEM
from onward.core.errors import Refused
from onward.core.ids import new_id
from onward.programmes import actions, clock, dates, selectors
from onward.programmes.enums import COUNTED, HourKind, LineState, Presence
from onward.programmes.models import HourEntry, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, ProgrammeFactory, begun_with, sponsor_of

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2026, 9, 22), date(2026, 11, 24))
MINUTES = st.sampled_from([1, 45, 60, 90, 240, 480, 720])
BOOKED = [*HourKind, HourKind.INDIVIDUAL, HourKind.GROUP]  # what is counted comes more often
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("book"), st.sampled_from(BOOKED), MINUTES, DAYS, st.booleans()),
        st.tuples(st.just("miss"), st.integers(15, 120), DAYS),
        st.tuples(st.just("correct"), st.integers(0, 9), st.just(0) | MINUTES, st.booleans()),
        st.tuples(st.just("right"), st.integers(0, 9)),
        st.tuples(st.just("wrong"), st.integers(0, 9)),
        st.tuples(st.just("reply"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 20)),
    ),
    min_size=3,
    max_size=16,
)


@dataclass
class Story:
    """A programme, what was done to it, and what each line must say now."""

    programme: Programme
    at: datetime = NOW
    minutes: dict[HourEntry, int] = field(default_factory=dict)
    said: dict[HourEntry, LineState | None] = field(default_factory=dict)
    until: dict[HourEntry, date] = field(default_factory=dict)
    seen: dict = field(default_factory=dict)

    def do(self, what: str, *given) -> None:
        self.at += timedelta(minutes=1)
        try:
            with transaction.atomic():
                getattr(self, f"_{what}")(*given)
        except Refused:
            pass
        self.look()

    def _booked(self, entry: HourEntry | None) -> None:
        if entry is not None:
            self.minutes[entry], self.said[entry] = entry.minutes, None
            self.until[entry] = entry.answer_until

    def _book(self, kind, minutes, day, with_reason):
        words = "Aftalt" if with_reason else ""
        by = actor(self.programme.counsellor)
        about = {"kind": kind, "minutes": minutes, "held_on": day, "reason": words, "at": self.at}
        self._booked(actions.book_hours(by=by, programme=self.programme, **about))

    def _miss(self, minutes, day):
        about = {"minutes": minutes, "held_on": day, "meeting": new_id(), "reason": "Udeblev", "at": self.at}
        self._booked(actions.book_missed(by=SYSTEM, programme=self.programme, **about))

    def _line(self, number):
        if not self.minutes:
            raise Refused("nothing", code="nothing")
        return list(self.minutes)[number % len(self.minutes)]

    def _correct(self, number, minutes, beyond):
        entry, by = self._line(number), actor(self.programme.counsellor)
        made = actions.correct_hours(by=by, entry=entry, minutes=minutes, reason="Tal", at=self.at, beyond=beyond)
        if made.booked_at == self.at:
            self.minutes[entry], self.said[entry] = minutes, None
            self.until[entry] = made.answer_until

    def _right(self, number):
        entry = self._line(number)
        actions.confirm_hours(by=actor(self.programme.candidate), entry=entry, at=self.at)
        self.said[entry] = LineState.CONFIRMED

    def _wrong(self, number):
        entry = self._line(number)
        answer = actions.dispute_hours(by=actor(self.programme.candidate), entry=entry, remark="Nej", at=self.at)
        if answer.at == self.at:
            self.said[entry] = LineState.DISPUTED

    def _reply(self, number):
        entry, by = self._line(number), actor(self.programme.counsellor)
        actions.reply_to_dispute(by=by, entry=entry, words="Det står i kalenderen", at=self.at)
        self.said[entry] = LineState.ANSWERED

    def _wait(self, days):
        self.at += timedelta(days=days)

    def look(self) -> None:
        """What holds after every step."""
        rows = list(HourEntry.objects.filter(programme=self.programme).order_by("booked_at", "pk"))
        values = {row.pk: {name: value for name, value in vars(row).items() if name != "_state"} for row in rows}
        assert {key: values[key] for key in self.seen} == self.seen  # no entry changes, none goes
        self.seen = values
        account = selectors.hours_account(actor(self.programme.candidate), self.programme, self.at)
        assert {line.entry: line.minutes for line in account.lines} == self.minutes
        assert sum(row.minutes for row in rows) == sum(self.minutes.values()) == sum(account.sums.by_kind.values())
        counted = sum(minutes for entry, minutes in self.minutes.items() if entry.kind in COUNTED)
        assert account.sums.used == account.table.total == counted
        today = clock.local_day(self.programme, self.at)
        for line in account.lines:
            silent = LineState.WAITING if today <= self.until[line.entry] else LineState.LET_PASS
            if line.entry.presence == Presence.WITHOUT:
                silent = LineState.NOT_ASKED
            assert line.state is (self.said[line.entry] or silent)
        self._nothing_exceeds_silently(rows)

    def _nothing_exceeds_silently(self, rows: list[HourEntry]) -> None:
        room = {each.number: each.minutes for each in dates.periods_of(self.programme)}
        used, by_period = 0, dict.fromkeys(room, 0)
        for row in rows:
            if row.kind not in COUNTED:
                assert not row.beyond
                continue
            used += row.minutes
            if row.period in room:
                by_period[row.period] += row.minutes
            is_over = used > self.programme.minutes or by_period.get(row.period, 0) > room.get(row.period, used)
            if row.minutes > 0:
                assert row.beyond == is_over
                assert not row.beyond or row.reason
            assert not (row.beyond and row.presence == Presence.NOT_THERE and row.corrects_id is None)


def programme_of(belgian: bool) -> Programme:
    kind = {"belgian": True, "starts_on": date(2026, 9, 21)} if belgian else {"shows_hours": True, "minutes": 480}
    programme = ProgrammeFactory(order__created_at=datetime(2026, 9, 1, 9, tzinfo=NOW.tzinfo), **kind)
    return begun_with(programme, missed_meeting_books_time=True)


@given(steps=STEPS, belgian=st.booleans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_account_adds_up_whatever_happens(steps, belgian):
    with transaction.atomic():
        story = Story(programme_of(belgian))
        for step in steps:
            story.do(*step)
        programme = story.programme
        mine = selectors.hours_account(actor(programme.candidate), programme, story.at).table
        sponsor = actor(sponsor_of(programme))
        with wall.taken("employer_reading", {"employer": str(programme.employer_id)}):
            theirs = selectors.sponsor_sheet(sponsor, programme.pk, story.at).hours

        assert theirs == mine
        transaction.set_rollback(True)
