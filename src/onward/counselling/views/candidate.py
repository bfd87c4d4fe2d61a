"""The candidate's meetings: what comes, what was agreed, another time."""

from datetime import timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onward.core.access import Role, audience
from onward.core.context import call_office
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.cards import card_of
from onward.counselling.forms.meetings import ChooseTimeForm, RemarkForm, week_from
from onward.counselling.wording import ways_of
from onward.scheduling.enums import AppointmentState

FEW_A_DAY, MOST_A_DAY = 4, 48


def own(view):
    """Hand the view where this candidate stands, in the time of the office; who has no programme goes home."""

    @audience(Role.CANDIDATE)
    @wraps(view)
    def guarded(request, *args, **kwargs):
        found = selectors.beginning(request.actor, timezone.now())
        if found is None:
            return redirect("home")
        call_office(request, found.programme.office.phone)
        with timezone.override(found.programme.office.timezone):
            return view(request, found.programme, *args, **kwargs)

    return guarded


def _words(programme):
    language = translation.get_language()
    return {
        "programme": programme,
        "card": card_of(programme, language),
        "missed_words": course.missed_words(programme, language),
        "late_hours": course.late_hours(programme),
        "confirmed": programme.identity_confirmed_at is not None,
    }


@own
@require_GET
def meetings(request, programme):
    """What comes, and what was, with its minutes."""
    now = timezone.now()
    found = list(selectors.meetings(request.actor, programme=programme.pk))
    coming = [each for each in found if is_coming(each, now)]
    shared = {row.pk for row in selectors.minutes(request.actor)}
    earlier = [(each, each.pk in shared) for each in reversed(found) if each not in coming]
    page = {"next": coming[0] if coming else None, "later": coming[1:], "earlier": earlier}
    return render(request, "counselling/candidate/meetings.html", {**_words(programme), **page})


def is_coming(meeting, now):
    return meeting.appointment.state == AppointmentState.BOOKED and meeting.appointment.ends_at >= now


@own
@require_http_methods(["GET", "POST"])
def meeting(request, programme, meeting):
    """One meeting: when and how, what to think over, or what was agreed and what one wants to add."""
    found = get_object_or_404(selectors.meetings(request.actor), pk=meeting)
    minutes = selectors.minutes_of(request.actor, found)
    form = RemarkForm(request.POST or None)
    if minutes and form.is_valid():
        actions.add_remark(by=request.actor, minutes=minutes, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("Your remark stands below the minutes. Your counsellor is told that there is one.")
        )
        return redirect("counselling:my_meeting", found.pk)
    page = {
        "meeting": found,
        "minutes": minutes,
        "remarks": selectors.remarks(request.actor, minutes) if minutes else (),
        "steps": selectors.steps(request.actor, programme=programme.pk).filter(meeting=found.pk),
        "form": form,
        "is_coming": is_coming(found, timezone.now()),
        "words": course.phase_words(programme, translation.get_language()),
    }
    return render(request, "counselling/candidate/meeting.html", {**_words(programme), **page})


@own
@require_http_methods(["GET", "POST"])
def book(request, programme):
    """Choose among the free times, week by week; after the end there is nothing to choose, and the list says why."""
    if programme.ended_on:
        return redirect("counselling:my_meetings")
    now = timezone.now()
    week = _week(request, programme, now)
    form = _time_form(request, programme, week)
    if form.is_valid():
        try:
            actions.book_meeting(
                by=request.actor,
                programme=programme,
                starts_at=form.starts_at,
                form=form.cleaned_data["how"],
                about=form.cleaned_data["about"],
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your meeting is booked. A confirmation is on its way."))
            return redirect("counselling:my_meetings")
    return render(request, "counselling/candidate/book.html", {**_words(programme), **week, "form": form})


def _week(request, programme, now, *, minutes=60, instead_of=None):
    """The free times of the asked week, with the weeks before and after it."""
    zone = ZoneInfo(programme.office.timezone)
    today = now.astimezone(zone).date()
    last = today + timedelta(weeks=selectors.WEEKS_AHEAD)
    every = selectors.times(
        programme,
        after=now + selectors.LEAD,
        until=now + timedelta(weeks=selectors.WEEKS_AHEAD),
        minutes=minutes,
        instead_of=instead_of,
    )
    monday = week_from(request.GET.get("week", ""), _first_day(every, zone, today), last)
    days = range(7)
    found = [each for each in every if (each.starts_at.astimezone(zone).date() - monday).days in days]
    before = monday - timedelta(days=7)
    return {
        "found": found,
        "every": every,
        "zone": zone,
        "monday": monday,
        "before": before if before + timedelta(days=6) >= today else None,
        "after": monday + timedelta(days=7) if monday + timedelta(days=7) <= last else None,
    }


def _first_day(every, zone, today):
    return every[0].starts_at.astimezone(zone).date() if every else today


def _time_form(request, programme, week, *, asks_about=True, initial=None):
    card = card_of(programme, translation.get_language())
    return ChooseTimeForm(
        request.POST or None,
        ways=ways_of(selectors.offered_forms(programme, week["found"]), programme, card),
        found=week["found"],
        zone=week["zone"],
        per_day=MOST_A_DAY if "all" in request.GET else FEW_A_DAY,
        asks_about=asks_about,
        initial=initial,
    )


@own
@require_http_methods(["GET", "POST"])
def move(request, programme, meeting):
    """Another time for the same talk; where it cannot be had, the old one stands."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    appointment = found.appointment
    if not is_coming(found, now):
        return redirect("counselling:my_meeting", found.pk)
    length = round((appointment.ends_at - appointment.starts_at).total_seconds() / 60)
    week = _week(request, programme, now, minutes=length, instead_of=appointment.pk)
    form = _time_form(request, programme, week, asks_about=False, initial={"how": appointment.form})
    if form.is_valid():
        try:
            actions.move_meeting(
                by=request.actor, meeting=found, starts_at=form.starts_at, form=form.cleaned_data["how"], at=now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your meeting has been moved. A confirmation is on its way."))
            return redirect("counselling:my_meeting", found.pk)
    return render(
        request, "counselling/candidate/book.html", {**_words(programme), **week, "form": form, "meeting": found}
    )


@own
@require_http_methods(["GET", "POST"])
def cancel(request, programme, meeting):
    """What cancelling means, and the one button."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    if request.method == "POST":
        try:
            actions.cancel_meeting(by=request.actor, meeting=found, at=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The meeting is cancelled. Your counsellor is told."))
        return redirect("counselling:my_meetings")
    if not is_coming(found, now):
        return redirect("counselling:my_meeting", found.pk)
    late = course.is_late(programme, found.appointment.starts_at, now)
    page = {"meeting": found, "late": late, "books": course.books_missed(programme)}
    return render(request, "counselling/candidate/cancel.html", {**_words(programme), **page})
