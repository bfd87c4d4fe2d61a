"""Another counsellor on behalf of somebody on the phone; trial talks; who has chosen a colleague."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.choice import ChangeForOtherForm, TrialForm
from onward.counselling.views.counsellor import of_programme
from onward.counselling.wording import ways_with
from onward.programmes import actions as programmes
from onward.programmes import selectors as rows
from onward.scheduling.selectors import long_away


@of_programme(Role.COUNSELLOR, Role.COORDINATOR)
@require_GET
def profiles(request, programme):
    """The same profiles as the candidate reads, to be read aloud."""
    language, now = translation.get_language(), timezone.now()
    page = {
        "programme": programme,
        "found": rows.profiles(request.actor, programme, language=language, away=long_away(now)),
        "trials": selectors.coming_trials(request.actor, now).filter(programme=programme.pk),
    }
    return render(request, "counselling/counsellor/counsellors.html", page)


@of_programme(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def choose(request, programme, person):
    found = rows.profile(request.actor, programme, person, language=translation.get_language())
    if found is None or found.is_present:
        raise Http404
    name = programme.candidate.first_name
    form = ChangeForOtherForm(
        request.POST if request.method == "POST" else None,
        name=found.first_name,
        candidate=name,
        has_earlier=programme.identity_confirmed_at is not None,
    )
    if form.is_valid() and _changed(request, programme, found, form):
        messages.success(request, _("%(name)s helps from now on. Both are told.") % {"name": found.name})
        if request.actor.role == Role.COORDINATOR:
            return redirect("programmes:programme", programme.pk)
        return redirect("counselling:chosen")
    page = {"programme": programme, "profile": found, "form": form}
    return render(request, "counselling/counsellor/choose.html", page)


def _changed(request, programme, found, form):
    try:
        return programmes.change_counsellor(
            by=request.actor, programme=programme, counsellor=found.person, at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@of_programme(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def trial_for(request, programme, person):
    """A quarter of an hour with another one, asked for on the phone. The counsellor of now is not told."""
    found, now = rows.profile(request.actor, programme, person, language=translation.get_language()), timezone.now()
    if found is None or found.is_present:
        raise Http404
    times = selectors.trial_times(programme, found.person, now)
    ways = ways_with(selectors.trial_forms(programme), programme, found.first_name)
    form = TrialForm(request.POST or None, ways=ways, found=times, zone=ZoneInfo(programme.office.timezone))
    if form.is_valid() and _trial_booked(request, programme, found, form):
        messages.success(request, _("The short talk is booked. Nothing else has changed."))
        return redirect("counselling:choose_for", programme.pk)
    page = {"programme": programme, "profile": found, "form": form, "times": times}
    return render(request, "counselling/counsellor/trial_for.html", page)


def _trial_booked(request, programme, found, form):
    said = {"starts_at": form.starts_at, "form": form.cleaned_data["how"], "at": timezone.now()}
    try:
        return actions.book_trial_talk(by=request.actor, programme=programme, host=found.person, **said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@audience(Role.COORDINATOR)
@require_POST
def cancel_trial_for(request, trial):
    """Given back for somebody on the phone, where it was entered so."""
    found = get_object_or_404(selectors.trials(request.actor), pk=trial)
    try:
        actions.cancel_trial_talk(by=request.actor, trial=found, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The short talk is cancelled. Nobody asks why."))
    return redirect("counselling:choose_for", found.programme_id)


@audience(Role.COUNSELLOR)
@require_GET
def chosen(request):
    """Who goes on with a colleague, in the last 30 days, never why; and about whom one keeps notes."""
    found = rows.left_me(request.actor, timezone.now())
    others = selectors.notes_elsewhere(request.actor, but=[each.programme_id for each in found])
    return render(request, "counselling/counsellor/chosen.html", {"found": found, "others": others})


@audience(Role.COUNSELLOR)
@require_GET
def kept_notes(request, programme):
    """One's own notes about somebody who has gone on with a colleague, with drafts that were never shared."""
    notes = selectors.notes(request.actor, programme)
    if not notes:
        get_object_or_404(rows.left_me(request.actor, timezone.now()), programme=programme)
    return render(request, "counselling/counsellor/kept_notes.html", {"notes": notes})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def trial(request, trial):
    """A short talk with somebody who may choose you: a first name, when, and how."""
    found, now = get_object_or_404(selectors.trials(request.actor), pk=trial), timezone.now()
    if request.method == "POST":
        try:
            if "cancel" in request.POST:
                actions.cancel_trial_talk(by=request.actor, trial=found, at=now)
            else:
                actions.settle_trial_talk(by=request.actor, trial=found, held="held" in request.POST, at=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Noted."))
        return redirect("scheduling:calendar")
    page = {"trial": found, "appointment": found.appointment, "has_begun": found.appointment.starts_at <= now}
    return render(request, "counselling/counsellor/trial.html", page)
