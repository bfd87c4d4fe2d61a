from django.utils import timezone
from procrastinate.contrib.django import app

from onward.core import wall
from onward.core.access import SYSTEM
from onward.letters import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="letters.want_due_letters", queueing_lock="letters.want_due_letters")
def want_due_letters(timestamp: int) -> None:
    """Every ten minutes: what was agreed with people who read on paper becomes a letter to post."""
    with wall.taken("inside_writing"):
        actions.want_due_letters(by=SYSTEM, at=timezone.now())
