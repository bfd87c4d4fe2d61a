"""How candidates see me."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.accounts import actions, selectors
from onward.accounts.forms.profile import OwnProfileForm
from onward.accounts.views.coordinator import carried_out
from onward.core.access import Role, audience


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def profile(request):
    """The own profile, as candidates read it when they choose."""
    me = get_object_or_404(selectors.staff(request.actor), pk=request.actor.person_id)
    known = getattr(me, "staff_profile", None)
    form = OwnProfileForm(request.POST or None, initial=OwnProfileForm.initial_of(known))
    if carried_out(request, form, actions.change_profile, person=me):
        messages.success(request, _("Your profile is stored. Candidates see it when they choose a counsellor."))
        return redirect("accounts:my_profile")
    return render(request, "accounts/staff/profile.html", {"form": form, "profile": known, "me": me})
