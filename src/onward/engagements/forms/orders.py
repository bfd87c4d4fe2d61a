"""Forms about one person, and about lists of orders."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.fields import DayField
from onward.core.forms import FilterForm, Form
from onward.engagements.models import EmployerPackage, Package
from onward.engagements.people import LONGEST, PutForward

DAY = {"hired_on": _("Hired"), "notice_on": _("Notice given"), "last_day_on": _("Last day")}


def packages_as_choices(packages: Iterable[Package | EmployerPackage]) -> list:
    """Package by package, under its employer and agreement where there are several."""
    groups: dict[str, list] = {}
    employers = {package.employer_id for package in packages}
    for package in packages:
        group = f"{package.employer_name}, {package.agreement_name}" if len(employers) > 1 else package.agreement_name
        groups.setdefault(group, []).append((str(package.pk), package.name))
    return next(iter(groups.values())) if len(groups) == 1 else list(groups.items())


class PersonForm(Form):
    """What an order keeps of a person. Whatever is not known may stay empty, the last name apart."""

    first_name = forms.CharField(label=_("First name"), max_length=LONGEST["first_name"], required=False)
    last_name = forms.CharField(
        label=_("Last name"), max_length=LONGEST["last_name"], help_text=_("Whole, with “van den” or the like.")
    )
    employee_number = forms.CharField(
        label=_("Employee number"),
        max_length=LONGEST["employee_number"],
        required=False,
        widget=forms.TextInput({"size": 16}),
    )
    job_title = forms.CharField(label=_("Job"), max_length=LONGEST["job_title"], required=False)
    department = forms.CharField(label=_("Department"), max_length=LONGEST["department"], required=False)
    email = forms.EmailField(
        label=_("Private e-mail"),
        required=False,
        help_text=_("An address at work is kept as such; nothing is ever sent to it."),
    )
    phone = forms.CharField(
        label=_("Private phone"),
        max_length=LONGEST["phone"],
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "size": 20}),
    )
    hired_on = DayField(label=DAY["hired_on"], required=False)
    notice_on = DayField(label=DAY["notice_on"], required=False)
    last_day_on = DayField(label=DAY["last_day_on"], required=False)

    def person(self, before: PutForward | None = None) -> PutForward:
        """The person as written here; a part of the name that the form does not ask for stays while the name does."""
        written = {name: value for name, value in self.cleaned_data.items() if name in PutForward.__dataclass_fields__}
        before = before or PutForward()
        known = {name: getattr(before, name) for name in PutForward.__dataclass_fields__}
        if written.get("last_name", before.last_name) != before.last_name:
            known["name_prefix"] = ""
        if "email" in written and written["email"] == before.work_email:
            written["email"] = ""  # shown in the same field, and still an address at work
        elif "email" in written:
            known["work_email"] = ""
        return PutForward(**known | {name: value or _empty(name) for name, value in written.items()})

    @staticmethod
    def initial_of(person: PutForward) -> dict:
        return {name: getattr(person, name) for name in PersonForm.base_fields} | {
            "email": person.email or person.work_email
        }


def _empty(name: str):
    return None if name in DAY else ""


class OrderForm(PersonForm):
    """One person put forward by hand, and what is ordered."""

    package = forms.ChoiceField(label=_("Package"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language.choices)
    field_order = ("package", "language")

    def __init__(self, *args, packages, **kwargs):
        super().__init__(*args, **kwargs)
        self.packages = {str(package.pk): package for package in packages}
        self.fields["package"].choices = packages_as_choices(packages)

    @property
    def chosen(self) -> Package | EmployerPackage:
        return self.packages[self.cleaned_data["package"]]


class OrderFilter(FilterForm):
    """What a list of orders shows."""

    show = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("ahead", _("before the talk")),
            ("to_plan", _("no talk planned yet")),
            ("planned", _("talk planned")),
            ("overdue", _("date passed, nothing said")),
            ("held", _("talk held")),
            ("all", _("everybody")),
        ],
    )
    employer = forms.ChoiceField(label=_("Employer"))
    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput({"type": "search", "size": 20}))
    list = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *args, employers=(), **kwargs):
        if data and not data.get("show"):
            data = data.copy()
            data["show"] = "all" if data.get("list") else "ahead"
        super().__init__(data, *args, **kwargs)
        if len(employers) > 1:
            every = [("", _("every employer"))]
            self.fields["employer"].choices = every + [(str(each.pk), each.name) for each in employers]
        else:
            del self.fields["employer"]
        self.fields["show"].initial = "ahead"

    @property
    def asked(self) -> dict:
        """Keyword arguments of `selectors.narrowed`; a filter that means nothing narrows nothing."""
        found = self.cleaned_data if self.is_valid() else {}
        usual = "all" if found.get("list") else "ahead"
        return {
            "choice": found.get("show") or usual,
            "employer": found.get("employer") or None,
            "list_id": found.get("list"),
            "name": found.get("name") or "",
        }
