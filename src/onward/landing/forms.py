from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onward.core.fields import DayField, Tiles
from onward.core.forms import Form
from onward.landing.enums import CHOSEN_REASONS, DropReason, LandingKind, Part
from onward.landing.models import Landing
from onward.landing.trial import proposed_trial

USUAL, NO_TRIAL, UNTIL = "usual", "none", "until"
KINDS = {
    LandingKind.NEW_JOB: _("A new job"),
    LandingKind.OWN_BUSINESS: _("A business of your own"),
    LandingKind.STUDY: _("Study or training"),
    LandingKind.RETIREMENT: _("Retirement"),
}
DROP_WORDS = {
    DropReason.NOT_WANTED: _("The call was not wanted"),
    DropReason.NOT_REACHED: _("Nobody was reached"),
    DropReason.TALKED_ANYWAY: _("We talked on another day"),
}


class LandingForm(Form):
    """What comes next. `trial` becomes the last day of the trial period; only a new job has one."""

    optional_words = _("if you like")

    kind = forms.ChoiceField(label=_("What comes next?"), choices=KINDS.items(), widget=Tiles)
    organisation = forms.CharField(label=_("Where?"), required=False, max_length=150)
    role = forms.CharField(label=_("As what?"), required=False, max_length=150)
    starts_on = DayField(label=_("First day"), help_text=_("It may lie ahead, or have passed."))
    trial = forms.ChoiceField(label=_("Is there a trial period?"), required=False, widget=Tiles(long=True))
    trial_ends_on = DayField(label=_("Last day of the trial period"), required=False, help_text=_("If you know it."))

    def __init__(self, *args, country: str, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.country = country
        usual = proposed_trial(country, on)
        choices = [(NO_TRIAL, _("No")), (UNTIL, _("Yes, until the day below"))]
        if usual:
            words = ngettext(
                "I do not know; count with %(months)s month, the longest usual here",
                "I do not know; count with %(months)s months, the longest usual here",
                usual.months,
            )
            choices.insert(0, (USUAL, words % {"months": usual.months}))
        self.fields["trial"].choices = choices
        self.fields["trial"].help_text = _("Only for a new job. Your contract says what holds.")

    @classmethod
    def initial_of(cls, landing: Landing) -> dict:
        trial = USUAL if landing.trial_is_proposed else UNTIL
        if landing.trial_ends_on is None:
            trial = NO_TRIAL
        shown = None if landing.trial_is_proposed else landing.trial_ends_on
        rest = {name: getattr(landing, name) for name in ("kind", "organisation", "role", "starts_on")}
        return {**rest, "trial": trial, "trial_ends_on": shown}

    def clean(self):
        cleaned = super().clean()
        trial, starts_on = cleaned.pop("trial", ""), cleaned.get("starts_on")
        day = cleaned.get("trial_ends_on")
        cleaned["trial_is_proposed"] = False
        if cleaned.get("kind") != LandingKind.NEW_JOB or trial == NO_TRIAL:
            cleaned["trial_ends_on"] = None
        elif trial == UNTIL and day is None and "trial_ends_on" not in self.errors:
            self.add_error("trial_ends_on", _("Write the last day, or choose that you do not know it."))
        elif trial != UNTIL and day is None and starts_on:
            usual = proposed_trial(self.country, starts_on)
            cleaned["trial_ends_on"] = usual.ends_on if usual else None
            cleaned["trial_is_proposed"] = usual is not None
        return cleaned


class TellForm(Form):
    """What of a new job the former employer may know."""

    parts = forms.MultipleChoiceField(
        label=_("What may be told?"),
        choices=[
            (Part.JOB.value, _("That there is a new job")),
            (Part.WHERE.value, _("Where it is")),
            (Part.FROM_WHEN.value, _("From when")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what may be told, or leave it as it is.")},
        help_text=_("Where, and from when, also say that there is one."),
    )


class LossForm(Form):
    lost_on = DayField(label=_("Last day there"), help_text=_("Roughly is enough."))


class CallForm(Form):
    """A call that was made."""

    optional_words = _("optional")

    held_on = DayField(label=_("Spoken on"))
    note = forms.CharField(
        label=_("How does it go?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In a few words. Read by candidate and counsellor, by nobody else."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes for the hours account"),
        required=False,
        min_value=1,
        max_value=720,
        widget=forms.TextInput({"size": 4, "inputmode": "numeric"}),
        help_text=_("Booked as after-care. Leave it empty to book nothing."),
    )
    hours_reason = forms.CharField(label=_("Reason, if that is more than was bought"), required=False, max_length=300)


class DropForm(Form):
    reason = forms.ChoiceField(
        label=_("Why is the call left out?"),
        choices=[(reason.value, DROP_WORDS[reason]) for reason in CHOSEN_REASONS],
        widget=Tiles(long=True),
    )


class CloseForm(Form):
    ended_on = DayField(label=_("Last day of the programme"))
