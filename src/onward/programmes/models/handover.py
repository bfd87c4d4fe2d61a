"""Somebody is away, and colleagues help her people meanwhile. Never why she is away."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id


class HandOver(models.Model):
    """A counsellor is away and has not taken her people back. until_on: unless nobody knows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    away = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("away from"))
    until_on = models.DateField(_("away until"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hand_over_one_open", fields=["away"], condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="hand_over_ends_after_start",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]


class HandedOver(models.Model):
    """One programme in a hand-over: who helps meanwhile, until it goes back or stays where it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="lines")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    came_back = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["programme"], name="handed_over_programme")]
        constraints = [
            models.UniqueConstraint(
                name="handed_over_once_open", fields=["hand_over", "programme"], condition=Q(settled_at=None)
            ),
            models.CheckConstraint(
                name="handed_over_back_when_settled", condition=Q(came_back=False) | Q(settled_at__isnull=False)
            ),
        ]
