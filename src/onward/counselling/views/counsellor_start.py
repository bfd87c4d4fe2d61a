"""First contact by staff: what was tried, the first talk, and the whole beginning for somebody without a screen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core import content
from onward.core.access import Role
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.staff import AttemptForm, ByPhoneForm, SpokeForm
from onward.counselling.views.counsellor import of_programme
from onward.counselling.wording import consent_words, said_before_yes
from onward.programmes import actions as programmes
from onward.programmes.clock import clock_of
from onward.programmes.policies import may_confirm_identity
from onward.programmes.selectors import attempts_of, live_invitation

STAFF = (Role.COUNSELLOR, Role.COORDINATOR)


@of_programme(*STAFF)
@require_GET
def first(request, programme):
    """Whom to call and where, what was tried, what to say first."""
    now, by = timezone.now(), request.actor
    may_confirm = may_confirm_identity(by, programme)
    page = {
        "programme": programme,
        "person": programme.candidate,
        "order": programme.order,
        "clock": clock_of(programme, now),
        "attempts": attempts_of(programme),
        "invitation": live_invitation(programme),
        "calls": selectors.waiting_calls(by).filter(programme=programme.pk),
        "coming": selectors.meetings(by, programme=programme.pk).filter(appointment__state="booked"),
        "attempt_form": AttemptForm(initial={"kind": "call"}),
        "spoke_form": SpokeForm(may_confirm=may_confirm and not programme.identity_confirmed_at),
        "may_confirm": may_confirm,
        "words": content.course(translation.get_language()).first_contact,
    }
    return render(request, "counselling/counsellor/first.html", page)


@of_programme(*STAFF)
@require_POST
def attempt(request, programme):
    form = AttemptForm(request.POST)
    if form.is_valid():
        programmes.record_attempt(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Noted. The clock goes on until you have spoken."))
    return redirect("counselling:first", programme.pk)


@of_programme(*STAFF)
@require_POST
def spoke(request, programme):
    """We spoke; and, by the own counsellor, whose voice it was."""
    form = SpokeForm(request.POST, may_confirm=may_confirm_identity(request.actor, programme))
    if form.is_valid():
        programmes.record_first_contact(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Noted: you have spoken."))
    return _onward(request, programme)


def _onward(request, programme):
    """After the first contact the file is next, with the meeting to book; until then the page of the contact."""
    programme.refresh_from_db(fields=["first_contact_at", "identity_confirmed_at"])
    settled = programme.first_contact_at and programme.identity_confirmed_at
    opens_file = settled and request.actor.role == Role.COUNSELLOR
    return redirect("counselling:candidate" if opens_file else "counselling:first", programme.pk)


@of_programme(Role.COUNSELLOR)
@require_POST
def identity(request, programme):
    programmes.confirm_identity(by=request.actor, programme=programme, at=timezone.now())
    messages.success(request, _("Confirmed. The account opens the programme from now on."))
    return _onward(request, programme)


@of_programme(*STAFF)
@require_http_methods(["GET", "POST"])
def activate(request, programme):
    """The whole beginning as somebody says it on the phone: what to read aloud stands beside what to write."""
    form = _by_phone_form(request, programme)
    if form.is_valid():
        said = form.cleaned_data
        contact = actions.Contact(email=said.pop("email").lower(), phone=said.pop("phone"))
        said.setdefault("confirms_identity", False)
        try:
            actions.activate_by_phone(
                by=request.actor, programme=programme, contact=contact, at=timezone.now(), **said
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Stored as said on the phone. The code in the letter is ended."))
            return _onward(request, programme)
    return render(request, "counselling/counsellor/activate.html", _aloud(programme, form))


def _by_phone_form(request, programme):
    person, order = programme.candidate, programme.order
    return ByPhoneForm(
        request.POST or None,
        region=programme.office.country,
        health=consent_words("health", translation.get_language(), programme.employer.name),
        may_confirm=may_confirm_identity(request.actor, programme) and not programme.identity_confirmed_at,
        initial={
            "email": order.email,  # never what an earlier holder of the code wrote
            "phone": order.phone,
            "language": person.language,
        },
    )


def _aloud(programme, form):
    """What is read aloud, in the language of the candidate."""
    language = programme.candidate.language
    return {
        "programme": programme,
        "person": programme.candidate,
        "form": form,
        "terms": consent_words("terms", language, programme.employer.name),
        "health_words": consent_words("health", language, programme.employer.name),
        "employer": programme.employer.name,
        "language": language,
        **said_before_yes(programme, language),
    }
