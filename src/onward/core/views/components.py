"""Every component in every state on one page, to look at and to test. Only in the demo or with DEBUG."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from onward.core.access import public
from onward.core.fields import ClockField, DayField, PhoneField, Tiles
from onward.core.forms import FilterForm, Form
from onward.core.samples import SAMPLES

SCHEMES = ("auto", "light", "dark")
BASES = {"usual": "base.html", "wide": "base_wide.html", "narrow": "base_narrow.html"}
TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class SampleContact:
    since: date
    until: date
    today: date
    held: list[date]
    booked: list[date]
    gap_since: date | None


class SampleForm(Form):
    """One of each kind of question."""

    about_self = True
    optional_words = _("if you like")

    reach = forms.EmailField(
        label=_("Your own e-mail address"), help_text=_("Rather not the one at work: it ends soon.")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    code = forms.CharField(
        label=_("Code from the letter"), max_length=11, widget=forms.TextInput({"class": "on-code"})
    )
    day = DayField(label=_("Day"), help_text=_("For example 26 11 2026."))
    time = ClockField(label=_("Time"))
    place = forms.ChoiceField(label=_("Place"), choices=[("office", "Aarhus, Store Torv"), ("video", "Video")])
    how = forms.ChoiceField(
        label=_("How would you like to talk?"),
        widget=Tiles(long=True),
        choices=[("phone", _("By phone")), ("video", _("By video")), ("office", _("At our office"))],
    )
    slot = forms.ChoiceField(
        label=_("When does it suit you?"),
        widget=Tiles,
        choices=[
            ("25.11.", [("a", "09:30"), ("b", "13:00"), ("c", "16:15")]),
            ("26.11.", [("d", "10:00"), ("e", "11:30")]),
        ],
    )
    double = forms.ChoiceField(
        label=_("Twice in the list"), widget=forms.RadioSelect, choices=[("1", _("Keep one")), ("2", _("Keep both"))]
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("da", "Dansk"), ("en", "English"), ("nl", "Nederlands"), ("nb", "Norsk")],
    )
    words = forms.CharField(label=_("Anything else?"), required=False, widget=forms.Textarea({"rows": 3}))
    file = forms.FileField(label=_("The list"), required=False, help_text=_("XLSX or CSV, at most 10 MB."))
    health = forms.BooleanField(
        label=_("You may keep what I tell about my health"),
        required=False,
        help_text=_("You need not, and you can take it back at any time."),
    )


class SampleFilter(FilterForm):
    name = forms.CharField(label=_("Name"), max_length=40)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), ("open", _("Under way"))])


def sample_contacts() -> list[SampleContact]:
    """A strip with nothing, one with a gap, one in rhythm."""
    since, until = TODAY - timedelta(weeks=6), TODAY + timedelta(weeks=2)
    held = [TODAY - timedelta(days=days) for days in (38, 27, 13)]
    booked = [TODAY + timedelta(days=3)]
    return [
        SampleContact(since, until, TODAY, [], [], TODAY - timedelta(days=5)),
        SampleContact(since, until, TODAY, held[:2], [], held[1]),
        SampleContact(since, until, TODAY, held, booked, None),
    ]


def sample_form(*, wrong: bool) -> SampleForm:
    """Empty, or sent with answers that cannot be taken."""
    if not wrong:
        return SampleForm(initial={"day": TODAY, "how": "phone", "slot": "b", "double": "1"})
    sent = {
        "w-reach": "saskia@",
        "w-phone": "12",
        "w-day_day": "31",
        "w-day_month": "2",
        "w-day_year": "2027",
        "w-time": "25",
    }
    return SampleForm(sent, prefix="w")


def choice(request, name: str, allowed, default: str) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in allowed else default


def sample_context(language: str) -> dict:
    """Everything the page shows, in one language."""
    words = SAMPLES[language]
    refused = SampleFilter({}, prefix="r")
    refused.add_error(None, words["refused"])
    return {
        "s": words,
        "empty_form": sample_form(wrong=False),
        "wrong_form": sample_form(wrong=True),
        "refused_form": refused,
        "filter": SampleFilter(prefix="f"),
        "contacts": sample_contacts(),
        "page": Paginator(range(120), 25).page(2),
        "course": list(zip(words["phases"], words["questions"], strict=True)),
        "notices": [
            Message(constants.SUCCESS, words["saved"]),
            Message(constants.WARNING, words["refused"]),
            Message(constants.ERROR, words["broken"]),
        ],
    }


@public(reason="Developers look at every component; the page exists only in the demo and holds made-up words alone.")
@require_GET
def gallery(request):
    """`?lang=da|en|nb|nl&scheme=auto|light|dark&frame=usual|wide|narrow`, for people and for tests."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    language = choice(request, "lang", SAMPLES, "en")
    chosen = {
        "base_template": BASES[choice(request, "frame", BASES, "usual")],
        "color_scheme": choice(request, "scheme", SCHEMES, "auto"),
    }
    with translation.override(language):
        return render(request, "core/components.html", sample_context(language) | chosen)
