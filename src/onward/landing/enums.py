from django.db import models
from django.utils.translation import gettext_lazy as _


class LandingKind(models.TextChoices):
    NEW_JOB = "new_job", _("a new job")
    OWN_BUSINESS = "own_business", _("own business")
    STUDY = "study", _("study")
    RETIREMENT = "retirement", _("retirement")


# who is called through the first hundred days; nobody is called into a retirement
FOLLOWED = (LandingKind.NEW_JOB, LandingKind.OWN_BUSINESS, LandingKind.STUDY)
# what the former employer may be told of as work, and where a programme may end before all calls are made
WORK = (LandingKind.NEW_JOB, LandingKind.OWN_BUSINESS)


class TouchpointKind(models.TextChoices):
    """The usual calls. A template may name others: a touchpoint keeps the template's key."""

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


class DropReason(models.TextChoices):
    """A class, never the reason itself."""

    NOT_WANTED = "not_wanted", _("the call was not wanted")
    NOT_REACHED = "not_reached", _("nobody was reached")
    TALKED_ANYWAY = "talked_anyway", _("we talked on another day")
    JOB_LOST = "job_lost", _("it did not last")
    CLOSED = "closed", _("the programme has ended")


CHOSEN_REASONS = (DropReason.NOT_WANTED, DropReason.NOT_REACHED, DropReason.TALKED_ANYWAY)


class Part(models.TextChoices):
    """What of a new job the former employer may know: three separate choices."""

    JOB = "job", _("that I have a job")
    WHERE = "where", _("where")
    FROM_WHEN = "from_when", _("from when")
