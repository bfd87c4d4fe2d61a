"""Forms of the coordinator: offices, colleagues, employers."""

import re
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Country, Field, Language
from onward.accounts.models import Office
from onward.core.access import Role
from onward.core.fields import PhoneField
from onward.core.formats import typed_clock
from onward.core.forms import Form
from onward.jurisdictions.working_time import WEEKDAYS, BadHours, HoursProblem, OpeningHours

SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:–|-|to|til|tot)\s*(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)
DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
DOMAIN = re.compile(r"@?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")

HOURS_WORDS = {
    HoursProblem.NOT_A_PAIR: _("Write from and to, for example 09:00–16:00."),
    HoursProblem.NOT_A_TIME: _("One of these times does not exist. Write them like 09:00–16:00."),
    HoursProblem.ENDS_BEFORE_IT_STARTS: _("The office would close before it opens. Write the earlier time first."),
    HoursProblem.OVERLAPS: _("Two of these stretches overlap. Write them one after the other."),
    HoursProblem.NEVER_OPEN: _("Write the hours of at least one day. A day without hours is closed."),
}


class OpeningSpansField(forms.CharField):
    """The hours of one day as people write them: "9-12, 13:00–16:30"; empty is closed. Gives pairs of "09:00"."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, widget=forms.TextInput({"size": 24}), **kwargs)

    def validate(self, value):
        """An empty day is an answer, closed, and not an optional question."""

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return typed_clock(", ".join(f"{start}–{end}" for start, end in value), get_language())

    def to_python(self, value):
        written = super().to_python(value)
        if isinstance(value, list) or not written:
            return value if isinstance(value, list) else []
        return [self._span(part) for part in re.split(r"[,;]|\b(?:and|og|en)\b", written) if part.strip()]

    def _span(self, part: str) -> list[str]:
        found = SPAN.fullmatch(part.strip())
        if found is None:
            raise ValidationError(HOURS_WORDS[HoursProblem.NOT_A_PAIR], code="unknown")
        hour, minute, end_hour, end_minute = found.groups()
        return [f"{int(hour):02}:{minute or '00'}", f"{int(end_hour):02}:{end_minute or '00'}"]


class LinesField(forms.CharField):
    """Several answers, one a line; gives a list. `read_line` reads one and raises ValidationError."""

    def __init__(self, *, rows: int = 6, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(self.write_line(line) for line in value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value):
        if isinstance(value, (list, tuple)):
            return list(value)
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [self.read_line(line) for line in lines if line]

    def write_line(self, value) -> str:
        return str(value)

    def read_line(self, line: str):
        return line


class DaysField(LinesField):
    def write_line(self, value):
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)

    def read_line(self, line):
        found = DAY.fullmatch(line)
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(line)
        except ValueError as wrong:
            words = _("We could not read “%(line)s” as a day. Write it like 24.12.2026, one day a line.")
            raise ValidationError(words, code="unknown", params={"line": line}) from wrong


class DomainsField(LinesField):
    def read_line(self, line):
        domain = line.lower()
        if not DOMAIN.fullmatch(domain):
            words = _("“%(line)s” is not a mail domain. Write what stands behind the @, one a line.")
            raise ValidationError(words, code="unknown", params={"line": line})
        return domain.lstrip("@")


class OfficeForm(Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    street = forms.CharField(label=_("Street and number"), max_length=150, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=_("Town"), max_length=100)
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    timezone = forms.CharField(label=_("Time zone"), max_length=40, help_text=_("For example Europe/Copenhagen."))
    phone = PhoneField(label=_("Phone"))
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    closed_days = DaysField(
        label=_("Closed on"),
        help_text=_("Days of your own, one a line. Public holidays of the country are known already."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hours = (self.initial.get("hours") or {}) if self.initial else {}
        for number, day in enumerate(WEEKDAYS):
            self.fields[f"hours_{day}"] = OpeningSpansField(label=WEEKDAY_NAMES[number])
            self.initial.setdefault(f"hours_{day}", hours.get(day, []))

    @property
    def hours_fields(self):
        return [self[f"hours_{day}"] for day in WEEKDAYS]

    @property
    def place_fields(self):
        return [self[name] for name in self.fields if not name.startswith("hours_") and name != "closed_days"]

    def clean_timezone(self):
        try:
            ZoneInfo(self.cleaned_data["timezone"])
        except (ZoneInfoNotFoundError, ValueError) as wrong:
            raise ValidationError(_("We do not know this time zone. Write it like Europe/Copenhagen.")) from wrong
        return self.cleaned_data["timezone"]

    def clean(self):
        cleaned = super().clean()
        if any(name.startswith("hours_") for name in self.errors):
            return cleaned
        table = {day: cleaned.pop(f"hours_{day}", []) for day in WEEKDAYS}
        try:
            cleaned["hours"] = OpeningHours.from_json({day: spans for day, spans in table.items() if spans})
        except BadHours as bad:
            self.add_error(f"hours_{bad.day or WEEKDAYS[0]}", HOURS_WORDS[bad.problem])
        return cleaned

    @staticmethod
    def initial_of(office: Office) -> dict:
        return {
            name: getattr(office, name)
            for name in (
                *("name", "street", "postcode", "city", "country", "timezone", "phone", "language"),
                *("hours", "closed_days"),
            )
        }


class EmployerForm(Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    field = forms.ChoiceField(
        label=_("Field of work"),
        choices=[("", _("not said")), *Field.choices],
        required=False,
        help_text=_("So that candidates find a counsellor who knows it."),
    )
    mail_domains = DomainsField(
        label=_("Mail domains"),
        rows=3,
        help_text=_("What stands behind the @ at this employer, one a line. Candidates never get mail there."),
    )


class InvitationForm(Form):
    """Somebody who will work here, or an employer's contact."""

    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address at work"))
    phone = PhoneField(label=_("Phone"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class ColleagueForm(InvitationForm):
    role = forms.ChoiceField(
        label=_("Works as"), choices=[(role.value, role.label) for role in (Role.COUNSELLOR, Role.COORDINATOR)]
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=None)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class RoleForm(Form):
    """One more role for a colleague."""

    role = forms.ChoiceField(
        label=_("Works also as"), choices=[(role.value, role.label) for role in (Role.COUNSELLOR, Role.COORDINATOR)]
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=None)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
