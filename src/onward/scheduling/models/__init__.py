from onward.scheduling.models.appointments import Appointment, Span
from onward.scheduling.models.feeds import CalendarFeed
from onward.scheduling.models.offers import TimeOffer
from onward.scheduling.models.outside import AcceptedClash, OutsideBusy, OutsideCalendar
from onward.scheduling.models.reminders import ReminderChoice
from onward.scheduling.models.time import Absence, Availability

__all__ = [
    "Absence",
    "AcceptedClash",
    "Appointment",
    "Availability",
    "CalendarFeed",
    "OutsideBusy",
    "OutsideCalendar",
    "ReminderChoice",
    "Span",
    "TimeOffer",
]
