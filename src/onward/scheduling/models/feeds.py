"""The address at which somebody's own calendar reads the appointments."""

from django.conf import settings
from django.db import models

from onward.core.ids import new_id


class CalendarFeed(models.Model):
    """Somebody has asked for an address. The address is worked out from key and generation; a new one ends the old."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
