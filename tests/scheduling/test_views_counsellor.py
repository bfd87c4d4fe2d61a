"""The calendar: what is booked by day, the hours of the week, absences; one's own alone."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.scheduling.models import Absence, Appointment, Availability
from tests.factories.accounts import PersonFactory
from tests.factories.scheduling import AbsenceFactory, AppointmentFactory, whole_week

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(counsellor=True, first_name="Karen")


@pytest.fixture
def karen(sign_in, person):
    return sign_in(person)


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("count", [1, 3])
def test_what_comes_day_by_day_with_a_constant_number_of_queries(karen, person, django_assert_num_queries, count):
    whole_week(person)
    for number in range(count):
        AppointmentFactory(host=person, starts_at=timezone.now() + timedelta(days=number + 1))
        AbsenceFactory(person=person, starts_at=timezone.now() + timedelta(days=number + 10))

    with django_assert_num_queries(16):
        page = karen.get(reverse("scheduling:calendar"))

    assert len(BeautifulSoup(page.content, "html.parser").select("main h2")) == count + 4
    assert all(each.guest.name in text(page) for each in Appointment.objects.select_related("guest"))


def test_a_colleagues_hours_are_not_there(karen):
    other = AppointmentFactory(starts_at=timezone.now() + timedelta(days=1))

    assert other.guest.name not in text(karen.get(reverse("scheduling:calendar")))


def test_the_week_is_written_as_people_write_it(karen, person):
    sent = {
        "day0-spans": "9-12, 13:00–16:30",
        "day0-ways": ["phone", "video"],
        "day2-spans": "8–12",
        "day2-ways": ["office"],
    }

    karen.post(reverse("scheduling:week"), sent)

    rows = (
        Availability.objects.filter(person=person)
        .order_by("weekday", "starts")
        .values_list("weekday", "starts", "ends")
    )
    assert list(rows) == [(0, time(9), time(12)), (0, time(13), time(16, 30)), (2, time(8), time(12))]
    assert (
        "9–12" in text(karen.get(reverse("scheduling:week")))
        or "09:00–12:00" in karen.get(reverse("scheduling:week")).content.decode()
    )


@pytest.mark.parametrize(
    "sent",
    [
        {"day0-spans": "whenever", "day0-ways": ["phone"]},
        {"day0-spans": "9-12"},
        {"day0-spans": "25-26", "day0-ways": ["phone"]},
        {"day0-spans": "9-12, 11-14", "day0-ways": ["phone"]},
        {"day0-spans": "12-9", "day0-ways": ["phone"]},
    ],
)
def test_a_week_that_cannot_be_is_said_and_the_old_one_stands(karen, person, sent):
    whole_week(person)

    page = karen.post(reverse("scheduling:week"), sent)

    assert page.status_code == 200
    assert Availability.objects.filter(person=person).count() == 5


def test_an_absence_of_whole_days_in_the_clock_of_the_office(karen, person):
    karen.post(reverse("scheduling:new_absence"), {"from_on": "2026-12-21", "until_on": "2026-12-23"})

    absence = Absence.objects.get(person=person)
    local = [timezone.localtime(moment).strftime("%d %H:%M") for moment in (absence.starts_at, absence.ends_at)]
    assert local == ["21 00:00", "24 00:00"]


def test_an_absence_of_some_hours(karen, person):
    karen.post(
        reverse("scheduling:new_absence"),
        {"from_on": "2026-12-21", "from_at": "10", "until_at": "11:30", "until_on": ""},
    )

    absence = Absence.objects.get(person=person)
    assert absence.ends_at - absence.starts_at == timedelta(minutes=90)


def test_an_absence_that_ends_before_it_begins_is_said(karen):
    page = karen.post(reverse("scheduling:new_absence"), {"from_on": "2026-12-21", "until_on": "2026-12-20"})

    assert "The end is before the start." in text(page)
    assert not Absence.objects.exists()


def test_only_the_own_absence_can_be_removed(karen, person):
    own = AbsenceFactory(person=person, starts_at=timezone.now())
    other = AbsenceFactory(starts_at=timezone.now())

    removed = karen.post(reverse("scheduling:remove_absence", args=[own.pk]))
    stranger = karen.post(reverse("scheduling:remove_absence", args=[other.pk]))

    assert (removed.status_code, stranger.status_code) == (302, 404)
    assert Absence.objects.get() == other


@pytest.mark.parametrize("role", ["candidate", "sponsor", "coordinator"])
def test_the_calendar_does_not_exist_for_others(sign_in, role):
    client = sign_in(PersonFactory(**{role: True}))

    assert {client.get(reverse(f"scheduling:{name}")).status_code for name in ("calendar", "week", "new_absence")} == {
        404
    }
