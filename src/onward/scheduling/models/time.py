"""Hours of the week, and the exceptions from them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.scheduling.enums import MeetingForm


class Availability(models.Model):
    """Hours of the week in which somebody can be met, in the time zone of the own office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text=_("0 is Monday."))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    forms = ArrayField(models.CharField(max_length=8, choices=MeetingForm), verbose_name=_("how"))

    class Meta:
        indexes = [models.Index(fields=["person", "weekday"], name="availability_week")]
        constraints = [
            models.CheckConstraint(name="availability_weekday", condition=Q(weekday__range=(0, 6))),
            models.CheckConstraint(
                name="availability_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("The end is before the start."),
            ),
        ]


class Absence(models.Model):
    """Time in which somebody cannot be met, whatever the week says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    class Meta:
        indexes = [models.Index(fields=["person", "ends_at"], name="absence_coming")]
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]
