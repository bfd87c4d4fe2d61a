"""The calls of the first hundred days, and a landing entered for a candidate on the phone."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.landing import actions, selectors
from onward.landing.enums import WORK, TouchpointState
from onward.landing.forms import CallForm, CloseForm, DropForm
from onward.landing.views import pages
from onward.landing.views.pages import Place, carried_out, done, posted
from onward.programmes.enums import FactKind, State
from onward.programmes.selectors import programmes


def of_candidate(view):
    @wraps(view)
    def with_place(request, programme, **rest):
        found = get_object_or_404(programmes(request.actor), pk=programme)
        return view(request, Place(request, found), **rest)

    return with_place


@audience(Role.COUNSELLOR)
@require_GET
def due(request):
    """Whom to call today, whom in the next two weeks, and who waits to begin again."""
    on, language = timezone.localdate(), request.LANGUAGE_CODE
    context = {
        "today": on,
        "due": selectors.touchpoints_due(request.actor, on, language=language),
        "coming": selectors.touchpoints_coming(request.actor, on, language=language),
        "waiting": selectors.waiting_for_restart(request.actor),
    }
    return render(request, "landing/counsellor/due.html", context)


@audience(Role.COUNSELLOR)
@require_GET
@of_candidate
def mine(request, place):
    story, programme = place.story, place.programme
    calls = selectors.calls_of(request.actor, story.standing, request.LANGUAGE_CODE) if story.standing else []
    following = next((call for call in calls if call.touchpoint.state == TouchpointState.PLANNED), None)
    to_restart = story.standing is None and bool(story.earlier) and programme.state == State.ENDED
    context = {
        "calls": calls,
        "following": following,
        "knows": selectors.employer_knows(request.actor, programme),
        "to_restart": to_restart,
        "left": selectors.left_of(request.actor, programme, timezone.now()) if to_restart else None,
        "can_close": bool(story.standing) and programme.is_open and (not following or story.standing.kind not in WORK),
    }
    return pages.shown(place, "counsellor/landing", context)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def new(request, place):
    return pages.tell_landing(place)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def change(request, place):
    return pages.change(place)


@audience(Role.COUNSELLOR)
@require_GET
@of_candidate
def consents(request, place):
    return pages.consents(place)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def tell(request, place):
    return pages.tell(place)


@audience(Role.COUNSELLOR)
@require_POST
@of_candidate
def untell(request, place):
    return pages.stop_telling(place, FactKind.NEW_JOB)


@audience(Role.COUNSELLOR)
@require_POST
@of_candidate
def show_phase(request, place):
    return pages.show_phase(place)


@audience(Role.COUNSELLOR)
@require_POST
@of_candidate
def hide_phase(request, place):
    return pages.stop_telling(place, FactKind.PHASE)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def lost(request, place):
    return pages.lost(place)


@audience(Role.COUNSELLOR)
@require_POST
@of_candidate
def restart(request, place):
    words = _("The programme goes on with what is left.")
    carried_out(request, words, actions.restart_programme, programme=place.programme)
    return redirect(place.to("mine"))


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def close(request, place):
    form = CloseForm(posted(request), initial={"ended_on": place.today})
    if done(request, form, actions.close_after_landing, landing=place.standing):
        messages.success(request, _("The programme has ended. If it does not last, what is left can go on."))
        return redirect(place.to("mine"))
    return pages.shown(place, "counsellor/close", {"form": form, "landing": place.standing})


# The calls --------------------------------------------------------------------------------------------------------


def call_of(request, place, touchpoint):
    rows = selectors.touchpoints(request.actor, request.LANGUAGE_CODE).filter(landing__programme=place.programme)
    return selectors.call_of(get_object_or_404(rows, pk=touchpoint))


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def call(request, place, touchpoint):
    found = call_of(request, place, touchpoint)
    form = CallForm(posted(request), initial={"held_on": place.today})
    if done(request, form, actions.settle_touchpoint, touchpoint=found.touchpoint):
        messages.success(request, _("The call is written down."))
        return redirect(place.to("mine"))
    return pages.shown(place, "counsellor/call", {"form": form, "talk": found})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
@of_candidate
def drop(request, place, touchpoint):
    found = call_of(request, place, touchpoint)
    form = DropForm(posted(request))
    if done(request, form, actions.drop_touchpoint, touchpoint=found.touchpoint):
        messages.success(request, _("The call is left out."))
        return redirect(place.to("mine"))
    return pages.shown(place, "counsellor/drop", {"form": form, "talk": found})
