"""The way in: the front page, what is left to do after sign-in, and the choice of a role."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from onward.accounts import demo
from onward.accounts.access import signed_in
from onward.accounts.standing import MEMBERSHIP_KEY, ROLE_COOKIE
from onward.core import menu
from onward.core.access import Role, public

YEAR = 365 * 24 * 3600


def safe_next(request) -> str:
    """Where somebody wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""


def with_next(address: str, wanted: str) -> str:
    """An address that remembers where somebody wanted to go."""
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


def start_page(request) -> str:
    """The first page of the role that acts."""
    if request.actor.role == Role.MANAGER:
        return settings.PASS_HOME
    links = [link for link in menu.links(request.actor.role, request) if not link.is_person]
    return links[0].url if links else "accounts:me"


@public(reason="The front page says what this is and where to sign in.")
@require_GET
@never_cache
def home(request):
    if request.actor is not None:
        return redirect(start_page(request))
    if request.standing.person is not None:
        return redirect("accounts:continue")
    return render(request, "accounts/home.html", {"people": demo.people_to_try()})


@signed_in(before_second_factor=True)
@require_GET
def go_on(request):
    """After sign-in: what is left to do, then the page that was wanted."""
    standing, wanted = request.standing, safe_next(request)
    if standing.second_factor_missing:
        return redirect(with_next(reverse("accounts:second_factor"), wanted))
    if standing.role_to_choose:
        return redirect(with_next(reverse("accounts:choose_role"), wanted))
    if standing.actor is None:
        return render(request, "accounts/no_role.html")
    return redirect(wanted or start_page(request))


@signed_in()
@require_http_methods(["GET", "POST"])
def choose_role(request):
    """Several roles, one at a time; changed by a post alone."""
    choices = {str(choice.id): choice for choice in request.standing.choices}
    chosen = request.POST.get("role", "")
    if request.method == "GET" or chosen not in choices:
        return render(request, "accounts/choose_role.html", {"choices": choices.values(), "next": safe_next(request)})
    request.session[MEMBERSHIP_KEY] = chosen
    response = redirect(safe_next(request) or "home")
    response.set_cookie(ROLE_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
