"""Where a gateway tells that a text message came."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from onward.core.access import SYSTEM, Side, public
from onward.correspondence import actions, incoming

REASON = "A gateway is no person and has no session: it shows a secret that only it and this installation know."


@csrf_exempt  # no cookie lets anybody in here: the secret does
@public(reason=REASON, side=Side.INSIDE)
@require_POST
def text_message(request):
    """Answers 204 for a message that was taken or ignored, so that a gateway learns nothing of whose number it is."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.SMS_SECRET or not constant_time_compare(shown, settings.SMS_SECRET):
        raise Http404
    try:
        found = incoming.reader().read(request.body, request.content_type)
    except incoming.NotUnderstood:
        return HttpResponse("A text message has id, from and text.", "text/plain", status=400)
    actions.take_text(by=SYSTEM, found=found, at=timezone.now())
    return HttpResponse(status=204)
