"""The hours account for a spreadsheet: every entry a row, corrections too, so that the column of minutes adds up.

What was said about a line is not in it, only whether it was called right: the file may go to an inspection.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from onward.core.spreadsheets import Cell, as_csv
from onward.programmes import clock
from onward.programmes.enums import HourKind
from onward.programmes.models import HourEntry, Programme
from onward.programmes.selectors import Account, AgreementHours, Given, Line, reference_of


def lines_csv(accounts: Iterable[Account], language: str) -> str:
    """Line by line, of one programme or of many."""
    head = [_("Candidate"), _("Programme"), _("Line"), *_entry_head(), _("The candidate says"), _("Said on")]
    rows = [row for account in accounts for row in _lines(account)]
    return as_csv([head, *rows], language)


def _entry_head() -> list[Cell]:
    return [
        _("Day"),
        _("Kind"),
        _("Period"),
        _("Length in minutes"),
        _("Who was there"),
        _("Booked on"),
        _("Correction"),
        _("Beyond the hours bought"),
        _("Reason"),
    ]


def _lines(account: Account) -> Iterable[list[Cell]]:
    programme = account.programme
    who: list[Cell] = [programme.candidate.name, reference_of(programme)]
    for number, line in enumerate(reversed(account.lines), 1):
        for entry in (line.entry, *line.corrections):
            yield [*who, number, *_entry(programme, entry), *_said(programme, line, entry)]


def _entry(programme: Programme, entry: HourEntry) -> list[Cell]:
    return [
        entry.held_on,
        str(entry.get_kind_display()),
        entry.period,
        entry.minutes,
        str(entry.get_presence_display()),
        clock.local_day(programme, entry.booked_at),
        _("yes") if entry.corrects_id else "",
        _("yes") if entry.beyond else "",
        entry.reason,
    ]


def _said(programme: Programme, line: Line, entry: HourEntry) -> list[Cell]:
    """Once a line: it is said to what the line says now."""
    if entry is not line.entry:
        return ["", None]
    return [str(line.state.label), said_on(programme, line)]


def said_on(programme: Programme, line: Line) -> date | None:
    return clock.local_day(programme, line.answer.at) if line.answer else None


def agreement_csv(hours: AgreementHours, language: str) -> str:
    """One row a programme, in minutes; then what is left of programmes that have been erased, as one row."""
    kinds = [str(kind.label) for kind in HourKind]
    head = [
        *(_("Candidate"), _("Programme"), _("Package"), _("State"), _("Began on"), _("Bought, minutes")),
        *kinds,
        *(_("Used"), _("Left"), _("Lines called not right")),
    ]
    rows: list[list[Cell]] = [
        [
            *(row.programme.candidate.name, reference_of(row.programme), row.programme.order.package.name),
            *(str(row.programme.get_state_display()), row.programme.starts_on, row.sums.bought),
            *(row.sums.by_kind.get(kind.value, 0) for kind in HourKind),
            *(row.sums.used, row.left, row.disputed),
        ]
        for row in hours.rows
    ]
    if hours.erased:
        gone: list[Cell] = [_("Programmes that have been erased"), "", "", "", None, None]
        rows.append([*gone, *(hours.erased.get(kind.value, 0) for kind in HourKind), None, None, None])
    return as_csv([head, *rows], language)


def given_csv(given: Iterable[Given], language: str) -> str:
    """A counsellor's own hours. A name stands only with people whose counsellor she still is."""
    whose = [_("Day"), _("Candidate"), _("Programme"), _("Employer")]
    head = [*whose, _("Kind"), _("Length in minutes"), _("Who was there")]
    return as_csv([head, *(_given(each) for each in given)], language)


def _given(each: Given) -> list[Cell]:
    entry, programme = each.entry, each.entry.programme
    return [
        entry.held_on,
        programme.candidate.name if each.is_theirs else "",
        each.reference,
        programme.employer.name,
        str(entry.get_kind_display()),
        each.minutes,
        str(entry.get_presence_display()),
    ]
