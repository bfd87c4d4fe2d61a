"""The hours account as tagged PDF (PDF/UA-1): what its page shows, never what was said about a line."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from onward.core import formats
from onward.core.context import provider
from onward.programmes import clock
from onward.programmes.enums import HourKind, Presence
from onward.programmes.hours_csv import said_on
from onward.programmes.ledger import HoursTable
from onward.programmes.letters import REGIONS
from onward.programmes.models import HourEntry
from onward.programmes.selectors import Account, AgreementHours, Line, reference_of

hours = formats.account_hours


def account_pdf(account: Account, language: str, *, on: date) -> bytes:
    """One programme: sums by month or period and kind, then every line with its corrections."""
    programme = account.programme
    facts = [
        (_("Candidate"), programme.candidate.name),
        (_("Programme"), f"{programme.order.package.name}, {reference_of(programme)}"),
        (_("Agreement"), f"{programme.order.agreement.name}, {programme.employer.name}"),
    ]
    return _compiled(_page(_("Hours account"), facts, [_section(account, language, heading="")], language, on))


def agreement_pdf(given: AgreementHours, accounts: Iterable[Account], language: str, *, on: date) -> bytes:
    """One row a programme; then each programme with its lines."""
    agreement = given.agreement
    facts = [(_("Agreement"), agreement.name), (_("Employer"), agreement.employer.name)]
    sections = [_section(each, language, heading=each.programme.candidate.name) for each in accounts if each.lines]
    page = _page(_("Hours of an agreement"), facts, sections, language, on)
    page["over"] = _over(given)
    if given.erased:
        gone = hours(sum(given.erased.values()))
        page["words"].append(
            _("Of programmes that have been erased, %(hours)s hours stay as a sum.") % {"hours": gone}
        )
    return _compiled(page)


def _page(
    title: str, facts: Sequence[tuple[str, str]], sections: list[dict[str, Any]], language: str, on: date
) -> dict[str, Any]:
    base = formats.base_language(language)
    written = formats.long_date(on, language)
    return {
        "lang": base,
        "region": REGIONS[base],
        "provider": provider().name,
        "title": title,
        "facts": [*facts, (_("As it stood on"), written)],
        "foot": f"{title}, {written}",
        "words": [
            _("Hours are written as hours and minutes. Corrections are lines of their own; no line changes."),
            _("Where a line says nothing else, the candidate was there. Preparation is without the candidate."),
        ],
        "over": None,
        "sections": sections,
    }


def _table(heading: str, head: list[str], rows: list[list[str]], numbers: set[int], wide: set[int]) -> dict[str, Any]:
    places = range(len(head))
    return {
        "heading": heading,
        "head": head,
        "rows": rows,
        "right": [place in numbers for place in places],
        "widths": [1 if place in wide else 0 for place in places],
    }


def _over(given: AgreementHours) -> dict[str, Any]:
    head = [_("Candidate"), _("Programme"), _("Bought"), _("Used"), _("Left"), _("Not counted")]
    rows = [
        [
            *(row.programme.candidate.name, reference_of(row.programme), hours(row.sums.bought)),
            *(hours(row.sums.used), hours(row.left)),
            hours(sum(row.sums.by_kind.values()) - row.sums.used),
        ]
        for row in given.rows
    ]
    return _table("", head, rows, {2, 3, 4, 5}, {0})


def _section(account: Account, language: str, *, heading: str) -> dict[str, Any]:
    programme = account.programme
    facts = [
        (_("Bought"), hours(account.sums.bought)),
        (_("Used"), hours(account.sums.used)),
        (_("Left"), hours(account.left)),
    ]
    for room in account.periods:
        words = _("%(used)s of %(all)s used, until %(day)s") % {
            "used": hours(room.used),
            "all": hours(room.period.minutes),
            "day": formats.long_date(room.period.to_on, language),
        }
        if room.lapsed:
            gone = _("%(hours)s were not used in time and have lapsed") % {"hours": hours(room.lapsed)}
            words = f"{words}; {gone}"
        facts.append((_("Period %(number)s") % {"number": room.period.number}, words))
    if heading:
        facts.insert(0, (_("Programme"), f"{programme.order.package.name}, {reference_of(programme)}"))
    parts = [_sums(account.table), _lines(account, language)] if account.lines else []
    return {"heading": heading, "facts": facts, "parts": parts, "words": _beside(account.table)}


def _sums(table: HoursTable) -> dict[str, Any]:
    many = len(table.kinds) > 1
    head = [_("Period") if table.by_period else _("Month"), *(_capital(str(kind.label)) for kind in table.kinds)]
    rows = [
        [_when(row.month, row.period), *(hours(minutes) for _kind, minutes in row.by_kind), hours(row.total)]
        for row in table.rows
    ]
    rows.append([_("Delivered"), *(hours(minutes) for _kind, minutes in table.delivered), hours(table.total)])
    width = len(head) + many
    return _table(
        _("Sums"),
        [*head, _("Together")][:width],
        [row[:width] for row in rows],
        set(range(1, width)),
        {0},
    )


def _when(month: date | None, period: int | None) -> str:
    if month is not None:
        return f"{_capital(str(MONTHS[month.month]))} {month.year}"
    return _("Period %(number)s") % {"number": period}


def _beside(table: HoursTable) -> list[str]:
    words = _("%(kind)s, not counted in the hours bought: %(hours)s")
    return [words % {"kind": _capital(str(kind.label)), "hours": hours(minutes)} for kind, minutes in table.beside]


def _lines(account: Account, language: str) -> dict[str, Any]:
    head = [_("Line"), _("Day"), _("Hours"), _("Kind"), _("The candidate says")]
    rows = []
    for number, line in enumerate(reversed(account.lines), 1):
        rows.append(_line(number, line, line.entry, account, language))
        rows += [_line(number, line, each, account, language) for each in line.corrections]
    return _table(_("Line by line"), head, rows, {0, 2}, {3, 4})


def _line(number: int, line: Line, entry: HourEntry, account: Account, language: str) -> list[str]:
    booked = formats.long_date(clock.local_day(account.programme, entry.booked_at), language)
    kind = [_capital(str(entry.get_kind_display()))]
    if entry.corrects_id:
        kind = [_("Correction of %(day)s") % {"day": booked}]
    elif entry.presence != Presence.THERE and entry.kind != HourKind.PREPARATION:
        kind.append(str(entry.get_presence_display()))
    if entry.beyond:
        kind.append(_("beyond the hours bought"))
    words = ", ".join(kind)
    day = formats.long_date(entry.held_on, language)
    return [
        str(number),
        day,
        hours(entry.minutes),
        f"{words}. {entry.reason}" if entry.reason else words,
        "" if entry.corrects_id else _says(line, account, language),
    ]


def _says(line: Line, account: Account, language: str) -> str:
    label = _capital(str(line.state.label))
    day = said_on(account.programme, line)
    return f"{label}, {formats.long_date(day, language)}" if day else label


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _compiled(page: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415 -- slow import: 60 MB that only a file needs

    with as_file(files("onward.programmes") / "letter") as folder:
        return typst.compile(
            str(folder / "hours.typ"),
            font_paths=[str(settings.PACKAGE / "static" / "vendor" / "pdf-fonts")],
            ignore_system_fonts=True,
            sys_inputs={"hours": json.dumps(page)},
            pdf_standards=["ua-1"],
        )
