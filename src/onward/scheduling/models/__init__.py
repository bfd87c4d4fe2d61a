from onward.scheduling.models.appointments import Appointment, Span
from onward.scheduling.models.outside import AcceptedClash, OutsideBusy, OutsideCalendar
from onward.scheduling.models.time import Absence, Availability

__all__ = ["Absence", "AcceptedClash", "Appointment", "Availability", "OutsideBusy", "OutsideCalendar", "Span"]
