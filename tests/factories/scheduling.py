"""Weeks, absences and appointments of the same invented office."""

from datetime import UTC, datetime, time, timedelta

import factory

from onward.scheduling.enums import MeetingForm
from onward.scheduling.models import Absence, Appointment, Availability, OutsideBusy, OutsideCalendar
from onward.scheduling.outside.sealing import hash_of, seal
from tests.factories.accounts import PersonFactory

TOMORROW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday, 10:00 in Aarhus


class AvailabilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Availability

    person = factory.SubFactory(PersonFactory, counsellor=True)
    weekday = 2
    starts = time(9)
    ends = time(16)
    forms = [MeetingForm.PHONE.value, MeetingForm.VIDEO.value, MeetingForm.OFFICE.value]


class AbsenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Absence

    person = factory.SubFactory(PersonFactory, counsellor=True)
    starts_at = TOMORROW
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(days=1))


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    host = factory.SubFactory(PersonFactory, counsellor=True)
    guest = factory.SubFactory(PersonFactory, candidate=True)
    starts_at = TOMORROW
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=1))
    form = MeetingForm.VIDEO
    place = ""


def whole_week(person) -> None:
    """Monday to Friday, nine to four, any way but at the employer's."""
    Availability.objects.bulk_create(AvailabilityFactory.build(person=person, weekday=day) for day in range(5))


class OutsideCalendarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutsideCalendar

    class Params:
        address = factory.Sequence(lambda number: f"https://calendar.example/{number}/secret{number:04}")

    person = factory.SubFactory(PersonFactory, counsellor=True)
    name = "Outlook"
    sealed = factory.LazyAttribute(lambda made: seal(made.address))
    address_hash = factory.LazyAttribute(lambda made: hash_of(made.address))
    created_at = TOMORROW - timedelta(days=30)
    due_at = TOMORROW - timedelta(days=1)


class OutsideBusyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutsideBusy

    calendar = factory.SubFactory(OutsideCalendarFactory)
    starts_at = TOMORROW
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=1))
