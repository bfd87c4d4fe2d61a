"""A message of the outbox as a mail: what its reader's programs expect to find in it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from onward.correspondence.enums import CalendarMethod
from onward.correspondence.models import Message


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What goes into the reader's calendar: an iCalendar text and what it asks for."""

    method: CalendarMethod
    text: str


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Text; with a calendar part beside it (Outlook, Google) and the same as a file (Apple, and whoever saves it)."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<{message.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    mail = EmailMultiAlternatives(message.subject, message.body, to=[message.address], headers=headers)
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={message.calendar_method}")
        name = "cancelled.ics" if message.calendar_method == CalendarMethod.CANCEL else "invite.ics"
        mail.attach(name, message.calendar.encode(), "application/ics")
    return mail
