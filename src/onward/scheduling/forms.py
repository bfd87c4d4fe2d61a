import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from onward.accounts.forms.coordinator import OpeningSpansField
from onward.core.fields import ClockField, DayField
from onward.core.forms import Form
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import WeekSpan

DAYS = range(7)
EVERY_WAY = [MeetingForm.PHONE.value, MeetingForm.VIDEO.value, MeetingForm.OFFICE.value]


class DayOfWeekForm(Form):
    """Hours of one weekday at one place, and how one can be met there then."""

    optional_words = ""

    spans = OpeningSpansField(label=_("Hours"))
    ways = forms.MultipleChoiceField(
        label=_("How"), choices=MeetingForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    office = forms.ChoiceField(label=_("Where you are"), required=False)

    def __init__(self, *args, weekday: int, number: int, offices, **kwargs):
        super().__init__(*args, prefix=f"day{weekday}" + (f"-{number}" if number else ""), **kwargs)
        self.weekday, self.number = weekday, number
        self.title = WEEKDAYS[weekday]
        place_choices(self, offices)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("spans") and not cleaned.get("ways") and "ways" not in self.errors:
            self.add_error("ways", _("Say how you can be met in these hours."))
        try:
            cleaned["spans"] = [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in cleaned.get("spans", ())]
        except ValueError:
            self.add_error("spans", _("One of these times does not exist. Write them like 09:00–16:00."))
        return cleaned

    @property
    def is_more(self) -> bool:
        """An empty form for one more place that day, folded away."""
        return bool(self.number) and not self.is_bound and not self.initial["spans"]

    def week_spans(self) -> list[WeekSpan]:
        """What `plan_week` takes. Needs a valid form."""
        ways, office = tuple(self.cleaned_data["ways"]), office_id(self)
        return [WeekSpan(self.weekday, start, end, ways, office) for start, end in self.cleaned_data["spans"]]


def place_choices(form: Form, offices) -> None:
    """Which office, where the provider has several; the field is gone where there is one alone."""
    if len(offices) < 2:
        del form.fields["office"]
    else:
        words = [(str(office.pk), office.name) for office in offices]
        form.fields["office"].choices = [("", _("the office of the candidate")), *words]


def office_id(form: Form) -> uuid.UUID | None:
    chosen = form.cleaned_data.get("office")
    return uuid.UUID(chosen) if chosen else None


def week_forms(data, rows, offices) -> list[DayOfWeekForm]:
    """For each weekday a form for each place and way to meet, and an empty one. rows: as the week stands."""
    found: dict[int, dict] = {day: {} for day in DAYS}
    for row in rows:
        found[row.weekday].setdefault((row.office_id, tuple(row.forms)), []).append(row)
    made = []
    for day in DAYS:
        groups = [*found[day].items()] or [((None, ()), [])]
        groups.append(((None, ()), []))
        while data is not None and f"day{day}-{len(groups)}-spans" in data:
            groups.append(((None, ()), []))
        made += [_of_group(data, day, number, group, offices) for number, group in enumerate(groups)]
    return made


def _of_group(data, day: int, number: int, group, offices) -> DayOfWeekForm:
    (office, ways), rows = group
    initial = {
        "spans": [(f"{row.starts:%H:%M}", f"{row.ends:%H:%M}") for row in rows],
        "ways": list(ways) or EVERY_WAY,
        "office": str(office) if office else "",
    }
    return DayOfWeekForm(data, weekday=day, number=number, offices=offices, initial=initial)


class OpeningForm(Form):
    """Hours of one day beside those of the week."""

    day = DayField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    ways = forms.MultipleChoiceField(
        label=_("How"), choices=MeetingForm.choices, widget=forms.CheckboxSelectMultiple, initial=EVERY_WAY
    )
    office = forms.ChoiceField(label=_("Where you are"), required=False)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        place_choices(self, offices)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The end is before the start."))
        if self.errors:
            return cleaned
        given = {name: cleaned[name] for name in ("day", "starts", "ends")}
        return given | {"forms": cleaned["ways"], "office_id": office_id(self)}


class SpacingForm(Form):
    """What is kept free around a meeting."""

    between = forms.TypedChoiceField(
        label=_("Minutes between two meetings"), coerce=int, choices=[(each, each) for each in (0, 5, 10, 15, 20, 30)]
    )
    travel = forms.TypedChoiceField(
        label=_("Minutes for the way"),
        help_text=_("Before and after a meeting at an employer’s, or at an office where you are not that day."),
        coerce=int,
        choices=[(each, each) for each in (0, 15, 30, 45, 60, 90, 120)],
    )


class AbsenceForm(Form):
    """Time in which nobody can book. Without times of day it is whole days."""

    from_on = DayField(label=_("First day"))
    from_at = ClockField(label=_("From"), required=False, help_text=_("Empty: the whole day."))
    until_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: the same day."))
    until_at = ClockField(label=_("Until"), required=False, help_text=_("Empty: the whole day."))

    def __init__(self, *args, zone: ZoneInfo, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on") or cleaned.get("from_on")
        if self.errors or first is None:
            return cleaned
        starts_at = datetime.combine(first, cleaned.get("from_at") or time(0), tzinfo=self.zone)
        if until := cleaned.get("until_at"):
            ends_at = datetime.combine(last, until, tzinfo=self.zone)
        else:
            ends_at = datetime.combine(last + timedelta(days=1), time(0), tzinfo=self.zone)
        if ends_at <= starts_at:
            self.add_error("until_on", _("The end is before the start."))
        return {"starts_at": starts_at, "ends_at": ends_at}
