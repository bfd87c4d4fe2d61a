"""The own list as a file for a spreadsheet."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from onward.applications.export import as_csv
from onward.core.spreadsheets import BOM, harmless
from tests.factories.applications import ApplicationFactory


def read(text, delimiter):
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=delimiter))


@pytest.mark.parametrize(
    ("language", "delimiter", "day"),
    [("da", ";", "03-11-2026"), ("nb", ";", "03.11.2026"), ("nl", ";", "03-11-2026"), ("en", ",", "03/11/2026")],
)
def test_days_and_separator_are_those_of_the_language(language, delimiter, day):
    row = ApplicationFactory.build(
        programme=None, created_by=None, employer_name="Smør & Sønner; Aarhus", sent_on=date(2026, 11, 3)
    )
    with translation.override(language):
        head, line = read(as_csv([row], language), delimiter)

    assert len(head) == 5
    assert line[:3] == [day, "Smør & Sønner; Aarhus", "Planner"]


def test_what_was_never_sent_stands_under_the_day_it_was_written_down():
    row = ApplicationFactory.build(
        programme=None, created_by=None, planned=True, created_at=datetime(2026, 11, 5, 23, 30, tzinfo=UTC)
    )

    assert read(as_csv([row], "en"), ",")[1][0] == "06/11/2026"  # it is past midnight in Copenhagen


@pytest.mark.parametrize("text", ["=1+1", "+45 70", "-A", "@x", "\t=1", " =1", "\r=1"])
def test_no_cell_is_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert harmless("A-kasse = hjælp") == "A-kasse = hjælp"
