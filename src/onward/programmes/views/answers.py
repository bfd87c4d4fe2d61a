"""What views of several audiences do alike."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from onward.core.errors import Refused
from onward.core.forms import Form
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


def pdf(letter: InvitationLetter, *, large: bool) -> HttpResponse:
    """A letter as a finished response that no cache keeps."""
    response = HttpResponse(invitation_pdf(letter, large=large), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter.pdf"'
    response["Cache-Control"] = "no-store"
    return response
