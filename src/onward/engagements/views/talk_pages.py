"""The talk: plan, tick, take back, call off. Not opened directly: each audience's module names who may."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from onward.core.access import require
from onward.core.errors import Refused
from onward.engagements import actions, policies, selectors
from onward.engagements.enums import LINK_RESTS
from onward.engagements.forms.talks import PlanForm, TickForm
from onward.engagements.views.order_pages import order_context


def plan_page(request: HttpRequest, to: dict) -> HttpResponse:
    """When the talk is and who holds it: for one person, or the same for several."""
    chosen = _chosen(request)
    first = chosen[0]
    managers = selectors.managers(request.actor, first.employer_id)
    initial = PlanForm.initial_of(first, first.office_timezone, translation.get_language())
    form = PlanForm(request.POST or None, managers=managers, initial=initial)
    if form.is_valid():
        try:
            _plan(request, form, chosen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is stored. Nobody has been told; that is up to you."))
            return redirect(to["order"], first.pk) if len(chosen) == 1 else redirect(to["orders"])
    context = {"to": to, "form": form, "orders": chosen, "order": first if len(chosen) == 1 else None}
    return render(request, "engagements/shared/plan.html", context)


def _chosen(request: HttpRequest) -> list:
    """The people ticked on the list, or everybody of one uploaded list who has no talk yet."""
    asked = request.POST or request.GET
    found = selectors.own_orders(request.actor)
    try:
        found = found.filter(pk__in=[UUID(each) for each in asked.getlist("order")])
    except ValueError as wrong:
        raise Http404 from wrong
    orders = [order for order in found if order.is_ahead]
    if not orders or len({order.employer_id for order in orders}) > 1:
        raise Http404
    for order in orders:
        require(policies.may_lead(request.actor, order))
    return orders


def _plan(request: HttpRequest, form: PlanForm, orders: list) -> None:
    at = timezone.now()
    manager = form.chosen
    if form.new_manager:
        employer = orders[0].employer_id
        manager = actions.record_manager(by=request.actor, employer=employer, at=at, **form.new_manager).pk
    actions.plan_talks(
        by=request.actor,
        orders=[order.pk for order in orders],
        kind=form.cleaned_data["kind"],
        talk_at=form.talk_at(orders[0].office_timezone),
        manager=manager,
        at=at,
    )


def tick_page(request: HttpRequest, to: dict, order) -> HttpResponse:
    """Repeat the name, and the invitation comes into being."""
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    if found.is_held:  # somebody was faster, or a double click
        return redirect(to["order"], found.pk)
    form = TickForm(request.POST or None)
    if form.is_valid():
        try:
            actions.tick_talk_held(by=request.actor, order=found.pk, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("repeated_name" if refusal.code == "wrong_name" else None, str(refusal))
        else:
            messages.success(request, _("The talk is marked as held. The letter is there in a few seconds."))
            return redirect(to["order"], found.pk)
    with timezone.override(found.office_timezone):
        return render(request, "engagements/shared/tick.html", order_context(request, to, found) | {"form": form})


def take_back_page(request: HttpRequest, to: dict, order) -> HttpResponse:
    """Say what taking back does, and do it by one button."""
    words = _("The tick is taken back. If the code has not been used yet, it no longer works.")
    return _asked(request, to, order, actions.take_back_tick, "engagements/shared/take_back.html", words, to["order"])


def call_off_page(request: HttpRequest, to: dict, order) -> HttpResponse:
    """Say that everything goes, and do it by one button."""
    words = _("The talk is called off. Everything about the person is being erased; a number is all that stays.")
    return _asked(request, to, order, actions.call_off_talk, "engagements/shared/call_off.html", words, to["orders"])


def _asked(request, to: dict, order, action, template: str, words: str, then: str) -> HttpResponse:
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    refused = ""
    if request.method == "POST":
        try:
            action(by=request.actor, order=found.pk, at=timezone.now())
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, words)
            return redirect(then) if then == to["orders"] else redirect(then, found.pk)
    with timezone.override(found.office_timezone):
        return render(request, template, order_context(request, to, found) | {"refused": refused})


def handed_over(request: HttpRequest, to: dict, order) -> HttpResponse:
    """The letter has been handed over: one button on the page of the order."""
    return _said(request, to, order, actions.note_handed_over, _("Noted: the letter has been handed over."))


def send_link(request: HttpRequest, to: dict, order) -> HttpResponse:
    """Mail the manager the personal link."""
    words = _("The link is on its way to the manager. The mail names nobody else.")
    return _said(request, to, order, actions.send_manager_link, words)


def end_link(request: HttpRequest, to: dict, order) -> HttpResponse:
    """The manager's link opens nothing from now on."""
    words = _("The manager's link is ended. It opens nothing any more; you can make a new one.")
    return _said(request, to, order, actions.end_manager_link, words)


def _said(request: HttpRequest, to: dict, order, action, words: str) -> HttpResponse:
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    try:
        action(by=request.actor, order=found.pk, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(to["order"], found.pk)


def show_link(request: HttpRequest, to: dict, order) -> HttpResponse:
    """The link itself, once, for a manager who gets it in another way."""
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    try:
        link = actions.show_manager_link(by=request.actor, order=found.pk, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(to["order"], found.pk)
    return render(
        request, "engagements/shared/link.html", {"to": to, "order": found, "link": link, "days": LINK_RESTS.days}
    )
