from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SHARED = "shared", _("shared")


class StepState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    TAKEN = "taken", _("taken over into the next plan")
    DROPPED = "dropped", _("dropped")


class DropReason(models.TextChoices):
    """Why a step is left out. None of them is a failure."""

    NOT_NEEDED = "not_needed", _("It is not needed any more")
    NOT_NOW = "not_now", _("It is not the right time")
    TOO_BIG = "too_big", _("It was too big for one step")
    OTHER_WAY = "other_way", _("There is a better way")
    NOT_MINE = "not_mine", _("It was not really my own wish")
    OTHER = "other", _("Something else")


class CallOutcome(models.TextChoices):
    """How a call to make went. Only a talk counts as contact; after a missed call somebody still waits."""

    SPOKE = "spoke", _("we spoke")
    MISSED = "missed", _("called, no answer")
    NOT_NEEDED = "not_needed", _("no longer needed")


class CallReason(models.TextChoices):
    """Why somebody is to be called."""

    NO_ANSWER = "no_answer", _("the invitation has not been answered")
    TALK_FIRST = "talk_first", _("wants to talk before deciding")
    NO_TIME_FITS = "no_time_fits", _("none of the times suited")
    CODE_USED = "code_used", _("says the code was used by somebody else")
    NEW_HELP = "new_help", _("has no mail: tell who helps now")
    ADDRESS = "address", _("could not begin: several addresses or numbers could not be used")
    TEXT = "text", _("has sent a text message")
    MISSED = "missed", _("did not come to the meeting")
    NO_TIME_OFFERED = "no_time_offered", _("wants to move the meeting, and no time fits")
