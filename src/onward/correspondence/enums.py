from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    MAIL = "mail", _("e-mail")
    SMS = "sms", _("text message")


class MessageState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CalendarMethod(models.TextChoices):
    """What a mail asks of the reader's calendar (RFC 5546)."""

    REQUEST = "REQUEST", _("invitation")
    CANCEL = "CANCEL", _("cancelled")
