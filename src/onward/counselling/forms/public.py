"""The three screens of the beginning, for the candidate."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core import formats
from onward.core.context import NATIVE_NAMES
from onward.core.fields import PhoneField, Tiles
from onward.core.forms import Form
from onward.counselling.actions import Contact
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import FreeTime

IF_YOU_LIKE = _("if you like")
GONE = _("That time was just taken. Choose another one; everything else is kept.")
CHOOSE_WAY = _("Choose how you would like to talk.")
CHOOSE_TIME = _("Choose a day and a time.")


class OwnForm(Form):
    """Somebody writes about herself."""

    about_self = True
    optional_words = IF_YOU_LIKE


class CodeForm(OwnForm):
    code = forms.CharField(
        label=_("Code from the letter"),
        help_text=_("Eight letters and digits, for example HK4M‑7RT2. Capitals and the dash make no difference."),
        max_length=40,
        error_messages={"required": _("Write the code from the letter.")},
        widget=forms.TextInput(
            {
                "class": "on-code",
                "size": 11,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class ReachField(forms.CharField):
    """An own e-mail address or phone number in one field. Gives a Contact."""

    default_error_messages = {"unknown": _("Write an e-mail address or a phone number.")}

    def __init__(self, *, region: str, **kwargs):
        kwargs.setdefault(
            "widget", forms.TextInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})
        )
        super().__init__(max_length=254, **kwargs)
        self.region = region

    def clean(self, value):
        written = super().clean(value)
        if not written:
            return Contact()
        try:
            if "@" in written:
                return Contact(email=forms.EmailField().clean(written).lower())
            return Contact(phone=PhoneField(region=self.region).clean(written))
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["unknown"], code="unknown") from wrong


class AnswerForm(OwnForm):
    """What may be kept about health: asked apart from the yes, free to refuse."""

    health = forms.BooleanField(required=False)

    def __init__(self, *args, health, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["health"].label = health.label
        self.fields["health"].help_text = format_lazy("{} {}", _("You may leave this open."), health.when_no)


class YouForm(AnswerForm):
    """How we reach somebody, and in which language."""

    language = forms.ChoiceField(label=_("The language in which you want to be helped"))

    def __init__(self, *args, region: str, **kwargs):
        super().__init__(*args, **kwargs)
        reach = ReachField(
            region=region,
            label=_("Your own e-mail address or mobile number"),
            help_text=_("Rather not the one at work: it ends soon."),
            error_messages={"required": _("Where can we reach you? Write an address or a number of your own.")},
        )
        self.fields = {"reach": reach, **self.fields}
        self.fields["language"].choices = [(code, NATIVE_NAMES[code]) for code in Language.values]
        self._speak(reach)


class TalkFirstForm(OwnForm):
    """Who is to be called, and when."""

    when_words = forms.CharField(
        label=_("When does it suit you?"),
        help_text=_("For example: weekdays after three."),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args, region: str, needs_number: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        phone = PhoneField(
            region=region,
            label=_("The number we can call"),
            required=needs_number,
            error_messages={"required": _("Write the number that we can call you on.")},
        )
        self.fields = {"phone": phone, **self.fields}
        self._speak(phone)


class FirstTalkForm(OwnForm):
    """How and when: the ways to meet, and times by day."""

    how = forms.ChoiceField(widget=Tiles(long=True), error_messages={"required": CHOOSE_WAY})
    when = forms.ChoiceField(widget=Tiles, error_messages={"required": CHOOSE_TIME})

    def __init__(self, *args, ways, offered, zone: str, region: str, has_number: bool, labels, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        self.times = {value_of(each): each for each in offered.every}
        when = self.fields["when"]
        self.fields["how"].label, when.label = labels
        self.fields["how"].choices = ways
        when.choices = [(value, value) for value in self.times]  # any free time is good, also one that is not shown
        when.widget.choices = grouped(offered.shown_with(self.times.get(self.data.get("when", ""))), self.zone)
        when.error_messages["invalid_choice"] = GONE
        if not has_number:
            asked = self.data.get("how", MeetingForm.PHONE) == MeetingForm.PHONE
            phone = PhoneField(
                region=region,
                label=_("Your number, for a talk by phone"),
                required=asked,
                error_messages={"required": _("Write the number that we can call you on.")},
            )
            self.fields = {"how": self.fields["how"], "phone": phone, "when": when}
            self._speak(phone)

    def clean(self):
        cleaned = super().clean()
        how, chosen = cleaned.get("how"), self.times.get(cleaned.get("when", ""))
        if how and chosen and how not in chosen.forms:
            self.add_error("when", _("At that time it cannot be done this way. Choose another time or another way."))
        return cleaned

    @property
    def starts_at(self) -> datetime:
        return self.times[self.cleaned_data["when"]].starts_at


def value_of(each: FreeTime) -> str:
    """A time as a form sends it."""
    return each.starts_at.strftime("%Y%m%dT%H%MZ")


def grouped(days, zone: ZoneInfo, towns: Mapping[uuid.UUID, str] | None = None) -> list:
    """Times under their days, both written as the language does; with the town where there are several offices."""
    language = get_language() or "en"

    def words(each: FreeTime) -> str:
        said = formats.time_of_day(each.starts_at.astimezone(zone).time(), language)
        town = (towns or {}).get(each.office) if each.office else None
        return f"{said}, {town}" if town else said

    return [
        (
            formats.long_date(day, language, day, weekday=True),
            [(value_of(each), words(each)) for each in found],
        )
        for day, found in days
    ]
