"""One thing to do: what, when, where, and if-then for the obstacle."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.fields import DayField, LineField, Tiles
from onward.core.forms import Form
from onward.counselling.actions.steps import HALF
from onward.counselling.enums import DropReason
from onward.counselling.forms.public import OwnForm
from onward.counselling.models import Step


class StepFields(Form):
    """Everything but the first field may stay empty, so no field says so."""

    optional_words = ""

    what = LineField(max_length=200, error_messages={"required": _("Write what is to be done.")})
    due_on = DayField(label=_("On which day?"), required=False)
    due_words = forms.CharField(
        label=_("At what time?"), help_text=_("For example: after lunch."), max_length=100, required=False
    )
    where = forms.CharField(label=_("Where?"), max_length=150, required=False)
    obstacle = LineField(label=_("What could come between? If …"), max_length=200, required=False)
    response = LineField(label=_("… then I"), max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("obstacle")) != bool(cleaned.get("response")):
            self.add_error("obstacle" if cleaned.get("response") else "response", HALF)
        return cleaned

    @staticmethod
    def initial_of(step: Step) -> dict:
        names = ("what", "due_on", "due_words", "where", "obstacle", "response")
        return {name: getattr(step, name) for name in names}


class OwnStepForm(StepFields):
    about_self = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What do you want to do?")


class StepForm(StepFields):
    """The counsellor writes what the candidate means to do."""

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What is %(name)s going to do?") % {"name": name}


class LearnedForm(OwnForm):
    learned = forms.CharField(
        label=_("What did you learn?"),
        help_text=_("Whatever came of it. A few words are enough."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class DropForm(Form):
    """Why a step is left out: nobody has to say."""

    because = forms.ChoiceField(label=_("Why?"), required=False, widget=Tiles(long=True))
    words = forms.CharField(label=_("In your own words"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = DropReason.choices


class OwnDropForm(DropForm, OwnForm):
    """The same, asked of the candidate."""

    optional_words = OwnForm.optional_words
