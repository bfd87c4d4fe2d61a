"""The beginning before anybody is signed in: the code, the own address, the answer. On any phone, in three screens.

Opening an address changes nothing; every answer is a post. The code is used with the first answer, not before, so that
whoever stops half-way can begin again with the same letter.
"""

from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onward.accounts import sessions
from onward.core.access import Side, public
from onward.core.errors import Refused
from onward.counselling import actions, selectors, start_session
from onward.counselling.cards import card_of
from onward.counselling.forms.public import CodeForm, TalkFirstForm, YouForm
from onward.counselling.wording import health_words, said_before_yes, terms_words
from onward.programmes import actions as programmes
from onward.programmes.selectors import decline_costs

REASON = "The code from the letter is the key; whoever holds it is nobody yet, and sees no more than the letter says."
OWN_PAGES = {"used", "expired", "too_many", "paused"}


def begins(*methods):
    """A page of the beginning: public, inside the guard, never kept by a browser."""

    def decorate(view):
        @wraps(view)
        def known(request, *args, **kwargs):
            if request.method == "POST":
                start_session.recognise(request)
            return view(request, *args, **kwargs)

        return public(reason=REASON, side=Side.INSIDE)(never_cache(require_http_methods(methods)(known)))

    return decorate


@begins("GET", "POST")
def code(request, code=""):
    """Screen 1."""
    form = CodeForm(request.POST or None, initial={"code": code})
    if form.is_valid():
        try:
            invitation = _shown(request, form.cleaned_data["code"])
        except Refused as refusal:
            if refusal.code in OWN_PAGES:
                return refused(request, refusal)
            form.add_error("code", str(refusal))
        else:
            start_session.remember(request, invitation.pk)
            return redirect("counselling:start_you")
    return render(request, "counselling/public/code.html", {"form": form})


def _shown(request, written):
    """The invitation of a code; the one that this browser has used already is no stranger's."""
    own = selectors.own_invitation(start_session.invitation_of(request), start_session.browser_of(request), written)
    return own or programmes.check_code(code=written, address=get_adapter().get_client_ip(request), at=timezone.now())


def refused(request, refusal):
    """Used, out of date, paused, or too many attempts: each in its own words, with two ways out."""
    return _shut(request, refusal.code, is_noted=True)


def _shut(request, kind, *, is_noted):
    """is_noted: a call to make was written down, which looking at a page cannot do."""
    return render(request, "counselling/public/refused.html", {"kind": kind, "is_noted": is_noted}, status=409)


def offered(view):
    """Hand the view the offer; a code that was used elsewhere in between is said on the spot."""

    @wraps(view)
    def opened(request):
        found = offer(request)
        if found is None:
            return redirect("counselling:start")
        now, sent = timezone.now(), request.method == "POST"
        closed = selectors.shut(found["invitation"], start_session.browser_of(request), now)
        if closed == "used" and sent:
            actions.note_used(invitation=selectors.invitation(found["invitation"]), at=now)
        return _shut(request, closed, is_noted=sent) if closed else view(request, found)

    return opened


def offer(request):
    """The programme whose code this browser has shown, with what every screen says about it."""
    invitation = start_session.invitation_of(request)
    programme = selectors.invited(invitation) if invitation else None
    if programme is None:
        return None
    language = translation.get_language()
    return {
        "invitation": invitation,
        "programme": programme,
        "card": card_of(programme, language),
        "employer": programme.employer.name,
    }


@begins("GET", "POST")
@offered
def you(request, found):
    """Screen 2: address, language, what the employer sees, the duties, health; yes is the button."""
    form = _you_form(request, found["programme"])
    if form.is_valid():
        reach = form.cleaned_data.pop("reach")
        try:
            by = actions.activate(
                invitation=selectors.invitation(found["invitation"]),
                browser=start_session.browser_of(request),
                contact=reach,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            if refusal.code in OWN_PAGES:
                return refused(request, refusal)
            form.add_error("reach", str(refusal))
        else:
            return _signed_in(request, by, form.cleaned_data["language"])
    said = said_before_yes(found["programme"], translation.get_language())
    return render(request, "counselling/public/you.html", {**found, **said, "form": form})


def _you_form(request, programme):
    language = translation.get_language()
    kept = start_session.typed(request, "you")
    initial = {
        "reach": kept.get("reach", ""),
        "language": kept.get("language") or language,
        "health": kept.get("health"),
    }
    return YouForm(
        request.POST or None,
        initial=initial,
        region=programme.office.country,
        health=health_words(language, programme.employer.name),
    )


def _signed_in(request, by, language):
    start_session.forget_typed(request)
    start_session.stay_known(request)
    sessions.begin(request, selectors.person_of(by))
    response = redirect("counselling:start_talk")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
    return response


@public(reason="What somebody has typed stays with her own browser session until it is sent; nothing is stored.")
@require_POST
@never_cache
def keep(request, page):
    """Keep what stands in the form so far: for a reload, a change of language, the way back."""
    if page not in start_session.KEPT:
        raise Http404
    start_session.keep_typed(request, page, request.POST)
    return HttpResponse(status=204)


@begins("GET", "POST")
@offered
def talk_first(request, found):
    """Neither yes nor no: somebody calls."""
    form = TalkFirstForm(request.POST or None, region=found["programme"].office.country)
    if form.is_valid():
        try:
            by = actions.talk_first(
                invitation=selectors.invitation(found["invitation"]),
                browser=start_session.browser_of(request),
                contact=actions.Contact(phone=form.cleaned_data["phone"]),
                language=translation.get_language(),
                when_words=form.cleaned_data["when_words"],
                at=timezone.now(),
            )
        except Refused as refusal:
            if refusal.code in OWN_PAGES:
                return refused(request, refusal)
            form.add_error(None, str(refusal))
        else:
            return _signed_in(request, by, translation.get_language())
    return render(request, "counselling/public/talk_first.html", {**found, "form": form})


@begins("GET", "POST")
@offered
def no(request, found):
    """No; where declining can cost something the page says so first, with its source."""
    now = timezone.now()
    if request.method == "POST":
        try:
            actions.decline(
                invitation=selectors.invitation(found["invitation"]),
                browser=start_session.browser_of(request),
                language=translation.get_language(),
                at=now,
            )
        except Refused as refusal:
            return refused(request, refusal)
        return redirect("counselling:start_declined")
    costs = decline_costs(found["programme"], timezone.localdate(now))
    return render(request, "counselling/public/no.html", {**found, "costs": costs})


@begins("GET")
def declined(request):
    return render(request, "counselling/public/declined.html", offer(request) or {})


@begins("GET")
def terms(request):
    """The terms in full, and what is asked apart."""
    language, found = translation.get_language(), offer(request)
    employer = found["employer"] if found else _("your employer")
    page = {
        "terms": terms_words(language, employer),
        "health": health_words(language, employer),
        "in_house": settings.PROVIDER_IN_HOUSE,
    }
    return render(request, "counselling/public/terms.html", page)
