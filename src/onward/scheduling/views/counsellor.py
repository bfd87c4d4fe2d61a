"""The counsellor's calendar: what is booked, the hours of the week, absences.

Only counsellors are met by candidates, so a coordinator has no such pages; who is both finds them in that role.
"""

from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.accounts.selectors import offices
from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.scheduling import actions, selectors
from onward.scheduling.forms import AbsenceForm, OpeningForm, SpacingForm, week_forms
from onward.scheduling.outside import selectors as outside
from onward.scheduling.week import add_opening, remove_opening, set_spacing


@audience(Role.COUNSELLOR)
@require_GET
def calendar(request):
    """What comes, day by day; the week and the absences beside it."""
    now, me = timezone.now(), request.actor.person_id
    clashes = outside.clashes(request.actor, now)
    coming = [(each, clashes.get(each.pk, ())) for each in selectors.coming(request.actor, now)]
    days = [(day, list(found)) for day, found in groupby(coming, lambda row: timezone.localdate(row[0].starts_at))]
    week = [(WEEKDAYS[day], list(rows)) for day, rows in groupby(selectors.week_of(me), lambda row: row.weekday)]
    page = {"days": days, "week": week, "absences": selectors.absences_of(me, now), "today": timezone.localdate(now)}
    page |= {"openings": selectors.openings_of(me, timezone.localdate(now))}
    page |= {"calendars": outside.own_calendars(request.actor, now)}
    return render(request, "scheduling/counsellor/calendar.html", page)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def week(request):
    """The hours in which candidates can book."""
    me = request.actor.person_id
    days = week_forms(request.POST or None, selectors.week_of(me), list(offices(request.actor)))
    checked = [day.is_valid() for day in days]  # every day says what is wrong with it
    if all(checked):
        spans = [span for day in days for span in day.week_spans()]
        try:
            actions.plan_week(by=request.actor, person_id=me, week=spans, at=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Your week is kept. What is booked stands."))
            return redirect("scheduling:calendar")
    by_day = [(WEEKDAYS[day], list(found)) for day, found in groupby(days, lambda form: form.weekday)]
    return render(request, "scheduling/counsellor/week.html", {"days": by_day})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def new_opening(request):
    """Hours of one day beside the week: a Saturday, an evening."""
    me, form = request.actor.person_id, OpeningForm(request.POST or None, offices=list(offices(request.actor)))
    if form.is_valid():
        try:
            add_opening(by=request.actor, person_id=me, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Candidates can book in these hours too."))
            return redirect("scheduling:calendar")
    return render(request, "scheduling/counsellor/opening.html", {"form": form})


@audience(Role.COUNSELLOR)
@require_POST
def close_opening(request, opening):
    rows = selectors.openings_of(request.actor.person_id, timezone.localdate())
    remove_opening(by=request.actor, opening=get_object_or_404(rows, pk=opening), at=timezone.now())
    messages.success(request, _("The hours are closed again. What is booked stands."))
    return redirect("scheduling:calendar")


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def spacing(request):
    """Minutes between meetings, and for the way."""
    me = request.actor.person_id
    row = selectors.spacing_of(me)
    form = SpacingForm(request.POST or None, initial={"between": row.between, "travel": row.travel})
    if form.is_valid():
        set_spacing(by=request.actor, person_id=me, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept. What is booked stands."))
        return redirect("scheduling:calendar")
    return render(request, "scheduling/counsellor/spacing.html", {"form": form})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def new_absence(request):
    zone = ZoneInfo(timezone.get_current_timezone_name())
    form = AbsenceForm(request.POST or None, zone=zone)
    if form.is_valid():
        try:
            actions.add_absence(
                by=request.actor, person_id=request.actor.person_id, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Nobody can book then. What is booked already stands."))
            return redirect("scheduling:calendar")
    return render(request, "scheduling/counsellor/absence.html", {"form": form})


@audience(Role.COUNSELLOR)
@require_POST
def remove_absence(request, absence):
    found = get_object_or_404(selectors.absences_of(request.actor.person_id, timezone.now()), pk=absence)
    actions.remove_absence(by=request.actor, absence=found, at=timezone.now())
    messages.success(request, _("The absence is removed."))
    return redirect("scheduling:calendar")
