"""When two ways of writing a name are the same name."""

import pytest

from onward.engagements.naming import is_in_domain, matching_key, same_name

SAME = [
    ("Søren Ågård-Ünal", ("Søren", "", "Ågård-Ünal")),
    ("soren agard unal", ("Søren", "", "Ågård-Ünal")),
    ("SOEREN AAGAARD-UENAL", ("Søren", "", "Ågård-Ünal")),
    ("Ågård-Ünal, Søren", ("Søren", "", "Ågård-Ünal")),
    ("Jan 't Hooft", ("Jan", "'t", "'t Hooft")),
    ("jan ’t hooft", ("Jan", "'t", "'t Hooft")),
    ("Jan van den Berg", ("Jan", "van den", "van den Berg")),
    ("Paweł Nowak", ("Paweł", "", "Nowak")),
    ("Pawel  Nowak ", ("Paweł", "", "Nowak")),
    ("Mueller", ("", "", "Müller")),
]
OTHER = [
    ("Søren", ("Søren", "", "Ågård-Ünal")),
    ("Sofie Ågård-Ünal", ("Søren", "", "Ågård-Ünal")),
    ("Jan Hooft", ("Jan", "'t", "'t Hooft")),
    ("", ("Søren", "", "Ågård-Ünal")),
    ("…", ("Søren", "", "Ågård-Ünal")),
]


@pytest.mark.parametrize(("typed", "name"), SAME)
def test_the_same_name(typed, name):
    assert same_name(typed, *name)


@pytest.mark.parametrize(("typed", "name"), OTHER)
def test_another_name(typed, name):
    assert not same_name(typed, *name)


def test_matching_key_sees_through_spelling():
    assert matching_key("Søren", "Ågård") == matching_key("SOREN", "Aagaard")
    assert matching_key("Søren", "Ågård") != matching_key("Sofie", "Ågård")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a@limfjord.example", True),
        ("a@HR.Limfjord.example", True),
        ("a@notlimfjord.example", False),
        ("a@mail.example", False),
        ("", False),
    ],
)
def test_is_in_domain(address, expected):
    assert is_in_domain(address, ["@Limfjord.example"]) is expected
