"""What the importer says, in one table. The text is English here and is translated only when a page shows it."""

from collections.abc import Mapping

from django.utils.translation import gettext


def N_(text: str) -> str:  # noqa: N802 -- the name message extraction knows
    """Mark a text for translation without needing settings: the command runs where nothing is configured."""
    return text


REFUSALS: Mapping[str, str] = {
    "empty": N_("The file is empty. Export the list again and upload the new file."),
    "too_large": N_(
        "The file is larger than %(limit)s MB. Leave only the list of people in it, without pictures, and try again."
    ),
    "too_many_rows": N_(
        "The list has more than %(limit)s rows. Divide it into smaller lists and upload them one by one."
    ),
    "too_many_columns": N_(
        "The list has more than %(limit)s columns. Keep only the columns that are needed and try again."
    ),
    "too_long_cell": N_(
        "Line %(line)s holds a cell with more text than a spreadsheet allows. "
        "Often a quotation mark was never closed. Mend that line and try again."
    ),
    "unpacks_too_large": N_(
        "The workbook becomes far too large when it is unpacked. "
        "Copy the list of people into a new, empty workbook and upload that."
    ),
    "old_excel": N_("This is an old Excel file (.xls). Open it in Excel, save it as .xlsx and upload the new file."),
    "password": N_(
        "The file is protected by a password. Save a copy without one and upload that; it is read in memory only."
    ),
    "binary_excel": N_(
        "This is a binary Excel file (.xlsb). Open it in Excel, save it as .xlsx and upload the new file."
    ),
    "open_document": N_(
        "This is an OpenDocument file. Open it in your spreadsheet program, save it as .xlsx or .csv and upload that."
    ),
    "numbers": N_("This is a Numbers file. Open it in Numbers, export it to Excel and upload the new file."),
    "word": N_("This is a Word document. Copy the list into a spreadsheet, save it as .xlsx and upload that."),
    "presentation": N_("This is a presentation. Copy the list into a spreadsheet, save it as .xlsx and upload that."),
    "pdf": N_("This is a PDF file. Ask for the list as .xlsx or .csv from the system it was printed from."),
    "web_page": N_(
        "This is a web page or XML, not a sheet. Open it in Excel, save it as .xlsx and upload the new file."
    ),
    "archive": N_("This is a packed archive. Unpack it and upload the list that is in it."),
    "picture": N_("This is a picture. Upload the list itself, as .xlsx or .csv."),
    "binary": N_("This file is neither a workbook nor text. Upload the list as .xlsx or .csv."),
    "damaged": N_(
        "The workbook is damaged and cannot be read. Open it in Excel, save it again and upload the new file."
    ),
    "no_header": N_(
        "No row with column names was found. Put one row above the people that names each column, "
        "such as first name, last name, job title."
    ),
    "no_names": N_(
        "Line %(line)s names columns, but none of them is a name. Add a column with the people's names and try again."
    ),
    "no_people": N_("The list has column names in line %(line)s, but no people below them."),
    "hidden_sheet": N_(
        "The only sheet with people, %(sheet)s, is hidden. Show the sheet, save the workbook and upload it again."
    ),
    "hidden_names": N_(
        "The column with the names, %(column)s, is hidden. Show the column, save the workbook and upload it again."
    ),
    "cannot_open": N_("The file %(file)s cannot be opened: it is missing, or you may not read it."),
}

PROBLEMS: Mapping[str, str] = {
    "double": N_("%(name)s is already named in line %(first)s. The two rows became one."),
    "double_differs": N_(
        "%(name)s is already named in line %(first)s, with other details. The first row was kept; please compare them."
    ),
    "same_number": N_(
        "The employee number is already used in line %(first)s, for somebody else. Both rows were kept."
    ),
    "same_email": N_("The e-mail address is already used in line %(first)s, for somebody else. Both rows were kept."),
    "same_name": N_("Somebody with the same name stands in line %(first)s. Both rows were kept."),
    "no_name": N_("This row has no name, so it was left out."),
    "left_out": N_('This row holds nothing but "%(text)s". It was not read as a person.'),
    "only_name": N_("Nothing but a name stands in this row. Is it a person on the list?"),
    "one_name": N_("Only one name was found. It was taken as the last name."),
    "half_name": N_("Only half of this person's name is given."),
    "name_guess": N_("The name was divided into %(first)s and %(last)s. Please check that this is right."),
    "name_remark": N_("A remark beside the name was left out."),
    "garbled": N_("Letters in this name were damaged before the list came here. Please write the name anew."),
    "too_long": N_("The text is longer than %(limit)s characters, so it was left out."),
    "no_email": N_("This person has no e-mail address."),
    "email": N_('"%(value)s" is not an e-mail address, so it was left out.'),
    "more_emails": N_("More than one e-mail address is given. One of them was kept."),
    "work_address": N_("This is an address at work. It is kept, but nothing is ever sent to it."),
    "phone": N_('"%(value)s" is not a phone number, so it was left out.'),
    "phone_rounded": N_(
        "The spreadsheet has rounded this phone number, so it was left out. Format the column as text."
    ),
    "more_phones": N_("More than one phone number is given. The first one was kept."),
    "number_rounded": N_(
        "The spreadsheet has rounded this employee number, so it was left out. Format the column as text."
    ),
    "date": N_('"%(value)s" is not a date, so it was left out.'),
    "impossible_date": N_('"%(value)s" does not exist in the calendar, so it was left out.'),
    "date_without_day": N_('"%(value)s" is not a whole date with day, month and year, so it was left out.'),
    "unlikely_date": N_('"%(value)s" cannot be right for this column, so it was left out.'),
    "dates_out_of_order": N_("The dates do not follow each other: %(earlier)s comes before %(later)s here."),
    "month_first": N_("The dates in this column were read with the month before the day."),
    "identity": N_("A national identity number stood here. It was not kept."),
    "identity_column": N_("This column holds national identity numbers. It was not kept."),
    "hidden_column": N_("This column is hidden in the sheet, so it was not read. Show it if it is meant to be used."),
    "hidden_rows": N_("Hidden rows were not read: %(count)s, the first in line %(first)s."),
    "other_sheet": N_(
        "The sheet %(sheet)s seems to hold people too and was not read. Upload it as a list of its own."
    ),
    "formula": N_(
        "This cell is a formula that was saved without its result. Save the workbook in Excel and try again."
    ),
}

NOTICES = frozenset(
    {
        "double",
        "same_name",
        "only_name",
        "one_name",
        "half_name",
        "name_guess",
        "name_remark",
        "no_email",
        "more_emails",
        "work_address",
        "more_phones",
        "month_first",
        "hidden_column",
        "hidden_rows",
        "other_sheet",
        "left_out",
    }
)
"""Problems that ask for a look rather than for a repair."""


def render_problem(problem: "Saying") -> str:
    """The sentence of a problem or of a refusal, in the language that is active. Needs settings; for pages."""
    return gettext(problem.text) % problem.values


class Saying:
    """Anything that carries one of the sentences above and the values that go into it."""

    text: str
    values: Mapping[str, object]
