"""The mailbox of the demo: what would have been sent."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from onward.core.access import Side, public
from onward.correspondence import selectors

REASON = "The demo shows its invented people's mail instead of sending it; elsewhere the page does not exist."


@public(reason=REASON, side=Side.INSIDE)
@require_GET
def mailbox(request):
    if not settings.DEMO:
        raise Http404
    page = Paginator(selectors.mailbox(), 40).get_page(request.GET.get("page"))
    return render(request, "correspondence/demo/mailbox.html", {"page": page})


@public(reason=REASON, side=Side.INSIDE)
@require_GET
def message(request, message):
    if not settings.DEMO:
        raise Http404
    found = get_object_or_404(selectors.mailbox(), pk=message)
    return render(request, "correspondence/demo/message.html", {"message": found})
