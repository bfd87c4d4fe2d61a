"""The counsellor's meetings: prepare and write on one page, book, move, cancel, missed."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, course, selectors
from onward.counselling.forms.meetings import AboutForm, AdditionForm, DraftForm, HourForm, NoteForm
from onward.counselling.forms.steps import StepForm
from onward.counselling.views import booking
from onward.counselling.views.counsellor import ONLY_ME, of_programme
from onward.privacy.access_log import note_reading
from onward.programmes.enums import HourKind, Phase
from onward.programmes.selectors import hour_entries
from onward.scheduling.enums import AppointmentState


def of_meeting(view):
    """Hand the view a meeting of an own candidate, in the time of the office; all others do not exist."""

    @audience(Role.COUNSELLOR)
    @wraps(view)
    def guarded(request, meeting, *args, **kwargs):
        found = get_object_or_404(selectors.meetings(request.actor), pk=meeting)
        with timezone.override(found.programme.office.timezone):
            return view(request, found, *args, **kwargs)

    return guarded


@audience(Role.COUNSELLOR)
@require_GET
def of_appointment(request, appointment):
    """From the calendar, which knows when and who and never why."""
    found = selectors.meeting_of_appointment(request.actor, appointment)
    if found is None:
        trial = get_object_or_404(selectors.trials(request.actor), appointment=appointment)
        return redirect("counselling:trial", trial.pk)
    return redirect("counselling:move" if request.GET.get("to") == "move" else "counselling:meeting", found.pk)


# Read on the left, write on the right -----------------------------------------------------------------------------


@of_meeting
@require_http_methods(["GET", "POST"])
def meeting(request, meeting):
    """One form for text, steps and sharing: whatever button is pressed, the text is kept first."""
    minutes = selectors.minutes_of(request.actor, meeting)
    forms = _forms(request, meeting, minutes)
    if request.method == "POST" and _written(request, meeting, forms):
        return redirect("counselling:meeting", meeting.pk)
    if request.method == "POST":
        minutes = selectors.minutes_of(request.actor, meeting)  # the text has been kept in the meantime
    return _page(request, meeting, minutes, forms)


def _forms(request, meeting, minutes):
    """What can be written here. Only the part whose button was pressed is read."""
    data = request.POST if request.method == "POST" else None
    pressed = data or {}
    draft = {"text": minutes.text, "version": minutes.version} if minutes else {"version": 1}
    return {
        "draft": DraftForm(data if "version" in pressed else None, initial=draft),
        "step": StepForm(
            data if "add" in pressed else None, name=meeting.programme.candidate.first_name, prefix="step"
        ),
        "hour": HourForm(data if {"share", "held"} & set(pressed) else None, initial=_proposed_hour(meeting)),
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
            return _step_added(request, meeting, forms["step"])
        if "share" in pressed or "held" in pressed:
            return _concluded(request, meeting, forms["hour"], share="share" in pressed)
    except Refused as refusal:
        draft.add_error(None, str(refusal)) if draft.is_bound else messages.warning(request, str(refusal))
        return False
    messages.success(request, _("The draft is kept. Only you see it."))
    return True


def _kept(request, meeting, draft):
    saved = actions.save_minutes(by=request.actor, meeting=meeting, at=timezone.now(), **draft.cleaned_data)
    if saved.aside:
        messages.warning(request, _("Another window has saved these minutes meanwhile. Both texts are kept."))
    return True


def _step_added(request, meeting, form):
    if not form.is_valid():
        return False
    actions.add_step(
        by=request.actor, programme=meeting.programme, meeting=meeting, at=timezone.now(), **form.cleaned_data
    )
    return True


def _concluded(request, meeting, form, *, share):
    """Held, with its line in the account, and shared if asked."""
    by, now = request.actor, timezone.now()
    if meeting.appointment.state == AppointmentState.BOOKED:
        if not form.is_valid():
            return False
        actions.conclude_meeting(by=by, meeting=meeting, share=share, at=now, **form.cleaned_data)
    elif share:
        actions.share_minutes(by=by, minutes=selectors.minutes_of(by, meeting), at=now)
    name = meeting.programme.candidate.first_name
    if share:
        messages.success(
            request, _("Shared with %(name)s, who is told that there is something, without content.") % {"name": name}
        )
    else:
        messages.success(request, _("Noted: the meeting was held. The minutes are still a draft."))
    return True


def _page(request, meeting, minutes, forms):
    by, now, programme = request.actor, timezone.now(), meeting.programme
    note_reading(by, "minutes", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {
        "meeting": meeting,
        "programme": programme,
        "person": programme.candidate,
        "number": selectors.number_of(meeting),
        "prep": selectors.preparation(by, meeting, language=translation.get_language()),
        "minutes": minutes,
        "remarks": selectors.remarks(by, minutes) if minutes else (),
        "notes": selectors.notes(by, programme.pk).filter(meeting=meeting.pk),
        "entry": hour_entries(by).filter(meeting=meeting.pk).first(),
        "coming": _following(by, meeting, now),
        "has_begun": meeting.appointment.starts_at <= now,
        "is_booked": meeting.appointment.state == AppointmentState.BOOKED,
        "is_held": meeting.appointment.state == AppointmentState.HELD,
        "note_form": NoteForm(label=ONLY_ME),
        "addition_form": AdditionForm(),
        **forms,
    }
    return render(request, "counselling/counsellor/meeting.html", page)


def _following(by, meeting, now):
    """The meeting that the plan leads to: the next one that is booked after this one."""
    after = max(now, meeting.appointment.starts_at)
    booked = selectors.meetings(by, programme=meeting.programme_id).filter(appointment__state=AppointmentState.BOOKED)
    return booked.filter(appointment__starts_at__gt=after).first()


@of_meeting
@require_POST
def autosave(request, meeting):
    """The draft, every few seconds; answers with one line: when it was kept, or that another window wrote too."""
    form = DraftForm(request.POST)
    said = {"saved": None, "refused": "", "now": timezone.now()}
    if form.is_valid():
        try:
            said["saved"] = actions.save_minutes(
                by=request.actor, meeting=meeting, at=said["now"], **form.cleaned_data
            )
        except Refused as refusal:
            said["refused"] = str(refusal)
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
    """Add to minutes that are shared: a correction is a new sentence, not a new text."""
    form, minutes = AdditionForm(request.POST), selectors.minutes_of(request.actor, meeting)
    if minutes is not None and form.is_valid():
        actions.add_remark(by=request.actor, minutes=minutes, at=timezone.now(), **form.cleaned_data)
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


@of_meeting
@require_http_methods(["GET", "POST"])
def describe(request, meeting):
    """What a meeting that lies ahead is about, in a sentence that both read; nobody is sent it."""
    if meeting.appointment.state != AppointmentState.BOOKED:
        raise Http404
    now, programme = timezone.now(), meeting.programme
    form = AboutForm(request.POST or None, initial={"about": meeting.about})
    if form.is_valid():
        actions.describe_meeting(by=request.actor, meeting=meeting, at=now, **form.cleaned_data)
        messages.success(request, _("Kept. You both read it with the meeting."))
        return redirect("counselling:meeting", meeting.pk)
    note_reading(request.actor, "preparation", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {"form": form, "meeting": meeting, "programme": programme}
    return render(request, "counselling/counsellor/about.html", page)


@of_meeting
@require_GET
def preparation(request, meeting):
    """One sheet to print and write on."""
    now, programme = timezone.now(), meeting.programme
    note_reading(request.actor, "preparation", about=programme.candidate_id, programme=programme.pk, at=now)
    page = {
        "meeting": meeting,
        "programme": programme,
        "person": programme.candidate,
        "number": selectors.number_of(meeting),
        "prep": selectors.preparation(request.actor, meeting, language=translation.get_language()),
    }
    return render(request, "counselling/counsellor/preparation.html", page)


# Time -------------------------------------------------------------------------------------------------------------


@of_programme(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def book(request, programme):
    """Any time at all; what is taken, the database says."""
    return booking.page(request, programme, done=_page_of)


@of_meeting
@require_http_methods(["GET", "POST"])
def move(request, meeting):
    return booking.page(request, meeting.programme, meeting=meeting, done=_page_of)


def _page_of(meeting):
    return "counselling:meeting", meeting.pk


@of_meeting
@require_http_methods(["GET", "POST"])
def end(request, meeting):
    """Cancelled or missed: what that means for the hours stands on the page before the button."""
    by, now = request.actor, timezone.now()
    if request.method == "POST":
        try:
            if "missed" in request.POST:
                actions.miss_meeting(by=by, meeting=meeting, at=now)
            else:
                actions.cancel_meeting(by=by, meeting=meeting, for_candidate="theirs" in request.POST, at=now)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Noted."))
        return redirect("counselling:candidate", meeting.programme_id)
    page = {
        "meeting": meeting,
        "programme": meeting.programme,
        "has_begun": meeting.appointment.starts_at <= now,
        "late": course.is_late(meeting.programme, meeting.appointment.starts_at, now),
        "missed_words": course.missed_words(meeting.programme, translation.get_language()),
    }
    return render(request, "counselling/counsellor/end.html", page)
