from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.fields import Tiles
from onward.core.forms import Form
from onward.scheduling.enums import ReminderWay


class ReminderForm(Form):
    """How one is reminded the day before."""

    way = forms.TypedChoiceField(
        label=_("Reminder the day before"), choices=ReminderWay.choices, coerce=ReminderWay, widget=Tiles(long=True)
    )
