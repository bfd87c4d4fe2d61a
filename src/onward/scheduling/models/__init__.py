from onward.scheduling.models.appointments import Appointment, Span
from onward.scheduling.models.time import Absence, Availability

__all__ = ["Absence", "Appointment", "Availability", "Span"]
