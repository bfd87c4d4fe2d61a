"""Choosing another counsellor, and a short talk before."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Field, Language
from onward.core.fields import Tiles
from onward.core.forms import FilterForm, Form
from onward.counselling.forms.public import CHOOSE_TIME, CHOOSE_WAY, GONE, OwnForm, grouped, value_of
from onward.programmes.enums import ChangeReason
from onward.scheduling.free import FreeTime, spread

A_DAY = 4


class WishForm(FilterForm):
    """What a candidate looks for in a counsellor. Nothing of it is stored."""

    language = forms.ChoiceField(label=_("Speaks"), choices=[("", _("my language")), *Language.choices])
    field = forms.ChoiceField(label=_("Knows"), choices=[("", _("any field")), *Field.choices])


class ChangeForm(OwnForm):
    """The candidate's own: what the new one may read, and why, if one likes."""

    opens_earlier = forms.BooleanField(required=False)
    reason = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("You need not say. It is only counted, without your name, and nobody who helped you sees it."),
        choices=[("", _("I would rather not say")), *ChangeReason.choices],
        required=False,
    )

    def __init__(self, *args, name: str, has_earlier: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_earlier:
            self.fields["opens_earlier"].label = _("%(name)s may read what I have shared so far") % {"name": name}
            self.fields["opens_earlier"].help_text = _("You can also say this later, after you have met.")
        else:
            del self.fields["opens_earlier"]


class ChangeForOtherForm(Form):
    """The same as somebody says it on the phone. Why is not asked: whoever types it may be whom she leaves."""

    opens_earlier = forms.BooleanField(required=False)

    def __init__(self, *args, name: str, candidate: str, has_earlier: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_earlier:
            words = _("%(candidate)s has said that %(name)s may read what was shared so far")
            self.fields["opens_earlier"].label = words % {"candidate": candidate, "name": name}
        else:
            del self.fields["opens_earlier"]


class TrialForm(OwnForm):
    """A quarter of an hour: how and when."""

    how = forms.ChoiceField(
        label=_("How would you like to talk?"), widget=Tiles(long=True), error_messages={"required": CHOOSE_WAY}
    )
    when = forms.ChoiceField(label=_("When does it suit you?"), widget=Tiles, error_messages={"required": CHOOSE_TIME})

    def __init__(self, *args, ways: list[tuple[str, str]], found: list[FreeTime], zone: ZoneInfo, **kwargs):
        super().__init__(*args, **kwargs)
        self.times = {value_of(each): each for each in found}
        self.fields["how"].choices = ways
        when = self.fields["when"]
        when.choices = [(value, value) for value in self.times]
        when.widget.choices = grouped(spread(found, per_day=A_DAY, zone=zone), zone)
        when.error_messages["invalid_choice"] = GONE

    def clean(self):
        cleaned = super().clean()
        how, chosen = cleaned.get("how"), self.times.get(cleaned.get("when", ""))
        if how and chosen and how not in chosen.forms:
            self.add_error("when", _("At that time it cannot be done this way. Choose another time or another way."))
        return cleaned

    @property
    def starts_at(self) -> datetime:
        return self.times[self.cleaned_data["when"]].starts_at
