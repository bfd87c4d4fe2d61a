"""National identity numbers do not leave the upload, whatever column they hide in. All numbers here are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.engagements.lists.identity import looks_like_account, looks_like_identity, remove_identity, stands_out
from tests.engagements.lists.build import codes, lines, values


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("020560-0000", ""),
        ("020560 - 0000", ""),
        ("Mette Holm (020560-0000)", "Mette Holm"),
        ("19850730-0000", ""),
        ("01018012345", ""),
        ("410180 12345", ""),
        ("85.07.30-033.28", ""),
        ("850730-033 28", ""),
        ("85073003328", ""),
        ("1 85 07 75 123 456 78", ""),
        ("AB 12 34 56 C", ""),
        ("123-45-6789", ""),
    ],
)
def test_identity_numbers_are_taken_out(text, rest):
    assert remove_identity(text) == (rest, True)


@pytest.mark.parametrize(
    "text", ["10001", "00417", "A-07", "991399-0000", "2025-09-30", "Lager 4", "30-09-2025", "1234567890", ""]
)
def test_other_numbers_stay(text):
    assert remove_identity(text) == (text, False)


@pytest.mark.parametrize(
    "phone", ["0612345678", "+45 01 01 01 01", "0470 00 00 00", "+32470000000", "01018012345", "06-12345678"]
)
def test_a_phone_number_is_no_identity_number(phone):
    assert remove_identity(phone, phone=True) == (phone, False)


@pytest.mark.parametrize(
    ("values_of_column", "expected"),
    [
        (["020560-0000", "280670-0000", ""], True),
        (["0205600000", "280670000", "1203700000"], True),
        (["01018012345", "02028012345"], True),
        (["111222333", "123456782", "100000009"], True),
        (["111222333"], False),
        (["1012000001", "1012000002", "1012000003", "1012000004", "1012000005"], False),
        (["10001", "10008", "10015"], False),
        (["020560-0000", "10008", "10015"], False),
        ([], False),
    ],
)
def test_columns_of_identity_numbers(values_of_column, expected):
    assert looks_like_identity(values_of_column) is expected


def test_columns_of_accounts():
    assert looks_like_account(["NL00BANK0123456789", "dk50 0040 0440 1162 43"])
    assert not looks_like_account(["NL", "Lager"])


def test_a_bare_number_stands_out_among_shorter_ones():
    assert stands_out("0205600000", {5})
    assert not stands_out("0205600000", {10})
    assert not stands_out("9999999999", {5})


def test_a_number_in_a_kept_column_is_blanked_and_said():
    reading = lines(
        "Medarbejdernr;Navn;Stilling",
        "10001;Bo Lund;Smed",
        "020560-0000;Eva Krogh 020560-0000;Smed 020560-0000",
        "0205600000;Ib Holm;Maler",
        "10004;Per Dahl;Maler",
    )

    assert values(reading, "employee_number", "last_name", "job_title") == [
        ("10001", "Lund", "Smed"),
        (None, "Krogh", "Smed"),
        (None, "Holm", "Maler"),
        ("10004", "Dahl", "Maler"),
    ]
    assert codes(reading) == [
        (3, "Navn", "identity"),
        (3, "Medarbejdernr", "identity"),
        (3, "Stilling", "identity"),
        (4, "Medarbejdernr", "identity"),
    ]
    assert "020560" not in str(reading)


def test_a_known_column_full_of_them_is_not_kept():
    reading = lines("Pers.nr.;Navn", "01018012345;Bo Lund", "02028012345;Eva Krogh")

    assert values(reading, "employee_number") == [(None,), (None,)]
    assert reading.columns_not_kept == ("Pers.nr.",)
    assert codes(reading) == [(None, "Pers.nr.", "identity_column")]
    assert "01018012345" not in str(reading)


def test_unknown_columns_are_judged_by_what_is_in_them():
    reading = lines(
        "Navn;Felt 1;Felt 2;Felt 3;Titel",
        "Bo Lund;020560-0000;NL00BANK0123456789;blå;hr.",
        "Eva Krogh;280670-0000;NL00BANK0123456780;rød;fru",
    )

    assert reading.columns_not_kept == ("Felt 1", "Felt 2", "Titel")
    assert reading.columns_unknown == ("Felt 3",)
    assert "rød" not in str(reading)


@given(st.dates(), st.integers(0, 9999))
def test_no_danish_number_is_ever_let_through(born, serial):
    number = f"{born:%d%m%y}-{serial:04}"

    assert remove_identity(f"Smed {number}") == ("Smed", True)
