"""Orders as coordinators see them: those of the agreements that name them, and whoever has been told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience, require
from onward.core.errors import Refused
from onward.engagements import actions, policies, selectors
from onward.engagements.forms.orders import OrderForm
from onward.engagements.people import PutForward
from onward.engagements.views import list_pages, order_pages, talk_pages
from onward.engagements.views.places import OFFICE

form_page = require_http_methods(["GET", "POST"])


@audience(Role.COORDINATOR)
@require_GET
def orders(request):
    return order_pages.list_page(request, OFFICE, employers=list(selectors.employers_with_orders(request.actor)))


@audience(Role.COORDINATOR)
@require_GET
def order(request, order):
    return order_pages.order_page(request, OFFICE, order)


@audience(Role.COORDINATOR)
@form_page
def new_order(request):
    return order_pages.new_order_page(request, OFFICE)


@audience(Role.COORDINATOR)
@form_page
def change_order(request, order):
    """Mend what the list said, until the talk."""
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    require(policies.may_change_order(request.actor, found))
    known = PutForward(**{name: getattr(found, name) for name in PutForward.__dataclass_fields__})
    packages = list(selectors.packages(request.actor, timezone.localdate()).filter(agreement=found.agreement_id))
    initial = OrderForm.initial_of(known) | {"package": str(found.package_id), "language": found.language}
    form = OrderForm(request.POST or None, packages=packages, initial=initial)
    if form.is_valid():
        chosen = {"package": form.chosen.pk, "language": form.cleaned_data["language"], "person": form.person(known)}
        try:
            actions.change_order(by=request.actor, order=found.pk, at=timezone.now(), **chosen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The order is changed."))
            return redirect("engagements:order", found.pk)
    order_pages.note_opened(request, found.pk)
    return render(request, "engagements/coordinator/change_order.html", {"form": form, "order": found})


@audience(Role.COORDINATOR)
@form_page
def plan(request):
    return talk_pages.plan_page(request, OFFICE)


@audience(Role.COORDINATOR)
@form_page
def tick(request, order):
    return talk_pages.tick_page(request, OFFICE, order)


@audience(Role.COORDINATOR)
@form_page
def take_back(request, order):
    return talk_pages.take_back_page(request, OFFICE, order)


@audience(Role.COORDINATOR)
@form_page
def call_off(request, order):
    return talk_pages.call_off_page(request, OFFICE, order)


@audience(Role.COORDINATOR)
@require_POST
def handed_over(request, order):
    return talk_pages.handed_over(request, OFFICE, order)


@audience(Role.COORDINATOR)
@require_POST
def send_link(request, order):
    return talk_pages.send_link(request, OFFICE, order)


@audience(Role.COORDINATOR)
@require_POST
def show_link(request, order):
    return talk_pages.show_link(request, OFFICE, order)


@audience(Role.COORDINATOR)
@require_POST
def end_link(request, order):
    return talk_pages.end_link(request, OFFICE, order)


@audience(Role.COORDINATOR)
@form_page
def import_list(request):
    return list_pages.upload_page(request, OFFICE)


@audience(Role.COORDINATOR)
@form_page
def check(request, draft):
    return list_pages.check_page(request, OFFICE, draft)


@audience(Role.COORDINATOR)
@form_page
def row(request, draft, line):
    return list_pages.row_page(request, OFFICE, draft, line)


@audience(Role.COORDINATOR)
@form_page
def again(request, draft):
    return list_pages.again_page(request, OFFICE, draft)
