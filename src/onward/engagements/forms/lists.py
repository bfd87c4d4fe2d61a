"""Forms around an uploaded list: the file, its columns, its rows."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.forms import Form
from onward.engagements.drafts import Row
from onward.engagements.forms.orders import DAY, PersonForm, packages_as_choices
from onward.engagements.lists import NOT_KEPT

LARGEST = 10 * 1024 * 1024
MEANINGS = [
    (NOT_KEPT, _("Do not keep")),
    ("employee_number", _("Employee number")),
    ("full_name", _("Name, first and last together")),
    ("first_name", _("First name")),
    ("name_prefix", _("Name prefix, such as “van den”")),
    ("last_name", _("Last name")),
    ("email", _("E-mail")),
    ("phone", _("Phone")),
    ("job_title", _("Job")),
    ("department", _("Department")),
    *((name, label) for name, label in DAY.items()),
]


FILE_WORDS = {
    "required": _("Choose the file with the list."),
    "missing": _("Choose the file with the list."),
    "invalid": _("Choose the file with the list."),
    "empty": _("The file is empty. Export the list again and upload the new file."),
    "too_large": _(
        "The file is larger than 10 MB. Leave only the list of people in it, without pictures, and try again."
    ),
}


class FileField(forms.FileField):
    """A list, read in memory only and kept nowhere."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", FILE_WORDS)
        super().__init__(widget=forms.FileInput({"accept": ".xlsx,.csv,.txt,.tsv"}), **kwargs)

    def to_python(self, data):
        found = super().to_python(data)
        if found is not None and found.size > LARGEST:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return found


class UploadForm(Form):
    """Which list, and what is ordered for the people on it."""

    file = FileField(label=_("The list"), help_text=_("Excel (.xlsx) or CSV, as your HR system exports it."))
    package = forms.ChoiceField(
        label=_("Package for everybody on the list"), help_text=_("You can change it row by row.")
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language.choices)

    def __init__(self, *args, packages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["package"].choices = packages_as_choices(packages)


class ColumnsForm(Form):
    """What columns mean that nobody recognised; the file once more, because nothing of them was kept."""

    def __init__(self, *args, headers: Collection[str], known: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.headers = list(headers)
        for index, header in enumerate(self.headers):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=header, choices=MEANINGS, initial=known.get(header, NOT_KEPT)
            )
        self.fields["file"] = FileField(
            label=_("The same file once more"),
            help_text=_("We kept nothing of these columns, so the file has to be read again."),
        )

    @property
    def columns(self) -> dict[str, str]:
        """Header to field."""
        return {header: self.cleaned_data[f"column_{index}"] for index, header in enumerate(self.headers)}


LEAVE_OUT, KEEP = "out", "keep"


class MendForm(PersonForm):
    """The part of a row that needs a look, in its place: only the fields in question and whether to keep the row."""

    decision = forms.ChoiceField(label=_("This line"), widget=forms.RadioSelect)

    def __init__(self, *args, row: Row, **kwargs):
        self.row = row
        initial = self.initial_of(row.person) | {"decision": KEEP if row.keep else LEAVE_OUT}
        super().__init__(*args, initial=initial, prefix=f"row{row.line}", **kwargs)
        for name in [name for name in self.fields if name not in {*row.asks_about, "decision"}]:
            del self.fields[name]
        if self.row.earlier:
            self.fields["decision"].label = (
                _("Ordered before") if row.earlier.certain else _("The same name as before")
            )
        self.fields["decision"].choices = [(KEEP, self._words_for_keeping()), (LEAVE_OUT, _("Leave this line out"))]
        self._say_what_stands_there()

    def _words_for_keeping(self):
        if self.row.earlier:
            return (
                _("Order a second programme")
                if self.row.earlier.certain
                else _("This is somebody else: keep the line")
            )
        return _("Keep the line")

    def _say_what_stands_there(self) -> None:
        """A remark about a field stands at the field, all others beside the name."""
        self.other_remarks = []
        for remark in self.row.remarks:
            if remark.about in self.fields and remark.written:
                self.fields[remark.about].help_text = remark.text
            else:
                self.other_remarks.append(remark)

    def clean(self):
        found = super().clean()
        if found.get("decision") == LEAVE_OUT:
            for name in set(self._errors) - {"decision"}:  # whoever leaves a line out need not mend it
                del self._errors[name]
        return found

    @property
    def answered(self) -> Row:
        keep = self.cleaned_data["decision"] == KEEP
        person = self.person(self.row.person) if keep else self.row.person
        return replace(self.row, person=person, keep=keep, seen=True)


class RowForm(PersonForm):
    """A whole row: everything about the person, what is ordered, and whether to keep it."""

    package = forms.ChoiceField(label=_("Package"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language.choices)
    decision = forms.ChoiceField(
        label=_("This line"),
        choices=[(KEEP, _("Keep the line")), (LEAVE_OUT, _("Leave this line out"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, row: Row, packages, **kwargs):
        self.row = row
        self.packages = {str(package.pk): package.pk for package in packages}
        initial = self.initial_of(row.person) | {
            "package": str(row.package),
            "language": row.language,
            "decision": KEEP if row.keep else LEAVE_OUT,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["package"].choices = packages_as_choices(packages)

    @property
    def answered(self) -> Row:
        found = self.cleaned_data
        return replace(
            self.row,
            person=self.person(self.row.person),
            package=self.packages[found["package"]],
            language=found["language"],
            keep=found["decision"] == KEEP,
            seen=True,
        )
