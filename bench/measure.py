"""Server time and statements of one page, measured inside the process, warm, one request at a time."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client

from onward.accounts.models import Person
from onward.config.memory import tidy

ON_TABLES = re.compile(
    r"(?!SELECT (?:set_config|current_setting)\b)(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE
)
WARM_UP = 5  # pages opened before the time counts
YARD = 5  # questions put together for the yardstick
ROWS_OF = 10  # people whose pages are asked once more for the rows


@dataclass(frozen=True, slots=True)
class Figures:
    """One page at one size. Times in milliseconds of server time; pace: of the yardstick meanwhile."""

    page: str
    role: str
    queries: int
    rows: int
    p50: float
    p95: float
    size_kb: float
    pace: float


def yardstick() -> float:
    """Milliseconds for a piece of work that never changes: how fast machine and database are at this moment.

    It is of the kind that a page is made of: a plain loop ran as fast as ever while pages took twice as long.
    """
    began = time.perf_counter()
    for _time in range(YARD):
        str(Person.objects.filter(memberships__office__country="DK").select_related("staff_profile").query)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(number) FROM generate_series(1, 20000) AS number")
    return (time.perf_counter() - began) * 1000


class Statements:
    """Counts what is asked of tables. It keeps none of it, unlike the log of Django, and so takes next to no time."""

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += bool(ON_TABLES.match(str(sql).lstrip()))
        return execute(sql, params, many, context)


def page_figures(
    page: str, role: str, people: Sequence[Person], enter: Callable[[Person], Client], address: Callable[[Person], str]
) -> Figures:
    """Open the page once for each of the people; the first few warm it up and do not count."""
    times, paces, most, size = [], [], 0, 0
    for number, person in enumerate(people):
        client, url = enter(person), address(person)
        asked = Statements()
        with connection.execute_wrapper(asked):
            began = time.perf_counter()
            response = client.get(url)
            took = (time.perf_counter() - began) * 1000
        tidy()  # as the web process does, once the answer has gone out
        if response.status_code != 200:
            raise RuntimeError(f"{page} as {role}: {url} answered {response.status_code}")
        if number >= WARM_UP or len(people) <= WARM_UP:
            times.append(took)
            paces.append(yardstick())
            most, size = max(most, asked.number), max(size, len(response.content))
    times.sort()
    paces.sort()
    rows = max(rows_touched(enter(person), address(person)) for person in people[:ROWS_OF])
    return Figures(page, role, most, rows, _at(times, 0.5), _at(times, 0.95), size / 1024, _at(paces, 0.5))


def rows_touched(client: Client, url: str) -> int:
    """Rows that the database reads from tables for the page: scanned, or fetched by an index.

    From PostgreSQL's own counters of one transaction, so nothing else that runs is counted.
    """
    with transaction.atomic():
        before = _rows_read()
        client.get(url)
        return _rows_read() - before


def _rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0] or 0)


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
