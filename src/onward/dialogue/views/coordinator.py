"""How soon the own office answers its candidates. A coordinator reads no message."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.dialogue import actions, selectors
from onward.dialogue.forms.away import AnswerTimeForm


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def answer_time(request):
    hours = selectors.answer_time_of(request.actor)
    if hours is None:
        raise Http404
    form = AnswerTimeForm(request.POST if request.method == "POST" else None, initial={"hours": hours})
    if form.is_valid():
        try:
            actions.set_answer_time(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("hours", str(refusal))
        else:
            messages.success(request, _("Stored. It holds for messages from now on."))
            return redirect("dialogue:answer_time")
    waiting = selectors.waiting_for_answer(request.actor, timezone.now())
    return render(request, "dialogue/coordinator/answer_time.html", {"form": form, "waiting": waiting})
