from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.applications.enums import ApplicationState, Attention, HowFound
from onward.core.ids import new_id


class Application(models.Model):
    """One job that the candidate goes for. Nothing obliges anybody to record it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    employer_name = models.CharField(_("employer"), max_length=150)
    role = models.CharField(_("job"), max_length=150)
    how_found = models.CharField(_("how it was found"), max_length=15, choices=HowFound)
    state = models.CharField(_("where it stands"), max_length=10, choices=ApplicationState)
    sent_on = models.DateField(_("sent"), null=True, blank=True)
    asked_on = models.DateField(_("asked how it stands"), null=True, blank=True)
    deadline_on = models.DateField(_("last day to apply"), null=True, blank=True)
    interview_on = models.DateField(_("interview"), null=True, blank=True)
    answered_on = models.DateField(_("answer"), null=True, blank=True)
    note = models.TextField(_("notes"), blank=True)
    attention: Attention  # on a given day: worked out for a page, never stored
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        verbose_name = _("application")
        indexes = [
            models.Index(fields=["programme", "-changed_at"], name="application_recent"),
            models.Index(fields=["programme"], name="application_sent", condition=Q(state=ApplicationState.SENT)),
        ]
        constraints = [
            models.CheckConstraint(name="application_state_known", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="application_sent_has_date",
                condition=~Q(state=ApplicationState.SENT) | Q(sent_on__isnull=False),
                violation_error_message=_("Say on which day it was sent."),
            ),
        ]

    @property
    def silent_since(self) -> date | None:
        """The day it was sent, or the later day on which somebody asked how it stands."""
        return max((day for day in (self.sent_on, self.asked_on) if day), default=None)
