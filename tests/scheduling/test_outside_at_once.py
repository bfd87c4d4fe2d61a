"""With real connections: two workers never read one calendar twice, two clicks never make two of it."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connections

from onward.core.access import SYSTEM
from onward.scheduling.calendars import Fetched
from onward.scheduling.models import AcceptedClash, OutsideCalendar
from onward.scheduling.outside import actions, reading
from tests.factories.accounts import PersonFactory, actor
from tests.factories.scheduling import AppointmentFactory, OutsideBusyFactory, OutsideCalendarFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def at_once(do, times=3):
    """Several connections begin together; what each of them got, sorted."""
    begin, results = threading.Barrier(times), []

    def one():
        begin.wait(5)
        try:
            results.append(do())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_each_calendar_is_read_by_one_worker(monkeypatch):
    fetched = []

    def fetch(address, *, etag="", modified=""):
        fetched.append(address)
        return Fetched(b"BEGIN:VCALENDAR\nEND:VCALENDAR")

    monkeypatch.setattr(reading, "fetch", fetch)
    OutsideCalendarFactory.create_batch(2, due_at=NOW)

    assert at_once(lambda: reading.read_next(by=SYSTEM, at=NOW)) == [False, True, True]
    assert len(set(fetched)) == len(fetched) == 2


def test_two_clicks_keep_one_calendar():
    karen = PersonFactory(counsellor=True)
    address = "https://outlook.example/a.ics"

    def add():
        return actions.add_calendar(by=actor(karen), person_id=karen.pk, name="Outlook", address=address, at=NOW).pk

    assert len(set(at_once(add))) == 1
    assert OutsideCalendar.objects.count() == 1


def test_two_clicks_accept_a_clash_once():
    appointment = AppointmentFactory()
    busy = OutsideBusyFactory(calendar__person=appointment.host, starts_at=appointment.starts_at)
    by = actor(appointment.host)

    assert at_once(lambda: actions.accept_clashes(by=by, appointment=appointment, seen=[busy.pk], at=NOW)) == [1, 1, 1]
    assert AcceptedClash.objects.count() == 1
