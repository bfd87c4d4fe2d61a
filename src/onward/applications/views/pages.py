"""What both audiences' pages share: where one is, the log of reading, and an action that may be refused."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.applications import actions
from onward.applications.attention import attention_of
from onward.applications.forms import ApplicationForm, ChangeForm, MoveForm
from onward.applications.models import Application
from onward.applications.privacy import THING
from onward.core.access import Role
from onward.core.errors import Refused
from onward.core.forms import Form
from onward.privacy.access_log import note_reading
from onward.programmes import clock
from onward.programmes.enums import State
from onward.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Place:
    """Addresses of one job search, as the person who acts reaches them."""

    programme: Programme
    is_own: bool

    @classmethod
    def of(cls, request, programme: Programme) -> "Place":
        return cls(programme, request.actor.role == Role.CANDIDATE)

    def to(self, name: str, application: Application | None = None) -> str:
        keys = [] if self.is_own else [self.programme.pk]
        if application is not None:
            keys.append(application.pk)
        return reverse(f"applications:{name}" if self.is_own else f"applications:desk_{name}", args=keys)

    @property
    def list(self) -> str:
        return self.to("list")

    @property
    def new(self) -> str:
        return self.to("new")

    @property
    def takes_more(self) -> bool:
        return self.programme.state != State.DECLINED


def today_of(programme: Programme):
    return clock.local_day(programme, timezone.now())


def shown(request, place: Place, template: str, context: dict):
    """A page in the time of the office that serves the candidate; a counsellor's reading is noted."""
    programme = place.programme
    note_reading(request.actor, THING, about=programme.candidate_id, at=timezone.now(), programme=programme.pk)
    if "form" in context and not place.is_own:
        context["form"].optional_words = Form.optional_words  # "if you like" is said to candidates
    with timezone.override(ZoneInfo(programme.office.timezone)):
        return render(request, f"applications/{template}.html", {"place": place, "programme": programme, **context})


def with_addresses(place: Place, rows):
    """Each application with the address of its own page."""
    for row in rows:
        row.address = place.to("open", row)
        row.asked_address = place.to("asked", row)
    return rows


def posted(request):
    """What was sent, also when that is nothing: an empty answer is an answer."""
    return request.POST if request.method == "POST" else None


def done(request, form, action, **given) -> bool:
    """Run an action with what the form read; a refusal becomes the form's words."""
    if not form.is_valid():
        return False
    try:
        action(by=request.actor, at=timezone.now(), **given, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def record(request, place: Place):
    form = ApplicationForm(posted(request))
    if done(request, form, actions.record_application, programme=place.programme):
        messages.success(request, _("It is written down."))
        return redirect(place.list)
    return shown(request, place, "write", {"form": form})


def open_one(request, place: Place, application: Application):
    form = MoveForm(posted(request), application=application)
    if done(request, form, actions.move_application, application=application):
        messages.success(request, _("It is stored."))
        return redirect(place.list)
    application.attention = attention_of(application, today_of(place.programme))
    context = {"form": form, "change": place.to("change", application), "delete": place.to("delete", application)}
    [application] = with_addresses(place, [application])
    return shown(request, place, "application", {"application": application, **context})


def change(request, place: Place, application: Application):
    form = ChangeForm(posted(request), initial=ChangeForm.initial_of(application))
    if done(request, form, actions.change_application, application=application):
        messages.success(request, _("It is stored."))
        return redirect(place.to("open", application))
    return shown(request, place, "write", {"form": form, "application": application})


def asked(request, place: Place, application: Application):
    try:
        actions.note_asking(by=request.actor, application=application, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Good. In three weeks this list asks again, not before."))
    return redirect(place.list)


def delete(request, place: Place, application: Application):
    if request.method == "POST":
        actions.delete_application(by=request.actor, application=application, at=timezone.now())
        messages.success(request, _("It is deleted."))
        return redirect(place.list)
    return shown(request, place, "delete", {"application": application})
