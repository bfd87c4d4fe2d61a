"""For candidates with a phone alone: reminders on their behalf, three times by text message, what they wrote."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import STAFF, Role, audience
from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.reminders import ReminderForm
from onward.counselling.views.counsellor import of_programme
from onward.counselling.views.counsellor_meetings import of_meeting
from onward.privacy.access_log import note_reading


@of_programme(*STAFF)
@require_http_methods(["GET", "POST"])
def reminders(request, programme):
    """As the candidate says it on the phone."""
    form = ReminderForm(request.POST or None, initial={"way": selectors.reminder_way(programme.candidate_id)})
    if form.is_valid():
        try:
            actions.choose_reminder(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It holds for the meetings that come."))
            return redirect("counselling:first", programme.pk)
    return render(request, "counselling/counsellor/reminders.html", {"form": form, "programme": programme})


@of_meeting
@require_POST
def offer_times(request, meeting):
    """Three free times, to be answered by a number."""
    try:
        actions.offer_times(by=request.actor, meeting=meeting, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Free times are sent. The number of the answer moves the meeting by itself."))
    return redirect("counselling:move", meeting.pk)


@audience(Role.COUNSELLOR)
@require_GET
def text_words(request, call):
    """What was written by text message; the candidate sees in the log that it was read."""
    found, now = get_object_or_404(selectors.waiting_calls(request.actor), pk=call), timezone.now()
    words = selectors.text_words(request.actor, found)
    programme = found.programme
    note_reading(request.actor, "texts", about=programme.candidate_id, programme=programme.pk, at=now)
    return render(request, "counselling/counsellor/text_words.html", {"waiting": found, "words": words})
