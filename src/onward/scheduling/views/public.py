"""The feed that somebody's own calendar fetches."""

import hashlib

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from onward.core.access import Side, public
from onward.scheduling.feeds import selectors

REASON = "A calendar program cannot sign in: the address itself is the key, made for one person and renewed at will."


@public(reason=REASON, side=Side.INSIDE)
@require_safe
def feed(request, token):
    """The own appointments; an address that opens nothing looks like any other that does not exist."""
    found = selectors.feed_by_token(token)
    if found is None:
        raise Http404
    text = selectors.calendar_text(found, timezone.now())
    etag = quote_etag(hashlib.sha256(text).hexdigest())
    response = get_conditional_response(request, etag=etag) or HttpResponse(text, "text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=300, must-revalidate"
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
