"""Three short questions before a meeting: answered, half answered or passed over, all without a word."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.actions.preparation import TWO_TEXTS
from onward.counselling.cards import card_of
from onward.counselling.forms.preparation import BeforehandForm
from onward.counselling.views.candidate import own
from onward.counselling.views.drafts import kept_draft


@own
@require_http_methods(["GET", "POST"])
def beforehand(request, programme, meeting):
    """Keep for later, or send; both as often as one likes until the meeting begins."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    asking = selectors.asking(request.actor, found, now)
    if not asking.is_open or programme.identity_confirmed_at is None:
        return redirect("counselling:my_meeting", found.pk)
    form = BeforehandForm(request.POST or None, initial={**asking.answers, "version": asking.version})
    if form.is_valid() and _kept_or_sent(request, found, form, now):
        return redirect("counselling:my_meeting", found.pk)
    if form.is_bound:
        asking = selectors.asking(request.actor, found, now)  # the words have been kept in the meantime
    page = {
        "meeting": found,
        "programme": programme,
        "card": card_of(programme, request.LANGUAGE_CODE),
        "asking": asking,
        "aside": [(form.fields[name].label, words) for name, words in asking.aside.items() if name in form.fields],
        "form": form,
        "kept": kept_draft(request, found.pk, reverse("counselling:keep_beforehand", args=[found.pk])),
    }
    return render(request, "counselling/candidate/beforehand.html", page)


def _kept_or_sent(request, meeting, form, now):
    by, answers, version = request.actor, form.answers, form.cleaned_data["version"] or 0
    try:
        saved = actions.save_beforehand(by=by, meeting=meeting, answers=answers, version=version, at=now)
        if saved.aside:
            form.add_error(None, str(TWO_TEXTS))
            return False
        if "send" not in request.POST:
            messages.success(request, _("Kept for you alone. You can send it until the meeting begins."))
            return True
        sent = actions.send_beforehand(by=by, meeting=meeting, answers=answers, at=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request,
        _("Your counsellor reads it before you meet.")
        if sent
        else _("It is taken back. Nobody else sees it any more."),
    )
    return True


@own
@require_POST
def keep_beforehand(request, programme, meeting):
    """The draft, every few seconds; answers with one line."""
    found, now = get_object_or_404(selectors.meetings(request.actor), pk=meeting), timezone.now()
    form, said = BeforehandForm(request.POST), {"saved": None, "refused": "", "now": now}
    if form.is_valid():
        try:
            said["saved"] = actions.save_beforehand(
                by=request.actor,
                meeting=found,
                answers=form.answers,
                version=form.cleaned_data["version"] or 0,
                at=now,
            )
        except Refused as refusal:
            said["refused"] = str(refusal)
    return render(request, "counselling/candidate/beforehand_saved.html", said)


@own
@require_POST
def put_answers_together(request, programme, meeting):
    """End the matter of two windows."""
    found = get_object_or_404(selectors.meetings(request.actor), pk=meeting)
    try:
        actions.put_answers_together(by=request.actor, meeting=found, keep="keep" in request.POST, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("counselling:beforehand", found.pk)
