"""The coordinator's start page."""

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
    found = selectors.coordinator(request.actor, now)
    most = None if request.GET.get("all") == "1" else SHOWN
    context = {
        "office": found,
        "now": now,
        "clocks": found.clocks[:most],
        "orders": found.orders[:most],
        "colleagues": found.colleagues[:most],
    }
    return render(request, "desks/coordinator/office.html", context)
