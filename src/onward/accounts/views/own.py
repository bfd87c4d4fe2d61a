"""One's own account: who I am here, how I am reached, how I sign in, where I am signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.accounts import actions, contact_codes, post, selectors
from onward.accounts.access import signed_in
from onward.accounts.forms.own import ContactCodeForm, EmailChangeForm, PasswordForm, PhoneChangeForm
from onward.accounts.standing import own_actor
from onward.accounts.views.home import safe_next, with_next
from onward.core.access import Role
from onward.core.errors import Refused

TOO_OFTEN = _("That was asked for several times now. Wait a minute, then it works again.")
CHANNELS = {"email": (post.MAIL, EmailChangeForm), "phone": (post.SMS, PhoneChangeForm)}


@signed_in()
@require_GET
def me(request):
    return render(request, "accounts/me.html", {"person": request.standing.person, "standing": request.standing})


@signed_in()
@require_http_methods(["GET", "POST"])
def change_contact(request, what):
    """A new e-mail address or phone number: first a code goes there."""
    channel, form_class = CHANNELS[what]
    form = form_class(request.POST or None)
    if form.is_valid():
        try:
            if _send_code(request, channel, form.cleaned_data[what]):
                return redirect("accounts:confirm_contact")
            form.add_error(None, TOO_OFTEN)
        except Refused as refusal:
            form.add_error(what, str(refusal))
    return render(request, "accounts/contact.html", {"form": form, "what": what})


def _send_code(request, channel, address):
    is_candidate = any(choice.role == Role.CANDIDATE for choice in request.standing.choices)
    if is_candidate and channel == post.MAIL and selectors.is_work_address(address):
        raise Refused(actions.WORK_ADDRESS)
    person = request.standing.person
    return contact_codes.send(
        request, person, channel=channel, address=address, to_work=not is_candidate, at=timezone.now()
    )


@signed_in()
@require_POST
def prove_contact(request, what):
    """Send a code to the address or number that was only typed so far."""
    person, wanted = request.standing.person, safe_next(request)
    address = getattr(person, what)
    if not address or not getattr(person, f"{what}_unproven"):
        return redirect(wanted or "accounts:me")
    try:
        if _send_code(request, CHANNELS[what][0], address):
            return redirect(with_next(reverse("accounts:confirm_contact"), wanted))
        messages.warning(request, TOO_OFTEN)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(wanted or "accounts:me")


@signed_in()
@require_http_methods(["GET", "POST"])
def confirm_contact(request):
    now, wanted = timezone.now(), safe_next(request)
    waiting = contact_codes.waiting(request, now)
    if waiting is None:
        return redirect(wanted or "accounts:me")
    form = ContactCodeForm(request.POST or None)
    if form.is_valid():
        shown = contact_codes.confirm(request, form.cleaned_data["code"], now)
        if shown is None:
            form.add_error("code", _("This is not the code we sent. Look once more."))
        else:
            return _store(request, shown, now)
    person = request.standing.person
    page = {
        "form": form,
        "waiting": waiting,
        "proves": waiting.address in {person.email, person.phone},
        "back": wanted or reverse("accounts:me"),
    }
    return render(request, "accounts/contact_code.html", page)


def _store(request, shown, at):
    by, person = own_actor(request.standing), request.standing.person
    try:
        actions.change_contact(by=by, person=person, at=at, **shown.as_contact)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("From now on we reach you there, and you can sign in with it."))
    return redirect(safe_next(request) or "accounts:me")


@signed_in()
@require_http_methods(["GET", "POST"])
def change_password(request):
    """A password is good only beside an app; whoever forgets it signs in by code and writes a new one here."""
    person, by = request.standing.person, own_actor(request.standing)
    form = PasswordForm(request.POST if "password" in request.POST else None, person=person)
    has_app = "totp" in selectors.second_factors(person)
    removes = request.method == "POST" and "remove" in request.POST
    if removes or (has_app and form.is_valid()):
        password = "" if removes else form.cleaned_data["password"]
        actions.change_password(by=by, person=person, password=password, at=timezone.now())
        update_session_auth_hash(request, person)
        messages.success(request, _("The password is removed.") if removes else _("The new password is stored."))
        return redirect("mfa_index")
    return render(request, "accounts/password.html", {"form": form, "has_app": has_app, "person": person})


@signed_in()
@require_GET
def sessions(request):
    found = selectors.own_sessions(own_actor(request.standing), timezone.now(), request.session.session_key)
    return render(request, "accounts/sessions.html", {"sessions": found})


@signed_in()
@require_POST
def end_session(request, session):
    by = own_actor(request.standing)
    ended = actions.end_sessions(by=by, only=session, keep_key=request.session.session_key, at=timezone.now())
    if ended:
        messages.success(request, _("That session has ended."))
    return redirect("accounts:sessions")


@signed_in()
@require_POST
def end_other_sessions(request):
    by = own_actor(request.standing)
    actions.end_sessions(by=by, keep_key=request.session.session_key, at=timezone.now())
    messages.success(request, _("You are signed in here only."))
    return redirect("accounts:sessions")
