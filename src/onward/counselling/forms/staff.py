"""First contact by staff: attempts, the talk, and the whole beginning by phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.context import NATIVE_NAMES
from onward.core.fields import PhoneField, Tiles
from onward.core.forms import Form
from onward.programmes.enums import AnswerKind, AttemptKind

TRIES = tuple(kind for kind in AttemptKind if kind != AttemptKind.TALK)
HEARD = _("I have heard the voice: this is the person")


class AttemptForm(Form):
    kind = forms.ChoiceField(label=_("What did you do?"), choices=[(kind.value, kind.label) for kind in TRIES])


class SpokeForm(Form):
    """A talk both ways. Whose voice it was, only the own counsellor can say."""

    confirms_identity = forms.BooleanField(
        label=HEARD,
        help_text=_("Ask about something that did not stand in the letter, such as the job and the year of hiring."),
        required=False,
    )

    def __init__(self, *args, may_confirm: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_confirm:
            del self.fields["confirms_identity"]


class ByPhoneForm(Form):
    """What somebody says on the phone; an own address, or none at all."""

    email = forms.EmailField(
        label=_("Own e-mail address"),
        help_text=_(
            "Not the one at work. Leave both empty for somebody without a screen: then we call and write letters."
        ),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"))
    answer = forms.ChoiceField(
        label=_("The answer"),
        widget=Tiles(long=True),
        choices=[
            (AnswerKind.YES.value, _("Yes, I take part")),
            (AnswerKind.TALK_FIRST.value, _("I want to think about it and talk again")),
            (AnswerKind.NO.value, _("No")),
        ],
    )
    terms_read = forms.BooleanField(
        label=_("I have read the terms aloud, and the yes is a yes to them"), required=False
    )
    health = forms.BooleanField(required=False)
    confirms_identity = forms.BooleanField(label=HEARD, required=False)

    def __init__(self, *args, region: str, health, may_confirm: bool, **kwargs):
        super().__init__(*args, **kwargs)
        phone = PhoneField(region=region, label=_("Own phone number"), required=False)
        self.fields = {"email": self.fields["email"], "phone": phone, **self.fields}
        self.fields["language"].choices = [(code, NATIVE_NAMES[code]) for code in Language.values]
        self.fields["health"].label, self.fields["health"].help_text = health.label, _("Asked apart. A no is fine.")
        self._speak(phone)
        if not may_confirm:
            del self.fields["confirms_identity"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == AnswerKind.YES and not cleaned.get("terms_read"):
            self.add_error("terms_read", _("Read the terms aloud first: a yes is a yes to them."))
        return cleaned
