"""Listens to programmes: what the former employer sees of the phase follows the phase."""

from django.dispatch import receiver

from onward.landing import actions
from onward.programmes.signals import phase_changed


@receiver(phase_changed, dispatch_uid="landing.follow_phase")
def follow_phase(sender, programme, at, by, **kwargs):
    actions.follow_phase(by=by, programme=programme, at=at)
