"""The candidate's own messages."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.dialogue import selectors
from onward.dialogue.views import pages
from onward.dialogue.views.pages import Place
from onward.programmes.selectors import beginning


def own_place(request) -> Place:
    """The conversation of the candidate's newest programme, confirmed or not."""
    found = beginning(request.actor)
    if found is None:
        raise Http404
    return Place.of(request, found.programme)


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def conversation(request):
    """The menu leads here too: whoever has no programme goes home, as from the other pages."""
    found = beginning(request.actor)
    return pages.conversation(request, Place.of(request, found.programme)) if found else redirect("home")


@audience(Role.CANDIDATE)
@require_POST
def draft(request):
    return pages.autosaved(request, own_place(request))


@audience(Role.CANDIDATE)
@require_POST
def together(request):
    return pages.put_together(request, own_place(request))


@audience(Role.CANDIDATE)
@require_POST
def seen(request):
    return pages.seen(request, own_place(request))


@audience(Role.CANDIDATE)
@require_GET
def file(request, file):
    found = get_object_or_404(selectors.files(request.actor), pk=file)
    return pages.handed_out(request, own_place(request), found)


@audience(Role.CANDIDATE)
@require_POST
def drop(request, file):
    return pages.drop(request, own_place(request), file)
