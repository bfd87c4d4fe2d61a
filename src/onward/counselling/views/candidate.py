"""The candidate's meetings: what comes, what was agreed, another time."""

from datetime import timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.context import call_office
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.cards import card_of
from onward.counselling.enums import CallReason
from onward.counselling.forms.meetings import ChooseTimeForm, RemarkForm, week_from
from onward.counselling.wording import ways_of
from onward.scheduling.enums import AppointmentState
from onward.scheduling.house.selectors import rules_of

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
        "late_hours": course.late_hours(programme) if course.books_missed(programme) else 0,
        "confirmed": programme.identity_confirmed_at is not None,
    }


@own
@require_GET
def meetings(request, programme):
    """What comes, and what was, with its minutes."""
    now = timezone.now()
    found = selectors.of_programme(request.actor, programme)
    coming = [each for each in found if is_coming(each, now)]
    shared = set(selectors.minutes(request.actor).order_by().values_list("pk", flat=True))
    earlier = [(each, each.pk in shared) for each in reversed(found) if each not in coming]
    page = {"next": coming[0] if coming else None, "later": coming[1:], "earlier": earlier}
    return render(request, "counselling/candidate/meetings.html", {**_words(programme), **page})


def is_coming(meeting, now):
    return meeting.appointment.state == AppointmentState.BOOKED and meeting.appointment.ends_at >= now


@own
@require_http_methods(["GET", "POST"])
def meeting(request, programme, meeting):
    """One meeting: when and how, what to think over, or what was agreed and what one wants to add."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    minutes = selectors.minutes_of(request.actor, found)
    form = RemarkForm(request.POST or None)
    if minutes and form.is_valid():
        actions.add_remark(by=request.actor, minutes=minutes, at=now, **form.cleaned_data)
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
        "is_coming": is_coming(found, now),
        "can_change": _can_change(found, now),
        "asking": selectors.asking(request.actor, found, now),
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
    offer = _offer(request, programme, now)
    form = _time_form(request, programme, offer)
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
    return render(request, "counselling/candidate/book.html", {**_words(programme), **offer, "form": form})


def _offer(request, programme, now, *, minutes=None, instead_of=None, how=""):
    """The free times of the asked week in the chosen way, with the other ways and the weeks before and after."""
    zone, rules = ZoneInfo(programme.office.timezone), rules_of(programme.office_id)
    every = selectors.bookable(programme, rules, now, minutes=minutes, instead_of=instead_of)
    ways = _ways(programme, every)
    asked = request.POST.get("how") or request.GET.get("how") or how
    how = asked if asked in dict(ways) else next(iter(dict(ways)), "")
    fitting = [each for each in every if how in each.forms]
    today, last = (moment.astimezone(zone).date() for moment in (now, now + rules.ahead))
    monday = week_from(request.GET.get("week", ""), _first_day(fitting, zone, today), last)
    of_week = [each for each in every if (each.starts_at.astimezone(zone).date() - monday).days in range(7)]
    after = monday + timedelta(days=7)
    return {
        "of_week": of_week,
        "found": [each for each in of_week if how in each.forms],
        "every": every,
        "ways": ways,
        "how": how,
        "zone": zone,
        "monday": monday,
        "before": monday - timedelta(days=7) if monday > today else None,
        "after": after if after <= last else None,
        "later": _later(fitting, zone, after),
        "minutes": minutes or rules.minutes,
    }


def _ways(programme, every):
    card = card_of(programme, translation.get_language())
    return ways_of(selectors.offered_forms(programme, every), programme, card)


def _first_day(times, zone, today):
    return times[0].starts_at.astimezone(zone).date() if times else today


def _later(times, zone, since):
    """The first day from here on with a time; None where there is none."""
    return next((day for each in times if (day := each.starts_at.astimezone(zone).date()) >= since), None)


def _time_form(request, programme, offer, *, asks_about=True):
    return ChooseTimeForm(
        request.POST or None,
        ways=offer["ways"],
        found=offer["of_week"],
        how=offer["how"],
        towns=selectors.towns_of(offer["every"]),
        zone=offer["zone"],
        per_day=MOST_A_DAY if "all" in request.GET else FEW_A_DAY,
        asks_about=asks_about,
    )


@own
@require_http_methods(["GET", "POST"])
def move(request, programme, meeting):
    """Another time for the same talk; where it cannot be had, the old one stands."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    appointment = found.appointment
    if not is_coming(found, now) or not _can_change(found, now):
        return redirect("counselling:my_meeting", found.pk)
    length = round((appointment.ends_at - appointment.starts_at).total_seconds() / 60)
    offer = _offer(request, programme, now, minutes=length, instead_of=appointment.pk, how=appointment.form)
    form = _time_form(request, programme, offer, asks_about=False)
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
    page = {**_words(programme), **offer, "form": form, "meeting": found}
    return render(request, "counselling/candidate/book.html", page)


def _can_change(meeting, now):
    """Whether the office's rules let the candidate move or cancel it now; later a call does it."""
    return selectors.may_still_change(meeting, rules_of(meeting.programme.office_id), now)


@own
@require_POST
def ask_call(request, programme):
    """None of the times suits: the counsellor calls. Asked twice it is one call."""
    actions.ask_call(by=request.actor, programme=programme, reason=CallReason.NO_TIME_FITS, at=timezone.now())
    messages.success(request, _("We call you to find a time."))
    return redirect("counselling:my_meetings")


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
    if not is_coming(found, now) or not _can_change(found, now):
        return redirect("counselling:my_meeting", found.pk)
    late = course.is_late(programme, found.appointment.starts_at, now)
    page = {"meeting": found, "late": late, "books": course.books_missed(programme)}
    return render(request, "counselling/candidate/cancel.html", {**_words(programme), **page})
