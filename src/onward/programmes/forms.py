"""Shape and language of input. Nothing here decides or stores."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onward.accounts.models import Office
from onward.core.access import Actor
from onward.core.fields import DayField, Tiles
from onward.core.formats import account_hours
from onward.core.forms import FilterForm, Form
from onward.core.ids import new_id
from onward.programmes import selectors
from onward.programmes.enums import (
    CHOSEN_REASONS,
    AttemptKind,
    HourAnswerKind,
    HourKind,
    LookReason,
    PauseReason,
    Phase,
    Presence,
    SheetCourse,
    State,
)
from onward.programmes.frozen import structure_of
from onward.programmes.models import Programme

REASONS = [(reason.value, PauseReason(reason).label) for reason in CHOSEN_REASONS]
LISTED = [State.INVITED, State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.ENDED, State.DECLINED]


class ProgrammeFilter(FilterForm):
    """What the coordinator's list shows."""

    name = forms.CharField(label=_("Name"), max_length=100)
    state = forms.ChoiceField(label=_("Shows"))
    counsellor = forms.ChoiceField(label=_("Counsellor"))

    def __init__(self, *args, counsellors, **kwargs):
        super().__init__(*args, **kwargs)
        states = [(state.value, state.label) for state in LISTED]
        self.fields["state"].choices = [("", _("all")), ("open", _("accepted or under way")), *states]
        self.fields["counsellor"].choices = [("", _("all")), ("none", _("nobody yet")), *counsellors]


class PeopleFilter(FilterForm):
    """What the employer's list shows."""

    name = forms.CharField(label=_("Name"), max_length=100)
    state = forms.ChoiceField(label=_("Shows"), choices=[("", _("all")), *SheetCourse.choices])


class CounsellorForm(Form):
    """Who helps this person: who fits first, with how much each has to do already. language: of the person."""

    counsellor = forms.ChoiceField(
        label=_("Counsellor"),
        help_text=_("Who speaks the language and works near stands first."),
        widget=Tiles(long=True),
    )

    def __init__(self, *args, actor: Actor, office: Office, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        loads = selectors.fitting(actor, office, language)
        self.people = {str(load.person.pk): load.person for load in loads}
        self.fields["counsellor"].choices = [(str(load.person.pk), _words_of_load(load)) for load in loads]

    def clean_counsellor(self):
        return self.people[self.cleaned_data["counsellor"]]


def _words_of_load(load: selectors.Load) -> str:
    # Translators: a counsellor with her office, and how many people she helps now
    words = ngettext("%(name)s, helps %(count)s person", "%(name)s, helps %(count)s people", load.open)
    name = f"{load.person.name}, {load.offices}" if load.offices else load.person.name
    return words % {"name": name, "count": load.open}


class CapacityForm(Form):
    weekly_hours = forms.IntegerField(
        label=_("Hours a week for candidates"),
        min_value=0,
        max_value=40,
        help_text=_("Meetings with what comes before and after. One meeting takes about an hour and a quarter."),
    )


class AttemptForm(Form):
    kind = forms.ChoiceField(
        label=_("What did you do?"),
        choices=AttemptKind.choices,
        widget=Tiles(long=True),
        help_text=_("Only a talk both ways stops the clock."),
    )


class TalkForm(Form):
    """The first talk, and whose voice it was."""

    confirms_identity = forms.BooleanField(
        label=_("I have heard that this is the person"),
        required=False,
        help_text=_("From then on the account opens the programme. Until then it shows only what its own user wrote."),
    )


class PauseForm(Form):
    from_on = DayField(label=_("First day of the pause"))
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it is over already. Leave it empty if it goes on.")
    )
    reason = forms.ChoiceField(
        label=_("Class of reason"),
        choices=REASONS,
        widget=Tiles,
        help_text=_("Only the class is kept. Write the reason itself nowhere."),
    )


class ResumeForm(Form):
    last_day = DayField(label=_("Last day of the pause"))


