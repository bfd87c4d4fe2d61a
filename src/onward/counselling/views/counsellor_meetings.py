"""The counsellor's meetings: what they are about, book, move, cancel, missed."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.forms.meetings import AboutForm
from onward.counselling.views import booking
from onward.counselling.views.counsellor import of_programme
from onward.counselling.views.warnings import is_seen, warning_in, words_in
from onward.privacy.access_log import note_reading
from onward.scheduling.enums import AppointmentState


def of_meeting(view):
    """Hand the view a meeting of an own candidate, in the time of the office; all others do not exist."""

    @audience(Role.COUNSELLOR)
    @wraps(view)
    def guarded(request, meeting, *args, **kwargs):
        found = get_object_or_404(selectors.meetings(request.actor), pk=meeting)
        with timezone.override(found.programme.office.timezone):
            return view(request, found, *args, **kwargs)

    return guarded


@audience(Role.COUNSELLOR)
@require_GET
def of_appointment(request, appointment):
    """From the calendar, which knows when and who and never why."""
    found = selectors.meeting_of_appointment(request.actor, appointment)
    if found is None:
        trial = get_object_or_404(selectors.trials(request.actor), appointment=appointment)
        return redirect("counselling:trial", trial.pk)
    return redirect("counselling:move" if request.GET.get("to") == "move" else "counselling:meeting", found.pk)


@of_meeting
@require_http_methods(["GET", "POST"])
def describe(request, meeting):
    """What a meeting that lies ahead is about, in a sentence that both read; nobody is sent it."""
    if meeting.appointment.state != AppointmentState.BOOKED:
        raise Http404
    now, programme = timezone.now(), meeting.programme
    form = AboutForm(request.POST or None, initial={"about": meeting.about})
    words = words_in(form.cleaned_data) if form.is_valid() else ()
    warning = warning_in(programme.candidate, words, standing=[meeting.about])
    if form.is_valid() and is_seen(request, warning):
        actions.describe_meeting(by=request.actor, meeting=meeting, at=now, **form.cleaned_data)
        messages.success(request, _("Kept. You both read it with the meeting."))
        return redirect("counselling:meeting", meeting.pk)
    note_reading(request.actor, "preparation", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {"form": form, "meeting": meeting, "programme": programme, "person": programme.candidate}
    return render(request, "counselling/counsellor/about.html", {**page, "warning": warning})


# Time -------------------------------------------------------------------------------------------------------------


@of_programme(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def book(request, programme):
    """Any time at all; what is taken, the database says."""
    return booking.page(request, programme, done=_page_of)


@of_meeting
@require_http_methods(["GET", "POST"])
def move(request, meeting):
    return booking.page(request, meeting.programme, meeting=meeting, done=_page_of)


def _page_of(meeting):
    return "counselling:meeting", meeting.pk


@of_meeting
@require_http_methods(["GET", "POST"])
def end(request, meeting):
    """Cancelled or missed: what that means for the hours stands on the page before the button."""
    by, now = request.actor, timezone.now()
    if request.method == "POST":
        try:
            if "missed" in request.POST:
                actions.miss_meeting(by=by, meeting=meeting, at=now)
            else:
                actions.cancel_meeting(by=by, meeting=meeting, for_candidate="theirs" in request.POST, at=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Noted."))
        return redirect("counselling:candidate", meeting.programme_id)
    page = {
        "meeting": meeting,
        "programme": meeting.programme,
        "has_begun": meeting.appointment.starts_at <= now,
        "late": course.is_late(meeting.programme, meeting.appointment.starts_at, now),
        "missed_words": course.missed_words(meeting.programme, translation.get_language()),
    }
    return render(request, "counselling/counsellor/end.html", page)
