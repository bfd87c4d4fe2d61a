from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.landing.enums import LandingKind, TouchpointKind, TouchpointState


class Landing(models.Model):
    """Where somebody went: a new job, own business, study, retirement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what comes next"), max_length=12, choices=LandingKind)
    organisation = models.CharField(_("where"), max_length=150, blank=True)
    role = models.CharField(_("as what"), max_length=150, blank=True)
    starts_on = models.DateField(_("first day"))
    trial_ends_on = models.DateField(_("last day of the trial period"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    lost_on = models.DateField(_("lost again on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="landing_one_standing", fields=["programme"], condition=Q(lost_on=None)),
            models.CheckConstraint(
                name="landing_trial_after_start",
                condition=Q(trial_ends_on=None) | Q(trial_ends_on__gte=F("starts_on")),
                violation_error_message=_("The trial period ends before the first day."),
            ),
        ]


class Touchpoint(models.Model):
    """A call in the first hundred days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    landing = models.ForeignKey(Landing, on_delete=models.CASCADE, related_name="touchpoints")
    kind = models.CharField(max_length=12, choices=TouchpointKind)
    due_on = models.DateField(_("due"))
    state = models.CharField(max_length=8, choices=TouchpointState, default=TouchpointState.PLANNED)
    note = models.TextField(_("how it goes"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="touchpoint_due", condition=Q(state=TouchpointState.PLANNED)),
        ]
        constraints = [
            models.UniqueConstraint(name="touchpoint_once", fields=["landing", "kind"]),
            models.CheckConstraint(
                name="touchpoint_settled_pair",
                condition=Q(state=TouchpointState.PLANNED, settled_at=None, settled_by=None)
                | (~Q(state=TouchpointState.PLANNED) & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
        ]
