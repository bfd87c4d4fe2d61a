"""Forms about the talk."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.fields import ClockField, DayField, Tiles
from onward.core.forms import Form
from onward.engagements.enums import TalkKind

NOBODY_YET = "nobody"


class PlanForm(Form):
    """When the talk is, what it is about, who holds it. A name written down goes before one that was chosen."""

    kind = forms.ChoiceField(label=_("What is the talk about?"), widget=Tiles(long=True))
    day = DayField(label=_("Day"))
    time = ClockField(label=_("Time"))
    manager = forms.ChoiceField(label=_("Who holds the talk?"), widget=forms.RadioSelect)
    new_name = forms.CharField(label=_("Name of the manager"), max_length=200, required=False)
    new_email = forms.EmailField(
        label=_("E-mail of the manager"),
        required=False,
        help_text=_("May be the address at work. The personal link is sent there when you say so, not before."),
    )
    new_language = forms.ChoiceField(label=_("Language of the manager"), choices=Language.choices)

    def __init__(self, *args, managers, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = [(str(each.pk), each.name) for each in managers]
        self.fields["kind"].choices = [(kind, capfirst(label)) for kind, label in TalkKind.choices]
        self.fields["manager"].choices = [*self.known, (NOBODY_YET, _("Not known yet"))]
        self.fields["manager"].required = bool(self.known)

    def clean(self):
        found = super().clean()
        if found.get("new_email") and not found.get("new_name"):
            self.add_error("new_name", _("Write the name of the manager who holds the talk."))
        return found

    @property
    def asks_for_new(self) -> bool:
        """Whether the fields for somebody else stand open."""
        written = any(self[name].value() for name in ("new_name", "new_email"))
        return not self.known or written or bool({"new_name", "new_email"} & self.errors.keys())

    @property
    def chosen(self) -> UUID | None:
        """The manager chosen among those known; None where nobody is, or where a name was written."""
        chosen = self.cleaned_data.get("manager")
        return None if chosen in ("", NOBODY_YET, None) else UUID(chosen)

    @property
    def new_manager(self) -> dict[str, str] | None:
        found = self.cleaned_data
        if not found["new_name"]:
            return None
        return {"name": found["new_name"], "email": found["new_email"], "language": found["new_language"]}

    def talk_at(self, zone: str) -> datetime:
        """The moment, in the time zone of the office that serves the person."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], ZoneInfo(zone))

    @staticmethod
    def initial_of(order, zone: str, language: str) -> dict:
        found = {"kind": order.plan_kind or TalkKind.DISMISSAL, "new_language": language}
        if order.talk_at:
            local = order.talk_at.astimezone(ZoneInfo(zone))
            found |= {"day": local.date(), "time": local.time()}
        return found | {"manager": str(order.manager_id or NOBODY_YET)}


class TickForm(Form):
    """The name, repeated: whoever ticks looks at whom it concerns."""

    repeated_name = forms.CharField(
        label=_("Write the name of the person"),
        max_length=260,
        help_text=_("Capitals and accents do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
