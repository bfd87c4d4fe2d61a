"""Rooms as colleagues use them: who has which when, hold one, choose another for a meeting."""

import uuid
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.accounts.selectors import offices
from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.scheduling.house import actions, selectors
from onward.scheduling.house.forms import ChooseRoomForm, HoldForm

WEEKS = 6


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def rooms(request, office):
    """What is taken of the rooms of an office in the next weeks, and a room to hold."""
    found, now = get_object_or_404(offices(request.actor), pk=office), timezone.now()
    every = list(selectors.rooms(request.actor, found.pk).filter(is_active=True))
    form = HoldForm(request.POST or None, rooms=every, zone=ZoneInfo(found.timezone))
    if form.is_valid():
        try:
            actions.hold_room(by=request.actor, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The room is yours then."))
            return redirect("scheduling:office_rooms", found.pk)
    with timezone.override(found.timezone):
        uses = selectors.uses(request.actor, found.pk, since=now, until=now + timedelta(weeks=WEEKS))
        days = [(day, list(rows)) for day, rows in groupby(uses, lambda use: timezone.localdate(use.starts_at))]
        page = {"office": found, "rooms": every, "days": days, "form": form}
        page["offices"] = [each for each in offices(request.actor) if each.pk != found.pk]
        return render(request, "scheduling/staff/rooms.html", page)


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_POST
def release(request, use):
    found = selectors.held(request.actor, use)
    if found is None:
        raise Http404
    actions.release_room(by=request.actor, use=found, at=timezone.now())
    messages.success(request, _("The room is free again."))
    return redirect("scheduling:office_rooms", found.room.office_id)


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def choose(request, appointment):
    """Another room for a meeting at an office, or none."""
    found = selectors.appointment_with_room(request.actor, appointment)
    if found is None:
        raise Http404
    use = selectors.use_of(request.actor, found.pk)
    free = selectors.free_rooms(found.office_id, found.starts_at, found.ends_at, use)
    form = ChooseRoomForm(request.POST or None, rooms=free, initial={"room": str(use.room_id) if use else ""})
    if form.is_valid():
        chosen = form.cleaned_data["room"]
        try:
            actions.choose_room(
                by=request.actor, appointment=found, room_id=uuid.UUID(chosen) if chosen else None, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The room is kept."))
            return redirect("scheduling:choose_room", found.pk)
    with timezone.override(found.office.timezone):
        return render(request, "scheduling/staff/choose_room.html", {"form": form, "appointment": found, "use": use})
