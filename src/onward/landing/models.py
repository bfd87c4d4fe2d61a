from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.landing.enums import DropReason, LandingKind, TouchpointState


class Landing(models.Model):
    """Where somebody went: a new job, own business, study, retirement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what comes next"), max_length=12, choices=LandingKind)
    organisation = models.CharField(_("where"), max_length=150, blank=True)
    role = models.CharField(_("as what"), max_length=150, blank=True)
    starts_on = models.DateField(_("first day"))
    trial_ends_on = models.DateField(_("last day of the trial period"), null=True, blank=True)
    trial_is_proposed = models.BooleanField(
        default=False, help_text=_("The longest usual trial period, because nobody has said what the contract says.")
    )
    recorded_at = models.DateTimeField()
    lost_on = models.DateField(_("lost again on"), null=True, blank=True)

    class Meta:
        verbose_name = _("landing")
        indexes = [models.Index(fields=["programme", "-recorded_at"], name="landing_latest")]
        constraints = [
            models.CheckConstraint(name="landing_kind_known", condition=Q(kind__in=LandingKind.values)),
            models.UniqueConstraint(name="landing_one_standing", fields=["programme"], condition=Q(lost_on=None)),
            models.CheckConstraint(
                name="landing_trial_after_start",
                condition=Q(trial_ends_on=None) | Q(trial_ends_on__gte=F("starts_on")),
                violation_error_message=_("The trial period ends before the first day."),
            ),
            models.CheckConstraint(
                name="landing_trial_of_a_job", condition=Q(kind=LandingKind.NEW_JOB) | Q(trial_ends_on=None)
            ),
        ]


class Touchpoint(models.Model):
    """A call in the first hundred days. `kind` is the key under which the programme's template names it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    landing = models.ForeignKey(Landing, on_delete=models.CASCADE, related_name="touchpoints")
    kind = models.CharField(max_length=60)
    due_on = models.DateField(_("due"))
    state = models.CharField(max_length=8, choices=TouchpointState, default=TouchpointState.PLANNED)
    held_on = models.DateField(_("spoken on"), null=True, blank=True)
    note = models.TextField(_("how it goes"), blank=True)
    reason = models.CharField(_("reason"), max_length=15, choices=DropReason, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("call in the first hundred days")
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
            models.CheckConstraint(
                name="touchpoint_done_has_day",
                condition=Q(state=TouchpointState.DONE, held_on__isnull=False)
                | (~Q(state=TouchpointState.DONE) & Q(held_on=None)),
            ),
            models.CheckConstraint(
                name="touchpoint_dropped_has_reason",
                condition=(Q(state=TouchpointState.DROPPED) & ~Q(reason=""))
                | (~Q(state=TouchpointState.DROPPED) & Q(reason="")),
            ),
        ]
