"""Sentences that depend on the hour. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

NOON, EVENING, NIGHT, MORNING = 12, 18, 23, 5


def greeting(name: str, local: datetime) -> str:
    """The first words of the page, by the hour where the reader is served."""
    if MORNING <= local.hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if NOON <= local.hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    if EVENING <= local.hour < NIGHT:
        return _("Good evening, %(name)s") % {"name": name}
    return _("Hello, %(name)s") % {"name": name}
