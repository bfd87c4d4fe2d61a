"""Server time and statements of one page, measured inside the process, warm, one request at a time."""

import re
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.accounts.models import Person

ON_TABLES = re.compile(
    r"(?!SELECT (?:set_config|current_setting)\b)(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One page at one size. Times in milliseconds of server time."""

    page: str
    role: str
    queries: int
    p50: float
    p95: float
    size_kb: float


def statements(captured: CaptureQueriesContext) -> int:
    """Statements on tables: transactions, savepoints and roles do not count."""
    return sum(1 for query in captured.captured_queries if ON_TABLES.match(query["sql"].lstrip()))


@contextmanager
def counted():
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        yield captured


def page_figures(
    page: str, role: str, people: Sequence[Person], enter: Callable[[Person], Client], address: Callable[[Person], str]
) -> Figures:
    """Open the page once for each of the people; the first five warm it up and do not count."""
    times, most, size = [], 0, 0
    for number, person in enumerate(people):
        client, url = enter(person), address(person)
        with counted() as captured:
            began = time.perf_counter()
            response = client.get(url)
            took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            raise RuntimeError(f"{page} as {role}: {url} answered {response.status_code}")
        if number >= 5 or len(people) <= 5:
            times.append(took)
            most, size = max(most, statements(captured)), max(size, len(response.content))
    times.sort()
    return Figures(page, role, most, _at(times, 0.5), _at(times, 0.95), size / 1024)


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
