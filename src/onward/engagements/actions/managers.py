"""Managers who hold talks, and their personal links."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts.actions import create_pass, end_passes
from onward.accounts.enums import Language
from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.correspondence.actions import queue_mail
from onward.engagements import policies, selectors
from onward.engagements.actions.history import fresh, trace
from onward.engagements.models import EmployerManager, Manager
from onward.engagements.seen import AnyOrder
from onward.privacy import audit


@transaction.atomic
def record_manager(*, by: Actor, employer: uuid.UUID, name: str, email: str, language: str, at: datetime) -> Manager:
    """Somebody who will hold talks. The address may be one at work: nothing about a person is written there."""
    require(policies.may_record_manager(by, employer, selectors.led_employers(by)))
    manager = Manager(
        employer_id=employer,
        name=" ".join(name.split()),
        email=email.lower(),
        language=Language(language),
        created_at=at,
    )
    manager.save(force_insert=True)
    audit.record(by, "engagements.manager_recorded", manager, at=at, about=manager.pk)
    return manager


@transaction.atomic
def send_manager_link(*, by: Actor, order: uuid.UUID, at: datetime) -> None:
    """Mail the manager of this talk a personal link. The mail says that there is something, not what and not whom.

    Raises Refused where nobody is named to hold the talk, where she has no address, or where the talk is over.
    """
    found, manager = _manager_of(by, order)
    if not manager.email:
        raise Refused(
            _("There is no e-mail address for this manager. Show the link instead and hand it over yourself.")
        )
    queue_mail(
        kind="engagements.manager_link",
        address=manager.email,
        language=manager.language,
        at=at,
        about=order,
        context={"name": manager.name, "link": _link(by, found, manager, at)},
        secret=True,
        to_work=True,
    )
    trace(by, "engagements.manager_link_sent", order, at)


@transaction.atomic
def show_manager_link(*, by: Actor, order: uuid.UUID, at: datetime) -> str:
    """A new personal link of this talk's manager, to be handed over by whoever asks. It can be read only now."""
    found, manager = _manager_of(by, order)
    trace(by, "engagements.manager_link_shown", order, at)
    return _link(by, found, manager, at)


@transaction.atomic
def end_manager_link(*, by: Actor, order: uuid.UUID, at: datetime) -> None:
    """The links of this talk's manager open nothing from now on. Also after the talk, and where there is none."""
    found = fresh(by, order)
    require(policies.may_lead(by, found))
    if found.manager_id is None:
        raise Refused(_("Nobody is named to hold this talk yet. Plan the talk first."))
    end_passes(by=by, manager=found.manager_id, employer=found.employer_id, at=at)
    trace(by, "engagements.manager_link_ended", order, at)


@transaction.atomic
def end_idle_links(*, by: Actor, at: datetime) -> int:
    """End the links of managers who have held all their talks some days ago; returns how many managers that were."""
    require(policies.may_keep_house(by))
    idle = selectors.idle_managers(by, at)
    for manager, employer in idle:
        end_passes(by=by, manager=manager, employer=employer, at=at)
    return len(idle)


def _manager_of(by: Actor, order: uuid.UUID) -> tuple[AnyOrder, Manager | EmployerManager]:
    found = fresh(by, order)
    require(policies.may_lead(by, found))
    if found.manager_id is None:
        raise Refused(_("Nobody is named to hold this talk yet. Plan the talk first."))
    if not found.is_ahead:
        raise Refused(_("The talk is over, so the manager needs no link any more."))
    return found, selectors.managers(by, found.employer_id).get(pk=found.manager_id)


def _link(by: Actor, order: AnyOrder, manager: Manager | EmployerManager, at: datetime) -> str:
    """Good for the last of this manager's talks: a new link ends the earlier ones, which opened the same."""
    last = selectors.last_planned_talk(by, manager.pk)
    token = create_pass(
        by=by,
        manager=manager.pk,
        employer=order.employer_id,
        name=manager.name,
        language=manager.language,
        at=at,
        expires_at=max(at, last or at) + settings.PASS_AGE,
    )
    return f"{settings.SITE_ADDRESS}/talks/enter/{token}/"
