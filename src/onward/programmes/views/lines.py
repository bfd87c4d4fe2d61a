"""One line of an hours account as staff open it, and the account as a file: what several audiences do alike."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from onward.privacy.access_log import note_reading
from onward.programmes import actions, clock, forms, selectors
from onward.programmes.enums import HourAnswerKind, LineState
from onward.programmes.hours_csv import lines_csv
from onward.programmes.hours_pdf import account_pdf
from onward.programmes.views.answers import carried_out

TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Side:
    """Where the pages about a line are, for one audience. said: only a counsellor enters what a candidate says."""

    back: str
    line: str
    correct: str
    reply: str
    said: str = ""


def line(request: HttpRequest, entry, side: Side, form=None) -> HttpResponse:
    """What was booked, corrected and said. What the candidate wrote is confided: whoever reads it leaves a trace."""
    row = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    now, programme = timezone.now(), row.programme
    found = selectors.line_of(request.actor, row, now)
    if found.reply or (found.answer and found.answer.remark):
        note_reading(request.actor, "hours", about=programme.candidate_id, at=now, programme=programme.pk)
    if found.state in {LineState.DISPUTED, LineState.ANSWERED}:
        form = form or forms.ReplyForm()
    about = {"line": found, "programme": programme, "side": side, "form": form}
    return render(request, "programmes/staff/line.html", about)


def reply(request: HttpRequest, entry, side: Side) -> HttpResponse:
    """Settle by words. What was typed is kept where it is refused."""
    row = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    form = forms.ReplyForm(request.POST)
    if carried_out(request, form, actions.reply_to_dispute, entry=row):
        messages.success(request, _("Answered. The candidate finds it with the line, and can still say no."))
        return redirect(side.line, entry=row.pk)
    return line(request, entry, side, form)


def correct(request: HttpRequest, entry, side: Side) -> HttpResponse:
    """Make a line of the hours account say something else, with a reason."""
    row = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    found = selectors.line_of(request.actor, row, timezone.now())
    form = forms.CorrectForm(request.POST or None, initial={"minutes": found.minutes})
    if carried_out(request, form, actions.correct_hours, entry=row):
        messages.success(request, _("Corrected by an entry of its own. The line itself stays as it was."))
        return redirect(side.line, entry=row.pk)
    return render(request, "programmes/staff/correct.html", {"form": form, "line": found, "back": side.line})


def said(request: HttpRequest, entry, side: Side) -> HttpResponse:
    """What a candidate says by phone or in a meeting, entered as such."""
    row = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    form = forms.SaidForm(request.POST or None, initial={"answer": HourAnswerKind.CONFIRMED})
    if carried_out(request, form, actions.enter_answer, entry=row):
        messages.success(request, _("Noted, as said to you."))
        return redirect(side.line, entry=row.pk)
    found = selectors.line_of(request.actor, row, timezone.now())
    about = {"form": form, "line": found, "programme": row.programme, "side": side}
    return render(request, "programmes/staff/said.html", about)


def account_file(request: HttpRequest, programme, kind: str) -> HttpResponse:
    """The account of a programme that was found already, as CSV or PDF."""
    now = timezone.now()
    account = selectors.hours_account(request.actor, programme, now)
    if account is None:
        raise Http404
    name = file_name(selectors.reference_of(programme))
    language, today = get_language() or "", clock.local_day(programme, now)
    return as_file(
        kind,
        name,
        csv=lambda: lines_csv([account], language),
        pdf=lambda: account_pdf(account, language, on=today),
    )


def file_name(*parts: str) -> str:
    """ "timer-1A2B3C4D": in the reader's language, without its ending."""
    return "-".join([gettext("hours"), *parts])


def as_file(kind: str, name: str, **makers: Callable[[], str | bytes]) -> HttpResponse:
    """Made only when it is the kind that was asked for."""
    if kind not in makers:
        raise Http404
    ending = "pdf" if kind == "pdf" else "csv"
    response = HttpResponse(makers[kind](), content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
