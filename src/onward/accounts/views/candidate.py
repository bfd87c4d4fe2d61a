"""What a candidate says of herself, behind the guard."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.accounts import actions, selectors
from onward.accounts.forms.address import AddressForm
from onward.core.access import Role, audience


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def address(request):
    """The own postal address: for letters in large print, and for nobody else's eyes."""
    known = selectors.postal_address(request.actor, request.actor.person_id)
    form = AddressForm(request.POST or None, initial=AddressForm.initial_of(known), own=True)
    if form.is_valid():
        person = request.standing.person
        kept = actions.change_postal_address(by=request.actor, person=person, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("Your postal address is stored.") if kept else _("We have no postal address of yours now.")
        )
        return redirect("accounts:me")
    return render(request, "accounts/candidate/address.html", {"form": form, "known": known})
