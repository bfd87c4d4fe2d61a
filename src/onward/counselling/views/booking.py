"""Booking and moving by staff: any time at all; what stands against it is said first, and may be overruled."""

from datetime import datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.core.access import Role
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.meetings import AnyTimeForm
from onward.counselling.views.warnings import is_seen, warning_in
from onward.scheduling.enums import MeetingForm
from onward.scheduling.house.selectors import rules_of

BOOKED = _("The meeting is booked. The candidate is told when and how.")
MOVED = _("The meeting has another time. The candidate is told.")
DAYS = 5  # days with free times beside the form
NO_ROOM = _("No room of the office is free then. The meeting stands without a room.")
AGAINST = {
    "away": _("The counsellor is away then."),
    "calendar": _("Another calendar of the counsellor takes that time."),
    "odd": _("It is a holiday, the office is closed, or it is late at night or very early."),
    "gap": _("A meeting lies so near that the minutes between, or the way, do not fit."),
}


def page(request, programme, *, done, meeting=None):
    """The form for a new meeting, or for another time of one. done: gives the address of the page that follows."""
    form = _form(request, programme, meeting)
    warning, against = warning_in(programme.candidate, _about(form)), []
    if form.is_valid():
        against = _against(request, programme, form, meeting)
        if not against and is_seen(request, warning):
            made = _kept(request, programme, form, meeting)
            if made is not None:
                return redirect(*done(made))
    shown = {"form": form, "programme": programme, "meeting": meeting, "against": against, "warning": warning}
    shown["person"] = programme.candidate
    return render(request, "counselling/counsellor/book.html", {**shown, "days": _days(programme, meeting)})


def _about(form):
    return [form.cleaned_data.get("about", "")] if form.is_valid() else []


def _days(programme, meeting):
    """The next days with free times, each as its times."""
    instead_of = meeting.appointment_id if meeting else None
    found = selectors.bookable(programme, rules_of(programme.office_id), timezone.now(), instead_of=instead_of)
    by_day = groupby(found, key=lambda each: timezone.localdate(each.starts_at))
    return [(day, [each.starts_at for each in times]) for day, times in islice(by_day, DAYS)]


def _form(request, programme, meeting):
    """The form as it was sent; with the day and clock of a free time that was tapped beside it, and all else kept."""
    zone = ZoneInfo(programme.office.timezone)
    if meeting is not None:
        initial = AnyTimeForm.initial_of(meeting.appointment, zone)
    else:
        initial = {"length": rules_of(programme.office_id).minutes, "form": "phone"}
    asks = meeting is None and request.actor.role is Role.COUNSELLOR  # what it is about is between the two
    form = AnyTimeForm(request.POST or None, zone=zone, asks_about=asks, initial=initial)
    if "at" not in request.POST:
        return form
    form.is_valid()  # what was written so far is kept, and nothing is wrong with it yet
    filled = {**initial, **form.cleaned_data, **_day_and_clock(request.POST["at"], zone)}
    return AnyTimeForm(zone=zone, asks_about=asks, initial=filled)


def _day_and_clock(at, zone):
    try:
        local = datetime.fromisoformat(at).astimezone(zone)
    except (ValueError, OverflowError):
        return {}
    return {"day": local.date(), "clock": local.time()}


def _against(request, programme, form, meeting):
    """Words on what stands against the time, until it is sent again with "anyway"."""
    if "anyway" in request.POST:
        return []
    given = form.cleaned_data
    found = selectors.against(
        programme,
        given["form"],
        starts_at=form.starts_at,
        ends_at=form.starts_at + timedelta(minutes=given["length"]),
        instead_of=meeting.appointment if meeting else None,
    )
    return [words for name, words in AGAINST.items() if getattr(found, name)]


def _kept(request, programme, form, meeting):
    by, now, given = request.actor, timezone.now(), form.cleaned_data
    rest = {"form": given["form"], "minutes": given["length"], "guest_calls": given["guest_calls"]}
    try:
        if meeting is None:
            about = given.get("about", "")
            made = actions.book_meeting(
                by=by, programme=programme, starts_at=form.starts_at, about=about, at=now, **rest
            )
        else:
            made = actions.move_meeting(by=by, meeting=meeting, starts_at=form.starts_at, at=now, **rest)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, BOOKED if meeting is None else MOVED)
    if given["form"] == MeetingForm.OFFICE and selectors.lacks_room(by, made.appointment):
        messages.warning(request, NO_ROOM)
    return made
