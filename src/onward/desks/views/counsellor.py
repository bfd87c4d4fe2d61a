"""The counsellor's start page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from onward.core.access import Role, audience
from onward.desks import selectors

SHOWN = 6


@audience(Role.COUNSELLOR)
@require_GET
@never_cache
def desk(request):
    """Who needs me, and what waits."""
    now = timezone.now()
    found = selectors.counsellor(request.actor, now, timezone.get_current_timezone(), request.LANGUAGE_CODE)
    most = None if request.GET.get("all") == "1" else SHOWN
    context = {
        "desk": found,
        "now": now,
        "lines": found.lines[:most],
        "mine": found.mine[:most],
        "theirs": found.theirs[:most],
    }
    return render(request, "desks/counsellor/desk.html", context)
