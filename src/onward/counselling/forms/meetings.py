"""Booking, moving, and what follows a meeting."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.fields import ClockField, DayField, LineField, Tiles
from onward.core.forms import Form
from onward.counselling.forms.public import CHOOSE_TIME, CHOOSE_WAY, GONE, OwnForm, grouped, value_of
from onward.programmes.enums import HourKind
from onward.scheduling.enums import MeetingForm
from onward.scheduling.free import spread
from onward.scheduling.models import Appointment

LENGTHS = (30, 45, 60, 90, 120)
BOOKABLE_KINDS = (HourKind.INDIVIDUAL, HourKind.GROUP, HourKind.AFTERCARE)


class ChooseTimeForm(OwnForm):
    """A candidate chooses among the free times of one week, once it is chosen how to talk."""

    how = forms.ChoiceField(widget=forms.HiddenInput, error_messages={"required": CHOOSE_WAY})
    when = forms.ChoiceField(label=_("When does it suit you?"), widget=Tiles, error_messages={"required": CHOOSE_TIME})
    about = LineField(
        label=_("What would you like to talk about?"),
        help_text=_("Your counsellor reads it too."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args, ways, found, how, towns, zone: ZoneInfo, per_day: int, asks_about: bool = True, **kwargs
    ):
        super().__init__(*args, initial={"how": how}, **kwargs)
        self.times = {value_of(each): each for each in found}
        fitting = [each for each in found if how in each.forms]
        shown = {each for _day, day in spread(fitting, per_day=per_day, zone=zone) for each in day}
        if chosen := self.times.get(self.data.get("when", "")):
            shown.add(chosen)
        when = self.fields["when"]
        self.fields["how"].choices = ways
        when.choices = [(value, value) for value in self.times]  # any free time is good, also one that is not shown
        days = spread(sorted(shown), per_day=len(found) or 1, zone=zone)
        when.widget.choices = grouped(days, zone, towns if how == MeetingForm.OFFICE else {})
        when.error_messages["invalid_choice"] = GONE
        self.has_more = len(shown) < len(fitting)
        if not asks_about:
            del self.fields["about"]

    def clean(self):
        cleaned = super().clean()
        how, chosen = cleaned.get("how"), self.times.get(cleaned.get("when", ""))
        if how and chosen and how not in chosen.forms:
            self.add_error("when", _("At that time it cannot be done this way. Choose another time or another way."))
        return cleaned

    @property
    def starts_at(self) -> datetime:
        return self.times[self.cleaned_data["when"]].starts_at


def about_field() -> LineField:
    """What a meeting is about: the same question when it is booked and afterwards."""
    return LineField(label=_("What it is about"), help_text=_("You both read it."), max_length=300, required=False)


class AboutForm(Form):
    """What a meeting is about, said or changed once it is booked."""

    about = about_field()


class AnyTimeForm(Form):
    """The counsellor books or moves: any time at all, in the clock of the office."""

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("From"))
    length = forms.TypedChoiceField(
        label=_("Length in minutes"), coerce=int, choices=[(each, each) for each in LENGTHS]
    )
    form = forms.ChoiceField(label=_("How"), choices=MeetingForm.choices)
    guest_calls = forms.BooleanField(
        label=_("By phone, the candidate calls"),
        help_text=_("Without this mark the counsellor calls."),
        required=False,
    )
    about = about_field()

    def __init__(self, *args, zone: ZoneInfo, asks_about: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        lengths = sorted({*LENGTHS, int((self.initial or {}).get("length") or 60)})
        self.fields["length"].choices = [(each, each) for each in lengths]
        if not asks_about:
            del self.fields["about"]

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"], tzinfo=self.zone)

    @staticmethod
    def initial_of(appointment: Appointment, zone: ZoneInfo) -> dict:
        local = appointment.starts_at.astimezone(zone)
        return {
            "day": local.date(),
            "clock": local.time(),
            "length": round((appointment.ends_at - appointment.starts_at).total_seconds() / 60),
            "form": appointment.form,
            "guest_calls": appointment.guest_calls,
        }


class RemarkForm(OwnForm):
    text = forms.CharField(
        label=_("Would you like to add something?"), widget=forms.Textarea({"rows": 3}), max_length=4000
    )


class AdditionForm(Form):
    text = forms.CharField(label=_("Add something"), widget=forms.Textarea({"rows": 3}), max_length=4000)


class NoteForm(Form):
    note = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=8000)

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label


class DraftForm(Form):
    """The text of the minutes and what this window began with."""

    optional_words = ""

    text = forms.CharField(
        label=_("What did you agree on?"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 7})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class HourForm(Form):
    """The line in the hours account, proposed from the appointment."""

    minutes = forms.IntegerField(
        label=_("Minutes delivered"),
        help_text=_("0 if nothing is to be counted."),
        min_value=0,
        max_value=720,
        widget=forms.NumberInput({"size": 4, "inputmode": "numeric"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in BOOKABLE_KINDS])
    reason = forms.CharField(
        label=_("Reason, if it is more than was bought"), max_length=300, required=False, widget=forms.TextInput()
    )


def week_from(written: str, today: date, last: date) -> date:
    """The Monday of the week that an address names; this week for anything else or beyond what can be booked."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = today
    day = min(max(day, today), last)
    return day - timedelta(days=day.weekday())
