"""The candidate's start page."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from onward.core.access import Role, audience
from onward.core.context import call_office
from onward.desks import selectors
from onward.desks.words import greeting


@audience(Role.CANDIDATE)
@require_GET
@never_cache
def home(request):
    """Where I am and what is next; for every state of a programme a page of its own."""
    now = timezone.now()
    found = selectors.candidate(request.actor, now, request.LANGUAGE_CODE)
    if found is None:
        return render(request, "desks/candidate/nothing.html", {"now": now})
    programme = found.programme
    call_office(request, programme.office.phone)
    with timezone.override(programme.office.timezone):
        context = {
            "page": found,
            "programme": programme,
            "card": found.card,
            "employer": programme.employer.name,
            "now": now,
            "greeting": greeting(programme.candidate.first_name, timezone.localtime(now)),
            "kept_days_after_no": settings.KEPT_DAYS_AFTER_NO,
            "kept_months_after_end": settings.KEPT_MONTHS_AFTER_END,
        }
        return render(request, f"desks/candidate/{found.template}.html", context)
