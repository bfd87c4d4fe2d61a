"""Another counsellor: three short profiles, a short talk before, one click, and what the new one may read."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.choice import ChangeForm, TrialForm, WishForm
from onward.counselling.views.candidate import own
from onward.counselling.wording import ways_with
from onward.programmes import actions as programmes
from onward.programmes import selectors as rows
from onward.scheduling.selectors import long_away


@own
@require_GET
def profiles(request, programme):
    """Who helps now, and up to three others; what was shared before, if there was a change."""
    form = WishForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    wish, field, now = asked.get("language", ""), asked.get("field", ""), timezone.now()
    language, away = translation.get_language(), long_away(now)
    found = rows.profiles(request.actor, programme, language=language, wish=wish, field=field, away=away)
    trials = {trial.appointment.host_id: trial for trial in selectors.coming_trials(request.actor, now)}
    page = {
        "programme": programme,
        "present": next((each for each in found if each.is_present), None),
        "others": [(each, trials.get(each.person.pk)) for each in found if not each.is_present],
        "filter": form,
        "earlier": rows.earlier(request.actor, programme),
    }
    return render(request, "counselling/candidate/counsellors.html", page)


def _profile(request, programme, person):
    found = rows.profile(request.actor, programme, person, language=translation.get_language())
    if found is None or found.is_present:
        raise Http404
    return found


@own
@require_http_methods(["GET", "POST"])
def choose(request, programme, person):
    """What follows, and the one button."""
    if person == programme.counsellor_id:  # sent twice
        return redirect("counselling:choose_counsellor")
    found, now = _profile(request, programme, person), timezone.now()
    form = ChangeForm(
        request.POST or None, name=found.first_name, has_earlier=programme.identity_confirmed_at is not None
    )
    if form.is_valid():
        try:
            programmes.change_counsellor(
                by=request.actor, programme=programme, counsellor=found.person, at=now, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(name)s is your counsellor from now on. Choose a time to talk.")
            messages.success(request, words % {"name": found.name})
            return redirect("counselling:book_my_meeting" if programme.is_open else "home")
    coming = [each for each in selectors.meetings(request.actor, programme=programme.pk) if is_booked(each, now)]
    page = {"programme": programme, "profile": found, "form": form, "coming": coming}
    return render(request, "counselling/candidate/choose.html", page)


def is_booked(meeting, now):
    return meeting.appointment.state == "booked" and meeting.appointment.starts_at > now


@own
@require_http_methods(["GET", "POST"])
def trial(request, programme, person):
    """A quarter of an hour to get to know each other."""
    found, now = _profile(request, programme, person), timezone.now()
    times, zone = selectors.trial_times(programme, found.person, now), ZoneInfo(programme.office.timezone)
    ways = ways_with(selectors.trial_forms(programme), programme, found.first_name)
    form = TrialForm(request.POST or None, ways=ways, found=times, zone=zone)
    if form.is_valid():
        try:
            actions.book_trial_talk(
                by=request.actor,
                programme=programme,
                host=found.person,
                starts_at=form.starts_at,
                form=form.cleaned_data["how"],
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The short talk is booked. Nothing else has changed."))
            return redirect("counselling:choose_counsellor")
    page = {"programme": programme, "profile": found, "form": form, "times": times}
    return render(request, "counselling/candidate/trial.html", page)


@own
@require_POST
def cancel_trial(request, programme, trial):
    found = get_object_or_404(selectors.trials(request.actor), pk=trial)
    try:
        actions.cancel_trial_talk(by=request.actor, trial=found, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The short talk is cancelled. Nobody asks why."))
    return redirect("counselling:choose_counsellor")


@own
@require_POST
def earlier(request, programme):
    """Open what was shared before to the counsellor of now, or close it again."""
    if "close" in request.POST:
        programmes.close_earlier(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("Closed again. What has been read until now stays known."))
    else:
        programmes.open_earlier(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("Your counsellor can read it now."))
    return redirect("counselling:choose_counsellor")
