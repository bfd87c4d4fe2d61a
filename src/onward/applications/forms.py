from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications.enums import STEP_WORDS, STEPS, ApplicationState, HowFound
from onward.applications.models import Application
from onward.core.fields import DayField, Tiles
from onward.core.forms import Form

HOW_FOUND = {
    HowFound.ADVERTISEMENT: _("An advertisement"),
    HowFound.NETWORK: _("Somebody I know"),
    HowFound.UNSOLICITED: _("I wrote on my own"),
    HowFound.AGENCY: _("An agency"),
    HowFound.OTHER: _("Another way"),
}


class ApplicationForm(Form):
    """A job, as it is written down the first time."""

    optional_words = _("if you like")

    employer_name = forms.CharField(label=_("Employer"), max_length=150)
    role = forms.CharField(label=_("Job"), max_length=150)
    how_found = forms.ChoiceField(label=_("How was it found?"), choices=HOW_FOUND.items(), widget=Tiles(long=True))
    sent_on = DayField(
        label=_("On which day was it sent?"),
        required=False,
        help_text=_("Leave it empty if it has not been sent yet."),
    )
    deadline_on = DayField(label=_("Last day to apply"), required=False)
    note = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The two of you read it, nobody else."),
    )


class ChangeForm(ApplicationForm):
    """All that is written of a job; where it stands has a form of its own."""

    interview_on = DayField(label=_("Interview"), required=False)
    answered_on = DayField(label=_("Day of the answer"), required=False)
    field_order = (
        "employer_name",
        "role",
        "how_found",
        "sent_on",
        "deadline_on",
        "interview_on",
        "answered_on",
        "note",
    )

    @classmethod
    def initial_of(cls, application: Application) -> dict:
        return {name: getattr(application, name) for name in cls.base_fields}


class MoveForm(Form):
    """Where it stands now: one of the steps that can follow."""

    optional_words = _("if you like")

    state = forms.ChoiceField(label=_("How does it stand now?"), widget=Tiles(long=True))
    on = DayField(
        label=_("On which day?"),
        required=False,
        help_text=_("The day it was sent or answered, today if nothing is written; or the day of the interview."),
    )

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        following = STEPS[ApplicationState(application.state)]
        self.fields["state"].choices = [(state.value, STEP_WORDS[state]) for state in following]
