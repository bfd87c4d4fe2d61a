from django.utils import timezone
from procrastinate.contrib.django import app

from onward.correspondence import actions


@app.periodic(cron="* * * * * */2")  # the sixth column is seconds
@app.task(name="correspondence.send_messages", queueing_lock="correspondence.send_messages")
def send_messages(timestamp: int) -> None:
    """Every two seconds: send what is due."""
    actions.send_due(at=timezone.now())
