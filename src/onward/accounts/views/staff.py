"""How candidates see me."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.accounts import actions, selectors
from onward.accounts.forms.profile import OwnProfileForm, PictureForm
from onward.accounts.views.coordinator import carried_out
from onward.core.access import Role, audience

STAFF = (Role.COUNSELLOR, Role.COORDINATOR)


@audience(*STAFF)
@require_http_methods(["GET", "POST"])
def profile(request):
    """The own profile, as candidates read it when they choose."""
    me = _me(request)
    form = OwnProfileForm(request.POST or None, initial=_known(me))
    if carried_out(request, form, actions.change_profile, person=me):
        messages.success(request, _("Your profile is stored. Candidates see it when they choose a counsellor."))
        return redirect("accounts:my_profile")
    return _shown(request, me, form, PictureForm())


@audience(*STAFF)
@require_POST
def picture(request):
    """A photo of oneself."""
    me = _me(request)
    form = PictureForm(request.POST, request.FILES)
    if carried_out(request, form, actions.change_picture, person=me):
        messages.success(request, _("Candidates see your photo from now on."))
        return redirect("accounts:my_profile")
    return _shown(request, me, OwnProfileForm(initial=_known(me)), form)


@audience(*STAFF)
@require_POST
def drop_picture(request):
    actions.drop_picture(by=request.actor, person=_me(request), at=timezone.now())
    messages.success(request, _("Your photo is taken away."))
    return redirect("accounts:my_profile")


def _me(request):
    return get_object_or_404(selectors.staff(request.actor), pk=request.actor.person_id)


def _known(me):
    return OwnProfileForm.initial_of(getattr(me, "staff_profile", None))


def _shown(request, me, form, picture_form):
    page = {"form": form, "picture_form": picture_form, "profile": getattr(me, "staff_profile", None), "me": me}
    return render(request, "accounts/staff/profile.html", page)
