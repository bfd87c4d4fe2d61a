"""Agreements and packages, for coordinators."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.accounts import selectors as accounts
from onward.core import content
from onward.core.access import Role, audience, require
from onward.core.errors import Refused
from onward.engagements import actions, offices, policies, selectors
from onward.engagements.forms.agreements import AgreementForm, PackageForm

form_page = require_http_methods(["GET", "POST"])


@audience(Role.COORDINATOR)
@require_GET
def agreements(request):
    """Every agreement, by employer."""
    found = selectors.with_packages(selectors.agreements(request.actor))
    return render(request, "engagements/coordinator/agreements.html", {"agreements": found})


@audience(Role.COORDINATOR)
@require_GET
def agreement(request, agreement):
    """What was agreed, what can be ordered, and when the office that serves it is open."""
    found = get_object_or_404(selectors.agreements(request.actor), pk=agreement)
    named = selectors.named_people(found)
    language, today = translation.get_language(), timezone.localdate()
    packages = list(selectors.packages_of(found))
    context = {
        "agreement": found,
        "named": named,
        "may_change": policies.may_change_agreement(request.actor, {each.person_id for each in named}),
        "shows_own_hours": policies.coordinates_agreement(request.actor, found, {each.person_id for each in named}),
        "packages": [each for each in packages if each.ended_on is None],
        "ended": [each for each in packages if each.ended_on is not None],
        "tallies": selectors.tallies(found),
        "week": offices.week(found.office, language),
        "closed": offices.closed_next(found.office, language, today),
    }
    return render(request, "engagements/coordinator/agreement.html", context)


def _choices(request, employers=()):
    by = request.actor
    coordinators = accounts.staff(by, role=Role.COORDINATOR)
    return {"employers": list(employers), "offices": list(accounts.offices(by)), "coordinators": list(coordinators)}


@audience(Role.COORDINATOR)
@form_page
def new_agreement(request):
    """A new frame for orders; the packages come next."""
    choices = _choices(request, accounts.employers(request.actor))
    if not choices["employers"]:
        return render(request, "engagements/coordinator/no_employer.html")
    initial = {
        "starts_on": timezone.localdate(),
        "office": str(request.actor.office_id),
        "employer": request.GET.get("employer", ""),
        "coordinators": [str(request.actor.person_id)],
    }
    form = AgreementForm(request.POST or None, initial=initial, **choices)
    if form.is_valid():
        employer = form.by_key[form.cleaned_data["employer"]]
        names = form.cleaned_data["coordinators"]
        try:
            made = actions.record_agreement(
                by=request.actor, employer=employer, coordinators=_ids(names), at=timezone.now(), **form.values
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement is stored. Next: what can be ordered under it?"))
            return redirect("engagements:new_package", made.pk)
    return render(request, "engagements/coordinator/new_agreement.html", {"form": form})


@audience(Role.COORDINATOR)
@form_page
def change_agreement(request, agreement):
    """Terms and names; what has begun keeps the promise it began with."""
    found = get_object_or_404(selectors.agreements(request.actor), pk=agreement)
    named = selectors.named_people(found)
    require(policies.may_change_agreement(request.actor, {each.person_id for each in named}))
    initial = AgreementForm.initial_of(found, named)
    form = AgreementForm(request.POST or None, initial=initial, **_choices(request))
    if form.is_valid():
        at, names = timezone.now(), _ids(form.cleaned_data["coordinators"])
        try:
            actions.change_agreement(by=request.actor, agreement=found, at=at, **form.values)
            if names != {each.person_id for each in named}:
                actions.name_coordinators(by=request.actor, agreement=found, people=names, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement is changed."))
            return redirect("engagements:agreement", found.pk)
    return render(request, "engagements/coordinator/change_agreement.html", {"form": form, "agreement": found})


@audience(Role.COORDINATOR)
@form_page
def new_package(request, agreement):
    """First the template, then its figures as this agreement has them."""
    found = get_object_or_404(selectors.agreements(request.actor), pk=agreement)
    templates = selectors.shown_templates(request.actor, translation.get_language())
    chosen = next((each for each in templates if each.key == request.GET.get("template")), None)
    if chosen is None:
        context = {"agreement": found, "templates": templates}
        return render(request, "engagements/coordinator/choose_template.html", context)
    structure = content.read_copy(chosen.template.content).structure
    form = PackageForm(request.POST or None, initial=PackageForm.initial_of(structure, chosen.name))
    if form.is_valid():
        try:
            actions.add_package(
                by=request.actor, agreement=found, template=chosen.template, at=timezone.now(), **form.values
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The package can be ordered from now on."))
            return redirect("engagements:agreement", found.pk)
    context = {"agreement": found, "form": form, "chosen": chosen}
    return render(request, "engagements/coordinator/new_package.html", context)


@audience(Role.COORDINATOR)
@require_POST
def end_package(request, package):
    """From today on nobody can order it."""
    found = get_object_or_404(selectors.packages_to_end(request.actor), pk=package)
    actions.end_package(by=request.actor, package=found, on=timezone.localdate(), at=timezone.now())
    messages.success(request, _("The package can no longer be ordered. Whoever has it keeps it."))
    return redirect("engagements:agreement", found.agreement_id)


def _ids(keys):
    return {UUID(key) for key in keys}
