"""Which rows are people, which are not, and which are the same person twice."""

import pytest

from onward.engagements.lists.grids import Row
from onward.engagements.lists.leaving_out import is_total
from tests.engagements.lists.build import codes, lines, read, sheet, values

HEADER = "Medarbejdernr;Navn;Stilling;Ansat dato"


@pytest.mark.parametrize(
    "row",
    [
        "I alt;48;;",
        "Sum;;;",
        ";;Totaal;3",
        "Total: 2 salariés;;;",
        "Antal medarbejdere;2;;",
        "Aantal: 2;;;",
        "Subtotal Production;;;2",
        "Lager i alt;;;2",
        ";I ALT;;",
        "Gennemsnit;37,5;;",
        HEADER,
        "medarbejdernr.;NAVN;stilling;ansat  dato",
        "Udskrevet 12-10-2025;;;",
        "Side 1 af 3;;;",
        "Utskrift: 12.10.2025;;;",
        "Afgedrukt op 12-10-2025;;;",
        "* fortrolig;;;",
        "Kilde:;Løn;;",
        "1 / 3;;;",
        "Slut på rapport;;;",
        ";;;",
        "-;;;",
        "Fortroligt",
    ],
)
def test_rows_that_are_not_people(row):
    reading = lines(HEADER, "1;Lund, Bo;Smed;1-1-2001", row, "2;Krogh, Eva;Smed;1-1-2001")

    assert values(reading, "last_name") == [("Lund",), ("Krogh",)]
    assert [code for _, _, code in codes(reading) if code != "no_name"] == []


@pytest.mark.parametrize(
    ("row", "last"),
    [
        ("3;Sum, Yi;Smed;1-1-2001", "Sum"),
        ("3;Som Sophal;;", "Sophal"),
        ("Sum, Yi;;;", None),
        ("3;Page, Jimmy;Smed;", "Page"),
        ("3;Total, Jean;Ouvrier;", "Total"),
        ("3;Alle;Smed;1-1-2001", "Alle"),
        ("3;Tom Null;Smed;1-1-2001", "Null"),
    ],
)
def test_people_whose_names_look_like_sums(row, last):
    reading = lines(HEADER, "1;Lund, Bo;Smed;1-1-2001", row)

    assert [person.last_name for person in reading.rows[1:]] == ([last] if last else [])


@pytest.mark.parametrize(
    ("cells", "expected"), [(["", "48"], False), (["48", "37,5"], False), (["I alt", ""], True), ([], False)]
)
def test_numbers_alone_are_no_sum(cells, expected):
    assert is_total(Row(1, cells)) is expected


def test_a_row_without_a_name_is_said_and_one_with_only_a_name_is_asked_about():
    reading = lines(
        HEADER,
        "1;Lund, Bo;Smed;1-1-2001",
        "2;;Smed;1-1-2001",
        "3;48;Smed;1-1-2001",
        ";Krogh, Eva;;",
        ";Administration;;",
        "10050;;;",
    )

    assert values(reading, "line", "last_name") == [(2, "Lund"), (5, "Krogh")]
    assert codes(reading) == [
        (3, None, "no_name"),
        (4, None, "no_name"),
        (5, None, "only_name"),
        (6, None, "left_out"),
        (7, None, "no_name"),
    ]
    assert reading.problems[3].message == 'This row holds nothing but "Administration". It was not read as a person.'


def test_a_short_list_of_names_alone_needs_no_question():
    reading = lines("Fornavn;Efternavn", "Bo;Lund", "Eva;Krogh")

    assert codes(reading) == []


