"""One person once: rows that name the same person become one; namesakes stay."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from onward.engagements.lists.results import FIELDS, Person, Problem
from onward.engagements.lists.words import compact

Key = tuple[str, str]

_APART = ("email", "hired_on", "phone", "job_title", "department", "last_day_on")
"""What tells two people of one name apart where the list has no employee numbers."""

_NAMES = ("first_name", "last_name", "name_prefix")

_NEAR = 50
"""With how many earlier rows of one name a row is compared; no honest list has more namesakes."""


def join_doubles(people: Iterable[Person], labels: Callable[[str], str | None]) -> tuple[list[Person], list[Problem]]:
    """The people once each, in their order, and what there is to say. `labels` gives a field's column name."""
    kept: dict[int, Person] = {}
    index: dict[Key, list[int]] = defaultdict(list)
    problems: list[Problem] = []
    for person in people:
        places = dict.fromkeys(line for key in _looked_up(person) for line in index[key][:_NEAR])
        near = [kept[line] for line in places]
        same = next((other for other in near if is_same(other, person)), None)
        if same is not None:
            kept[same.line] = merged = _merged(same, person)
            differs = any(_differ(merged, person, each) for each in _compared(merged, person))
            values = {"name": person.name, "first": same.line}
            problems.append(Problem(person.line, None, "double_differs" if differs else "double", values))
            continue
        problems += _namesakes(near, person, labels)
        kept[person.line] = person
        for key in _filed(person):
            index[key].append(person.line)
    return list(kept.values()), problems


def is_same(one: Person, other: Person) -> bool:
    """Whether two rows name one person: by employee number and name or address, else by name and details."""
    same_name = _name(one) == _name(other)
    if one.employee_number and other.employee_number:
        same_number = compact(one.employee_number) == compact(other.employee_number)
        return same_number and (same_name or _agree(one, other, "email"))
    if not same_name or _differ(one, other, "email"):
        return False
    if _agree(one, other, "email") or _agree(one, other, "phone"):
        return True
    if any(_differ(one, other, each) for each in _APART):
        return False
    everything = all(getattr(one, each) == getattr(other, each) for each in FIELDS if each != "employee_number")
    return everything or _agree(one, other, "hired_on")


def _looked_up(person: Person) -> list[Key]:
    """Where the same person may have been filed: a name alone counts where one of the two has no number."""
    keys = [*_exact(person), ("name without number", _name(person))]
    return keys if person.employee_number else [*keys, ("name with number", _name(person))]


def _filed(person: Person) -> list[Key]:
    return [*_exact(person), (f"name {'with' if person.employee_number else 'without'} number", _name(person))]


def _exact(person: Person) -> list[Key]:
    keys = [("number", compact(person.employee_number))] if person.employee_number else []
    return [*keys, ("email", person.email)] if person.email else keys


def _namesakes(near: list[Person], person: Person, labels: Callable[[str], str | None]) -> list[Problem]:
    """What a reader should look at, though both rows stay."""
    for other in near:
        if _agree(other, person, "employee_number"):
            return [Problem(person.line, labels("employee_number"), "same_number", {"first": other.line})]
        if _agree(other, person, "email"):
            return [Problem(person.line, labels("email"), "same_email", {"first": other.line})]
        if not (other.employee_number and person.employee_number):
            return [Problem(person.line, None, "same_name", {"first": other.line})]
    return []


def _merged(one: Person, other: Person) -> Person:
    """The first row, filled from the second where it was empty."""
    missing = {each: getattr(other, each) for each in FIELDS if getattr(one, each) is None}
    if one.last_name:
        missing.pop("name_prefix", None)
    work = other.email_is_work if one.email is None else one.email_is_work
    return replace(one, **missing, email_is_work=work)


def _compared(one: Person, other: Person) -> tuple[str, ...]:
    """The fields in which two rows can differ; a name written a little otherwise is the same name."""
    return FIELDS if _name(one) != _name(other) else tuple(each for each in FIELDS if not each.startswith(_NAMES))


def _name(person: Person) -> str:
    return f"{compact(person.first_name or '')} {compact(person.last_name or '')}"


def _agree(one: Person, other: Person, field: str) -> bool:
    return getattr(one, field) is not None and getattr(one, field) == getattr(other, field)


def _differ(one: Person, other: Person, field: str) -> bool:
    values = getattr(one, field), getattr(other, field)
    return None not in values and values[0] != values[1]