class ExtendForm(Form):
    days = forms.IntegerField(label=_("Days more"), min_value=1, max_value=366)
    reason = forms.ChoiceField(label=_("Class of reason"), choices=REASONS, widget=Tiles)


class StartForm(Form):
    on = DayField(label=_("The months run from"))


class CloseForm(Form):
    ended_on = DayField(label=_("Last day of the programme"))


class NothingForm(Form):
    """A deed that asks nothing but the button."""


class BookForm(Form):
    """Time beside the meetings. key: of the line to be, so that a form sent twice books once."""

    kind = forms.ChoiceField(label=_("Kind"), widget=Tiles, initial=HourKind.INDIVIDUAL)
    presence = forms.ChoiceField(label=_("Who was there?"), widget=Tiles(long=True))
    held_on = DayField(label=_("Day"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=720)
    reason = forms.CharField(
        label=_("Reason, where it is more than is left"),
        required=False,
        max_length=300,
        help_text=_("The candidate reads it. Nothing about health."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, actor: Actor, programme: Programme, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        structure = structure_of(programme)
        left_out = set()
        if not structure["group_hours"]:
            left_out.add(HourKind.GROUP)
        if programme.phase != Phase.LANDING and programme.state != State.ENDED:
            left_out.add(HourKind.AFTERCARE)
        if not structure["missed_meeting_books_time"]:
            left_out.add(Presence.NOT_THERE)
        self.fields["kind"].choices = [each for each in HourKind.choices if each[0] not in left_out]
        self.fields["presence"].choices = [each for each in Presence.choices if each[0] not in left_out]
        self.fields["key"].initial = new_id
        self.fields["minutes"].help_text = _words_of_room(selectors.room_for_hours(actor, programme, today))


def _words_of_room(room: selectors.Room | None) -> str:
    if room is None:
        return ""
    words = {"all": account_hours(room.of_package), "period": account_hours(room.in_period or 0)}
    if room.in_period is None:
        return _("%(all)s hours are left of those bought.") % words
    return _("%(period)s hours are left of this period, %(all)s of those bought.") % words


class CorrectForm(Form):
    minutes = forms.IntegerField(
        label=_("Right number of minutes"), min_value=0, max_value=720, help_text=_("0 if it was not delivered.")
    )
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300, help_text=_("The candidate reads it."))
    beyond = forms.BooleanField(label=_("It may go beyond the hours that are left"), required=False)


class ReplyForm(Form):
    """An answer to what was called not right."""

    words = forms.CharField(
        label=_("What have you found out or agreed?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The candidate reads it. Nothing about health."),
    )


class SaidForm(Form):
    """What a candidate says to a line by phone or in a meeting."""

    answer = forms.ChoiceField(label=_("The line is"), choices=HourAnswerKind.choices, widget=Tiles)
    remark = forms.CharField(
        label=_("What is not right?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class SpanForm(FilterForm):
    """From which day to which."""

    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))


class DisputeForm(Form):
    remark = forms.CharField(
        label=_("What is not right?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Your counsellor reads it, and whoever coordinates. Your former employer does not."),
    )


# Looking through a file -------------------------------------------------------------------------------------------

NOBODY = _("We find nobody of this name in your office. Write first and last name as the programme has them.")


class WhoseForm(Form):
    """Whose file: the whole name, because there is no list of other people's candidates."""

    name = forms.CharField(label=_("First and last name"), max_length=250)


class LookForm(Form):
    """Why and for how long."""

    reason = forms.ChoiceField(label=_("What for?"), choices=LookReason.choices, widget=Tiles(long=True))
    words = forms.CharField(
        label=_("In a sentence"),
        help_text=_("The candidate reads it in the log."),
        max_length=200,
        min_length=10,
        error_messages={"min_length": _("Say in a sentence why. The candidate reads it.")},
    )
    lasts = forms.ChoiceField(
        label=_("For how long?"),
        choices=[("hour", _("one hour")), ("day", _("one day")), ("week", _("one week"))],
        initial="hour",
        widget=Tiles(),
    )