DOUBLES = {
    "the same row twice": ("1;Bo Lund;bo@example.dk;1-1-2001", "1;Bo Lund;bo@example.dk;1-1-2001", "double"),
    "written a little differently": ("1;Bo Lund;bo@example.dk;", "1;LUND, Bo;BO@EXAMPLE.DK;", "double"),
    "hyphen or space": ("1;Jens-Peter Lund;;1-1-2001", "1;Jens Peter Lund;;1-1-2001", "double"),
    "the second knows more": ("1;Bo Lund;;", "1;Bo Lund;bo@example.dk;1-1-2001", "double"),
    "the second knows better": ("1;Bo Lund;;1-1-2001", "1;Bo Lund;;1-1-2002", "double_differs"),
    "married since": ("1;Eva Krogh;eva@example.dk;", "1;Eva Holm;eva@example.dk;", "double_differs"),
    "no number, same address": (";Bo Lund;bo@example.dk;", ";Bo Lund;bo@example.dk;1-1-2001", "double"),
    "no number, same first day": (";Bo Lund;;1-1-2001", ";Bo Lund;;1-1-2001", "double"),
    "a number in one of them": ("1;Bo Lund;bo@example.dk;", ";Bo Lund;bo@example.dk;", "double"),
}


@pytest.mark.parametrize(("first", "second", "code"), DOUBLES.values(), ids=DOUBLES)
def test_one_person_in_two_rows_becomes_one(first, second, code):
    reading = lines("Nr;Navn;E-mail;Ansat dato", first, second, "77;Ib Holm;ib@example.dk;2-2-2002")

    assert [person.line for person in reading.rows] == [2, 4]
    assert (3, None, code) in codes(reading)


NAMESAKES = {
    "other numbers": ("1;Bo Lund;;1-1-2001", "2;Bo Lund;;1-1-2001", None),
    "other numbers, one address": (
        "1;Bo Lund;bo@example.dk;",
        "2;Bo Lund;bo@example.dk;",
        (3, "E-mail", "same_email"),
    ),
    "one number, other names": ("1;Bo Lund;;", "1;Eva Krogh;;", (3, "Nr", "same_number")),
    "no number, other addresses": (";Bo Lund;bo@example.dk;", ";Bo Lund;bl@example.dk;", (3, None, "same_name")),
    "no number, other first days": (";Bo Lund;;1-1-2001", ";Bo Lund;;2-2-2002", (3, None, "same_name")),
    "one address, other names": (
        "1;Bo Lund;lund@example.dk;",
        "2;Eva Lund;lund@example.dk;",
        (3, "E-mail", "same_email"),
    ),
}


@pytest.mark.parametrize(("first", "second", "said"), NAMESAKES.values(), ids=NAMESAKES)
def test_different_people_both_stay(first, second, said):
    reading = lines("Nr;Navn;E-mail;Ansat dato", first, second, "77;Ib Holm;ib@example.dk;2-2-2002")

    assert [person.line for person in reading.rows] == [2, 3, 4]
    assert [code for code in codes(reading) if code[2].startswith(("same", "double"))] == ([said] if said else [])


def test_the_joined_row_keeps_the_first_and_fills_what_it_lacked():
    reading = lines(
        "Nr;Navn;E-mail;Stilling",
        "1;Bo Lund;;Smed",
        "1;Bo Lund;bo@firma.dk;Maler",
        "1;Bo Lund;;Smed",
        own_domains=["firma.dk"],
    )

    assert values(reading, "email", "job_title") == [("bo@firma.dk", "Smed")]
    assert reading.rows[0].email_is_work
    assert [code for *_, code in codes(reading)] == ["work_address", "double_differs", "double"]


def test_many_namesakes_are_read_in_a_moment():
    reading = lines(
        "Navn;Ansat dato", *(f"Bo Lund;{number % 28 + 1}-1-{1970 + number // 28}" for number in range(1_500))
    )

    assert len(reading.rows) == 1_500


def test_a_column_filled_by_hand_and_one_not_kept_by_hand():
    content = sheet(["Hvem", "Navn", "Gruppe", "Ansat dato"], ["Bo Lund", "x1", "A", "1-1-2001"])
    reading = read(content, columns={"Hvem": "full_name", "Navn": "not_kept", "Gruppe": "department"})

    assert values(reading, "first_name", "last_name", "department") == [("Bo", "Lund", "A")]
    assert reading.columns_not_kept == ("Navn",)


def test_a_header_nobody_knows_can_be_taught_by_hand():
    reading = lines(
        "Wer;Was;Seit", "Bo Lund;Smed;1-1-2001", columns={"Wer": "full_name", "Was": "job_title", "Seit": "hired_on"}
    )

    assert values(reading, "last_name", "job_title", "hired_on") == [("Lund", "Smed", "2001-01-01")]
