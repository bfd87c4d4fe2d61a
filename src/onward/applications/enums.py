from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    PLANNED = "planned", _("want to apply")
    SENT = "sent", _("sent")
    INTERVIEW = "interview", _("interview")
    OFFER = "offer", _("offer")
    REJECTED = "rejected", _("said no")
    WITHDRAWN = "withdrawn", _("withdrawn")


# what may follow what; ways back are for slips of the finger, and for employers who think again
STEPS = {
    ApplicationState.PLANNED: (
        ApplicationState.SENT,
        ApplicationState.INTERVIEW,
        ApplicationState.REJECTED,
        ApplicationState.WITHDRAWN,
    ),
    ApplicationState.SENT: (
        ApplicationState.INTERVIEW,
        ApplicationState.OFFER,
        ApplicationState.REJECTED,
        ApplicationState.WITHDRAWN,
        ApplicationState.PLANNED,
    ),
    ApplicationState.INTERVIEW: (
        ApplicationState.OFFER,
        ApplicationState.REJECTED,
        ApplicationState.WITHDRAWN,
        ApplicationState.SENT,
    ),
    ApplicationState.OFFER: (ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.INTERVIEW),
    ApplicationState.REJECTED: (ApplicationState.INTERVIEW, ApplicationState.OFFER, ApplicationState.SENT),
    ApplicationState.WITHDRAWN: (ApplicationState.PLANNED, ApplicationState.SENT),
}

STILL_OPEN = (
    ApplicationState.PLANNED,
    ApplicationState.SENT,
    ApplicationState.INTERVIEW,
    ApplicationState.OFFER,
)

STEP_WORDS = {
    ApplicationState.PLANNED: _("It has not been sent yet"),
    ApplicationState.SENT: _("It has been sent"),
    ApplicationState.INTERVIEW: _("There is an interview"),
    ApplicationState.OFFER: _("There is an offer"),
    ApplicationState.REJECTED: _("They said no"),
    ApplicationState.WITHDRAWN: _("It is let go"),
}


class HowFound(models.TextChoices):
    """The way to the job."""

    ADVERTISEMENT = "advertisement", _("advertisement")
    NETWORK = "network", _("somebody I know")
    UNSOLICITED = "unsolicited", _("wrote on my own")
    AGENCY = "agency", _("agency")
    OTHER = "other", _("another way")


class Attention(IntEnum):
    """Why an application stands at the top of the list, the most pressing first."""

    OFFER = 1
    INTERVIEW = 2
    DEADLINE = 3
    STALLED = 4
    NONE = 5
