from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What a letter brings to somebody who reads on paper."""

    APPOINTMENTS = "appointments", _("your appointments")
    PLAN = "plan", _("your plan")
    MINUTES = "minutes", _("what we agreed")
    SHEET = "sheet", _("what your former employer sees")


class LetterState(models.TextChoices):
    WAITING = "waiting", _("to be posted")
    POSTED = "posted", _("posted")
    DROPPED = "dropped", _("not needed")
