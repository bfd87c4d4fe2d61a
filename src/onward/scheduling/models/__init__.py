from onward.scheduling.models.appointments import Appointment, Span
from onward.scheduling.models.feeds import CalendarFeed
from onward.scheduling.models.house import BookingRules, Room, RoomUse
from onward.scheduling.models.offers import TimeOffer
from onward.scheduling.models.outside import AcceptedClash, OutsideBusy, OutsideCalendar
from onward.scheduling.models.reminders import ReminderChoice
from onward.scheduling.models.time import Absence, Availability, Opening, Spacing

__all__ = [
    "Absence",
    "AcceptedClash",
    "Appointment",
    "Availability",
    "BookingRules",
    "CalendarFeed",
    "Opening",
    "OutsideBusy",
    "OutsideCalendar",
    "ReminderChoice",
    "Room",
    "RoomUse",
    "Spacing",
    "Span",
    "TimeOffer",
]
