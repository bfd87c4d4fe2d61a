"""The counsellor's candidates: the list, one of them, private notes, the mark that more is needed, calls to make."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.enums import CallOutcome, StepState
from onward.counselling.forms.meetings import NoteForm
from onward.counselling.forms.steps import DropForm, StepForm
from onward.counselling.views.candidate_steps import card_page
from onward.counselling.views.warnings import is_seen, warning_in, words_in
from onward.privacy.access_log import note_reading
from onward.programmes import selectors as programmes

SAID = {
    CallOutcome.SPOKE: _("Noted: you have spoken."),
    CallOutcome.MISSED: _("Noted. The call stays on the list until you have spoken."),
    CallOutcome.NOT_NEEDED: _("The call is off the list."),
}
ONLY_ME = _("Never shared from here: not with the candidate, colleagues or the employer")


def of_programme(*roles):
    """Hand the view a programme that this actor may see, in the time of its office; all others do not exist."""

    def decorate(view):
        @audience(*roles)
        @wraps(view)
        def guarded(request, programme, *args, **kwargs):
            found = get_object_or_404(programmes.programmes(request.actor), pk=programme)
            with timezone.override(found.office.timezone):
                return view(request, found, *args, **kwargs)

        return guarded

    return decorate


@audience(Role.COUNSELLOR)
@require_GET
def candidates(request):
    """By name, with the last and the next talk."""
    over = "over" in request.GET
    rows = selectors.candidates(request.actor, timezone.now(), over=over)
    return render(request, "counselling/counsellor/candidates.html", {"rows": rows, "over": over})


@of_programme(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def candidate(request, programme):
    """One candidate: facts, contact, what comes, steps, minutes, private notes."""
    now, by = timezone.now(), request.actor
    form = NoteForm(request.POST or None, label=ONLY_ME)
    if form.is_valid():
        actions.write_note(by=by, programme=programme, text=form.cleaned_data["note"], at=now)
        messages.success(request, _("The note is kept, for you alone."))
        return redirect("counselling:candidate", programme.pk)
    note_reading(by, "steps", about=programme.candidate_id, programme=programme.pk, at=now)
    return render(request, "counselling/counsellor/candidate.html", {**_file(by, programme, now), "form": form})


def _file(by, programme, now):
    """All that stands on the page of one candidate."""
    found = selectors.of_programme(by, programme)
    steps = list(selectors.steps(by, programme=programme.pk).select_related(None))
    coming = [each for each in found if each.appointment.state == "booked" and each.appointment.ends_at >= now]
    return {
        "programme": programme,
        "closed_before": programme.shared_since,
        "looks": programmes.looks(by, programme=programme.pk),
        "person": programme.candidate,
        "contact": selectors.contact_of(programme, found, now),
        "need": selectors.need_mark(by, programme.pk),
        "coming": coming,
        "earlier": [each for each in reversed(found) if each not in coming],
        "open_steps": [each for each in steps if each.state == StepState.OPEN],
        "settled_steps": [each for each in steps if each.state != StepState.OPEN],
        "notes": selectors.notes(by, programme.pk).select_related(None),
        "account": programmes.hours_account(by, programme, now),
        "dates": programmes.course_dates(by, programme, now),
        "words": course.phase_words(programme, translation.get_language()),
    }


@of_programme(Role.COUNSELLOR)
@require_POST
def need(request, programme):
    """Set or clear the mark that more is needed now."""
    if "clear" in request.POST:
        actions.clear_need(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("The mark is gone."))
    else:
        actions.set_need(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("Marked: more is needed now."))
    return redirect("counselling:candidate", programme.pk)


@of_programme(Role.COUNSELLOR)
@require_GET
def plan_card(request, programme):
    """The plan on one small sheet, in the candidate's language, to be printed and handed over."""
    now = timezone.now()
    note_reading(request.actor, "steps", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {**card_page(request, programme), "for_staff": True}
    return render(request, "counselling/partials/plan_card_page.html", page)


# Steps ------------------------------------------------------------------------------------------------------------


def _warning(programme, form, standing=None):
    """Words to look at before they are put before the candidate; nothing where nothing was sent."""
    words = words_in(form.cleaned_data) if form.is_valid() else ()
    return warning_in(programme.candidate, words, standing=words_in(standing or {}))


@of_programme(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def new_step(request, programme):
    form = StepForm(request.POST or None, name=programme.candidate.first_name)
    warning = _warning(programme, form)
    if form.is_valid() and is_seen(request, warning):
        try:
            actions.add_step(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is in the plan."))
            return redirect("counselling:candidate", programme.pk)
    page = {"form": form, "programme": programme, "step": None, "person": programme.candidate, "warning": warning}
    return render(request, "counselling/counsellor/step.html", page)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def step(request, step):
    """Mend a step, or settle it for a candidate who has no screen."""
    found, now = get_object_or_404(selectors.steps(request.actor), pk=step), timezone.now()
    standing = StepForm.initial_of(found)
    form = StepForm(request.POST or None, name=found.programme.candidate.first_name, initial=standing)
    warning = _warning(found.programme, form, standing)
    if form.is_valid() and is_seen(request, warning):
        try:
            actions.change_step(by=request.actor, step=found, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is changed."))
            return redirect("counselling:candidate", found.programme_id)
    return _step_page(request, found, form=form, warning=warning)


def _step_page(request, step, **shown):
    """A step to mend and to settle. shown: what was sent, where something is still to be looked at."""
    programme, now = step.programme, timezone.now()
    note_reading(request.actor, "steps", about=programme.candidate_id, programme=programme.pk, at=now)
    form = StepForm(name=programme.candidate.first_name, initial=StepForm.initial_of(step))
    page = {"form": form, "drop_form": DropForm(), "learned": step.learned, **shown}
    about = {"step": step, "programme": programme, "person": programme.candidate}
    return render(request, "counselling/counsellor/step.html", {**page, **about})


@audience(Role.COUNSELLOR)
@require_POST
def settle_step(request, step):
    """Done, left out, or open again, as the candidate says it. What cannot be kept yet stays on the page."""
    found = get_object_or_404(selectors.steps(request.actor), pk=step)
    drop = DropForm(request.POST if "drop" in request.POST else None)
    said = {"learned": request.POST.get("learned", "")[:500]}
    if drop.is_valid():
        said |= {"because": drop.cleaned_data["because"], "because_words": drop.cleaned_data["words"]}
    texts = [said["learned"], said.get("because_words", "")]
    warning = warning_in(found.programme.candidate, texts, standing=[found.learned])
    if "reopen" in request.POST or is_seen(request, warning):
        try:
            _settle(request, found, StepState.DROPPED if drop.is_bound else StepState.DONE, said)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The step is changed."))
            return redirect("counselling:candidate", found.programme_id)
    return _step_page(request, found, learned=said["learned"] or found.learned, settling=warning, drop_form=drop)


def _settle(request, step, state, said):
    if "reopen" in request.POST:
        actions.reopen_step(by=request.actor, step=step, at=timezone.now())
    else:
        actions.settle_step(by=request.actor, step=step, state=state, at=timezone.now(), **said)


# Calls to make ----------------------------------------------------------------------------------------------------


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_GET
def calls(request):
    """Who waits to be called, the longest wait first."""
    found = selectors.waiting_calls(request.actor).select_related("programme__order")  # for the number on the list
    return render(request, "counselling/counsellor/calls.html", {"calls": found})


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_POST
def settle_call(request, call):
    found = get_object_or_404(selectors.waiting_calls(request.actor), pk=call)
    outcome = next((each for each in SAID if each in request.POST), CallOutcome.NOT_NEEDED)
    actions.settle_call(by=request.actor, call=found, outcome=outcome, at=timezone.now())
    messages.success(request, SAID[outcome])
    if outcome != CallOutcome.SPOKE:
        return redirect("counselling:calls")
    opens_file = request.actor.role == Role.COUNSELLOR and found.programme.identity_confirmed_at
    return redirect("counselling:candidate" if opens_file else "counselling:first", found.programme_id)
