"""What of the preparation goes on one sheet of paper, with room below to write. Estimated in lines of print. Pure.

The sheet has two columns, and no section is broken. A list that is cut says how many lines of it stand in Onward.
"""

from dataclasses import replace
from math import ceil

from onward.counselling.beforehand import QUESTIONS
from onward.counselling.enums import StepState
from onward.counselling.models import Step
from onward.counselling.selectors.preparation import LeftOut, Preparation

COLUMN = 41.0  # lines beside at least four centimetres of notes, with a little left for wide letters
WIDE, NARROW = 55, 51  # signs on a line, of plain text and of a list
HEADING, FACT, MORE = 2.0, 1.2, 1.3
LISTS = ("promised", "open_steps", "search", "open_points", "dates")


def on_one_sheet(prep: Preparation, about: str) -> Preparation:
    """The same with shorter lists, the longest cut first; one line of each is kept. about: what the meeting is for."""
    shown = {name: len(getattr(prep, name)) for name in LISTS}
    while not fits(list(_heights(prep, about, shown).values())):
        sections = _heights(prep, about, shown)
        longest = max((name for name in LISTS if shown[name] > 1), key=sections.__getitem__, default=None)
        if longest is None:
            break
        shown[longest] -= 1
    gone = {name: getattr(prep, name)[number:] for name, number in shown.items()}
    left_out = LeftOut(
        promised=len(gone["promised"]),
        promised_open=sum(step.state == StepState.OPEN for step in gone["promised"]),
        search=len(gone["search"]),
        open_points=len(gone["open_points"]),
        dates=len(gone["dates"]),
    )
    return replace(prep, left_out=left_out, **{name: getattr(prep, name)[:number] for name, number in shown.items()})


def fits(heights: list[float]) -> bool:
    """Whether whole sections, in their order, find room in two columns."""
    return any(sum(heights[:cut]) <= COLUMN and sum(heights[cut:]) <= COLUMN for cut in range(len(heights) + 1))


def _heights(prep: Preparation, about: str, shown: dict[str, int]) -> dict[str, float]:
    """Lines of each section, in the order of the sheet; those that say nothing are not there."""
    said = [getattr(prep.said, name) for name in QUESTIONS] if prep.said else []
    steps = [_step(step) for step in prep.promised]
    rows = {
        "said": [FACT + _lines(words, WIDE) for words in said if words],
        "about": [_lines(about, NARROW)] if about else [],
        "ask": [_lines(question, NARROW) for question in prep.words.ask],
        "promised": (steps or [1.0]) if prep.before else [],
        "open_steps": [_lines(step.what[:120], NARROW - 14) for step in prep.open_steps],
        "search": [_lines(point.words[:100], NARROW - 18) for point in prep.search],
        "open_points": [_lines(point.words[:100], NARROW) for point in prep.open_points],
        "dates": [FACT * (1 + _lines(point.words[:100], WIDE)) for point in prep.dates],
    }
    kept = {name: each[: shown[name] or 1] if name in LISTS else each for name, each in rows.items()}
    found = {name: HEADING + sum(each) + _more(name, prep, shown) for name, each in kept.items() if each}
    return found | {
        "dates": HEADING + 2 * FACT + sum(kept["dates"]) + _more("dates", prep, shown)
    }  # hours stand there


def _more(name: str, prep: Preparation, shown: dict[str, int]) -> float:
    is_cut = name in LISTS and shown[name] < len(getattr(prep, name))
    return MORE if is_cut or (name == "open_steps" and prep.more_steps > 0) else 0.0


def _step(step: Step) -> float:
    words = f"{step.what[:120]}: {step.get_state_display()}. "
    if step.learned:
        words += step.learned[:160] + " " * 14
    elif step.obstacle:
        words += step.obstacle[:90] + step.response[:90] + " " * 12
    elif step.dropped_because:
        words += step.get_dropped_because_display()
    return _lines(words, NARROW)


def _lines(text: str, signs: int) -> float:
    """With the little gap below."""
    return sum(ceil(len(line) / signs) or 1 for line in text.splitlines()) + 0.15
