"""The coordinator's house: offices, colleagues, employers and their contacts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.accounts import actions, selectors
from onward.accounts.forms.coordinator import (
    ColleagueForm,
    EmployerForm,
    InvitationForm,
    OfficeForm,
    RoleForm,
)
from onward.accounts.forms.profile import ProfileForm
from onward.core.access import Role, audience
from onward.core.errors import Refused

OFFICES, COLLEAGUES, EMPLOYERS = "accounts:offices", "accounts:colleagues", "accounts:employers"


def carried_out(request, form, action, **given):
    """Run an action with what the form read; a refusal becomes the form's words and None comes back."""
    if not form.is_valid():
        return None
    try:
        return action(by=request.actor, at=timezone.now(), **given, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@audience(Role.COORDINATOR)
@require_GET
def offices(request):
    return render(request, "accounts/coordinator/offices.html", {"offices": selectors.offices(request.actor)})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def new_office(request):
    form = OfficeForm(request.POST or None)
    if carried_out(request, form, actions.create_office):
        messages.success(request, _("The office is there now."))
        return redirect(OFFICES)
    return render(request, "accounts/coordinator/office.html", {"form": form, "office": None})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def office(request, office):
    found = get_object_or_404(selectors.offices(request.actor), pk=office)
    form = OfficeForm(request.POST or None, initial=OfficeForm.initial_of(found))
    if carried_out(request, form, actions.change_office, office=found):
        messages.success(request, _("The office is stored. Its hours count from now on."))
        return redirect(OFFICES)
    return render(request, "accounts/coordinator/office.html", {"form": form, "office": found})


@audience(Role.COORDINATOR)
@require_GET
def colleagues(request):
    return render(request, "accounts/coordinator/colleagues.html", {"people": selectors.staff(request.actor)})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def new_colleague(request):
    form = ColleagueForm(request.POST or None, offices=selectors.offices(request.actor))
    if membership := carried_out(request, form, actions.invite):
        messages.success(
            request, _("%(name)s gets a mail that says where to sign in.") % {"name": membership.person.name}
        )
        return redirect(COLLEAGUES)
    return render(request, "accounts/coordinator/new_colleague.html", {"form": form})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def colleague(request, person):
    found = get_object_or_404(selectors.staff(request.actor), pk=person)
    form = ProfileForm(request.POST or None, initial=ProfileForm.initial_of(getattr(found, "staff_profile", None)))
    if carried_out(request, form, actions.change_profile, person=found):
        messages.success(request, _("The profile is stored."))
        return redirect(COLLEAGUES)
    role_form = RoleForm(offices=selectors.offices(request.actor), prefix="more")
    return render(
        request, "accounts/coordinator/colleague.html", {"form": form, "role_form": role_form, "colleague": found}
    )


@audience(Role.COORDINATOR)
@require_POST
def drop_picture(request, person):
    found = get_object_or_404(selectors.staff(request.actor), pk=person)
    actions.drop_picture(by=request.actor, person=found, at=timezone.now())
    messages.success(request, _("The photo is taken away."))
    return redirect("accounts:colleague", found.pk)


@audience(Role.COORDINATOR)
@require_POST
def add_role(request, person):
    found = get_object_or_404(selectors.staff(request.actor), pk=person)
    form = RoleForm(request.POST, offices=selectors.offices(request.actor), prefix="more")
    if carried_out(request, form, actions.add_membership, person=found) is None:
        for words in form.errors.values():
            messages.warning(request, " ".join(words))
    return redirect("accounts:colleague", found.pk)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def end_role(request, membership):
    found = get_object_or_404(selectors.memberships(request.actor), pk=membership)
    if request.method == "GET":
        return render(request, "accounts/coordinator/end_role.html", {"membership": found})
    try:
        actions.end_membership(by=request.actor, membership=found, at=timezone.now())
        messages.success(request, _("The role has ended. It opens nothing any more."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("accounts:employer", found.employer_id) if found.employer_id else redirect(COLLEAGUES)


@audience(Role.COORDINATOR)
@require_GET
def employers(request):
    return render(request, "accounts/coordinator/employers.html", {"employers": selectors.employers(request.actor)})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def new_employer(request):
    form = EmployerForm(request.POST or None)
    if made := carried_out(request, form, actions.create_employer):
        messages.success(request, _("%(name)s is there now.") % {"name": made.name})
        return redirect("accounts:employer", made.pk)
    return render(request, "accounts/coordinator/employer.html", {"form": form, "employer": None})


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def employer(request, employer):
    found = get_object_or_404(selectors.employers(request.actor), pk=employer)
    initial = {name: getattr(found, name) for name in ("name", "country", "language", "field", "mail_domains")}
    form = EmployerForm(request.POST or None, initial=initial)
    if carried_out(request, form, actions.change_employer, employer=found):
        messages.success(request, _("The employer is stored."))
        return redirect(EMPLOYERS)
    contacts = selectors.sponsors(request.actor, found.pk)
    return render(
        request, "accounts/coordinator/employer.html", {"form": form, "employer": found, "contacts": contacts}
    )


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def new_contact(request, employer):
    found = get_object_or_404(selectors.employers(request.actor), pk=employer)
    form = InvitationForm(request.POST or None, initial={"language": found.language})
    if membership := carried_out(request, form, actions.invite, role=Role.SPONSOR, employer=found):
        messages.success(
            request, _("%(name)s gets a mail that says where to sign in.") % {"name": membership.person.name}
        )
        return redirect("accounts:employer", found.pk)
    return render(request, "accounts/coordinator/new_contact.html", {"form": form, "employer": found})
