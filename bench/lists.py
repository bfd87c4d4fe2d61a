"""Reading and storing a list of 5,000 people, as CSV and as XLSX."""

import csv
import io
import time
import uuid
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from bench.names import FIRST, JOBS, LAST
from bench.pages import enter
from onward.accounts.models import Person
from onward.core.access import Role
from onward.engagements.models import Order, Package

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
            str(500_000 + number),  # nobody of these was ordered before
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


def stored_seconds(sponsor: uuid.UUID, content: bytes, name: str) -> float:
    """From the file to 5,000 orders, through the pages: uploaded and read, then confirmed and stored."""
    client = enter(Person.objects.get(pk=sponsor), Role.SPONSOR)
    of_sponsor = {"agreement__employer__memberships__person": sponsor}
    package = Package.objects.get(**of_sponsor)
    before = Order.objects.filter(package=package).count()
    sent = {"package": str(package.pk), "language": "da", "file": SimpleUploadedFile(name, content)}
    began = time.perf_counter()
    check = client.post(reverse("engagements:sponsor_import"), sent)
    if check.status_code == 302:
        client.post(check.url, {"do": "store"})
    took = time.perf_counter() - began
    stored = Order.objects.filter(package=package).count() - before
    if stored != ROWS:
        raise RuntimeError(f"{name}: {stored} of {ROWS} people were stored")
    return took
