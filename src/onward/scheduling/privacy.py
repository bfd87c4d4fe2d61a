from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical
from onward.scheduling.models import (
    Absence,
    AcceptedClash,
    Appointment,
    Availability,
    BookingRules,
    CalendarFeed,
    Opening,
    OutsideBusy,
    OutsideCalendar,
    ReminderChoice,
    Room,
    RoomUse,
    Spacing,
    TimeOffer,
)


class AvailabilityData(PersonalData):
    model = Availability
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person") | dict.fromkeys(["weekday", "starts", "ends", "forms", "office"], Kind.FACT)


class OpeningData(PersonalData):
    model = Opening
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person") | dict.fromkeys(["day", "starts", "ends", "forms", "office"], Kind.FACT)


class SpacingData(PersonalData):
    model = Spacing
    subject = "person"
    keep = Keep.PERSON
    fields = technical("person") | dict.fromkeys(["between", "travel"], Kind.FACT)


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
        ["starts_at", "ends_at", "form", "place", "office", "guest_calls", "state"], Kind.FACT
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


class BookingRulesData(PersonalData):
    model = BookingRules
    exported = False
    fields = technical("office", "lead_hours", "weeks_ahead", "change_hours", "minutes", "step", "most_coming")


class RoomData(PersonalData):
    model = Room
    exported = False
    fields = technical("id", "office", "name", "seats", "is_active")


class RoomUseData(PersonalData):
    """What a colleague holds a room for. That of an appointment goes with it."""

    model = RoomUse
    subject = "held_by"
    keep = Keep.PERSON
    fields = technical("id", "room", "appointment", "held_by") | dict.fromkeys(
        ["starts_at", "ends_at", "words"], Kind.FACT
    )
