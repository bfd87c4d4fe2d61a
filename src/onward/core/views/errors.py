"""Pages for when something cannot be shown. The last one stands without database, session or request."""

import logging
import re
import secrets

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from onward.core.context import provider

logger = logging.getLogger(__name__)
SECRET = re.compile("password|code|credential")
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that sounds or looks like another


def error_code() -> str:
    """A code like 7F3-K2: short enough to be said on the phone, found again in the log."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(5))
    return f"{signs[:3]}-{signs[3:]}"


@requires_csrf_token
def not_understood(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


@requires_csrf_token
def not_allowed(request, exception=None):
    return render(request, "403.html", status=403)


@requires_csrf_token
def not_found(request, exception=None):
    if request.method != "POST":
        return render(request, "404.html", status=404)
    return render(request, "404_sent.html", {"written": written(request)}, status=404)


def written(request) -> list[str]:
    """What somebody had put into words, to be handed back; only where the form was ours, and never a secret."""
    if not getattr(request, "csrf_processing_done", False):
        return []
    sent = (value for name, values in request.POST.lists() if not SECRET.search(name) for value in values)
    return [words for words in sent if " " in words.strip()]


def page_too_old(request, reason=""):
    """The form came without its token: cookies are off, or the page lay open for very long."""
    logger.warning("A form was refused for its token: %s", reason)
    return HttpResponse(render_to_string("403_csrf.html", _bare()), status=403)


def broken(request):
    """Our fault. The code stands in the log beside what went wrong."""
    code = error_code()
    logger.error("Code %s was shown for %s", code, request.path, exc_info=True)
    return HttpResponse(render_to_string("500.html", _bare() | {"code": code, "again": request.path}), status=500)


def _bare() -> dict:
    return {"provider": provider(), "color_scheme": "auto"}
