"""Another counsellor on behalf of somebody on the phone; trial talks; who has chosen a colleague."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.choice import ChangeForOtherForm
from onward.counselling.views.counsellor import of_programme
from onward.programmes import actions as programmes
from onward.programmes import selectors as rows


@of_programme(Role.COUNSELLOR, Role.COORDINATOR)
@require_GET
def profiles(request, programme):
    """The same profiles as the candidate reads, to be read aloud."""
    language = translation.get_language()
    page = {"programme": programme, "found": rows.profiles(request.actor, programme, language=language)}
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


@audience(Role.COUNSELLOR)
@require_GET
def chosen(request):
    """Who goes on with a colleague, in the last 30 days; that, and never why."""
    return render(
        request, "counselling/counsellor/chosen.html", {"found": rows.left_me(request.actor, timezone.now())}
    )


@audience(Role.COUNSELLOR)
@require_GET
def kept_notes(request, programme):
    """One's own notes about somebody who has gone on with a colleague."""
    get_object_or_404(rows.left_me(request.actor, timezone.now()), programme=programme)
    return render(
        request, "counselling/counsellor/kept_notes.html", {"notes": selectors.notes(request.actor, programme)}
    )


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
