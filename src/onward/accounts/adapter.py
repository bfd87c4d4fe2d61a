"""Where allauth asks us: people by phone, what is sent and how, secrets at rest, what is left to do at sign-in."""

import base64
import hashlib

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from onward.accounts import post
from onward.accounts.models import Membership, Person
from onward.core.access import STAFF, Role
from onward.core.context import provider
from onward.core.fields import PhoneField

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

WORDS = {
    "incorrect_code": _("This is not the code we sent. Look once more, or ask for a new one."),
    "invalid_login": _("Write an e-mail address or a phone number."),
    "email_password_mismatch": _("Address and password do not belong together. You can also ask for a code."),
    "phone_password_mismatch": _("Number and password do not belong together. You can also ask for a code."),
    "incorrect_password": _("This is not your password."),
    "too_many_login_attempts": _("That was tried several times now. Wait five minutes, then it works again."),
    "rate_limited": _("That was tried several times now. Wait five minutes, then it works again."),
    "account_inactive": _("This account is closed. Call us if that is a mistake."),
}
NOTICES = {
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whom a colleague or a code has made; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    def is_login_by_code_required(self, login):
        """A password alone is not enough for anybody: without an app or passkey a code comes on top."""
        records = get_authentication_records(self.request, login.user)
        by_password = bool(records) and records[-1].get("method") == "password"
        return by_password and not is_mfa_enabled(login.user, SECOND_FACTORS)

    def respond_user_inactive(self, request, user):
        return HttpResponseRedirect(reverse("account_login"))

    def get_reauthentication_methods(self, user):
        """Passkey first, where there is one."""
        return sorted(super().get_reauthentication_methods(user), key=lambda way: way["id"] == "reauthenticate")

    # What is sent ---------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix, email, context):
        person = Person.objects.filter(email=email.lower(), email_unproven=False, is_active=True).first()
        if template_prefix == "account/email/login_code" and person:
            self._send("sign_in_code", person, post.MAIL, email, secret=True, code=context["code"])
        elif template_prefix in NOTICES and person:
            self._send(NOTICES[template_prefix], person, post.MAIL, email)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        if user.proven_email:
            self.send_mail(template_prefix, user.proven_email, context or {})
        elif user.proven_phone and template_prefix in NOTICES:
            self._send(NOTICES[template_prefix], user, post.SMS, user.proven_phone)

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        if phone == user.proven_phone:
            self._send("sign_in_code", user, post.SMS, phone, secret=True, code=code)

    def _send(self, kind, person, channel, address, *, secret=False, **context):
        works = Membership.objects.filter(person=person, ended_at=None).exclude(role=Role.CANDIDATE).exists()
        post.send(
            kind,
            channel=channel,
            address=address,
            language=person.language or get_language(),
            at=timezone.now(),
            person=person.pk,
            to_work=works,
            secret=secret,
            **context,
        )

    # People by phone ------------------------------------------------------------------------------------------

    def phone_form_field(self, **kwargs):
        kwargs.setdefault("label", _("Phone"))
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone):
        return Person.objects.filter(phone=phone, is_active=True).first()

    def get_phone(self, user):
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user, phone, verified):
        user.phone, user.phone_verified_at = phone, timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_verified_at"])

    def set_phone_verified(self, user, phone):
        if user.phone == phone and user.phone_verified_at is None:
            self.set_phone(user, phone, verified=True)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed at rest, and staff keep at least one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Wait for the next one in your app, then write that."),
        "cannot_delete_authenticator": _(
            "You need one of them to open files. Add another one first, then remove this."
        ),
    }

    @cached_property
    def _seal(self) -> Fernet:
        key = hashlib.sha256(b"onward second factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text):
        return self._seal.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self._seal.decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not Membership.objects.filter(person=authenticator.user, role__in=sorted(STAFF), ended_at=None).exists()

    def get_totp_issuer(self):
        return provider().name

    def build_totp_svg(self, url):
        """On white, so that a phone reads it in the dark scheme too."""
        drawn = qrcode.make(url, image_factory=SvgPathFillImage)
        return drawn.to_string(encoding="unicode")

    def generate_authenticator_name(self, user, type):
        return str(_("Passkey"))

    def _get_user_identifier(self, user):
        return user.email or user.phone or user.name

    def _get_site_name(self):
        return provider().name
