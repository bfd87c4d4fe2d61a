"""Who helps whom while somebody is away."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.accounts.models import Person
from onward.core.fields import DayField
from onward.core.forms import Form
from onward.counselling.selectors import Going, Proposal
from onward.counselling.wording import words_of_fit
from onward.programmes.models import HandedOver

STAYS = _("Leave for now")


class HandOverForm(Form):
    """The days, and a colleague for each person: the proposed one unless the coordinator chooses another."""

    from_on = DayField(label=_("Away from"))
    until_on = DayField(
        label=_("Last day of the absence"),
        required=False,
        help_text=_("Leave it empty while nobody knows. Why, is asked nowhere."),
    )

    def __init__(self, *args, proposal: Proposal, today: date, **kwargs):
        super().__init__(*args, initial=_days(proposal, today), **kwargs)
        self.proposal = proposal
        for going in proposal.going:
            self.fields[_name(going)] = forms.ChoiceField(
                label=going.programme.candidate.name,
                required=False,
                choices=[*self._choices(going), ("", STAYS)],
                initial=str(going.best.colleague.key) if going.best else "",
                widget=forms.Select({"aria-label": going.programme.candidate.name, "class": "ds-input"}),
            )

    def _choices(self, going: Going) -> list[tuple[str, str]]:
        people, language = self.proposal.people, going.programme.candidate.get_language_display()
        return [
            (str(fit.colleague.key), words_of_fit(people[fit.colleague.key].name, language, fit)) for fit in going.fits
        ]

    def rows(self) -> Iterator[tuple[Going, forms.BoundField]]:
        for going in self.proposal.going:
            yield going, self[_name(going)]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        choices: dict[uuid.UUID, Person] = {}
        for going in self.proposal.going:
            chosen = cleaned.pop(_name(going), "")
            if chosen:
                choices[going.programme.pk] = self.proposal.people[uuid.UUID(chosen)]
        return {**cleaned, "choices": choices}


def _days(proposal: Proposal, today: date) -> dict[str, date]:
    """From today while nobody knows until when; else as the absence says that stands."""
    standing = proposal.standing
    if standing is None:
        return {"from_on": today}
    last = timezone.localdate(standing.ends_at - timedelta(seconds=1))
    return {"from_on": timezone.localdate(standing.starts_at), "until_on": last}


def _name(going: Going) -> str:
    return f"to_{going.programme.pk.hex}"


class HandBackForm(Form):
    """Who goes back; everybody is ticked, because everybody was told that it is for a while."""

    coming = forms.MultipleChoiceField(
        label=_("These people go back"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, lines: list[HandedOver], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coming"].choices = [
            (
                str(line.pk),
                _("%(name)s, now with %(helper)s")
                % {"name": line.programme.candidate.name, "helper": line.programme.counsellor.name},
            )
            for line in lines
        ]
        self.initial["coming"] = [str(line.pk) for line in lines]

    def clean_coming(self) -> set[uuid.UUID]:
        return {uuid.UUID(key) for key in self.cleaned_data["coming"]}
