"""How somebody wants to be reminded of an appointment."""

from django.conf import settings
from django.db import models

from onward.scheduling.enums import ReminderWay


class ReminderChoice(models.Model):
    """Said by the person, or by staff on the phone. Without a row: by mail, or by text message where there is none."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    way = models.CharField(max_length=4, choices=ReminderWay)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()
