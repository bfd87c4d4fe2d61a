"""A coordinator books, moves and cancels for anybody of the office; what a meeting is about is not shown here."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.views import booking
from onward.counselling.views.counsellor import of_programme
from onward.scheduling.enums import AppointmentState


def of_meeting(view):
    """Hand the view a coming meeting of somebody whom this coordinator serves, in the time of the office."""

    @audience(Role.COORDINATOR)
    @wraps(view)
    def guarded(request, meeting, *args, **kwargs):
        rows = selectors.meetings(request.actor).filter(appointment__state=AppointmentState.BOOKED)
        found = get_object_or_404(rows, pk=meeting)
        with timezone.override(found.programme.office.timezone):
            return view(request, found, *args, **kwargs)

    return guarded


@of_programme(Role.COORDINATOR)
@require_GET
def meetings(request, programme):
    """What is booked for one person: when and how."""
    rows = selectors.meetings(request.actor, programme=programme.pk)
    coming = rows.filter(appointment__state=AppointmentState.BOOKED, appointment__ends_at__gt=timezone.now())
    return render(request, "counselling/coordinator/meetings.html", {"programme": programme, "coming": list(coming)})


@of_programme(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def book(request, programme):
    return booking.page(request, programme, done=_list_of)


@of_meeting
@require_http_methods(["GET", "POST"])
def move(request, meeting):
    return booking.page(request, meeting.programme, meeting=meeting, done=_list_of)


@of_meeting
@require_http_methods(["GET", "POST"])
def cancel(request, meeting):
    """By the provider, which costs nothing, or for the candidate, who has called."""
    programme, now = meeting.programme, timezone.now()
    if request.method == "POST":
        try:
            actions.cancel_meeting(by=request.actor, meeting=meeting, for_candidate="theirs" in request.POST, at=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The meeting is cancelled. Both are told."))
        return redirect("counselling:office_meetings", programme.pk)
    late = course.is_late(programme, meeting.appointment.starts_at, now)
    words = course.missed_words(programme, translation.get_language())
    page = {"meeting": meeting, "programme": programme, "late": late, "missed_words": words}
    return render(request, "counselling/coordinator/cancel.html", page)


def _list_of(meeting):
    return "counselling:office_meetings", meeting.programme_id
