"""Addresses, phone numbers, employee numbers."""

import pytest

from onward.engagements.lists.contacts import is_at_work, read_email, read_number, read_phone
from tests.engagements.lists.build import codes, lines, values


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" SYNNOVE@EXAMPLE.NO ", "synnove@example.no"),
        ("Mette Holm <mette@example.dk>", "mette@example.dk"),
        ("mailto:per@example.dk", "per@example.dk"),
        ("per.o'neil+job@mail.example.co.uk", "per.o'neil+job@mail.example.co.uk"),
        ("åse@blåbær.example", "åse@blåbær.example"),
        ("a@example.dk.", "a@example.dk"),
    ],
)
def test_addresses(written, address):
    assert (read_email(written).value, read_email(written).problems) == (address, ())


@pytest.mark.parametrize(
    "written", ["bo@@example.dk", "bo@example", "SKING", "@example.dk", "bo@.dk", "b..o@example.dk", "a b c"]
)
def test_what_is_no_address(written):
    assert (read_email(written).value, read_email(written).problems) == (None, ("email",))


def test_of_two_addresses_the_private_one_is_kept():
    both = "per@firma.dk, per@example.dk"

    assert read_email(both).value == "per@firma.dk"
    assert read_email(both, ["firma.dk"]).value == "per@example.dk"
    assert read_email(both).problems == ("more_emails",)


@pytest.mark.parametrize(
    ("domains", "at_work"),
    [
        (["firma.dk"], True),
        (["@Firma.DK "], True),
        (["irma.dk"], False),
        (["a.mail.firma.dk"], False),
        ([""], False),
        ([], False),
    ],
)
def test_an_address_in_the_employers_domain_or_below_it(domains, at_work):
    assert is_at_work("per@mail.firma.dk", domains) is at_work


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("00000000", "00000000"),
        ("+45 00 00 00 01", "+45 00 00 00 01"),
        ("06-12345678", "06-12345678"),
        ("0470/00.00.01", "0470/00.00.01"),
        ("+31 (0)6 12 34 56 78", "+31 (0)6 12 34 56 78"),
        ("Tlf.: 12 34 56 78 (privat)", "12 34 56 78"),
        ("12345678.0", "12345678"),
    ],
)
def test_phones(written, number):
    assert (read_phone(written).value, read_phone(written).problems) == (number, ())


@pytest.mark.parametrize(
    ("written", "number", "problem"),
    [
        ("12", None, "phone"),
        ("ring til min kone", None, "phone"),
        ("3,16E+09", None, "phone_rounded"),
        ("06-12345678 / 010-1234567", "06-12345678", "more_phones"),
        ("12345678; 87654321", "12345678", "more_phones"),
    ],
)
def test_phones_with_something_to_say(written, number, problem):
    assert (read_phone(written).value, read_phone(written).problems) == (number, (problem,))


@pytest.mark.parametrize(
    ("written", "number"),
    [("00417", "00417"), ("10001.0", "10001"), ("A-07", "A-07"), ("12.10", "12.10"), ("1,2E+10", None)],
)
def test_employee_numbers(written, number):
    assert read_number(written).value == number


def test_the_private_address_and_the_mobile_are_read_and_those_at_work_are_not_kept():
    reading = lines(
        "Navn;E-mail;Privat e-mail;Telefon arbejde;Telefon;Mobil",
        "Bo Lund;bo@firma.dk;bo@example.dk;11111111;22222222;33333333",
        "Eva Krogh;eva@firma.dk;;11111112;22222223;",
    )

    assert values(reading, "email", "phone") == [("bo@example.dk", "33333333"), (None, "22222223")]
    assert reading.columns_not_kept == ("E-mail", "Telefon arbejde")
    assert "firma.dk" not in str(reading.as_json())


def test_an_address_at_work_is_kept_marked_and_said():
    reading = lines("Navn;E-mail", "Bo Lund;BO@mail.firma.dk", "Eva Krogh;eva@example.dk", own_domains={"firma.dk"})

    assert [(person.email, person.email_is_work) for person in reading.rows] == [
        ("bo@mail.firma.dk", True),
        ("eva@example.dk", False),
    ]
    assert codes(reading) == [(2, "E-mail", "work_address")]
    assert "email_is_work" not in reading.as_json()["rows"][0]


def test_a_column_of_addresses_at_work_marks_each():
    reading = lines("Naam;Werk e-mail", "Bo Lund;bo@firma.nl")

    assert reading.rows[0].email_is_work


def test_cells_that_say_nothing_are_nothing():
    reading = lines(
        "Navn;E-mail;Mobil;Stilling;Afdeling;Ansat dato",
        "Bo Lund;ingen;-;N/A;(tom);#I/T",
        "Tom Nan;geen e-mail;n.v.t.;Smed;Lager;ukendt",
    )

    assert values(reading, "email", "phone", "job_title", "department", "hired_on") == [
        (None, None, None, None, None),
        (None, None, "Smed", "Lager", None),
    ]
    assert codes(reading) == []
