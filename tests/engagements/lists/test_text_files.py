"""Text files as systems write them: encodings, delimiters, quotation marks, line ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.engagements.lists.decode import decode
from tests.engagements.lists.build import delimited, lines, read, text_list, values

ROWS = [
    ["Lønnr", "Navn", "Afdeling", "Ansat dato"],
    ["007", "Bæk, Søren", "Lager & Kørsel", "1-3-2001"],
    ["008", "Ås, Öz", "Kørsel", ""],
]
SEEN = [("007", "Søren", "Bæk", "Lager & Kørsel"), ("008", "Öz", "Ås", "Kørsel")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),
        ("mac_roman", "mac_roman"),
        ("cp850", "cp850"),
    ],
)
def test_every_encoding_with_every_delimiter(delimiter, written, named):
    reading = read(delimited(ROWS, delimiter, written))

    assert (reading.encoding, reading.delimiter, reading.sheet, reading.header_row) == (named, delimiter, None, 1)
    assert values(reading, "employee_number", "first_name", "last_name", "department") == SEEN


def test_utf16_with_its_big_end_first():
    reading = read(b"\xfe\xff" + delimited(ROWS, "\t", "utf-16-be"))

    assert reading.encoding == "utf-16"
    assert values(reading, "employee_number", "first_name", "last_name", "department") == SEEN


@pytest.mark.parametrize(
    "text",
    [
        "Lønnr;Navn\n1;Søren Ærø",
        "Prénom;Nom\nÉlise;Lefèvre – “Lise”",
        "Roepnaam;Naam\nZoë;Daniëls",
        "Fornavn;Etternavn\nMáret;Sæther",
        "Fornavn;Efternavn\nÁsdís;Þórr",
    ],
)
def test_windows_text_is_never_taken_for_an_older_machine(text):
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_was(text):
    if not text.startswith("\ufeff") and text.count("\ufffd") * 10 <= len(text):
        assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_machine(end):
    reading = read(text_list("Navn;Afdeling", "Lund, Bo;Lager", "Krogh, Eva;Lager", end=end))

    assert values(reading, "line", "last_name") == [(2, "Lund"), (3, "Krogh")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", ":"])
def test_the_first_line_may_name_the_delimiter(delimiter):
    reading = lines(f"sep={delimiter}", f"Navn{delimiter}Afdeling", f"Bo Lund{delimiter}Lager")

    assert (reading.delimiter, reading.header_row) == (delimiter, 2)
    assert values(reading, "line", "last_name", "department") == [(3, "Lund", "Lager")]


def test_commas_in_names_do_not_make_columns():
    reading = lines("Ansattnr;Navn;Stilling", "1;Grønlie, Synnøve;Leder, prosjekt", "2;Farah, Omar;Leder, drift, natt")

    assert reading.delimiter == ";"
    assert values(reading, "last_name", "job_title") == [
        ("Grønlie", "Leder, prosjekt"),
        ("Farah", "Leder, drift, natt"),
    ]


def test_one_column_has_no_delimiter():
    reading = lines("Navn", "Grønlie, Synnøve", "Farah, Omar")

    assert reading.delimiter is None
    assert values(reading, "first_name", "last_name") == [("Synnøve", "Grønlie"), ("Omar", "Farah")]


def test_line_breaks_and_quotation_marks_inside_cells():
    reading = lines(
        '"Medarbejder\nnummer",Navn,Stilling', '1,"Lund, Bo","Leder\n""natten"""', '2,"Krogh, Eva",Smed 5" rør'
    )

    assert reading.header_row == 1
    assert values(reading, "line", "employee_number", "job_title") == [
        (3, "1", 'Leder "natten"'),
        (5, "2", 'Smed 5" rør'),
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_nobody():
    people = [
        f'{number};Lund, Bo {chr(97 + number % 26)}{number};"Smed'
        if number == 3
        else f"{number};Lund, Bo {number};Smed"
        for number in range(60)
    ]
    reading = lines("Nr;Navn;Stilling", *people)

    assert len(reading.rows) == 60
    assert reading.rows[3].job_title == '"Smed'


def test_zeros_that_were_guarded_from_the_spreadsheet():
    reading = lines("Lønnr;Navn;Mobil", '="00417";Bo Lund;\'00000001')

    assert values(reading, "employee_number", "phone") == [("00417", "00000001")]


def test_rows_longer_or_shorter_than_the_header():
    reading = lines("Navn;Stilling;Afdeling", "Bo Lund", "Eva Krogh;Smed;Lager;mere;;;", "Ib Holm;Smed")

    assert values(reading, "last_name", "department") == [("Lund", None), ("Krogh", "Lager"), ("Holm", None)]
    assert reading.columns_unknown == ("(D)",)
    assert "mere" not in str(reading)


def test_invisible_characters_are_no_part_of_anything():
    reading = lines("\u200bNavn\u00a0;E-mail", "Bo\u00a0Lund\u200e;\u200bbo@example.dk\u00ad")

    assert values(reading, "first_name", "last_name", "email") == [("Bo", "Lund", "bo@example.dk")]
