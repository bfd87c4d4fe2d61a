"""What both audiences' pages share: where one is, the log of reading, and an action that may be refused."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.core import content
from onward.core.access import Role
from onward.core.content_schema import Consent
from onward.core.context import provider
from onward.core.errors import Refused
from onward.core.forms import Form
from onward.landing import actions, selectors
from onward.landing.enums import WORK
from onward.landing.forms import LandingForm, LossForm, TellForm
from onward.landing.models import Landing
from onward.landing.privacy import THING
from onward.privacy.access_log import note_reading
from onward.programmes import clock
from onward.programmes.enums import FactKind, Phase
from onward.programmes.models import Programme


@dataclass(frozen=True)
class Place:
    """One programme's landing and its addresses, as the person who acts reaches them."""

    request: object
    programme: Programme

    @property
    def is_own(self) -> bool:
        return self.request.actor.role == Role.CANDIDATE

    def to(self, name: str) -> str:
        if self.is_own:
            return reverse(f"landing:{name}")
        return reverse(f"landing:desk_{name}", args=[self.programme.pk])

    @cached_property
    def story(self) -> selectors.Story:
        return selectors.story(self.request.actor, self.programme)

    @property
    def standing(self) -> Landing:
        if self.story.standing is None:
            raise Http404
        return self.story.standing

    @cached_property
    def addresses(self) -> dict[str, str]:
        names = ("mine", "new", "change", "consents", "tell", "untell", "show_phase", "hide_phase", "lost")
        return {name: self.to(name) for name in names}

    @property
    def today(self) -> date:
        return clock.local_day(self.programme, timezone.now())


def shown(place: Place, template: str, context: dict):
    """A page in the time of the office that serves the candidate; a counsellor's reading is noted."""
    programme, request = place.programme, place.request
    note_reading(request.actor, THING, about=programme.candidate_id, at=timezone.now(), programme=programme.pk)
    if "form" in context and not place.is_own:
        context["form"].optional_words = Form.optional_words  # "if you like" is said to candidates
    context = {
        "place": place,
        "to": place.addresses,
        "programme": programme,
        "counsellor": programme.counsellor.first_name if programme.counsellor else _("Your counsellor"),
        "story": place.story,
        **context,
    }
    with timezone.override(ZoneInfo(programme.office.timezone)):
        return render(request, f"landing/{template}.html", context)


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


def carried_out(request, words, action, **given) -> None:
    """Run an action that asks nothing more, and say so; a refusal is said instead."""
    try:
        action(by=request.actor, at=timezone.now(), **given)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, words)


def consent_words(kind: str, place: Place) -> Consent:
    """The wording of a consent with the names of those concerned."""
    wording = content.consent(kind, place.request.LANGUAGE_CODE)
    names = {"employer": place.programme.employer.name, "provider": provider().name}
    return content.fill(wording, {name: names[name] for name in content.placeholders(wording)})


# Pages that candidate and counsellor fill in alike ----------------------------------------------------------------


def tell_landing(place: Place):
    request, programme = place.request, place.programme
    form = LandingForm(posted(request), country=programme.office.country, on=place.today)
    if done(request, form, actions.record_landing, programme=programme):
        messages.success(request, _("It is noted. The former employer learns nothing of it."))
        return redirect(place.to("mine"))
    return shown(place, "write", {"form": form})


def change(place: Place):
    request, landing = place.request, place.standing
    form = LandingForm(
        posted(request),
        initial=LandingForm.initial_of(landing),
        country=place.programme.office.country,
        on=landing.starts_on,
    )
    if done(request, form, actions.change_landing, landing=landing):
        messages.success(request, _("It is stored. Calls that are still to come have moved along."))
        return redirect(place.to("mine"))
    return shown(place, "write", {"form": form, "landing": landing})


def consents(place: Place):
    """What the former employer may know beyond the table, what it was told before, and who there has seen it."""
    standing = place.story.standing
    context = {
        "knows": selectors.employer_knows(place.request.actor, place.programme),
        "can_tell": standing is not None and standing.kind in WORK,
        "standing": standing,
        "job": consent_words("widen_job", place),
        "phase": consent_words("widen_phase", place),
        "phase_now": Phase(place.programme.phase).label,
        "phase_says_job": place.programme.phase == Phase.LANDING,
    }
    return shown(place, "consents", context)


def tell(place: Place):
    request, landing = place.request, place.standing
    wording = consent_words("widen_job", place)
    knows = selectors.employer_knows(request.actor, place.programme)
    parts = [part.value for part in knows.job.parts] if knows and knows.job else []
    form = TellForm(posted(request), initial={"parts": parts})
    if done(request, form, actions.tell_employer, landing=landing, wording=wording.version):
        messages.success(request, _("From now on the former employer's page says so. One tap takes it back."))
        return redirect(place.to("consents"))
    return shown(place, "tell", {"form": form, "wording": wording, "landing": landing})


def stop_telling(place: Place, kind: FactKind):
    words = _("Taken back. From this moment the page no longer says so.")
    carried_out(place.request, words, actions.stop_telling, programme=place.programme, kind=kind)
    return redirect(place.to("consents"))


def show_phase(place: Place):
    wording = consent_words("widen_phase", place).version
    words = _("From now on the former employer's page says so. One tap takes it back.")
    carried_out(place.request, words, actions.show_phase, programme=place.programme, wording=wording)
    return redirect(place.to("consents"))


def lost(place: Place):
    request, landing = place.request, place.standing
    form = LossForm(posted(request))
    if done(request, form, actions.record_loss, landing=landing):
        messages.success(request, _("It is noted. What is left of the programme goes on."))
        return redirect(place.to("mine"))
    left = selectors.left_of(request.actor, place.programme, timezone.now())
    return shown(place, "lost", {"form": form, "left": left, "landing": landing})
