from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from onward.core.access import SYSTEM
from onward.programmes import actions
from onward.programmes.actions.settling import LOOK_BACK

HOURLY = timedelta(hours=1).seconds


@app.periodic(cron="* * * * * */2")  # the sixth column is seconds
@app.task(name="programmes.settle_talks", queueing_lock="programmes.settle_talks")
def settle_talks(timestamp: int) -> None:
    """Every two seconds: what follows from a tick. Once an hour all talks ever are looked at, else the last weeks."""
    now = timezone.now()
    actions.settle_talks(at=now, since=None if timestamp % HOURLY < 2 else now - LOOK_BACK)


@app.periodic(cron="*/10 * * * *")
@app.task(name="programmes.follow_up_silence", queueing_lock="programmes.follow_up_silence")
def follow_up_silence(timestamp: int) -> None:
    """Every ten minutes: invitations that found silence become calls to make."""
    actions.follow_up_silence(at=timezone.now())


@app.periodic(cron="17 8 * * *")
@app.task(name="programmes.say_what_goes", queueing_lock="programmes.say_what_goes")
def say_what_goes(timestamp: int) -> None:
    """Every morning: candidates hear some weeks before what is erased."""
    actions.say_what_goes(by=SYSTEM, at=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(name="programmes.erase_due", queueing_lock="programmes.erase_due")
def erase_due(timestamp: int) -> None:
    """Every hour: whose time is up leaves numbers."""
    actions.erase_due(by=SYSTEM, at=timezone.now())
