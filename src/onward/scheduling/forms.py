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
    """The hours of one weekday, and how one can be met then."""

    optional_words = ""

    spans = OpeningSpansField(label=_("Hours"))
    ways = forms.MultipleChoiceField(
        label=_("How"), choices=MeetingForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, weekday: int, **kwargs):
        super().__init__(*args, prefix=f"day{weekday}", **kwargs)
        self.weekday = weekday
        self.title = WEEKDAYS[weekday]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("spans") and not cleaned.get("ways") and "ways" not in self.errors:
            self.add_error("ways", _("Say how you can be met in these hours."))
        try:
            cleaned["spans"] = [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in cleaned.get("spans", ())]
        except ValueError:
            self.add_error("spans", _("One of these times does not exist. Write them like 09:00–16:00."))
        return cleaned

    def week_spans(self) -> list[WeekSpan]:
        """What `plan_week` takes. Needs a valid form."""
        ways = tuple(self.cleaned_data["ways"])
        return [WeekSpan(self.weekday, start, end, ways) for start, end in self.cleaned_data["spans"]]


def week_forms(data, rows) -> list[DayOfWeekForm]:
    """One form for each weekday. rows: the availability as it stands."""
    found: dict[int, list] = {day: [] for day in DAYS}
    for row in rows:
        found[row.weekday].append(row)
    return [
        DayOfWeekForm(
            data,
            weekday=day,
            initial={
                "spans": [(f"{row.starts:%H:%M}", f"{row.ends:%H:%M}") for row in found[day]],
                "ways": list(dict.fromkeys(way for row in found[day] for way in row.forms)) or EVERY_WAY,
            },
        )
        for day in DAYS
    ]


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
