from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from onward.core.access import public
from onward.core.signals import language_chosen

YEAR = 365 * 24 * 3600


@public(reason="Everybody may read in a language of her own, before signing in too.")
@require_POST
def choose(request):
    """Keep the language in a cookie, and with the person where there is one; go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        language_chosen.send(sender=None, request=request, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response
