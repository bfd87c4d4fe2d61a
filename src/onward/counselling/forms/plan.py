"""The fortnight plan on the page of a meeting: what became of the steps until now, and rows for new ones.

What was typed is kept as it is, whole or half, and only read when it is shared. So nothing that does not fit is lost.
"""

from collections.abc import Iterable, Iterator, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.fields import DayField, Tiles
from onward.core.forms import Form
from onward.counselling.actions import LookedBack, Plan
from onward.counselling.enums import DropReason, StepState
from onward.counselling.forms.steps import StepFields
from onward.counselling.merging import PLAN_FIELD, rows_of
from onward.counselling.models import Step

FEWEST, MOST_ROWS = 2, 12
LONGEST_VALUE, MOST_VALUES = 500, 400
OUTCOMES = [
    (StepState.DONE.value, _("Done")),
    (StepState.TAKEN.value, _("Goes on in the new plan")),
    (StepState.DROPPED.value, _("Left out")),
]
WHAT_CAME = _("Choose what becomes of it, or take the words away.")


def typed_of(data: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields of the plan, without empty ones; rows moved up to the first free place."""
    found = {name: data[name][:LONGEST_VALUE] for name in data if PLAN_FIELD.fullmatch(name) and data[name].strip()}
    kept = dict(list(found.items())[:MOST_VALUES])
    rows = rows_of(kept)[:MOST_ROWS]
    back = {name: value for name, value in kept.items() if name.startswith("back-")}
    return back | {f"row-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


class PlanRow(StepFields):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What?")


class LookBack(Form):
    """One step of an earlier plan: what became of it, and what was learned. Never a score."""

    optional_words = ""

    outcome = forms.ChoiceField(label=_("What becomes of it?"), choices=OUTCOMES, required=False, widget=Tiles())
    learned = forms.CharField(
        label=_("What was learned?"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    due_on = DayField(label=_("On which day now?"), required=False)
    due_words = forms.CharField(label=_("At what time?"), max_length=100, required=False)
    because = forms.ChoiceField(
        label=_("Why is it left out?"), choices=[("", "–"), *DropReason.choices], required=False
    )
    words = forms.CharField(label=_("In your words"), max_length=200, required=False)

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("outcome") and any(cleaned.values()):
            self.add_error("outcome", WHAT_CAME)
        if cleaned.get("outcome") == StepState.DROPPED and not cleaned.get("because"):
            self.add_error("because", _("Choose one of the reasons. None of them is a failure."))
        return cleaned

    @property
    def looked_back(self) -> LookedBack:
        said = self.cleaned_data
        is_dropped = said["outcome"] == StepState.DROPPED
        return LookedBack(
            step=self.step,
            outcome=StepState(said["outcome"]),
            learned=said["learned"],
            due_on=said["due_on"],
            due_words=said["due_words"],
            because=said["because"] if is_dropped else "",
            because_words=said["words"] if is_dropped else "",
        )


class PlanForms:
    """All forms of the plan. `is_bound`: read them now; otherwise they only show what was typed."""

    def __init__(self, typed: Mapping[str, str], steps: Iterable[Step], *, is_bound: bool):
        self.typed, self.is_bound = typed, is_bound
        wanted = max(FEWEST, min(len(rows_of(typed)) + 1, MOST_ROWS))
        self.rows = [self._form(PlanRow, f"row-{number}", empty_permitted=True) for number in range(wanted)]
        self.back = [self._form(LookBack, f"back-{step.pk}", empty_permitted=True, step=step) for step in steps]

    def _form(self, kind: type[Form], prefix: str, **rest) -> Form:
        options = {"prefix": prefix, "use_required_attribute": False, **rest}
        if self.is_bound:
            return kind(self.typed, **options)
        shown = kind(**options)
        shown.initial = {
            name: field.widget.value_from_datadict(self.typed, {}, shown.add_prefix(name))
            for name, field in shown.fields.items()
        }
        return shown

    def __iter__(self) -> Iterator[Form]:
        return iter((*self.back, *self.rows))

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self]  # every form, so that all errors show
        return self.is_bound and all(valid)

    @property
    def has_errors(self) -> bool:
        return self.is_bound and any(form.errors for form in self)

    @property
    def plan(self) -> Plan:
        return Plan(
            looked_back=tuple(form.looked_back for form in self.back if form.cleaned_data.get("outcome")),
            planned=tuple(form.cleaned_data for form in self.rows if form.cleaned_data.get("what")),
        )


def words_of(typed: Mapping[str, str]) -> list[str]:
    """What the candidate would read of it, line by line."""
    return [
        value
        for name, value in typed.items()
        if not name.endswith(("-outcome", "-because", "_day", "_month", "_year"))
    ]
