"""What the worker does by itself."""

import time

from django.utils import timezone
from procrastinate.contrib.django import app

from onward.core.access import SYSTEM
from onward.scheduling.outside.reading import read_next

SECONDS_A_ROUND = 50


# one at a time (lock), so that slow calendars never keep mail from going out; the fifth of a minute is soon enough
@app.periodic(cron="* * * * * */12")  # the sixth column is seconds
@app.task(
    name="scheduling.read_calendars", queueing_lock="scheduling.read_calendars", lock="scheduling.read_calendars"
)
def read_calendars(timestamp: int) -> None:
    """Every outside calendar that is due: each every quarter of an hour, or when its owner asks."""
    latest = time.monotonic() + SECONDS_A_ROUND
    while time.monotonic() < latest and read_next(by=SYSTEM, at=timezone.now()):
        pass
