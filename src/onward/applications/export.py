"""The candidate's own list as a file that a spreadsheet opens by itself."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from onward.applications.attention import day_of
from onward.applications.models import Application
from onward.core.formats import base_language

DAYS = {"da": "%d-%m-%Y", "nb": "%d.%m.%Y", "nl": "%d-%m-%Y", "en": "%d/%m/%Y"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel reads æ, ø and å as something else


def as_csv(rows: Iterable[Application], language: str) -> str:
    """Date, employer, job, channel and result, in the words, dates and separator of the language."""
    language = base_language(language)
    file = io.StringIO()
    writer = csv.writer(file, delimiter="," if language == "en" else ";")
    writer.writerow([_("Date"), _("Employer"), _("Job"), _("How it was found"), _("Result")])
    for row in rows:
        day = (row.sent_on or day_of(row)).strftime(DAYS[language])
        cells = (row.employer_name, row.role, row.get_how_found_display(), row.get_state_display())
        writer.writerow([day, *(harmless(cell) for cell in cells)])
    return BOM + file.getvalue()


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula stays a text."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
