"""Forms with which a person cares for her own account."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from onward.accounts.forms.sign_in import code_input
from onward.core.fields import PhoneField
from onward.core.forms import Form


class EmailChangeForm(Form):
    about_self = True
    email = forms.EmailField(label=_("New e-mail address"))

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class PhoneChangeForm(Form):
    about_self = True
    phone = PhoneField(label=_("New phone number"))


class ContactCodeForm(Form):
    code = forms.CharField(label=_("Code"), max_length=10, widget=code_input())

    def clean_code(self):
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class PasswordForm(Form):
    """A new password, typed once: it is shown on request and can always be replaced."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. Three or four words in a row are good."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]
