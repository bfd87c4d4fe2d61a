"""The candidate's own job search."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.applications import selectors
from onward.applications.attention import day_of
from onward.applications.export import as_csv
from onward.applications.views import pages
from onward.applications.views.pages import Place, today_of, with_addresses
from onward.core.access import Role, audience
from onward.programmes.selectors import beginning


def own_place(request) -> Place:
    """The search of the candidate's newest programme, confirmed or not."""
    found = beginning(request.actor)
    if found is None:
        raise Http404
    return Place.of(request, found.programme)


def own_application(request, application):
    return get_object_or_404(selectors.applications(request.actor), pk=application)


@audience(Role.CANDIDATE)
@require_GET
def applications(request):
    place = own_place(request)
    rows = with_addresses(place, selectors.applications(request.actor))
    board = selectors.board(rows, today_of(place.programme))
    return pages.shown(request, place, "candidate/applications", {"board": board, "first": board.first})


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def new(request):
    return pages.record(request, own_place(request))


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def application(request, application):
    return pages.open_one(request, own_place(request), own_application(request, application))


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def change(request, application):
    return pages.change(request, own_place(request), own_application(request, application))


@audience(Role.CANDIDATE)
@require_POST
def asked(request, application):
    return pages.asked(request, own_place(request), own_application(request, application))


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def delete(request, application):
    return pages.delete(request, own_place(request), own_application(request, application))


@audience(Role.CANDIDATE)
@require_GET
def export(request):
    """The own list as a file, the newest day first."""
    place = own_place(request)
    with timezone.override(ZoneInfo(place.programme.office.timezone)):
        rows = sorted(selectors.applications(request.actor), key=day_of, reverse=True)
        response = HttpResponse(as_csv(rows, get_language() or ""), content_type="text/csv; charset=utf-8")
    name = _("applications")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
