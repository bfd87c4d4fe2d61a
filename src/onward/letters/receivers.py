"""Listens to programmes: what is over goes."""

from django.dispatch import receiver

from onward.letters.models import Letter
from onward.privacy import erasure
from onward.programmes.signals import programme_erased


@receiver(programme_erased, dispatch_uid="letters.programme_erased")
def remove_letters(sender, programme, at, **kwargs):
    """Under the erasure role, within its transaction."""
    erasure.remove(Letter.objects.filter(programme=programme), at)
