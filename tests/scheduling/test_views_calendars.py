"""Calendars elsewhere on the counsellor's page: how old, what is wrong, how to mend; one's own alone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.scheduling.models import AcceptedClash, OutsideBusy, OutsideCalendar
from onward.scheduling.outside.sealing import unseal
from tests.factories.accounts import PersonFactory
from tests.factories.scheduling import AppointmentFactory, OutsideBusyFactory, OutsideCalendarFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://outlook.example/secret/calendar.ics"
NEW = "scheduling:new_calendar"


@pytest.fixture
def person():
    return PersonFactory(counsellor=True, first_name="Karen")


@pytest.fixture
def karen(sign_in, person):
    return sign_in(person)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def page(client):
    return text(client.get(reverse("scheduling:calendar")))


@pytest.mark.parametrize("count", [1, 3])
def test_a_constant_number_of_queries(karen, person, table_queries, count):
    for number in range(count):
        booked = AppointmentFactory(host=person, starts_at=timezone.now() + timedelta(days=number + 1))
        OutsideBusyFactory(calendar__person=person, starts_at=booked.starts_at)

    with table_queries() as asked:
        found = karen.get(reverse("scheduling:calendar"))

    assert text(found).count("Also busy in your calendar “Outlook”") == count
    assert len(asked) == 9


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Is read within a minute."),
        ({"ago": timedelta(seconds=20)}, "Read just now."),
        ({"ago": timedelta(minutes=1)}, "Read 1 minute ago."),
        ({"ago": timedelta(minutes=7)}, "Read 7 minutes ago."),
        ({"ago": timedelta(days=400)}, "Read "),
        ({"ago": timedelta(minutes=7), "skipped": 1}, "1 event there could not be understood"),
        ({"problem": "password"}, "the address asks for a password. Take the secret address"),
        ({"problem": "gone", "due_at": None}, "We have stopped trying."),
        ({"problem": "gone", "ago": timedelta(days=2)}, "still blocks"),
    ],
)
def test_how_old_it_is_and_how_to_mend_it(karen, person, values, words):
    now = timezone.now()
    ago = values.pop("ago", None)
    if "problem" in values:
        values |= {"failing_since": now - timedelta(days=1), "failures": 3}
    OutsideCalendarFactory(person=person, read_at=ago and now - ago, tried_at=now, **values)

    assert words in page(karen)


def test_add_one_click_twice_and_it_is_one(karen, person):
    for _click in range(2):
        response = karen.post(reverse(NEW), {"name": "Outlook", "address": f" {ADDRESS} "}, follow=True)

    row = OutsideCalendar.objects.get(person=person)
    assert unseal(row.sealed) == ADDRESS
    assert "It is read within a minute." in text(response)
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "", "address": ADDRESS}, "This is still missing."),
        ({"name": "Outlook", "address": ""}, "This is still missing."),
        ({"name": "Outlook", "address": "outlook"}, "Copy it whole"),
        ({"name": "Outlook", "address": "https://me:secret@outlook.example/"}, "Leave name and password out"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(karen, sent, words):
    response = karen.post(reverse(NEW), sent)

    fields = {
        each["name"]: each.get("value", "")
        for each in BeautifulSoup(response.content, "html.parser").select("form.on-form input")
    }
    assert words in text(response)
    assert (fields["name"], fields["address"]) == (sent["name"], sent["address"])
    assert not OutsideCalendar.objects.exists()


def test_change_the_name_and_the_address_stays_hidden(karen, person):
    row = OutsideCalendarFactory(person=person, address=ADDRESS)
    address = reverse("scheduling:change_calendar", args=[row.pk])

    shown = karen.get(address)
    karen.post(address, {"name": "Family", "address": ""})

    row.refresh_from_db()
    assert "secret" not in shown.content.decode()
    assert (row.name, unseal(row.sealed)) == ("Family", ADDRESS)


def test_an_address_that_another_calendar_has_is_said(karen, person):
    OutsideCalendarFactory(person=person, address=ADDRESS)
    row = OutsideCalendarFactory(person=person)
    address = reverse("scheduling:change_calendar", args=[row.pk])

    assert "on your list already" in text(karen.post(address, {"name": "x", "address": ADDRESS}))
    assert "Copy it whole" in text(karen.post(address, {"name": "x", "address": "y"}))


def test_read_now_queues_and_reads_nothing_itself(karen, person):
    row = OutsideCalendarFactory(person=person, due_at=timezone.now() + timedelta(minutes=9))

    karen.post(reverse("scheduling:read_calendar", args=[row.pk]))

    row.refresh_from_db()
    assert row.due_at <= timezone.now()
    assert row.tried_at is None


def test_removed_and_a_second_click_does_no_harm(karen, person):
    busy = OutsideBusyFactory(calendar__person=person)
    address = reverse("scheduling:remove_calendar", args=[busy.calendar.pk])

    assert [karen.post(address).status_code for _click in range(2)] == [302, 302]
    assert not OutsideBusy.objects.exists()


def test_it_is_fine(karen, person):
    booked = AppointmentFactory(host=person, starts_at=timezone.now() + timedelta(days=1))
    busy = OutsideBusyFactory(calendar__person=person, starts_at=booked.starts_at)
    assert "Also busy" in page(karen)

    karen.post(reverse("scheduling:accept_clashes", args=[booked.pk]), {"busy": [str(busy.pk)]})
    broken = karen.post(reverse("scheduling:accept_clashes", args=[booked.pk]), {"busy": "nonsense"})

    assert broken.status_code == 302
    assert "Also busy" not in page(karen)


def test_nobody_elses(karen):
    other = OutsideCalendarFactory()
    booked = AppointmentFactory()
    busy = OutsideBusyFactory(calendar__person=booked.host, starts_at=booked.starts_at)

    assert karen.get(reverse("scheduling:change_calendar", args=[other.pk])).status_code == 404
    for name in ("change_calendar", "read_calendar"):
        assert karen.post(reverse(f"scheduling:{name}", args=[other.pk]), {"name": "x"}).status_code == 404
    karen.post(reverse("scheduling:remove_calendar", args=[other.pk]))
    fine = karen.post(reverse("scheduling:accept_clashes", args=[booked.pk]), {"busy": [str(busy.pk)]})
    assert fine.status_code == 404
    assert OutsideCalendar.objects.filter(pk=other.pk).exists()
    assert not AcceptedClash.objects.exists()


@pytest.mark.parametrize("role", ["candidate", "sponsor", "coordinator"])
def test_not_there_for_others(sign_in, role):
    client = sign_in(PersonFactory(**{role: True}))
    row = OutsideCalendarFactory()

    assert client.get(reverse(NEW)).status_code == 404
    for name in ("change_calendar", "read_calendar", "remove_calendar"):
        assert client.post(reverse(f"scheduling:{name}", args=[row.pk])).status_code == 404
