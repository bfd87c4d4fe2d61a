"""The candidate's own list as a file that a spreadsheet opens by itself."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from onward.applications.attention import day_of
from onward.applications.models import Application
from onward.core import spreadsheets


def as_csv(rows: Iterable[Application], language: str) -> str:
    """Date, employer, job, channel and result, in the words, dates and separator of the language."""
    head = [_("Date"), _("Employer"), _("Job"), _("How it was found"), _("Result")]
    return spreadsheets.as_csv([head, *(_cells(row) for row in rows)], language)


def _cells(row: Application) -> list[spreadsheets.Cell]:
    day = row.sent_on or day_of(row)
    return [day, row.employer_name, row.role, row.get_how_found_display(), row.get_state_display()]
