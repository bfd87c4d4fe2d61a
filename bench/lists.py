"""Reading a list of 5,000 people, as CSV and as XLSX."""

import csv
import io
import time
from datetime import date, timedelta

from openpyxl import Workbook

from bench.names import FIRST, JOBS, LAST
from onward.engagements.lists import read_list

ROWS = 5_000
HEADER = [
    "Medarbejdernr.",
    "Fornavn",
    "Efternavn",
    "Stilling",
    "Afdeling",
    "Ansat dato",
    "Opsagt dato",
    "E-mail",
    "Mobil",
]


def people() -> list[list[str]]:
    day = date(2000, 1, 3)
    return [
        [
            str(10_000 + number),
            FIRST[number % len(FIRST)],
            f"{LAST[number % len(LAST)]} {LAST[number // len(LAST) % len(LAST)]}",
            JOBS[number % len(JOBS)],
            "Produktion",
            (day + timedelta(days=number)).strftime("%d-%m-%Y"),
            "30-09-2026",
            f"person{number}@example.org",
            f"+45 20 {number // 10_000:02d} {number // 100 % 100:02d} {number % 100:02d}",
        ]
        for number in range(ROWS)
    ]


def as_csv() -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER, *people()])
    return text.getvalue().encode("cp1252", "replace")


def as_xlsx() -> bytes:
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in [HEADER, *people()]:
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def seconds(content: bytes, name: str) -> float:
    """Reading alone; storing is measured through the page's own action."""
    began = time.perf_counter()
    reading = read_list(content, name, on=date(2026, 11, 24))
    took = time.perf_counter() - began
    if len(reading.rows) != ROWS:
        raise RuntimeError(f"{name}: {len(reading.rows)} of {ROWS} people were read")
    return took
