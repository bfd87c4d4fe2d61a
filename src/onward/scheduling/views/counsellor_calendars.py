"""The counsellor's calendars elsewhere: add, change, remove, read now; "it is fine" where one crosses a meeting.

For counsellors alone, whose hours are booked. A coordinator's feed (`own.py`) shows what she hosts as a counsellor.
"""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.scheduling import selectors as scheduling
from onward.scheduling.calendars import BadAddress
from onward.scheduling.outside import actions, selectors
from onward.scheduling.outside.forms import CalendarForm

FORM = "scheduling/counsellor/outside.html"


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def new(request):
    form = CalendarForm(request.POST or None, is_new=True)
    if form.is_valid():
        try:
            actions.add_calendar(
                by=request.actor, person_id=request.actor.person_id, at=timezone.now(), **form.cleaned_data
            )
        except BadAddress as wrong:
            form.add_error("address", str(wrong))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The calendar is kept. It is read within a minute."))
            return redirect("scheduling:calendar")
    return render(request, FORM, {"form": form})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def change(request, calendar):
    found = get_object_or_404(selectors.calendars(request.actor), pk=calendar)
    form = CalendarForm(request.POST or None, is_new=False, initial={"name": found.name})
    if form.is_valid():
        try:
            actions.change_calendar(by=request.actor, calendar=found, at=timezone.now(), **form.cleaned_data)
        except BadAddress as wrong:
            form.add_error("address", str(wrong))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The calendar is changed."))
            return redirect("scheduling:calendar")
    return render(request, FORM, {"form": form, "own": selectors.own(found, timezone.now())})


@audience(Role.COUNSELLOR)
@require_POST
def read(request, calendar):
    found = get_object_or_404(selectors.calendars(request.actor), pk=calendar)
    actions.ask_to_read(by=request.actor, calendar=found, at=timezone.now())
    messages.success(request, _("It is read within a minute. Load the page again to see what came."))
    return redirect("scheduling:calendar")


@audience(Role.COUNSELLOR)
@require_POST
def remove(request, calendar):
    """A second click finds it gone, as it was meant."""
    if found := selectors.calendars(request.actor).filter(pk=calendar).first():
        actions.remove_calendar(by=request.actor, calendar=found, at=timezone.now())
        messages.success(request, _("The calendar is removed. Its times are free again."))
    return redirect("scheduling:calendar")


@audience(Role.COUNSELLOR)
@require_POST
def accept(request, appointment):
    """Only what was shown is accepted: what came meanwhile is shown next."""
    found = get_object_or_404(scheduling.appointments(request.actor), pk=appointment)
    actions.accept_clashes(by=request.actor, appointment=found, seen=_keys(request), at=timezone.now())
    messages.success(request, _("The meeting stands. We say so again only if one of the times changes."))
    return redirect("scheduling:calendar")


def _keys(request) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(each) for each in request.POST.getlist("busy")[:100]]
    except ValueError:
        return []
