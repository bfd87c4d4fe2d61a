"""Questions that every app asks the same way: a day, a time, a number to call, one of a few answers as tiles.

Why a day is three inputs and neither a calendar nor one line of text: people know the day they mean and type it. A
native calendar opens on the wrong month, follows the browser's language instead of the page's, is hard with a
keyboard or a screen reader and tedious for a hiring date decades ago. One line of text has to guess whether 3.4 is
in March or in April. Day, month and year, each with its own label, work the same on a phone, on a keyboard and read
aloud; the order is the same in all our languages; the month may also be a word, as it stands in a letter.
"""

import re
from datetime import date, time

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from onward.core.formats import phone, typed_clock

REGION_OF_LANGUAGE = {"da": "DK", "nb": "NO", "nl": "NL", "en": "GB"}
BREAK = re.compile(r"\s*[\r\n]+\s*")
CLOCK = re.compile(r"^\D*(?P<hour>\d{1,2})(?:\s*[.:]?\s*(?P<minute>\d{2}))?\D*$")


class Tiles(forms.RadioSelect):
    """A few answers as large targets. `long` gives each its own line, for answers that are sentences."""

    shape = "tiles"

    def __init__(self, *args, long: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.long = long


class DayInput(forms.MultiWidget):
    """Day, month, year. Also reads the whole date from one value in ISO form, as links and programs send it."""

    template_name = "core/forms/widgets/day.html"
    use_fieldset = True
    parts = (("day", _("Day"), 2), ("month", _("Month"), 9), ("year", _("Year"), 4))

    def __init__(self, attrs=None):
        inputs = {
            name: forms.TextInput({"size": size, "inputmode": "text" if name == "month" else "numeric"})
            for name, _label, size in self.parts
        }
        super().__init__(inputs, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, (_name, label, _size) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            part["label"] = label
        return context

    def value_from_datadict(self, data, files, name):
        whole = data.get(name)
        if whole:
            try:
                return self.decompress(date.fromisoformat(whole))
            except ValueError:
                return [whole, "", ""]
        return [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]


class DayField(forms.Field):
    """A date, asked for as day, month and year; the month as a number or a word. Gives a `date` or None."""

    widget = DayInput
    default_error_messages = {
        "incomplete": _("Write the day, the month and the year."),
        "unknown": _("There is no %(day)s %(month)s %(year)s. Write the right date."),
        "month": _("Write the month as a number from 1 to 12, or as a word."),
    }

    def to_python(self, value):
        if isinstance(value, date) or not value:
            return value or None
        day, month, year = (str(part or "").strip() for part in value)
        if not (day or month or year):
            return None
        if not (day and month and year):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        number = month_number(month)
        if number is None:
            raise ValidationError(self.error_messages["month"], code="month")
        try:
            return date(whole_year(year), number, int(day.rstrip(".")))
        except ValueError as wrong:
            shown = {"day": day.rstrip("."), "month": MONTHS[number], "year": year}
            raise ValidationError(self.error_messages["unknown"], code="unknown", params=shown) from wrong

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class ClockField(forms.Field):
    """A time of day as people write it: 10, 10.30, 10:30, 1030, kl. 10. Gives a `time` or None."""

    widget = forms.TextInput
    default_error_messages = {"unknown": _("Write the time with four digits, for example 09:30.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput({"size": 5, "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return typed_clock(f"{value:%H:%M}", get_language()) if isinstance(value, time) else value

    def to_python(self, value):
        if isinstance(value, time) or not value:
            return value or None
        found = CLOCK.match(value.strip())
        try:
            return time(int(found["hour"]), int(found["minute"] or 0))
        except (TypeError, ValueError) as wrong:
            raise ValidationError(self.error_messages["unknown"], code="unknown") from wrong


class LineField(forms.CharField):
    """One line that may be long: it grows over several on a narrow screen. A line break in it becomes a space."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea({"rows": 1}))
        super().__init__(**kwargs)

    def to_python(self, value):
        return BREAK.sub(" ", super().to_python(value))


class PhoneField(forms.CharField):
    """A number to call, written any way; without a country code one of `region`, else of the page's language.

    Gives the number in international form without spaces (E.164), or an empty string.
    """

    default_error_messages = {"unknown": _("Write a phone number, for example %(example)s.")}

    def __init__(self, *, region: str = "", **kwargs):
        kwargs.setdefault("widget", forms.TextInput({"type": "tel", "inputmode": "tel", "size": 16}))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.region = region

    def to_python(self, value):
        written = super().to_python(value)
        if not written:
            return ""
        region = self.region or REGION_OF_LANGUAGE.get(get_language() or "", "DK")
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            example = phonenumbers.format_number(
                phonenumbers.example_number(region), phonenumbers.PhoneNumberFormat.E164
            )
            example = phone(example, get_language() or "")
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"example": example})
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def month_number(written: str) -> int | None:
    """1 to 12 from a number or the beginning of a month's name in the language of the page; None if it is neither."""
    word = written.strip().rstrip(".").lower()
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    if len(word) < 3:
        return None
    found = [number for number, name in MONTHS.items() if str(name).lower().startswith(word)]
    return found[0] if len(found) == 1 else None


def whole_year(written: str) -> int:
    """2026 from "2026" or "26". Raises ValueError for anything that is not a year of two or four digits."""
    if not written.isdigit() or len(written) not in (2, 4):
        raise ValueError(written)
    return int(written) + (2000 if len(written) == 2 else 0)
