"""What an office sets for its candidates: the rules of booking, and its rooms."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.accounts.selectors import offices
from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.scheduling.house import actions, selectors
from onward.scheduling.house.forms import RoomForm, RulesForm


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def rules(request, office):
    """How early, how far ahead and how late candidates book and change, and how long a meeting is."""
    found = get_object_or_404(offices(request.actor), pk=office)
    row = selectors.rules_row(found.pk)
    form = RulesForm(request.POST or None, initial={name: getattr(row, name) for name in actions.RULES})
    if form.is_valid():
        actions.set_rules(by=request.actor, office=found, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The rules count from now on. What is booked stands."))
        return redirect("accounts:offices")
    return render(request, "scheduling/coordinator/rules.html", {"form": form, "office": found})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def rooms(request, office):
    """The rooms of an office, and one more."""
    found = get_object_or_404(offices(request.actor), pk=office)
    form = RoomForm(request.POST or None, initial={"seats": 2, "is_active": True})
    if form.is_valid():
        try:
            actions.add_room(by=request.actor, office=found, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The room is there now."))
            return redirect("scheduling:rooms", found.pk)
    page = {"form": form, "office": found, "rooms": selectors.rooms(request.actor, found.pk)}
    return render(request, "scheduling/coordinator/rooms.html", page)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def room(request, room):
    found = get_object_or_404(selectors.rooms(request.actor), pk=room)
    initial = {"name": found.name, "seats": found.seats, "is_active": found.is_active}
    form = RoomForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change_room(by=request.actor, room=found, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The room is stored."))
            return redirect("scheduling:rooms", found.office_id)
    return render(request, "scheduling/coordinator/room.html", {"form": form, "room": found})
