"""One question at a time about a programme: what staff do to it, each with its form, its words and its action."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.core.forms import Form
from onward.programmes import actions, clock, forms, selectors
from onward.programmes.views.answers import carried_out


@dataclass(frozen=True, slots=True)
class Deed:
    """What a page asks, what its button says, and what was done."""

    form: type[Form]
    action: Callable
    title: Promise
    button: Promise
    done: Promise
    lead: Promise | str = ""
    wants_actor: bool = False
    wants_room: bool = False


ASSIGN = Deed(
    forms.CounsellorForm,
    actions.assign_counsellor,
    _("Who helps this person?"),
    _("Choose"),
    _("The counsellor is told that somebody waits."),
    wants_actor=True,
)
ATTEMPT = Deed(
    forms.AttemptForm,
    actions.record_attempt,
    _("Note how you tried to reach the person"),
    _("Note it"),
    _("Noted."),
)
TALK = Deed(
    forms.TalkForm,
    actions.record_first_contact,
    _("We have spoken"),
    _("Stop the clock"),
    _("Noted. The clock of the first contact has stopped."),
    _("A talk both ways, by phone, by video or face to face."),
)
IDENTITY = Deed(
    forms.NothingForm,
    actions.confirm_identity,
    _("Is this the person?"),
    _("I have heard the voice: this is the person"),
    _("Confirmed. The account opens the programme from now on."),
    _("The letter passed through other hands. Until you confirm it, the account shows only what its own user wrote."),
)
PAUSE = Deed(
    forms.PauseForm,
    actions.pause_programme,
    _("Pause the programme"),
    _("Pause it"),
    _("The days of the pause do not count."),
)
RESUME = Deed(
    forms.ResumeForm,
    actions.resume_programme,
    _("End the pause"),
    _("Go on"),
    _("The programme goes on. The last day has moved."),
)
EXTEND = Deed(
    forms.ExtendForm,
    actions.extend_programme,
    _("Extend the programme"),
    _("Add the days"),
    _("The days are added."),
)
START = Deed(
    forms.StartForm,
    actions.agree_start,
    _("From when do the months run?"),
    _("Store the day"),
    _("The months run from that day."),
)
CLOSE = Deed(
    forms.CloseForm,
    actions.close_programme,
    _("End the programme"),
    _("End it"),
    _("The programme has ended. What is left of it stays, should it be needed again."),
    _("The employer sees that it has ended: not why, and not where to."),
)
REOPEN = Deed(
    forms.NothingForm,
    actions.reopen_programme,
    _("Open the programme again"),
    _("Open it again"),
    _("The programme goes on from today. The days in between do not count."),
    _("What is left of months and hours goes on from today. The employer sees that it is under way again."),
)
REISSUE = Deed(
    forms.NothingForm,
    actions.reissue_invitation,
    _("Give a new code"),
    _("Make a new code"),
    _("There is a new code. It works once, for 21 days. The letter can be printed again."),
    _(
        "The code from before ends, and whoever used it is signed out. "
        "Where the list holds a private address, the new code is sent there too."
    ),
)
START_OVER = Deed(
    forms.NothingForm,
    actions.start_over,
    _("Close this account and give a new code"),
    _("Close it and make a new code"),
    _("The account is closed, and there is a new code. Print the letter and send it by post."),
    _(
        "For when somebody else may be in it, or the person cannot get in any more. Whoever is signed in is out at "
        "once; address, phone, passkeys and password go. Nothing that was written is lost. After the new code the "
        "account shows only what is written from then on, until the counsellor has heard the voice again."
    ),
)
BOOK = Deed(
    forms.BookForm,
    actions.book_hours,
    _("Book time"),
    _("Book it"),
    _("Booked. The candidate can confirm it."),
    _("Meetings book their own time. This is for what was done beside them."),
    wants_room=True,
)

OFFICE_DEEDS = {
    "assign": ASSIGN,
    "attempt": ATTEMPT,
    "talk": TALK,
    "pause": PAUSE,
    "resume": RESUME,
    "extend": EXTEND,
    "start": START,
    "close": CLOSE,
    "reopen": REOPEN,
    "reissue": REISSUE,
    "start_over": START_OVER,
    "book": BOOK,
}
DESK_DEEDS = {name: deed for name, deed in OFFICE_DEEDS.items() if name != "assign"} | {"identity": IDENTITY}


def do(request: HttpRequest, programme, name: str, deeds: dict[str, Deed], back: str) -> HttpResponse:
    """Ask, and do. back: the name of the page that shows the programme."""
    if name not in deeds:
        raise Http404
    deed = deeds[name]
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    extra = {"actor": request.actor} if deed.wants_actor or deed.wants_room else {}
    if deed.wants_actor:
        extra |= {"office": found.office, "language": found.candidate.language}
    if deed.wants_room:
        extra |= {"programme": found, "today": clock.local_day(found, timezone.now())}
    form = deed.form(request.POST if request.method == "POST" else None, **extra)
    if carried_out(request, form, deed.action, programme=found):
        messages.success(request, deed.done)
        return redirect(back, programme=found.pk)
    about = {"form": form, "deed": deed, "programme": found, "back": back}
    return render(request, "programmes/staff/deed.html", about)
