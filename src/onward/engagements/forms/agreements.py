"""Forms about agreements and packages."""

import re

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from onward.core.content_templates import ProgrammeTemplate as Structure
from onward.core.fields import DayField, Tiles
from onward.core.forms import Form
from onward.engagements.enums import AgreementKind, Currency
from onward.engagements.enums import Form as FormOfHelp
from onward.engagements.models import Agreement

WEEKS_A_MONTH = 52 / 12
GROUPS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")


def capitals(kinds) -> list:
    """The answers as they stand alone, with a capital."""
    return [(value, capfirst(label)) for value, label in kinds.choices]


class AgreementForm(Form):
    """What frames the orders. The employer is chosen once, when the agreement is recorded."""

    employer = forms.ChoiceField(label=_("Employer"))
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=capitals(AgreementKind), widget=Tiles(long=True))
    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("The employer sees it, for example “Social plan 2026”.")
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day for orders"), required=False, help_text=_("Leave it empty if it runs until it is ended.")
    )
    office = forms.ChoiceField(
        label=_("Office that serves it"),
        help_text=_("Its opening hours and holidays run the clock of the first contact."),
    )
    first_contact_hours = forms.IntegerField(
        label=_("First contact within"),
        min_value=1,
        max_value=80,
        initial=16,
        help_text=_("Working hours of the office, from the talk to the first talk with a counsellor."),
        widget=forms.TextInput({"size": 4, "inputmode": "numeric"}),
    )
    shows_hours = forms.BooleanField(
        label=_("The employer sees delivered hours"),
        required=False,
        help_text=_("Only where the agreement asks for it. Candidates are told before their first meeting."),
    )
    coordinators = forms.MultipleChoiceField(
        label=_("Who sees the people before their talk?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only the coordinators named here, the employer, and the manager who holds the talk."),
    )

    def __init__(self, *args, employers, offices, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(each.pk): each for each in (*employers, *offices)}
        if employers:
            self.fields["employer"].choices = [(str(each.pk), each.name) for each in employers]
        else:
            del self.fields["employer"]
        self.fields["office"].choices = [(str(each.pk), each.name) for each in offices]
        self.fields["coordinators"].choices = [(str(each.pk), each.name) for each in coordinators]

    def clean(self):
        found = super().clean()
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return found

    @property
    def values(self) -> dict:
        """What the action takes: the office as a row, nobody's names."""
        found = {
            name: self.cleaned_data[name] for name in self.cleaned_data if name not in {"employer", "coordinators"}
        }
        return found | {"office": self.by_key[found["office"]]}

    @staticmethod
    def initial_of(agreement: Agreement, named: list) -> dict:
        names = ("kind", "name", "starts_on", "ends_on", "first_contact_hours", "shows_hours")
        return {name: getattr(agreement, name) for name in names} | {
            "office": str(agreement.office_id),
            "coordinators": [str(each.person_id) for each in named],
        }


class AmountField(forms.DecimalField):
    """An amount as people write it: 18000, 18.000, 18 000,50. Two decimals at most, so three digits are a group."""

    def to_python(self, value):
        return super().to_python(GROUPS.sub("", value) if isinstance(value, str) else value)


class PackageForm(Form):
    """What can be ordered. Offered with the template's own figures, which an agreement may change."""

    name = forms.CharField(label=_("Name"), max_length=150, help_text=_("The employer chooses by it."))
    months = forms.DecimalField(
        label=_("Months"),
        min_value=0.5,
        max_value=24,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput({"size": 5, "inputmode": "decimal"}),
    )
    hours = forms.DecimalField(
        label=_("Hours with a counsellor"),
        min_value=1,
        max_value=400,
        max_digits=5,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput({"size": 6, "inputmode": "decimal"}),
    )
    form = forms.ChoiceField(label=_("Form"), choices=capitals(FormOfHelp), widget=Tiles())
    price = AmountField(
        label=_("Price for one person"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"size": 12, "inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices, required=False, widget=Tiles())

    def clean(self):
        found = super().clean()
        if found.get("price") is not None and not found.get("currency"):
            self.add_error("currency", _("Say in which currency the price is."))
        return found

    @property
    def values(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"minutes": int(found.pop("hours") * 60)}

    @staticmethod
    def initial_of(structure: Structure, name: str) -> dict:
        """The template's own figures; its weeks as months, rounded to halves."""
        months = structure.months or round(structure.weeks / WEEKS_A_MONTH * 2) / 2
        return {"name": name, "months": months, "hours": structure.hours, "form": structure.form.value}
