from django.db import models
from django.utils.translation import gettext_lazy as _


class LandingKind(models.TextChoices):
    NEW_JOB = "new_job", _("a new job")
    OWN_BUSINESS = "own_business", _("own business")
    STUDY = "study", _("study")
    RETIREMENT = "retirement", _("retirement")


class TouchpointKind(models.TextChoices):
    DAY_1 = "day_1", _("day 1")
    DAY_7 = "day_7", _("day 7")
    DAY_30 = "day_30", _("day 30")
    DAY_60 = "day_60", _("day 60")
    DAY_90 = "day_90", _("day 90")
    TRIAL_ENDS = "trial_ends", _("before the trial period ends")


class TouchpointState(models.TextChoices):
    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")
