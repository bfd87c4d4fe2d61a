"""Orders: the list, the page of one, one by hand. Not opened directly: each audience's module names who may."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from onward.core.errors import Refused
from onward.core.paging import KeysFirst
from onward.engagements import actions, policies, selectors
from onward.engagements.enums import TalkState
from onward.engagements.forms.orders import OrderFilter, OrderForm
from onward.engagements.privacy import THING
from onward.engagements.views.places import letter_url
from onward.privacy.access_log import note_reading

ON_A_PAGE = 50


def list_page(request: HttpRequest, to: dict, employers=()) -> HttpResponse:
    """Whom somebody works with, by name; narrowed by state, employer or uploaded list."""
    at = timezone.now()
    asked = OrderFilter(request.GET or None, employers=employers)
    found = selectors.narrowed(selectors.own_talks(request.actor), at=at, **asked.asked)
    page = KeysFirst(selectors.own_orders(request.actor), ON_A_PAGE, keys=found).get_page(request.GET.get("page"))
    rows = [{"order": order, "overdue": order.is_overdue(at)} for order in page]
    context = {
        "to": to,
        "filter": asked,
        "page": page,
        "rows": rows,
        "list": asked.asked["list_id"],
        "show": asked.asked["choice"],
        "waiting": selectors.waiting(request.actor, at),
        "can_plan": any(row["order"].is_ahead for row in rows),
        "is_narrowed": bool(request.GET),
    }
    return render(request, "engagements/shared/orders.html", context)


def order_page(request: HttpRequest, to: dict, order) -> HttpResponse:
    """One person: what is next, what the list said."""
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    if found.state == TalkState.CALLED_OFF:
        return render(request, "engagements/shared/called_off.html", {"to": to})
    note_opened(request, found.pk)
    with timezone.override(found.office_timezone):
        return render(request, "engagements/shared/order.html", order_context(request, to, found))


def note_opened(request: HttpRequest, order) -> None:
    """A coordinator's look at one person is written down, under the order's id: later the candidate reads of it.

    The employer's own side looks at its own list.
    """
    if not request.actor.is_employer_side:
        note_reading(request.actor, THING, about=order, at=timezone.now())


def order_context(request: HttpRequest, to: dict, order) -> dict:
    """What a page about one order shows, for whoever may see it; its foot gives the number of the order's office."""
    at = timezone.now()
    request.office_phone = order.office_phone
    leads = policies.may_lead(request.actor, order)
    return {
        "to": to,
        "order": order,
        "leads": leads,
        "may_tick": policies.may_tick(request.actor, order),
        "may_change": order.is_ahead and policies.may_change_order(request.actor, order),
        "asks_for_tick": order.state == TalkState.PLANNED and _day(order.talk_at) <= _day(at),
        "can_take_back": order.can_take_back(at),
        "letter_url": letter_url(request, order),
    }


def _day(moment):
    return timezone.localtime(moment).date()


def new_order_page(request: HttpRequest, to: dict) -> HttpResponse:
    """One person put forward by hand."""
    packages = list(selectors.packages(request.actor, timezone.localdate()))
    if not packages:
        return render(request, "engagements/shared/nothing_to_order.html", {"to": to})
    initial = {"language": packages[0].office_language}
    form = OrderForm(request.POST or None, packages=packages, initial=initial)
    if form.is_valid():
        try:
            order = actions.record_order(
                by=request.actor,
                package=form.chosen.pk,
                person=form.person(),
                language=form.cleaned_data["language"],
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The order is stored. Nobody hears from us before the talk has been held."))
            return redirect(to["order"], order.pk)
    return render(request, "engagements/shared/new_order.html", {"to": to, "form": form})
