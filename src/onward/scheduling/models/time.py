"""Hours of the week, the exceptions from them, and what is kept free around a meeting."""

from datetime import date, time, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.scheduling.enums import MeetingForm


class Availability(models.Model):
    """Hours of the week in which somebody can be met. office: where, in its time zone; none: the candidate's own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text=_("0 is Monday."))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    forms = ArrayField(models.CharField(max_length=8, choices=MeetingForm), verbose_name=_("how"))
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

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

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date | None:
        """The last of its days in the reader's time zone, where it is whole days; else none."""
        begins, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        whole = begins.time() == time(0) and ends.time() == time(0)
        return ends.date() - timedelta(days=1) if whole else None


class Opening(models.Model):
    """Hours of one day beside those of the week: a Saturday, an evening. In the clock of its office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    forms = ArrayField(models.CharField(max_length=8, choices=MeetingForm), verbose_name=_("how"))
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("The end is before the start."),
            ),
            models.UniqueConstraint(name="opening_once", fields=["person", "day", "starts"]),
        ]


class Spacing(models.Model):
    """Minutes that somebody keeps free between two meetings, and for going somewhere else before or after one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    between = models.PositiveSmallIntegerField(_("minutes between meetings"), default=0)
    travel = models.PositiveSmallIntegerField(_("minutes of travel"), default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(name="spacing_within_reason", condition=Q(between__lte=120, travel__lte=240)),
        ]
