"""How the candidate wants to be reminded."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.core.errors import Refused
from onward.counselling import actions, selectors
from onward.counselling.forms.reminders import ReminderForm
from onward.counselling.views.candidate import own


@own
@require_http_methods(["GET", "POST"])
def reminders(request, programme):
    """One reminder the day before, as one likes it."""
    form = ReminderForm(request.POST or None, initial={"way": selectors.reminder_way(programme.candidate_id)})
    if form.is_valid():
        try:
            actions.choose_reminder(by=request.actor, programme=programme, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It holds for the meetings that come."))
            return redirect("counselling:my_meetings")
    return render(request, "counselling/candidate/reminders.html", {"form": form, "person": programme.candidate})
