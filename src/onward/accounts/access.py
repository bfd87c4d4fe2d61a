"""Pages on which everybody cares for her own account, in any role; outside the guard, on sign-in tables."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from onward.core.access import page_to_return_to, public

REASON = "Whoever is signed in cares for her own account; the view asks for that itself."


def signed_in(*, before_second_factor: bool = False) -> Callable:
    """Open a view to whoever is signed in. Without `before_second_factor` also every step of sign-in must be done."""

    def decorate(view):
        @public(reason=REASON)
        @never_cache
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.standing.person is None:
                return redirect_to_login(page_to_return_to(request))
            if request.standing.second_factor_missing and not before_second_factor:
                return redirect("accounts:continue")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
