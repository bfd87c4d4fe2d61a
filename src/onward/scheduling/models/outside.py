"""Calendars that somebody keeps elsewhere: when they take time, never for what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.scheduling.enums import CalendarProblem


class OutsideCalendar(models.Model):
    """An address that is read every quarter of an hour. Whoever knows the address can read it, so it rests sealed.

    due_at: when it is read next; None while nobody tries any more (paused). etag, modified: what the other side said
    of the version that was read last, for `expanded_on` (the repeats of another day have to be worked out anew).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    sealed = models.BinaryField()
    address_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    expanded_on = models.DateField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)
    skipped = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=15, choices=CalendarProblem, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("outside calendar")
        indexes = [models.Index(fields=["due_at"], name="outside_calendar_due")]
        constraints = [
            models.UniqueConstraint(
                name="outside_calendar_once",
                fields=["person", "address_hash"],
                violation_error_message=_("This calendar is on your list already."),
            ),
            models.CheckConstraint(
                name="outside_calendar_problem",
                condition=Q(problem="", failing_since=None, failures=0)
                | (~Q(problem="") & Q(failing_since__isnull=False, failures__gt=0)),
            ),
        ]

    @property
    def is_paused(self) -> bool:
        return self.due_at is None


class OutsideBusy(models.Model):
    """Time that an outside calendar takes. Apart from its neighbours, so that nobody can count events."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.ForeignKey(OutsideCalendar, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="outside_busy_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(name="outside_busy_once", fields=["calendar", "starts_at"]),
        ]


class AcceptedClash(models.Model):
    """The host has said that an appointment may stand beside this time of another calendar, as both are now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey("scheduling.Appointment", on_delete=models.CASCADE, related_name="+")
    calendar = models.ForeignKey(OutsideCalendar, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="accepted_clash_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(
                name="accepted_clash_once", fields=["appointment", "calendar", "starts_at", "ends_at"]
            ),
        ]
