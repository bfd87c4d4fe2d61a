"""The job search of a candidate, read by the own counsellor and written for whoever has no screen."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.applications import selectors
from onward.applications.views import pages
from onward.applications.views.pages import Place, today_of, with_addresses
from onward.core.access import Role, audience
from onward.programmes.selectors import programmes


def place_of(request, programme) -> Place:
    return Place.of(request, get_object_or_404(programmes(request.actor), pk=programme))


def application_of(request, place: Place, application):
    rows = selectors.applications(request.actor, programme=place.programme)
    return get_object_or_404(rows, pk=application)


@audience(Role.COUNSELLOR)
@require_GET
def applications(request, programme):
    place = place_of(request, programme)
    rows = with_addresses(place, selectors.applications(request.actor, programme=place.programme))
    board = selectors.board(rows, today_of(place.programme))
    return pages.shown(request, place, "counsellor/applications", {"board": board})


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def new(request, programme):
    return pages.record(request, place_of(request, programme))


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def application(request, programme, application):
    place = place_of(request, programme)
    return pages.open_one(request, place, application_of(request, place, application))


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def change(request, programme, application):
    place = place_of(request, programme)
    return pages.change(request, place, application_of(request, place, application))


@audience(Role.COUNSELLOR)
@require_POST
def asked(request, programme, application):
    place = place_of(request, programme)
    return pages.asked(request, place, application_of(request, place, application))


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def delete(request, programme, application):
    place = place_of(request, programme)
    return pages.delete(request, place, application_of(request, place, application))
