"""The candidate's own new beginning, and what the former employer may know of it."""

from functools import wraps

from django.http import Http404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.landing import selectors
from onward.landing.enums import TouchpointState
from onward.landing.views import pages
from onward.landing.views.pages import Place
from onward.programmes.enums import FactKind
from onward.programmes.selectors import programmes


def own(view):
    """Hand the view the newest programme that this candidate may see: before the voice was heard there is none."""

    @wraps(view)
    def with_place(request):
        found = programmes(request.actor).order_by("-ticked_at", "pk").first()
        if found is None:
            raise Http404
        return view(request, Place(request, found))

    return with_place


@audience(Role.CANDIDATE)
@require_GET
@own
def mine(request, place):
    standing = place.story.standing
    calls = selectors.calls_of(request.actor, standing, request.LANGUAGE_CODE) if standing else []
    following = next((call for call in calls if call.touchpoint.state == TouchpointState.PLANNED), None)
    knows = selectors.employer_knows(request.actor, place.programme)
    return pages.shown(place, "candidate/mine", {"calls": calls, "following": following, "knows": knows})


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
@own
def new(request, place):
    return pages.tell_landing(place)


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
@own
def change(request, place):
    return pages.change(place)


@audience(Role.CANDIDATE)
@require_GET
@own
def consents(request, place):
    return pages.consents(place)


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
@own
def tell(request, place):
    return pages.tell(place)


@audience(Role.CANDIDATE)
@require_POST
@own
def untell(request, place):
    return pages.stop_telling(place, FactKind.NEW_JOB)


@audience(Role.CANDIDATE)
@require_POST
@own
def show_phase(request, place):
    return pages.show_phase(place)


@audience(Role.CANDIDATE)
@require_POST
@own
def hide_phase(request, place):
    return pages.stop_telling(place, FactKind.PHASE)


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
@own
def lost(request, place):
    return pages.lost(place)
