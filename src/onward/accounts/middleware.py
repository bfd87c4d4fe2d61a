"""Who asks, in which session, role, language and time zone; all of it before the guard takes a database role."""

from collections.abc import Callable, Collection
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_only_middleware
from django.utils.translation.trans_real import parse_accept_lang_header

from onward.accounts.standing import standing_of
from onward.core.access import Role, page_to_return_to

WAITS_FOR_SECOND_FACTOR = {  # allauth's pages of one's own account, beside those that set it up or show it
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
NORWEGIAN = {"no": "nb", "nn": "nb"}  # we write bokmål, which readers of the others read


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's, but for one thing: a request whose session has ended meanwhile neither fails nor takes a cookie away.

    Signing in ends the session of before. A request that left earlier, such as one that keeps what was typed, may be
    answered later: Django would have it delete the cookie of the new session, or answer it with 400.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        has_ended = session.is_empty() and not session.modified  # signing out empties it too, and modifies it
        try:
            if not has_ended:
                return super().process_response(request, response)
        except SessionInterrupted:  # what it would have kept belongs to what is over
            pass
        patch_vary_headers(response, ("Cookie",))
        return response


@sync_only_middleware
class ActorMiddleware:
    """Sets request.standing and request.actor, eagerly: the roles that views work in may not read sign-in tables."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.received_at = timezone.now()
        request.user = get_user(request)  # a person, not a promise of one: actions and audit look at its class
        standing = standing_of(request, request.received_at)
        request.standing = standing
        request.actor = standing.actor
        request.second_factor_missing = standing.second_factor_missing
        request.office_phone = standing.office_phone
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Whoever is signed in but not in the role of the page is led to what is left to do; an ended link says so."""
        if request.standing.second_factor_missing and request.resolver_match.url_name in WAITS_FOR_SECOND_FACTOR:
            return HttpResponseRedirect(reverse("accounts:continue"))
        if not hasattr(view, "audience"):
            return None
        if request.actor is not None:
            return _in_another_role(request, view.audience)
        if request.standing.pass_ended:
            return HttpResponseRedirect(reverse("accounts:pass_ended"))
        if request.standing.person is None:
            return None
        return HttpResponseRedirect(
            f"{reverse('accounts:continue')}?{urlencode({'next': page_to_return_to(request)})}"
        )


def _in_another_role(request: HttpRequest, audience: Collection[Role]) -> HttpResponse | None:
    """A link from a mail or a calendar to a page of another role that the same person holds leads to the choice."""
    fits = request.actor.role in audience or all(each.role not in audience for each in request.standing.choices)
    if fits or request.method not in {"GET", "HEAD"}:
        return None
    return HttpResponseRedirect(f"{reverse('accounts:choose_role')}?{urlencode({'next': request.get_full_path()})}")


@sync_only_middleware
class LanguageMiddleware:
    """The language of the person, for a visitor that of the cookie or the browser; the time zone of the office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.standing.language or _of_visitor(request)
        zone = request.standing.timezone or settings.TIME_ZONE
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _of_visitor(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    if (kept := request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) in known:
        return kept
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        code = wanted.partition("-")[0]
        code = NORWEGIAN.get(code, code)
        if code in known:
            return code
    return settings.LANGUAGE_CODE
