"""What a browser remembers between the code and the own address: invitation, a secret of its own, what was typed."""

import hashlib
import secrets
import uuid

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, QueryDict

KEY = "onward_start"
LOST = 120  # seconds in which an answer that was lost on its way can be asked for again
KEPT = {"you": ("reach", "language", "health")}  # page and fields; whatever else is sent would only fill the session


def remember(request: HttpRequest, invitation: uuid.UUID) -> None:
    """The code of this invitation was shown here. Shown again, nothing is forgotten."""
    if invitation_of(request) != invitation:
        request.session[KEY] = {"invitation": str(invitation), "secret": secrets.token_urlsafe(24), "typed": {}}


def invitation_of(request: HttpRequest) -> uuid.UUID | None:
    kept = request.session.get(KEY)
    return uuid.UUID(kept["invitation"]) if kept else None


def browser_of(request: HttpRequest) -> str:
    """The hash of the session's secret: what an activation is recognised by. Empty without one."""
    kept = request.session.get(KEY)
    return hashlib.sha256(kept["secret"].encode()).hexdigest() if kept else ""


def keep_typed(request: HttpRequest, page: str, data: QueryDict) -> None:
    """Keep what stands in a form, for a reload, another language or the way back."""
    kept = request.session.get(KEY)
    if kept is None:
        return
    typed = {name: data[name][:500] for name in KEPT.get(page, ()) if name in data}
    if typed:
        request.session[KEY] = {**kept, "typed": {**kept["typed"], page: typed}}


def typed(request: HttpRequest, page: str) -> dict[str, str]:
    kept = request.session.get(KEY)
    return kept["typed"].get(page, {}) if kept else {}


def forget_typed(request: HttpRequest) -> None:
    kept = request.session.get(KEY)
    if kept is not None:
        request.session[KEY] = {**kept, "typed": {}}


def stay_known(request: HttpRequest) -> None:
    """Signing in will end this session; whoever presses again, without the answer to this press, names it."""
    cache.set(_lost(request), request.session[KEY], LOST)


def recognise(request: HttpRequest) -> None:
    """A press by a browser that has not had the answer to the one before."""
    if KEY not in request.session and (kept := cache.get(_lost(request))):
        request.session[KEY] = kept


def _lost(request: HttpRequest) -> str:
    named = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return f"start:{hashlib.sha256(named.encode()).hexdigest()}"
