"""The beginning once the candidate is signed in: answer, choose a time for the first talk, or ask to be called."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.cards import card_of
from onward.counselling.enums import CallReason
from onward.counselling.forms.public import AnswerForm, FirstTalkForm, TalkFirstForm
from onward.counselling.wording import health_words, said_before_yes, ways_of
from onward.programmes.enums import AnswerKind
from onward.programmes.selectors import decline_costs


def begun(view):
    """Hand the view where this candidate stands; whoever has nothing to begin goes to the own start page."""

    @audience(Role.CANDIDATE)
    @never_cache
    def guarded(request, *args, **kwargs):
        found = selectors.beginning(request.actor, timezone.now())
        if found is None or found.place == "open":
            return redirect("home")
        with timezone.override(found.programme.office.timezone):
            return view(request, found, *args, **kwargs)

    return guarded


def _page(found, **more):
    return {
        "found": found,
        "programme": found.programme,
        "card": card_of(found.programme, translation.get_language()),
        "employer": found.programme.employer.name,
        **more,
    }


@begun
@require_http_methods(["GET", "POST"])
def answer(request, found):
    """Yes, after having talked first or after having thought again."""
    language = translation.get_language()
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        health=health_words(language, found.programme.employer.name),
    )
    if form.is_valid():
        try:
            actions.answer(
                by=request.actor,
                programme=found.programme,
                answer=AnswerKind.YES,
                health=form.cleaned_data["health"],
                language=language,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("counselling:start_talk")
    said = said_before_yes(found.programme, language)
    return render(request, "counselling/candidate/start_answer.html", _page(found, form=form, **said))


@begun
@require_http_methods(["GET", "POST"])
def no(request, found):
    now = timezone.now()
    if request.method == "POST":
        try:
            actions.answer(
                by=request.actor,
                programme=found.programme,
                answer=AnswerKind.NO,
                health=False,
                language=translation.get_language(),
                at=now,
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("counselling:start_talk")
        return redirect("counselling:start_declined")
    costs = decline_costs(found.programme, timezone.localdate(now))
    return render(request, "counselling/public/no.html", _page(found, costs=costs, signed_in=True))


@begun
@require_http_methods(["GET", "POST"])
def talk(request, found):
    """Screen 3: the named counsellor, and the first free times."""
    if found.place == "answer":
        return redirect("counselling:start_answer")
    if found.place == "meeting" or (found.place == "call" and "times" not in request.GET):
        return redirect("counselling:start_done")
    now = timezone.now()
    offered = selectors.first_times(found.programme, now, everything="all" in request.GET)
    form = _talk_form(request, found, offered)
    if form.is_valid():
        try:
            actions.book_first_talk(
                by=request.actor,
                programme=found.programme,
                starts_at=form.starts_at,
                form=form.cleaned_data["how"],
                phone=form.cleaned_data.get("phone", ""),
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("counselling:start_done")
    return render(request, "counselling/candidate/start_talk.html", _page(found, form=form, offered=offered))


def _talk_form(request, found, offered):
    programme = found.programme
    card = card_of(programme, translation.get_language())
    return FirstTalkForm(
        request.POST or None,
        ways=ways_of(selectors.offered_forms(programme, offered.every), programme, card),
        offered=offered,
        zone=programme.office.timezone,
        region=programme.office.country,
        has_number=bool(programme.candidate.phone),
        labels=(_("How would you like to talk?"), _("When does it suit you?")),
        initial={"how": "phone"},
    )


@begun
@require_http_methods(["GET", "POST"])
def call(request, found):
    """None of the times, or more to ask before deciding: let the counsellor call."""
    programme, now = found.programme, timezone.now()
    if found.place == "meeting":
        return redirect("counselling:start_done")
    has_number = bool(programme.candidate.phone)
    initial = {"phone": programme.candidate.phone, "when_words": found.call.when_words if found.call else ""}
    form = TalkFirstForm(
        request.POST or None, region=programme.office.country, needs_number=not has_number, initial=initial
    )
    if form.is_valid():
        reason = CallReason.NO_TIME_FITS if found.answer == AnswerKind.YES else CallReason.TALK_FIRST
        try:
            actions.call_me(by=request.actor, programme=programme, reason=reason, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("counselling:start_done")
    return render(request, "counselling/candidate/start_call.html", _page(found, form=form))


@begun
@require_GET
def done(request, found):
    """Who, when, how, and what to do: nothing."""
    if found.place in {"answer", "time"}:
        return redirect("counselling:start_talk")
    return render(request, "counselling/candidate/start_done.html", _page(found))
