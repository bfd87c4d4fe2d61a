"""The candidate's steps, the plan card, and the mark that more is needed."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.cards import card_of
from onward.counselling.enums import StepState
from onward.counselling.forms.steps import LearnedForm, OwnDropForm, OwnStepForm
from onward.counselling.views.candidate import own


@own
@require_GET
def steps(request, programme):
    """What is open, and what was settled."""
    every = selectors.steps(request.actor, programme=programme.pk)
    found = [each for each in every if each.state != StepState.TAKEN]  # it goes on under its later day
    page = {
        "programme": programme,
        "open": [each for each in found if each.state == StepState.OPEN],
        "settled": sorted((each for each in found if each.settled_at), key=lambda each: each.settled_at, reverse=True),
        "need": selectors.need_mark(request.actor, programme.pk),
        "card": card_of(programme, translation.get_language()),
    }
    return render(request, "counselling/candidate/steps.html", page)


@own
@require_http_methods(["GET", "POST"])
def new(request, programme):
    form = OwnStepForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_step(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is in your plan."))
            return redirect("counselling:my_steps")
    return render(request, "counselling/candidate/step.html", {"form": form, "step": None})


@own
@require_http_methods(["GET", "POST"])
def change(request, programme, step):
    """Move or mend a step."""
    found = get_object_or_404(selectors.steps(request.actor), pk=step)
    form = OwnStepForm(request.POST or None, initial=OwnStepForm.initial_of(found))
    if form.is_valid():
        try:
            actions.change_step(by=request.actor, step=found, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is changed."))
            return redirect("counselling:my_steps")
    return render(request, "counselling/candidate/step.html", {"form": form, "step": found})


@own
@require_http_methods(["GET", "POST"])
def finish(request, programme, step):
    """Done: asked is what was learned, and not how it went. Without words it is done all the same."""
    found = get_object_or_404(selectors.steps(request.actor), pk=step)
    form = LearnedForm(request.POST if "learned" in request.POST else None, initial={"learned": found.learned})
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        learned = form.cleaned_data["learned"] if form.is_bound else ""
        try:
            actions.settle_step(by=request.actor, step=found, state=StepState.DONE, learned=learned, at=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("counselling:my_steps")
        if form.is_bound:
            messages.success(request, _("Good. It stands among what you have done."))
            return redirect("counselling:my_steps")
        return redirect("counselling:finish_step", found.pk)
    return render(request, "counselling/candidate/finish_step.html", {"form": form, "step": found})


@own
@require_http_methods(["GET", "POST"])
def drop(request, programme, step):
    """Leave a step out, with a reason if she likes to give one, or open it again."""
    found = get_object_or_404(selectors.steps(request.actor), pk=step)
    form = OwnDropForm(request.POST if request.method == "POST" else None)
    if "reopen" in request.POST or form.is_valid():
        try:
            _dropped(request, found, form)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect("counselling:my_steps")
    return render(request, "counselling/candidate/drop_step.html", {"form": form, "step": found})


def _dropped(request, step, form):
    by, now = request.actor, timezone.now()
    if "reopen" in request.POST:
        actions.reopen_step(by=by, step=step, at=now)
        messages.success(request, _("The step is open again."))
        return
    said = form.cleaned_data
    actions.settle_step(
        by=by, step=step, state=StepState.DROPPED, because=said["because"], because_words=said["words"], at=now
    )
    messages.success(request, _("The step is left out."))


@own
@require_POST
def need(request, programme):
    """Say that more is needed now, or that it is all right again."""
    if "clear" in request.POST:
        actions.clear_need(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("Good. The mark is gone."))
    else:
        actions.set_need(by=request.actor, programme=programme, at=timezone.now())
        messages.success(request, _("Your counsellor sees that you need more now, and calls you."))
    return redirect("counselling:my_steps")


@own
@require_GET
def plan_card(request, programme):
    """The next two weeks on one small sheet, for the wallet or the fridge."""
    return render(request, "counselling/partials/plan_card_page.html", card_page(request, programme))


def card_page(request, programme):
    """What stands on the card: nothing about the dismissal."""
    now = timezone.now()
    today = now.astimezone(ZoneInfo(programme.office.timezone)).date()
    meeting = selectors.meetings(request.actor, programme=programme.pk)
    coming = meeting.filter(appointment__state="booked", appointment__starts_at__gt=now).first()
    still_open = selectors.steps(request.actor, programme=programme.pk).filter(state=StepState.OPEN)
    return {
        "programme": programme,
        "card_language": programme.candidate.language,
        "for_staff": False,
        "steps": list(still_open),
        "today": today,
        "until": coming.appointment.starts_at if coming else None,
        "meeting": coming,
        "card": card_of(programme, translation.get_language()),
    }
