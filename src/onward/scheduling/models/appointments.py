"""What is booked."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.scheduling.enums import TAKES_TIME, AppointmentState, MeetingForm


class Span(Func):
    """The time from start to end, the end not included."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Appointment(models.Model):
    """When and who, never why. Two people never get the same hour of a counsellor: the database refuses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    form = models.CharField(_("how"), max_length=8, choices=MeetingForm)
    place = models.CharField(_("where"), max_length=200, blank=True)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_calls = models.BooleanField(_("the candidate calls"), default=False)
    state = models.CharField(max_length=15, choices=AppointmentState, default=AppointmentState.BOOKED)
    sequence = models.PositiveIntegerField(_("times moved"), default=0)
    is_trial = models.BooleanField(default=False, help_text=_("A trial talk: the host reads the first name alone."))

    class Meta:
        verbose_name = _("appointment")
        indexes = [
            models.Index(fields=["host", "starts_at"], name="appointment_of_host"),
            models.Index(fields=["guest", "starts_at"], name="appointment_of_guest"),
            # what was held outnumbers what is booked by far, and lists of what is to come need none of it
            models.Index(
                fields=["guest", "starts_at"],
                name="appointment_booked_of_guest",
                condition=Q(state=AppointmentState.BOOKED),
            ),
            # the last talk of everybody in an office, asked on a coordinator's start page and the team's
            models.Index(
                fields=["guest", "-starts_at"],
                name="appointment_held_of_guest",
                condition=Q(state=AppointmentState.HELD),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="appointment_host_once",
                expressions=[
                    ("host", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=TAKES_TIME),
                violation_error_message=_("That time was just taken. Choose another; everything else is kept."),
            ),
            ExclusionConstraint(
                name="appointment_guest_once",
                expressions=[
                    ("guest", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=TAKES_TIME),
                violation_error_message=_("There is already a meeting at that time."),
            ),
        ]

    @property
    def guest_name(self) -> str:
        """Who comes, as the host may read it."""
        return self.guest.first_name if self.is_trial else self.guest.name
