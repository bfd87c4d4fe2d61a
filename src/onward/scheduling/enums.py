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


class ReminderWay(models.TextChoices):
    """How somebody is reminded the day before."""

    MAIL = "mail", _("by e-mail")
    SMS = "sms", _("by text message")
    BOTH = "both", _("by e-mail and by text message")
    NONE = "none", _("not at all")


class OfferState(models.TextChoices):
    """What became of times that were offered by text message."""

    OPEN = "open", _("waits for an answer")
    TAKEN = "taken", _("taken")
    LAPSED = "lapsed", _("no longer valid")


class CalendarProblem(models.TextChoices):
    """Why an outside calendar could not be read, as its owner reads it after "could not be read: "."""

    UNKNOWN_HOST = "unknown_host", _("no computer has the name in this address")
    NO_ANSWER = "no_answer", _("the address does not answer")
    CERTIFICATE = "certificate", _("the connection is not safe: the certificate is not valid")
    PASSWORD = "password", _("the address asks for a password")
    GONE = "gone", _("nothing is at this address any more")
    TROUBLE = "trouble", _("the other side has trouble")
    REDIRECTS = "redirects", _("the address leads on and on")
    NOT_PUBLIC = "not_public", _("the address lies inside a closed network")
    TOO_BIG = "too_big", _("the calendar is larger than 5 MB")
    TOO_MUCH = "too_much", _("the calendar holds too many events that repeat")
    WEB_PAGE = "web_page", _("the address shows a web page and no calendar")
    NO_CALENDAR = "no_calendar", _("what stands there is no calendar")
    CUT_OFF = "cut_off", _("the calendar ends in the middle")
    LOCKED = "locked", _("the address can no longer be opened on this installation")
