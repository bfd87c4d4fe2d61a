"""What a manager's personal link opens: the own talks, a guide, the tick. Nothing else."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core import content
from onward.core.access import Role, audience
from onward.engagements import selectors
from onward.engagements.enums import TalkState
from onward.engagements.views import talk_pages
from onward.engagements.views.order_pages import order_context
from onward.engagements.views.places import TALKS

form_page = require_http_methods(["GET", "POST"])


@audience(Role.MANAGER)
@require_GET
def orders(request):
    """The talks of this manager, what is still to be held first; straight to it where there is but one."""
    found = sorted(selectors.own_orders(request.actor).order_by("talk_at", "sort_key"), key=lambda each: each.is_held)
    if len(found) == 1:
        return redirect(TALKS["order"], found[0].pk)
    if found:
        request.office_phone = found[0].office_phone
    return render(request, "engagements/manager/talks.html", {"orders": found, "to": TALKS})


@audience(Role.MANAGER)
@require_GET
def order(request, order):
    """One talk: when, with whom, how; and what to do right after."""
    found = get_object_or_404(selectors.orders(request.actor), pk=order)
    if found.state == TalkState.CALLED_OFF:
        return render(request, "engagements/shared/called_off.html", {"to": TALKS})
    language = translation.get_language()
    with timezone.override(found.office_timezone):
        context = order_context(request, TALKS, found) | {
            "has_others": selectors.own_orders(request.actor).exclude(pk=found.pk).exists(),
            "guide": content.guide(found.plan_kind, language),
            "day_plan": content.day_plan(language),
            "about": content.about_the_programme(language),
            "country_notes": content.guide(found.plan_kind, language).countries.get(found.office_country.lower(), ()),
        }
        return render(request, "engagements/manager/talk.html", context)


@audience(Role.MANAGER)
@form_page
def tick(request, order):
    return talk_pages.tick_page(request, TALKS, order)


@audience(Role.MANAGER)
@form_page
def take_back(request, order):
    return talk_pages.take_back_page(request, TALKS, order)


@audience(Role.MANAGER)
@require_POST
def handed_over(request, order):
    return talk_pages.handed_over(request, TALKS, order)
