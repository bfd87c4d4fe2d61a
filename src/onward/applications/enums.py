from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    PLANNED = "planned", _("want to apply")
    SENT = "sent", _("sent")
    INTERVIEW = "interview", _("interview")
    OFFER = "offer", _("offer")
    REJECTED = "rejected", _("said no")
    WITHDRAWN = "withdrawn", _("withdrawn")


class HowFound(models.TextChoices):
    """The way to the job."""

    ADVERTISEMENT = "advertisement", _("advertisement")
    NETWORK = "network", _("somebody I know")
    UNSOLICITED = "unsolicited", _("wrote on my own")
    AGENCY = "agency", _("agency")
    OTHER = "other", _("another way")
