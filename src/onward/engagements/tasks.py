"""What the worker does by itself. Thin: take the role, call one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from onward.core import wall
from onward.core.access import SYSTEM
from onward.engagements import actions


@app.periodic(cron="* * * * *")
@app.task(name="engagements.settle_ticks", queueing_lock="engagements.settle_ticks")
def settle_ticks(timestamp: int) -> None:
    """The half hour is over: the tick holds."""
    with wall.taken("inside_writing"):
        actions.settle_ticks(by=SYSTEM, at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="engagements.erase_ended", queueing_lock="engagements.erase_ended")
def erase_ended(timestamp: int) -> None:
    """People whose talk was called off or never held leave a number."""
    actions.erase_ended(by=SYSTEM, at=timezone.now())


@app.periodic(cron="11 * * * *")
@app.task(name="engagements.end_idle_links", queueing_lock="engagements.end_idle_links")
def end_idle_links(timestamp: int) -> None:
    """Managers' links end by themselves some days after the last talk."""
    with wall.taken("inside_writing"):
        actions.end_idle_links(by=SYSTEM, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="engagements.drop_expired_drafts", queueing_lock="engagements.drop_expired_drafts")
def drop_expired_drafts(timestamp: int) -> None:
    """Lists that nobody confirmed within half an hour."""
    with wall.taken("erasure"):
        actions.drop_expired_drafts(by=SYSTEM, at=timezone.now())
