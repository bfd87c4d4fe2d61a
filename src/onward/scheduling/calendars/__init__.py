"""Outside calendars (ICS): fetched, and read for nothing but the times that are taken. No database."""

from onward.scheduling.calendars.addresses import BadAddress, shortened, tidy
from onward.scheduling.calendars.busy import Reading, busy_times
from onward.scheduling.calendars.errors import Unreadable
from onward.scheduling.calendars.fetching import Fetched, fetch

__all__ = ["BadAddress", "Fetched", "Reading", "Unreadable", "busy_times", "fetch", "shortened", "tidy"]
