from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingForm(models.TextChoices):
    PHONE = "phone", _("by phone")
    VIDEO = "video", _("by video")
    OFFICE = "office", _("at the office")
    EMPLOYER = "employer", _("at the employer's")


class AppointmentState(models.TextChoices):
    BOOKED = "booked", _("booked")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    CANCELLED_LATE = "cancelled_late", _("cancelled late")
    MISSED = "missed", _("missed")


TAKES_TIME = (AppointmentState.BOOKED, AppointmentState.HELD)
