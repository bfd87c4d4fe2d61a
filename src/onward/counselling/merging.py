"""Two versions of one text, or of one form, put together so that nothing of either is lost. Pure."""

import re
from collections.abc import Mapping
from itertools import count

ROW = re.compile(r"row-(\d{1,3})-(\w{1,30})", re.ASCII)
PLAN_FIELD = re.compile(r"row-\d{1,3}-\w{1,30}|back-[0-9a-f-]{36}-\w{1,30}", re.ASCII)

Typed = Mapping[str, str]


def merged(first: str, second: str) -> str:
    """Both texts; where one holds the other, the longer one. The first stands on top."""
    if second.strip() in first:
        return first
    if first.strip() in second:
        return second
    return f"{first.rstrip()}\n\n{second.lstrip()}"


def merged_answers(first: Typed, second: Typed) -> dict[str, str]:
    """Answer by answer."""
    return {name: merged(first.get(name, ""), second.get(name, "")) for name in {**first, **second}}


def merged_plans(first: Typed, second: Typed) -> dict[str, str]:
    """The rows of both, equal ones once, numbered anew; what was said of earlier steps, where only one says it, stays.

    Where both say something else of the same earlier step, words are joined and the first one's choice holds.
    """
    kept: list[dict[str, str]] = []
    for row in (*rows_of(first), *rows_of(second)):
        if row not in kept:
            kept.append(row)
    number = count()
    plan = {f"row-{place}-{name}": value for row in kept for place in (next(number),) for name, value in row.items()}
    for name in dict.fromkeys((*first, *second)):
        if not ROW.fullmatch(name):
            one, other = first.get(name, ""), second.get(name, "")
            is_words = name.endswith(("-learned", "-words"))
            plan[name] = merged(one, other) if is_words else one or other
    return {name: value for name, value in plan.items() if value}


def rows_of(typed: Typed) -> list[dict[str, str]]:
    """What was typed into each row of the plan, without empty rows, in their order."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in typed.items():
        if (found := ROW.fullmatch(name)) and value.strip():
            rows.setdefault(int(found[1]), {})[found[2]] = value
    return [rows[place] for place in sorted(rows)]
