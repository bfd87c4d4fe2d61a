from django.utils import timezone
from procrastinate.contrib.django import app

from onward.core.access import SYSTEM
from onward.correspondence import actions


@app.periodic(cron="* * * * * */2")  # the sixth column is seconds
@app.task(name="correspondence.send_messages", queueing_lock="correspondence.send_messages")
def send_messages(timestamp: int) -> None:
    """Every two seconds: send what is due."""
    actions.send_due(at=timezone.now())


@app.periodic(cron="* * * * * */15")
@app.task(
    name="correspondence.read_texts", queueing_lock="correspondence.read_texts", lock="correspondence.read_texts"
)
def read_texts(timestamp: int) -> None:
    """Four times a minute: text messages that came as files."""
    actions.take_waiting_texts(by=SYSTEM, at=timezone.now())
