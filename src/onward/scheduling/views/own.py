"""The address of one's own feed: candidates and staff alike, each the own one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from onward.core.access import STAFF, Role, audience
from onward.scheduling.feeds import actions, selectors
from onward.scheduling.feeds.addresses import address_of


@audience(Role.CANDIDATE, *STAFF)
@require_GET
def address(request):
    """The address to copy, or the button that makes one."""
    if not selectors.may_have_feed(request.actor):
        raise Http404
    feed = selectors.feed_of(request.actor)
    page = {"feed": feed, "address": address_of(feed) if feed else "", "is_staff": request.actor.role in STAFF}
    return render(request, "scheduling/own/address.html", page)


@audience(Role.CANDIDATE, *STAFF)
@require_POST
def renew(request):
    seen = request.POST.get("seen", "")
    actions.renew_feed(by=request.actor, seen=int(seen[:9]) if seen.isdecimal() else 0, at=timezone.now())
    messages.success(request, _("Here is your address. One from before opens nothing any more."))
    return redirect("scheduling:address")


@audience(Role.CANDIDATE, *STAFF)
@require_POST
def drop(request):
    actions.drop_feed(by=request.actor, at=timezone.now())
    messages.success(request, _("The address opens nothing any more."))
    return redirect("scheduling:address")
