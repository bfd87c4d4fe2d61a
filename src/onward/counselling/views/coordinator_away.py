"""Somebody is away: her people are handed over in one step, and go back in one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.accounts.selectors import staff
from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.handover import HandBackForm, HandOverForm
from onward.programmes import selectors as programmes

TEAM = "desks:team"


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def hand_over(request, person):
    """For each of her people a colleague is proposed; one button does all of it."""
    away = get_object_or_404(staff(request.actor, role=Role.COUNSELLOR), pk=person)
    now = timezone.now()
    proposal = selectors.hand_over_proposal(request.actor, away, now)
    if request.method == "POST" and not proposal.going:
        return redirect(TEAM)  # the button was pressed twice
    form = HandOverForm(request.POST or None, proposal=proposal, today=timezone.localdate(now))
    if form.is_valid():
        try:
            passed = actions.hand_over(by=request.actor, away=away, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, passed.words)
            return redirect(TEAM)
    page = {"form": form, "away": away, "proposal": proposal}
    return render(request, "counselling/coordinator/hand_over.html", page)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def hand_back(request, hand_over):
    """She is here again: who goes back to her, and who stays."""
    found = get_object_or_404(programmes.hand_overs(request.actor), pk=hand_over)
    lines = list(programmes.handed_over(request.actor, found))
    form = HandBackForm(request.POST if request.method == "POST" else None, lines=lines)
    if form.is_valid():
        passed = actions.hand_back(by=request.actor, hand_over=found, at=timezone.now(), **form.cleaned_data)
        messages.success(request, passed.words if passed.programmes else _("Stored. Everybody stays where they are."))
        return redirect(TEAM)
    return render(request, "counselling/coordinator/hand_back.html", {"form": form, "found": found, "lines": lines})
