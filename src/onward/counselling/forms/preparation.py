"""Three short questions before a meeting. Each may stay empty, all of them too."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.counselling.forms.public import OwnForm

LONGEST = 400  # so that three answers fit the counsellor's one sheet


def _question(label) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class BeforehandForm(OwnForm):
    optional_words = ""

    went_well = _question(_("What went well?"))
    is_stuck = _question(_("What is stuck?"))
    wants = _question(_("What do I want from this meeting?"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def answers(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
