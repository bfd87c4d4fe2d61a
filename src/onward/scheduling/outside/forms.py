from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.forms import Form


class CalendarForm(Form):
    """A calendar kept elsewhere. The address of one that is there already is never shown again."""

    name = forms.CharField(
        label=_("Name of the calendar"), max_length=60, help_text=_("For example: Outlook, Family, University.")
    )
    address = forms.CharField(label=_("Address"), max_length=2000, widget=forms.TextInput({"inputmode": "url"}))

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        address = self.fields["address"]
        address.required = is_new
        address.help_text = (
            _("It begins with https:// or webcal:// and often ends in .ics.")
            if is_new
            else _("Only if it has changed. Empty: the address stays.")
        )
