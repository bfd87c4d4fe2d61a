from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical
from onward.scheduling.models import (
    Absence,
    AcceptedClash,
    Appointment,
    Availability,
    CalendarFeed,
    OutsideBusy,
    OutsideCalendar,
    ReminderChoice,
    TimeOffer,
)


class AvailabilityData(PersonalData):
    model = Availability
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person") | dict.fromkeys(["weekday", "starts", "ends", "forms"], Kind.FACT)


class AbsenceData(PersonalData):
    model = Absence
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person") | dict.fromkeys(["starts_at", "ends_at"], Kind.FACT)


class AppointmentData(PersonalData):
    model = Appointment
    subject = "guest"
    keep = Keep.PROGRAMME
    fields = technical("id", "host", "guest", "sequence", "is_trial") | dict.fromkeys(
        ["starts_at", "ends_at", "form", "place", "state"], Kind.FACT
    )


class OutsideCalendarData(PersonalData):
    """The address is a key to a whole calendar: confided, and never in history."""

    model = OutsideCalendar
    subject = "person"
    keep = Keep.PERSON
    fields = (
        technical("id", "person", "address_hash", "created_at", "due_at", "tried_at", "read_at", "expanded_on")
        | technical("etag", "modified", "skipped", "problem", "failing_since", "failures")
        | {"name": Kind.CONFIDED, "sealed": Kind.CONFIDED}
    )


class OutsideBusyData(PersonalData):
    model = OutsideBusy
    subject = "calendar__person"
    keep = Keep.PERSON
    fields = technical("id", "calendar") | dict.fromkeys(["starts_at", "ends_at"], Kind.CONFIDED)


class CalendarFeedData(PersonalData):
    model = CalendarFeed
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person", "generation", "made_at")


class ReminderChoiceData(PersonalData):
    model = ReminderChoice
    subject = "person"
    keep = Keep.PERSON
    fields = technical("person", "chosen_by") | dict.fromkeys(["way", "chosen_at"], Kind.FACT)


class TimeOfferData(PersonalData):
    model = TimeOffer
    subject = "guest"
    keep = Keep.PROGRAMME
    fields = technical("id", "appointment", "guest", "round", "sequence", "state") | dict.fromkeys(
        ["times", "chosen", "made_at", "expires_at"], Kind.FACT
    )


class AcceptedClashData(PersonalData):
    model = AcceptedClash
    subject = "calendar__person"
    keep = Keep.PROGRAMME
    fields = technical("id", "appointment", "calendar") | dict.fromkeys(["starts_at", "ends_at"], Kind.CONFIDED)
