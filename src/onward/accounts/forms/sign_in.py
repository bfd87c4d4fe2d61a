"""allauth's forms in our words; what they check stays allauth's."""

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onward.core.fields import PhoneField
from onward.core.forms import Words


def address_of(written: str) -> str:
    """An e-mail address in lower case or a number in E.164, from either as people write it. Raises ValidationError."""
    written = written.strip()
    if "@" in written:
        return forms.EmailField().clean(written).lower()
    return PhoneField().clean(written)


def code_input(**attrs) -> forms.TextInput:
    return forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "size": 8, **attrs})


class AddressWords(Words):
    """The one field that takes an address or a number."""

    def clean_login(self):
        try:
            return address_of(self.cleaned_data["login"])
        except ValidationError as wrong:
            raise ValidationError(_("Write an e-mail address or a phone number."), code="unknown") from wrong


class SignInForm(AddressWords, LoginForm):
    """Address or number; the code follows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address or phone number")
        self.fields["login"].widget = forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )


class PasswordSignInForm(SignInForm):
    """Address or number and password, for whoever has one."""

    def _setup_password_field(self):
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput({"autocomplete": "current-password"})


class CodeForm(Words, ConfirmLoginCodeForm):
    """The code from the mail or text message."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = code_input()


class SecondFactorForm(Words, AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        self.fields["code"].widget = code_input()


class SecondFactorAgainForm(Words, MFAReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        self.fields["code"].widget = code_input()


class PasswordAgainForm(Words, ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput({"autocomplete": "current-password"})


class AppCodeForm(Words, ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six figures that the app shows")
        self.fields["code"].widget = code_input()


class PasskeyForm(Words, AddWebAuthnForm):
    """A passkey always verifies its user, because used alone it counts as two factors."""

    passwordless = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        self.fields["name"].help_text = _("For example “my phone”, so that you know it again.")
        self.fields["name"].max_length = 40

    def clean(self):
        cleaned = super().clean()
        credential = cleaned.get("credential")
        if (
            credential
            and not auth.parse_registration_response(
                credential
            ).response.attestation_object.auth_data.is_user_verified()
        ):
            raise ValidationError(_("This key did not ask who you are. Choose one with a finger, a face or a PIN."))
        return cleaned
