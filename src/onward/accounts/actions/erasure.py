"""A person whose time here is over."""

import uuid
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from onward.accounts import policies, selectors
from onward.accounts.models import Membership, Person
from onward.core.access import Actor, Role, require
from onward.privacy import erasure


@transaction.atomic
def erase_person(*, by: Actor, person: uuid.UUID, at: datetime) -> bool:
    """Remove a candidate with her sign-in, sessions and traces. False for whoever has another role as well.

    The calling app has seen that nothing else of hers is left; where something is, the database refuses all of it.
    """
    require(policies.may_erase(by))
    found = Person.objects.filter(pk=person).first()
    if found is None or not selectors.roles_of(found) <= {Role.CANDIDATE}:
        return False
    keys = UserSession.objects.filter(user_id=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    erasure.forget([person], at)
    erasure.black_out([person, *Membership.objects.filter(person=person).values_list("pk", flat=True)], at)
    found.delete()
    return True
