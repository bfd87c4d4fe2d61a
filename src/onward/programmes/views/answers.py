"""What views of several audiences do alike."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from onward.core.context import LARGE
from onward.core.errors import Refused
from onward.core.forms import Form
from onward.engagements.enums import SAID_TO_BE_HELD
from onward.engagements.selectors import orders
from onward.programmes.letters import InvitationLetter, invitation_pdf


def carried_out(request: HttpRequest, form: Form, action: Callable, **given: Any) -> Any:
    """Run an action with what the form read; a refusal becomes the form's words and None comes back."""
    if not form.is_valid():
        return None
    try:
        return action(by=request.actor, at=timezone.now(), **given, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def printed(request: HttpRequest, letter: InvitationLetter | None, order: uuid.UUID) -> HttpResponse:
    """A letter as PDF that no cache keeps; `?print=large` in letters of 16 pt.

    Without a letter, whoever knows that the talk was held reads why there is none now; to others nothing is there.
    """
    if letter is None:
        known = orders(request.actor).filter(pk=order, event_kind__in=SAID_TO_BE_HELD).exists()
        if not known:
            raise Http404
        return render(request, "programmes/no_letter.html", status=404)
    large = request.GET.get("print") == LARGE
    response = HttpResponse(invitation_pdf(letter, large=large), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter.pdf"'
    response["Cache-Control"] = "no-store"
    return response
