"""Everything an employer can open about programmes. A new view here is a decision."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from onward.core.access import Role, audience
from onward.core.paging import KeysFirst
from onward.engagements import selectors as engagements
from onward.privacy.access_log import note_reading
from onward.programmes import forms, selectors
from onward.programmes.views.answers import printed

ON_A_PAGE = 25


@audience(Role.SPONSOR)
@require_GET
def home(request):
    """One's own people by name, and how far each programme is."""
    now = timezone.now()
    narrowing = forms.PeopleFilter(request.GET or None)
    chosen = narrowing.cleaned_data if narrowing.is_valid() else {}
    found = selectors.sponsor_sheets(request.actor, **chosen)
    page = KeysFirst(found, ON_A_PAGE).get_page(request.GET.get("page"))
    about = {
        "page": page,
        "sheets": selectors.as_sheets(page.object_list, now),
        "filter": narrowing,
        "waiting": engagements.waiting(request.actor, now),
        "is_narrowed": any(chosen.values()),
    }
    return render(request, "programmes/sponsor/home.html", about)


@audience(Role.SPONSOR, Role.CANDIDATE)
@require_GET
def sheet(request, programme):
    """One person's sheet. The candidate opens the very same page; an employer's look leaves a row for her."""
    now = timezone.now()
    found = selectors.sponsor_sheet(request.actor, programme, now)
    if found is None:
        raise Http404
    note_reading(request.actor, "sheet", about=found.candidate_id, at=now, programme=found.programme_id)
    return render(request, "programmes/sponsor/sheet.html", {"sheet": found})


@audience(Role.SPONSOR, Role.MANAGER)
@require_GET
def letter(request, order):
    """The invitation letter, for its 21 days, used or not. Opening it uses and marks nothing."""
    return printed(request, selectors.employer_letter(request.actor, order), order)
