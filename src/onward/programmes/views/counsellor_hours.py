"""Lines of the accounts of one's candidates, and one's own hours, which are one's own to take along."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.programmes import forms, selectors
from onward.programmes.hours_csv import given_csv
from onward.programmes.views import lines

SIDE = lines.Side(
    back="programmes:desk_programme",
    line="programmes:desk_line",
    correct="programmes:desk_correct",
    reply="programmes:desk_reply",
    said="programmes:desk_said",
)


@audience(Role.COUNSELLOR)
@require_GET
def line(request, entry):
    return lines.line(request, entry, SIDE)


@audience(Role.COUNSELLOR)
@require_POST
def reply(request, entry):
    return lines.reply(request, entry, SIDE)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def correct(request, entry):
    return lines.correct(request, entry, SIDE)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def said(request, entry):
    return lines.said(request, entry, SIDE)


@audience(Role.COUNSELLOR)
@require_GET
def account_file(request, programme, kind):
    found = get_object_or_404(selectors.programmes(request.actor), pk=programme)
    return lines.account_file(request, found, kind)


@audience(Role.COUNSELLOR)
@require_GET
def own(request):
    """The hours one has given over a span; without days this month."""
    form, since, until = _span(request)
    given = selectors.given_hours(request.actor, since, until)
    about = {"filter": form, "since": since, "until": until, "given": given, "sums": _sums(given)}
    return render(request, "programmes/counsellor/own_hours.html", about)


@audience(Role.COUNSELLOR)
@require_GET
def own_file(request):
    _form, since, until = _span(request)
    given = selectors.given_hours(request.actor, since, until)
    name = lines.file_name(since.isoformat(), until.isoformat())
    return lines.as_file("csv", name, csv=lambda: given_csv(given, get_language() or ""))


def _span(request):
    """What was asked for; a month that is not over ends with its last day."""
    today = timezone.localdate()
    since = today.replace(day=1)
    until = (since + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    asked = bool(request.GET)
    form = forms.SpanForm(request.GET if asked else None, initial={"since": since, "until": until})
    chosen = form.cleaned_data if asked and form.is_valid() else {}
    return form, chosen.get("since") or since, chosen.get("until") or until


def _sums(given):
    """Minutes by kind in words, and together."""
    found = {}
    for each in given:
        label = each.entry.get_kind_display()
        found[label] = found.get(label, 0) + each.minutes
    return {"by_kind": sorted(found.items()), "together": sum(found.values())}
