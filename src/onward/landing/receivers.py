"""Listens to programmes: what the employer sees follows the phase, and what is over goes."""

from django.dispatch import receiver

from onward.landing import actions
from onward.landing.models import Landing, Touchpoint
from onward.privacy import erasure
from onward.programmes.signals import phase_changed, programme_erased


@receiver(phase_changed, dispatch_uid="landing.follow_phase")
def follow_phase(sender, programme, at, by, **kwargs):
    actions.follow_phase(by=by, programme=programme, at=at)


@receiver(programme_erased, dispatch_uid="landing.programme_erased")
def remove_what_came_next(sender, programme, at, **kwargs):
    """Under the erasure role, within its transaction."""
    erasure.remove(Touchpoint.objects.filter(landing__programme=programme), at)
    erasure.remove(Landing.objects.filter(programme=programme), at)
