"""The guard: one transaction and one database role per page. And words for whoever comes to a button's address."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, OperationalError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from psycopg import errors

from onward.core import wall
from onward.core.access import Actor, Role, Side

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OVERTAKEN = (IntegrityError, ObjectDoesNotExist, OperationalError)


def facts_of(actor: Actor | None) -> dict[str, str]:
    """What the employer's views filter by."""
    if actor is None:
        return {}
    return {
        "employer": str(actor.employer_id or "") if actor.role is Role.SPONSOR else "",
        "manager": str(actor.manager_id or "") if actor.role is Role.MANAGER else "",
        "person": str(actor.person_id or ""),
    }


@sync_only_middleware
class GuardMiddleware:
    """Runs the view inside its role; stands innermost, after session and actor.

    A GET gets a reading role, which holds SELECT and the access log's INSERT alone: that is how it cannot write.

    Of two presses at once, one finds its row stored or gone when the other is done. Its transaction is undone and the
    view begins anew, once, and answers with what stands by then. What fails again is a mistake of ours.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        side = getattr(view, "side", None)
        if side is None:
            return None
        if request.method in READING:
            return answered(f"{Side(side).value}_reading", request, view, args, kwargs)
        role = f"{Side(side).value}_writing"
        try:
            return answered(role, request, view, args, kwargs)
        except OVERTAKEN as reason:
            if isinstance(reason, OperationalError) and not isinstance(reason.__cause__, errors.DeadlockDetected):
                raise
            for _name, uploads in request.FILES.lists():
                for upload in uploads:
                    upload.seek(0)
            return answered(role, request, view, args, kwargs)


def answered(role: str, request, view, args, kwargs) -> HttpResponseBase:
    """The view's answer, in one transaction."""
    with wall.taken(role, facts_of(request.actor)):
        return refuse_unfinished(view(request, *args, **kwargs))


def refuse_unfinished(response: HttpResponseBase) -> HttpResponseBase:
    """A response that would still read the database after the transaction is a mistake of ours."""
    if response.streaming or not getattr(response, "is_rendered", True):
        raise TypeError("A view hands back a finished response: the database role ends with the view.")
    return response


@sync_only_middleware
class WrongWayMiddleware:
    """An address that only takes what a button sends, opened as a page: by a reload, or after signing in again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page
