"""Lines of accounts, and the hours of a whole agreement, for an inspection and for the invoice."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.privacy.access_log import note_reading
from onward.programmes import selectors
from onward.programmes.hours_csv import agreement_csv, lines_csv
from onward.programmes.hours_pdf import agreement_pdf
from onward.programmes.views import lines

ON_A_PAGE = 25
SIDE = lines.Side(
    back="programmes:programme",
    line="programmes:office_line",
    correct="programmes:office_correct",
    reply="programmes:office_reply",
)


@audience(Role.COORDINATOR)
@require_GET
def line(request, entry):
    return lines.line(request, entry, SIDE)


@audience(Role.COORDINATOR)
@require_POST
def reply(request, entry):
    return lines.reply(request, entry, SIDE)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def correct(request, entry):
    return lines.correct(request, entry, SIDE)


@audience(Role.COORDINATOR)
@require_GET
def account_file(request, programme, kind):
    """Opened like the page of the programme, and noted like it."""
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    if kind in lines.TYPES:
        note_reading(request.actor, "programme", about=found.candidate_id, at=timezone.now(), programme=found.pk)
    return lines.account_file(request, found, kind)


@audience(Role.COORDINATOR)
@require_GET
def agreement(request, agreement):
    found = selectors.agreement_hours(request.actor, agreement, timezone.now())
    if found is None:
        raise Http404
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programmes/coordinator/agreement_hours.html", {"hours": found, "page": page})


@audience(Role.COORDINATOR)
@require_GET
def agreement_file(request, agreement, kind):
    """csv: a row a programme. lines: a row an entry. pdf: both."""
    now, language = timezone.now(), get_language() or ""
    found = selectors.agreement_hours(request.actor, agreement, now)
    if found is None:
        raise Http404

    def accounts():
        return selectors.agreement_accounts(request.actor, agreement, now)

    return lines.as_file(
        kind,
        lines.file_name(agreement.hex[:8].upper()),
        csv=lambda: agreement_csv(found, language),
        lines=lambda: lines_csv(accounts(), language),
        pdf=lambda: agreement_pdf(found, accounts(), language, on=timezone.localdate()),
    )
