"""Appointments as calendars elsewhere understand them (RFC 5545, 5546). When, where and with whom; never why.

What stands here lies in other people's calendars and is seen over shoulders: no word tells what kind of talk it is, a
host's calendar does not name the guest, and the sender is whatever address the installation names for it.
"""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from icalendar import Calendar, Event, vCalAddress, vUri

from onward.accounts.models import Person
from onward.core import formats
from onward.correspondence.enums import CalendarMethod
from onward.correspondence.mails import CalendarPart
from onward.scheduling.enums import AppointmentState, MeetingForm
from onward.scheduling.models import Appointment

CANCELLED = frozenset({AppointmentState.CANCELLED, AppointmentState.CANCELLED_LATE})
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
PRODUCT = "-//Onward//Calendar 1.0//EN"


def invitation(
    appointment: Appointment, *, reader: Person, address: str, phone: str, at: datetime, withdrawn: bool = False
) -> CalendarPart:
    """The appointment for one of the two who meet, as a mail carries it.

    address: where the mail goes. phone: whom a candidate calls. withdrawn: somebody else is the host now.
    """
    cancelled = withdrawn or appointment.state in CANCELLED
    method = CalendarMethod.CANCEL if cancelled else CalendarMethod.REQUEST
    with override(reader.language):
        event = (
            _taken_out(appointment, at)
            if withdrawn
            else event_of(appointment, reader=reader, phone=phone, at=at, cancelled=cancelled)
        )
    event.add("organizer", _organizer(reader if withdrawn else appointment.host))
    event.add("attendee", _attendee(reader, address))
    calendar = empty_calendar(method.value)
    calendar.add_component(event)
    return CalendarPart(method, calendar.to_ical().decode())


def empty_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def event_of(appointment: Appointment, *, reader: Person, phone: str, at: datetime, cancelled: bool = False) -> Event:
    """Times in UTC, which every calendar turns into the reader's own. In the language that is active."""
    event = _bare(appointment, title_of(appointment, reader), at, cancelled)
    if where := plain(where_of(appointment)):
        event.add("location", where)
    if not cancelled:
        event.add("description", _description(appointment, reader, phone))
        if appointment.form == MeetingForm.VIDEO and appointment.place.startswith("https://"):
            event.add("url", vUri(plain(appointment.place)))
    return event


def _bare(appointment: Appointment, title: str, at: datetime, cancelled: bool) -> Event:
    """What every entry has, in the order in which calendars are used to read it."""
    event = Event()
    event.add("uid", uid_of(appointment))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", appointment.sequence)
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _taken_out(appointment: Appointment, at: datetime) -> Event:
    """For whoever was the host until now: named as it was, without the link or the place of whoever is."""
    return _bare(appointment, pgettext("in a calendar", "Talk"), at, cancelled=True)


def uid_of(appointment: Appointment) -> str:
    """The same for as long as the appointment lives, so that a move is a move and no second entry."""
    return f"{appointment.pk}@{settings.CALENDAR_FROM.rpartition('@')[2]}"


def title_of(appointment: Appointment, reader: Person) -> str:
    if reader.pk == appointment.host_id:
        return pgettext("in a calendar", "Talk")
    return _("Talk with %(name)s") % {"name": plain(appointment.host.first_name)}


def where_of(appointment: Appointment) -> str:
    if appointment.form in {MeetingForm.PHONE, MeetingForm.VIDEO}:
        return appointment.place or str(MeetingForm(appointment.form).label).capitalize()
    return appointment.place


def plain(text: str) -> str:
    """One line without signs that end a line in somebody's program."""
    return CONTROL.sub(" ", text).strip()


def _description(appointment: Appointment, reader: Person, phone: str) -> str:
    """How one meets, and how to change it; a host opens the page, which asks who is there."""
    if reader.pk == appointment.host_id:
        return settings.SITE_ADDRESS + reverse("counselling:of_appointment", args=[appointment.pk])
    match appointment.form:
        case MeetingForm.PHONE:
            how = calling_words(appointment, reader.language, phone)
        case MeetingForm.VIDEO:
            how = _("You meet by video.")
        case MeetingForm.OFFICE:
            how = _("You meet at our office.")
        case _employer:
            how = ""
    words = _("If something comes up, call %(phone)s.") % {"phone": formats.phone(phone, reader.language)}
    return " ".join(part for part in (how, words if phone else "") if part)


def calling_words(appointment: Appointment, language: str, phone: str) -> str:
    """Who calls whom; phone: of the office, for a host who has no number of her own. In the active language."""
    name = plain(appointment.host.first_name)
    if not appointment.guest_calls:
        return _("%(name)s calls you.") % {"name": name}
    profile = getattr(appointment.host, "staff_profile", None)
    number = formats.phone((profile.phone if profile else "") or phone, language)
    return _("You call %(name)s on %(phone)s.") % {"name": name, "phone": number}


def _organizer(host: Person) -> vCalAddress:
    """The provider's address, which stays when the host changes, with the name of whom one meets."""
    found = vCalAddress(f"mailto:{settings.CALENDAR_FROM}")
    found.params["CN"] = _name(host)
    return found


def _attendee(reader: Person, address: str) -> vCalAddress:
    """Only whoever reads it: the address of the other one is none of the calendar's business."""
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = _name(reader)
    found.params["CUTYPE"] = "INDIVIDUAL"
    found.params["ROLE"] = "REQ-PARTICIPANT"
    found.params["PARTSTAT"] = "NEEDS-ACTION"
    found.params["RSVP"] = "FALSE"  # what is booked is booked: one moves or cancels with us, not by answering
    return found


def _name(person: Person) -> str:
    return plain(person.name).replace('"', "'")
