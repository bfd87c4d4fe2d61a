"""What an office sets: the rules of booking, its rooms and who sits in them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.scheduling.models.appointments import Span


class BookingRules(models.Model):
    """Within what candidates of an office book alone. An office without a row follows the defaults."""

    office = models.OneToOneField("accounts.Office", on_delete=models.CASCADE, primary_key=True, related_name="+")
    lead_hours = models.PositiveSmallIntegerField(_("booked at least so many hours ahead"), default=1)
    weeks_ahead = models.PositiveSmallIntegerField(_("and at most so many weeks"), default=6)
    change_hours = models.PositiveSmallIntegerField(_("moved or cancelled until so many hours before"), default=0)
    minutes = models.PositiveSmallIntegerField(_("length of a meeting in minutes"), default=60)
    step = models.PositiveSmallIntegerField(_("a start every so many minutes"), default=30)
    most_coming = models.PositiveSmallIntegerField(_("meetings booked ahead at most"), default=4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="booking_rules_within_reason",
                condition=Q(
                    lead_hours__lte=336,
                    weeks_ahead__range=(1, 26),
                    change_hours__lte=168,
                    minutes__range=(15, 180),
                    step__range=(5, 120),
                    most_coming__range=(1, 20),
                ),
            ),
        ]


class Room(models.Model):
    """A room of an office. One that is closed takes no new meetings and keeps those it has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("seats"), default=2)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("room")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "office",
                name="room_named_once",
                violation_error_message=_("There is a room of this name already."),
            ),
            models.CheckConstraint(name="room_has_seats", condition=Q(seats__gte=1)),
        ]

    def __str__(self):
        return self.name


class RoomUse(models.Model):
    """Who has a room when: an appointment, or a colleague for something else. The database refuses a second one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    appointment = models.OneToOneField(
        "scheduling.Appointment", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("for what"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="room_use_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="room_use_by_one",
                condition=Q(appointment__isnull=False, held_by=None) | Q(appointment=None, held_by__isnull=False),
            ),
            ExclusionConstraint(
                name="room_once",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The room is taken then."),
            ),
        ]
