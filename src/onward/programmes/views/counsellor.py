"""Dates, hours and first contact of the people a counsellor helps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onward.accounts import actions as accounts
from onward.core.access import Role, audience
from onward.programmes import forms, selectors
from onward.programmes.views import deeds
from onward.programmes.views.answers import carried_out


@audience(Role.COUNSELLOR)
@require_GET
def programme(request, programme):
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    now = timezone.now()
    about = {
        "programme": found,
        "course": selectors.course_dates(request.actor, found, now),
        "account": selectors.hours_account(request.actor, found, now),
        "attempts": selectors.attempts_of(found),
        "invitation": selectors.live_invitation(found),
        "clock": selectors.clock_of(found, now),
        "now": now,
        "deed_url": "programmes:desk_deed",
        "line_url": "programmes:desk_line",
        "file_url": "programmes:desk_hours_file",
    }
    return render(request, "programmes/counsellor/programme.html", about)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def deed(request, programme, name):
    return deeds.do(request, programme, name, deeds.DESK_DEEDS, "programmes:desk_programme")


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def capacity(request):
    """How many hours a week I have for my people, and what they need."""
    load = selectors.own_load(request.actor)
    form = forms.CapacityForm(request.POST or None, initial={"weekly_hours": load.weekly_hours})
    if carried_out(request, form, accounts.change_weekly_hours, person=load.person):
        messages.success(request, _("Your hours are stored. The coordinators plan with them."))
        return redirect("programmes:desk_capacity")
    return render(request, "programmes/counsellor/capacity.html", {"form": form, "load": load})
