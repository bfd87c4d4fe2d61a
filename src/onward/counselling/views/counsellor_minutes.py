"""The page of one meeting: preparation on the left, minutes and plan on the right, shared with one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.meetings import AdditionForm, DraftForm, HourForm, NoteForm
from onward.counselling.forms.plan import PlanForms, typed_of, words_of
from onward.counselling.forms.preparation import BeforehandForm
from onward.counselling.forms.steps import StepForm
from onward.counselling.views.counsellor import ONLY_ME
from onward.counselling.views.counsellor_meetings import of_meeting
from onward.counselling.views.drafts import kept_draft
from onward.counselling.views.warnings import is_seen, warning_in, words_in
from onward.privacy.access_log import note_reading
from onward.programmes.enums import HourKind, Phase
from onward.scheduling.enums import AppointmentState

SHARES = {"share", "held"}


@of_meeting
@require_http_methods(["GET", "POST"])
def meeting(request, meeting):
    """One form for text, plan and sharing: whatever button is pressed, everything typed is kept first."""
    now = timezone.now()
    minutes = selectors.minutes_of(request.actor, meeting)
    prep = selectors.preparation(request.actor, meeting, language=translation.get_language(), at=now)
    forms = _forms(request, meeting, minutes, prep)
    if request.method == "POST" and _written(request, meeting, forms):
        return redirect(f"{reverse('counselling:meeting', args=[meeting.pk])}{'#plan' * ('more' in request.POST)}")
    if request.method == "POST":
        minutes = selectors.minutes_of(request.actor, meeting)  # the text has been kept in the meantime
    return _page(request, meeting, minutes, prep, forms)


def _forms(request, meeting, minutes, prep):
    """What can be written here. The plan is read only when it is shared: half a row is fine until then."""
    data = request.POST if request.method == "POST" else None
    pressed = data or {}
    draft = {"text": minutes.text, "version": minutes.version} if minutes else {"version": 1}
    typed = typed_of(pressed) if "version" in pressed else minutes.plan if minutes else {}
    name = meeting.programme.candidate.first_name
    return {
        "draft": DraftForm(data if "version" in pressed else None, initial=draft),
        "plan": PlanForms(typed, prep.still_open, is_bound="share" in pressed),
        "step": StepForm(data if "add" in pressed else None, name=name, prefix="step"),
        "hour": HourForm(data if SHARES & set(pressed) else None, initial=_proposed_hour(meeting)),
    }


def _proposed_hour(meeting):
    appointment = meeting.appointment
    landed = meeting.programme.phase == Phase.LANDING
    return {
        "minutes": round((appointment.ends_at - appointment.starts_at).total_seconds() / 60),
        "kind": HourKind.AFTERCARE if landed else HourKind.INDIVIDUAL,
    }


def _written(request, meeting, forms):
    """Keep the text, then do what the button says. False: there is something to look at first."""
    draft, pressed = forms["draft"], request.POST
    try:
        if draft.is_bound and not (draft.is_valid() and _kept(request, meeting, draft)):
            return False
        if "add" in pressed:
            return _step_added(request, meeting, forms)
        if "share" in pressed and not (forms["plan"].is_valid() and _looked_at(request, meeting, forms)):
            return False
        if SHARES & set(pressed):
            return _concluded(request, meeting, forms, share="share" in pressed)
    except Refused as refusal:
        draft.add_error(None, str(refusal)) if draft.is_bound else messages.warning(request, str(refusal))
        return False
    if "more" not in pressed:
        messages.success(request, _("The draft is kept. Only you see it."))
    return True


def _kept(request, meeting, draft):
    plan = typed_of(request.POST)
    saved = actions.save_minutes(by=request.actor, meeting=meeting, plan=plan, at=timezone.now(), **draft.cleaned_data)
    if saved.aside:
        messages.warning(request, _("Another window has saved these minutes meanwhile. Both texts are kept."))
    return True


def _looked_at(request, meeting, forms):
    """Words that warn have been seen on the page, these very ones; then it is shared, whatever they are."""
    return is_seen(request, _warning(meeting, forms["draft"].cleaned_data["text"], forms["plan"].typed))


def _warning(meeting, text, typed):
    return warning_in(meeting.programme.candidate, [text, *words_of(typed)], is_draft=True)


def _step_added(request, meeting, forms):
    """One more step in a plan that the candidate has already, so it warns like sharing does."""
    form = forms["step"]
    if not form.is_valid():
        return False
    forms["warning"] = warning_in(meeting.programme.candidate, words_in(form.cleaned_data))
    if not is_seen(request, forms["warning"]):
        return False
    actions.add_step(
        by=request.actor, programme=meeting.programme, meeting=meeting, at=timezone.now(), **form.cleaned_data
    )
    return True


def _concluded(request, meeting, forms, *, share):
    """Held, with its line in the account, and shared if asked."""
    by, now, hour = request.actor, timezone.now(), forms["hour"]
    plan = forms["plan"].plan if share else None
    if meeting.appointment.state == AppointmentState.BOOKED:
        if not hour.is_valid():
            return False
        actions.conclude_meeting(by=by, meeting=meeting, share=share, plan=plan, at=now, **hour.cleaned_data)
    elif share:
        actions.share_minutes(by=by, minutes=selectors.minutes_of(by, meeting), plan=plan, at=now)
    name = meeting.programme.candidate.first_name
    if share:
        messages.success(
            request, _("Shared with %(name)s, who is told that there is something, without content.") % {"name": name}
        )
    else:
        messages.success(request, _("Noted: the meeting was held. The minutes are still a draft."))
    return True


def _page(request, meeting, minutes, prep, forms):
    by, now, programme = request.actor, timezone.now(), meeting.programme
    draft = None if minutes and minutes.is_shared else forms["draft"]  # what is shared warns no more
    note_reading(by, "minutes", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {
        "meeting": meeting,
        "programme": programme,
        "person": programme.candidate,
        "number": prep.talks.number,
        "prep": prep,
        "minutes": minutes,
        "remarks": selectors.remarks(by, minutes) if minutes and minutes.is_shared else (),
        "notes": selectors.notes(by, programme.pk).filter(meeting=meeting.pk),
        "entry": prep.entry,
        "coming": prep.talks.following,
        "note_form": NoteForm(label=ONLY_ME),
        "addition_form": AdditionForm(),
        "kept": kept_draft(request, meeting.pk, reverse("counselling:autosave", args=[meeting.pk])),
        "warning": _warning(meeting, draft["text"].value() or "", forms["plan"].typed) if draft else {"parts": ()},
        "remark_warning": {"parts": ()},
        **_standing(meeting.appointment, now),
        **forms,
    }
    return render(request, "counselling/counsellor/meeting.html", page)


def _standing(appointment, now):
    is_booked = appointment.state == AppointmentState.BOOKED
    return {
        "has_begun": appointment.starts_at <= now,
        "is_booked": is_booked,
        "is_held": appointment.state == AppointmentState.HELD,
        "is_writable": is_booked and appointment.ends_at > now,
    }


@of_meeting
@require_POST
def autosave(request, meeting):
    """The draft, every few seconds; answers when it was kept, what warns, or that another window wrote too."""
    form, typed = DraftForm(request.POST), typed_of(request.POST)
    said = {"saved": None, "refused": "", "now": timezone.now(), "person": meeting.programme.candidate}
    if form.is_valid():
        try:
            said["saved"] = actions.save_minutes(
                by=request.actor, meeting=meeting, plan=typed, at=said["now"], **form.cleaned_data
            )
        except Refused as refusal:
            said["refused"] = str(refusal)
        said["warning"] = _warning(meeting, form.cleaned_data["text"], typed)
    return render(request, "counselling/counsellor/saved.html", said)


@of_meeting
@require_POST
def put_together(request, meeting):
    """End the matter of two texts."""
    minutes = selectors.minutes_of(request.actor, meeting)
    if minutes is not None:
        actions.put_together(by=request.actor, minutes=minutes, keep="keep" in request.POST, at=timezone.now())
    return redirect("counselling:meeting", meeting.pk)


@of_meeting
@require_POST
def remark(request, meeting):
    """Add to minutes that are shared: a correction is a new sentence, not a new text. Words warn as in the minutes."""
    form, minutes, now = AdditionForm(request.POST), selectors.minutes_of(request.actor, meeting), timezone.now()
    if minutes is not None and form.is_valid():
        warning = warning_in(meeting.programme.candidate, words_in(form.cleaned_data))
        if not is_seen(request, warning):
            prep = selectors.preparation(request.actor, meeting, language=translation.get_language(), at=now)
            forms = {**_forms(request, meeting, minutes, prep), "addition_form": form, "remark_warning": warning}
            return _page(request, meeting, minutes, prep, forms)
        actions.add_remark(by=request.actor, minutes=minutes, at=now, **form.cleaned_data)
        messages.success(request, _("Added below the minutes."))
    return redirect("counselling:meeting", meeting.pk)


@of_meeting
@require_POST
def note(request, meeting):
    form = NoteForm(request.POST, label=ONLY_ME)
    if form.is_valid():
        actions.write_note(
            by=request.actor,
            programme=meeting.programme,
            meeting=meeting,
            text=form.cleaned_data["note"],
            at=timezone.now(),
        )
        messages.success(request, _("The note is kept, for you alone."))
    return redirect("counselling:meeting", meeting.pk)


# Before -----------------------------------------------------------------------------------------------------------


@of_meeting
@require_GET
def preparation(request, meeting):
    """One sheet to print and write on."""
    now, programme = timezone.now(), meeting.programme
    note_reading(request.actor, "preparation", about=programme.candidate_id, programme=programme.pk, at=now)
    prep = selectors.preparation(request.actor, meeting, language=translation.get_language(), at=now)
    page = {
        "meeting": meeting,
        "programme": programme,
        "person": programme.candidate,
        "number": prep.talks.number,
        "prep": selectors.on_one_sheet(prep, meeting.about),
    }
    return render(request, "counselling/counsellor/preparation.html", page)


@of_meeting
@require_http_methods(["GET", "POST"])
def beforehand(request, meeting):
    """Write down what the candidate says on the phone; it stands there as hers, entered by the counsellor."""
    now, programme = timezone.now(), meeting.programme
    sent = selectors.beforehand(request.actor).filter(meeting=meeting.pk).first()
    initial = {name: getattr(sent, name) for name in ("went_well", "is_stuck", "wants")} if sent else None
    form = BeforehandForm(request.POST or None, initial=initial)
    warning = {"parts": ()}
    if form.is_valid():
        warning = warning_in(programme.candidate, form.answers.values(), standing=(initial or {}).values())
    if form.is_valid() and is_seen(request, warning):
        try:
            actions.send_beforehand(by=request.actor, meeting=meeting, answers=form.answers, at=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It stands in the preparation, and the candidate sees it."))
            return redirect("counselling:meeting", meeting.pk)
    note_reading(request.actor, "preparation", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {"form": form, "meeting": meeting, "programme": programme, "person": programme.candidate}
    return render(request, "counselling/counsellor/beforehand.html", {**page, "warning": warning})
