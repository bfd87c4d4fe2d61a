"""How the candidate wants to be reminded."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.counselling import notifications, policies
from onward.privacy import audit
from onward.programmes.models import Programme
from onward.scheduling.enums import ReminderWay
from onward.scheduling.models import ReminderChoice
from onward.scheduling.selectors import reminder_way

NO_EMAIL = _("No e-mail address is known yet. Add one, or choose a text message.")
NO_PHONE = _("No phone number is known yet. Add one, or choose e-mail.")


@transaction.atomic
def choose_reminder(*, by: Actor, programme: Programme, way: ReminderWay, at: datetime) -> ReminderWay:
    """By the candidate, or by staff for somebody on the phone. What waits already goes the new way.

    Raises Refused where the address or number is not known. Said again it changes nothing.
    """
    require(policies.may_choose_reminder(by, programme))
    person = programme.candidate
    if way in {ReminderWay.SMS, ReminderWay.BOTH} and not person.proven_phone:
        raise Refused(NO_PHONE, "no_phone")
    if way is ReminderWay.BOTH and not person.proven_email:
        raise Refused(NO_EMAIL, "no_email")
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # no meeting moves meanwhile
    before = reminder_way(person.pk)
    if way is before and ReminderChoice.objects.filter(person=person).exists():
        return way
    ReminderChoice.objects.update_or_create(person=person, defaults={"way": way, "chosen_at": at, "chosen_by": by.key})
    audit.record(
        by,
        "counselling.reminder_chosen",
        programme,
        at=at,
        about=person.pk,
        before={"way": before.value},
        after={"way": way.value},
    )
    notifications.remind_anew(programme, at=at)
    return way
