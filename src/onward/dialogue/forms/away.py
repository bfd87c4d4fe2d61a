"""Days away, and how soon an office answers."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from onward.core.fields import DayField
from onward.core.forms import Form
from onward.dialogue.actions.away import MOST_HOURS


class AwayForm(Form):
    """From when to when, and words by language; left empty, ours are used."""

    from_on = DayField(label=_("First day away"))
    until_on = DayField(label=_("Last day away"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Your words (%(language)s)") % {"language": name},
                required=False,
                max_length=500,
                widget=forms.Textarea({"rows": 2}),
            )
            self._speak(self.fields[f"text_{code}"])

    @property
    def own_words(self) -> list:
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"text_{code}", "") for code, _name in settings.LANGUAGES}


class AnswerTimeForm(Form):
    hours = forms.IntegerField(
        label=_("Answers within so many working hours"),
        min_value=1,
        max_value=MOST_HOURS,
        help_text=_("Two working days are 16 hours. It holds for messages from now on."),
    )
