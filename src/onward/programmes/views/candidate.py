"""My dates, and what my former employer sees."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from onward.core import content
from onward.core.access import Role, audience
from onward.programmes import selectors

LATEST = 10


def own_programme(view):
    """Hand the view the candidate's newest programme, in the time zone of its office; without one there is no page."""

    @wraps(view)
    def led(request, *args, **kwargs):
        found = selectors.programmes(request.actor).order_by("-ticked_at").first()
        if found is None:
            raise Http404
        with timezone.override(found.office.timezone):
            return view(request, found, *args, **kwargs)

    return led


@audience(Role.CANDIDATE)
@require_GET
@own_programme
def dates(request, programme):
    course = selectors.course_dates(request.actor, programme, timezone.now())
    return render(request, "programmes/candidate/dates.html", {"programme": programme, "course": course})


@audience(Role.CANDIDATE)
@require_GET
@own_programme
def kept(request, programme):
    """After the end: what is erased, on which day, and what can be taken along."""
    found = selectors.kept(request.actor, programme)
    if found is None:
        raise Http404
    return render(request, "programmes/candidate/kept.html", {"programme": programme, "kept": found})


@audience(Role.CANDIDATE)
@require_GET
@own_programme
def wall(request, programme):
    """What the former employer sees today, by the same database view and the same partial; and who looked."""
    sheet = selectors.sponsor_sheet(request.actor, programme.pk, timezone.now())
    every = request.GET.get("all") == "1"
    about = {
        "programme": programme,
        "sheet": sheet,
        "sees": content.sees(request.LANGUAGE_CODE),
        "looked": selectors.who_looked(request.actor, most=None if every else LATEST),
        "times": selectors.times_looked(request.actor),
        "every": every,
        "looks": selectors.looks(request.actor, programme=programme.pk),
    }
    return render(request, "programmes/candidate/wall.html", about)
