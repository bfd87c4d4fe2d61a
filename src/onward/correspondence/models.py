from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.correspondence.enums import CalendarMethod, Channel, MessageState


class Message(models.Model):
    """One mail or text message to be sent: written in the transaction of the change, sent once by the worker.

    It says that there is something, never what. A message with a code is blanked once it is sent (`is_secret`).
    calendar: what goes into the reader's calendar, with its iTIP method.
    """

    wall = Wall(employer_inserts=True, sign_in="INSERT")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(_("channel"), max_length=5, choices=Channel)
    kind = models.CharField(_("kind"), max_length=40)
    address = models.CharField(_("to"), max_length=254)
    person = models.UUIDField(_("about whom"), null=True)
    about = models.UUIDField(_("order or programme"), null=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    calendar = models.TextField(_("for the calendar"), blank=True)
    calendar_method = models.CharField(max_length=7, choices=CalendarMethod, blank=True)
    is_secret = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    settled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], name="message_due", condition=Q(state=MessageState.WAITING)),
            models.Index(fields=["about"], name="message_about"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_settled_iff_done",
                condition=Q(state=MessageState.WAITING, settled_at=None)
                | (~Q(state=MessageState.WAITING) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_calendar_with_method",
                condition=Q(calendar="", calendar_method="") | (~Q(calendar="") & ~Q(calendar_method="")),
            ),
        ]


class IncomingText(models.Model):
    """That a text message came, known by the gateway's own key, so that it counts once. Its words are not kept here.

    person: whose number it was, where somebody took it up; None counts what was ignored.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway_key = models.CharField(max_length=100, unique=True)
    person = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person"], name="incoming_of_person")]
