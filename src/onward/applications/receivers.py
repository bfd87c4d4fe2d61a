"""Listens to programmes: what is over goes."""

from django.dispatch import receiver

from onward.applications.models import Application
from onward.privacy import erasure
from onward.programmes.signals import programme_erased


@receiver(programme_erased, dispatch_uid="applications.programme_erased")
def remove_applications(sender, programme, at, **kwargs):
    """Under the erasure role, within its transaction."""
    erasure.remove(Application.objects.filter(programme=programme), at)
