"""The coordinator's start page, and the team."""

import uuid

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from onward.core.access import Role, audience
from onward.desks import selectors

SHOWN = 8


@audience(Role.COORDINATOR)
@require_GET
@never_cache
def office(request):
    """What is late and who can help, the clocks, what orders wait for, and who has room."""
    now = timezone.now()
    most = None if request.GET.get("all") == "1" else SHOWN
    found = selectors.coordinator(request.actor, now, most=most)
    context = {
        "office": found,
        "now": now,
        "clocks": found.shown,
        "anybody_to_choose": any(not each.programme.counsellor for each in found.shown),
        "orders": found.orders[:most],
        "colleagues": found.colleagues[:most],
    }
    return render(request, "desks/coordinator/office.html", context)


@audience(Role.COORDINATOR)
@require_GET
@never_cache
def team(request):
    """Contact with everybody over the team, who is away, and load against hours."""
    now = timezone.now()
    found = selectors.team(request.actor, now, of=_key(request.GET.get("of", "")))
    most = None if request.GET.get("all") == "1" else SHOWN
    context = {"team": found, "members": found.members[:most], "now": now}
    return render(request, "desks/coordinator/team.html", context)


def _key(written):
    try:
        return uuid.UUID(written)
    except ValueError:
        return None
