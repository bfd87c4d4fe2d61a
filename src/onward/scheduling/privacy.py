from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical
from onward.scheduling.models import Absence, Appointment, Availability


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
    fields = technical("id", "host", "guest", "sequence") | dict.fromkeys(
        ["starts_at", "ends_at", "form", "place", "state"], Kind.FACT
    )
