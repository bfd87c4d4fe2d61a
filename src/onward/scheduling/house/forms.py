from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.core.fields import ClockField, DayField
from onward.core.forms import Form


def _number(label, least: int, most: int, words="") -> forms.IntegerField:
    widget = forms.NumberInput({"size": 4, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, help_text=words)


class RulesForm(Form):
    """Within what candidates of an office book alone."""

    lead_hours = _number(_("At least so many hours ahead"), 0, 336)
    weeks_ahead = _number(_("At most so many weeks ahead"), 1, 26)
    change_hours = _number(
        _("Moved or cancelled until so many hours before"),
        0,
        168,
        _("Later the page asks to call and shows the number. What a late cancelling costs stands in the programme."),
    )
    minutes = _number(_("Length of a meeting in minutes"), 15, 180)
    step = forms.TypedChoiceField(
        label=_("A start every so many minutes"), coerce=int, choices=[(each, each) for each in (15, 20, 30, 60)]
    )
    most_coming = _number(_("Meetings booked ahead at most"), 1, 20)


class RoomForm(Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    seats = _number(_("Seats"), 1, 500)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class HoldForm(Form):
    """A room for something that is no meeting with a candidate."""

    room = forms.ChoiceField(label=_("Room"))
    day = DayField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    words = forms.CharField(
        label=_("For what"),
        help_text=_("Colleagues read it. Write no candidate’s name."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args, rooms, zone: ZoneInfo, **kwargs):
        super().__init__(*args, **kwargs)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"].choices = [(key, room.name) for key, room in self.rooms.items()]
        self.zone = zone

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        moments = [datetime.combine(cleaned["day"], cleaned[name], self.zone) for name in ("starts", "ends")]
        if moments[1] <= moments[0]:
            self.add_error("ends", _("The end is before the start."))
        return {
            "room": self.rooms[cleaned["room"]],
            "starts_at": moments[0],
            "ends_at": moments[1],
            "words": cleaned["words"],
        }


class ChooseRoomForm(Form):
    """The room of one appointment; an empty answer is none."""

    room = forms.ChoiceField(label=_("Room"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        words = [
            (str(room.pk), _("%(name)s, %(seats)d seats") % {"name": room.name, "seats": room.seats}) for room in rooms
        ]
        self.fields["room"].choices = [*words, ("", _("no room"))]
