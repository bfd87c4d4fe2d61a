"""A postal address as it stands on an envelope."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onward.accounts.forms.coordinator import LinesField
from onward.accounts.models import PostalAddress
from onward.core.forms import Form

MOST_LINES, LONGEST_LINE = 4, 40  # what a window shows


class AddressForm(Form):
    """Written by the candidate, or by staff as she says it. Emptied, the address is taken away."""

    optional_words = ""  # the words below each field say it

    lines = LinesField(
        label=_("Street and number, postcode and town"),
        rows=3,
        help_text=_("As on an envelope, without your name. Empty: we have no postal address of yours."),
    )
    country = forms.CharField(
        label=_("Country"), required=False, max_length=60, help_text=_("Only if it is another one than our office's.")
    )

    def __init__(self, *args, own: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["lines"].widget
        widget.attrs["autocomplete"] = "street-address" if own else "off"
        self.fields["country"].widget.attrs["autocomplete"] = "country-name" if own else "off"
        if not own:
            self.fields["lines"].help_text = _("As on an envelope, without the name. Empty: no postal address.")

    def clean_lines(self):
        lines = self.cleaned_data["lines"]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Write four lines at most, so that all of them stand in the window."))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(_("One of the lines is too long for the window of an envelope. Write it as two."))
        return lines

    @staticmethod
    def initial_of(address: PostalAddress | None) -> dict:
        return {"lines": address.lines.splitlines(), "country": address.country} if address else {}
