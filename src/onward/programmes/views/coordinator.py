"""Programmes as coordinators see them: dates, hours and who helps; never what was said."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.paging import KeysFirst
from onward.engagements import selectors as engagements
from onward.privacy.access_log import note_reading
from onward.programmes import actions, forms, selectors
from onward.programmes.views import deeds
from onward.programmes.views.answers import carried_out, printed

ON_A_PAGE = 25


@audience(Role.COORDINATOR)
@require_GET
def programmes(request):
    people = selectors.helping(request.actor, also=request.GET.get("counsellor", ""))
    names = [(str(person.pk), person.name) for person in people]
    narrowing = forms.ProgrammeFilter(request.GET or None, counsellors=names)
    chosen = narrowing.cleaned_data if narrowing.is_valid() else {}
    found = selectors.narrowed(selectors.programmes(request.actor), **chosen)
    page = KeysFirst(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programmes/coordinator/programmes.html", {"page": page, "filter": narrowing})


@audience(Role.COORDINATOR)
@require_GET
def programme(request, programme):
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    now = timezone.now()
    note_reading(request.actor, "programme", about=found.candidate_id, at=now, programme=found.pk)
    about = {
        "programme": found,
        "course": selectors.course_dates(request.actor, found, now),
        "account": selectors.hours_account(request.actor, found, now),
        "attempts": selectors.attempts_of(found),
        "invitation": selectors.live_invitation(found),
        "clock": selectors.clock_of(found, now),
        "now": now,
        "earlier": selectors.earlier(request.actor, found),
        "looks": selectors.looks(request.actor, programme=found.pk),
        "may_look": selectors.may_ask_to_look(request.actor, found),
        "deed_url": "programmes:office_deed",
        "line_url": "programmes:office_line",
        "file_url": "programmes:office_hours_file",
    }
    return render(request, "programmes/coordinator/programme.html", about)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def deed(request, programme, name):
    return deeds.do(request, programme, name, deeds.OFFICE_DEEDS, "programmes:programme")


@audience(Role.COORDINATOR)
@require_POST
def earlier(request, programme):
    """As the candidate says it on the phone: the counsellor may read what was shared before a change, or no more."""
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    action = actions.close_earlier if "close" in request.POST else actions.open_earlier
    action(by=request.actor, programme=found, at=timezone.now())
    messages.success(request, _("Noted, as the candidate said it."))
    return redirect("programmes:programme", found.pk)


@audience(Role.COORDINATOR)
@require_GET
def counsellors(request):
    page = Paginator(selectors.counsellors(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    loads = selectors.loads(request.actor, of=[each.pk for each in page])
    reasons = selectors.reasons_given(request.actor, timezone.localdate())
    context = {"page": page, "loads": loads, "reasons": reasons}
    return render(request, "programmes/coordinator/counsellors.html", context)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def propose(request, order):
    """Who shall help, before the talk has been held."""
    found = get_object_or_404(engagements.own_orders(request.actor), pk=order)
    proposed = selectors.proposed_counsellor(request.actor, found)
    note_reading(request.actor, "order", about=found.pk, at=timezone.now())
    form = forms.CounsellorForm(
        request.POST or None,
        actor=request.actor,
        office=found.agreement.office,
        language=found.language,
        initial={"counsellor": str(proposed.pk) if proposed else ""},
    )
    if carried_out(request, form, actions.propose_counsellor, order=found):
        messages.success(request, _("Chosen. The name stands in the letter once the talk has been held."))
        return redirect("engagements:order", order=found.pk)
    return render(request, "programmes/coordinator/propose.html", {"form": form, "order": found})


@audience(Role.COORDINATOR)
@require_GET
def of_order(request, order):
    """From an order to its programme; there is none before the talk, and for some seconds after the tick."""
    found = selectors.of_order(request.actor, order)
    if found is None:
        raise Http404
    return redirect("programmes:programme", programme=found.pk)


@audience(Role.COORDINATOR, Role.COUNSELLOR)
@require_GET
def letter(request, order):
    """The invitation letter, while its code is unused. Opening it uses and marks nothing."""
    now = timezone.now()
    found = selectors.office_letter(request.actor, order, now)
    if found is not None:
        note_reading(request.actor, "letter", about=order, at=now)
    return printed(request, found, order)
