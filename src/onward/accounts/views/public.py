"""Doors for people without an account here: a manager's link, and the demo's sign-in address.

Opening a link does nothing, because mail scanners open links; the one button on its page posts.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from onward.accounts import demo, factors, selectors, sessions
from onward.core.access import Side, public


@public(reason="A manager has no account: the link in hand is the key, and it opens the own talks alone.")
@require_http_methods(["GET", "POST"])
@never_cache
def enter_with_pass(request, token):
    entered = selectors.pass_by_token(token, timezone.now())
    if entered is None:  # ended, erased or never given: whoever tries one out learns nothing
        return render(request, "accounts/pass_ended.html", status=410)
    if request.method == "POST":
        sessions.enter_with(request, entered)
        return redirect(settings.PASS_HOME)
    context = {"entered": entered, "standing": request.standing}
    return _in_own_language(request, "accounts/pass_enter.html", context, entered.language)


@public(reason="A manager whose link ran out while it was used is told what to do.")
@require_GET
def pass_ended(request):
    return render(request, "accounts/pass_ended.html", status=410)


@public(reason="The demo's sign-in addresses open its invented people alone; elsewhere the page does not exist.")
@require_http_methods(["GET", "POST"])
@never_cache
def demo_sign_in(request, token):
    person = demo.person_of(token, timezone.now())
    if person is None:
        raise Http404
    if request.method == "POST":
        sessions.begin(request, person, factors.DEMO)
        return redirect("home")
    return _in_own_language(request, "accounts/demo_sign_in.html", {"person": person}, person.language)


def _in_own_language(request, template, context, language):
    """The first page that somebody sees of us, in the language we know of her, unless another was chosen here."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return render(request, template, context)
    with translation.override(language):
        response = render(request, template, context)
    response.headers["Content-Language"] = language
    return response


@public(
    reason="A counsellor's photo stands on pages before sign-in too; its address is told there alone.",
    side=Side.INSIDE,
)
@require_GET
def picture(request, person, mark):
    """A photo of a colleague, painted by us. Another photo has another address, so this one may be kept."""
    data = selectors.picture(person, mark)
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
