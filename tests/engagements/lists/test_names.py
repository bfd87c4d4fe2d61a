"""Names in the parts they have, with the particles where the language puts them."""

import pytest

from onward.engagements.lists.names import is_garbled, is_name, last_name, split_prefix, whole_name
from tests.engagements.lists.build import codes, lines, values

WHOLE = [
    # written, first, prefix, last
    ("Grønlie, Synnøve", "Synnøve", None, "Grønlie"),
    ("Mette Holm", "Mette", None, "Holm"),
    ("Jens-Peter Skov-Hansen", "Jens-Peter", None, "Skov-Hansen"),
    ("Maaike van den Berg", "Maaike", "van den", "van den Berg"),
    ("Berg, Maaike van den", "Maaike", "van den", "van den Berg"),
    ("van den Berg, Maaike", "Maaike", "van den", "van den Berg"),
    ("Berg, van den, Maaike", "Maaike", "van den", "van den Berg"),
    ("Berg (van den), Maaike", "Maaike", "van den", "van den Berg"),
    ("Veld, Joost in 't", "Joost", "in 't", "in 't Veld"),
    ("Ruben 't Hart", "Ruben", "'t", "'t Hart"),
    ("Anna ter Horst", "Anna", "ter", "ter Horst"),
    ("M. de Wit-Jansen", "M.", "de", "de Wit-Jansen"),
    ("A. Jansen van Vuuren", "A.", None, "Jansen van Vuuren"),
    ("Berg, M. van den", "M.", "van den", "van den Berg"),
    ("Berg van den, J.P.", "J.P.", "van den", "van den Berg"),
    ("Bo Holm <bo@example.dk>", "Bo", None, "Holm"),
    ("N'DIAYE Awa", "Awa", None, "N'DIAYE"),
    ("Claus von Bülow", "Claus", "von", "von Bülow"),
    ("Bastian de la Cour", "Bastian", "de la", "de la Cour"),
    ("Mette Al-Masri", "Mette", None, "Al-Masri"),
    ("Chantal el Idrissi", "Chantal", "el", "el Idrissi"),
    ("Van den Broeck, Sofie", "Sofie", None, "Van den Broeck"),
    ("DUPONT Marie-Claire", "Marie-Claire", None, "DUPONT"),
    ("Marie-Claire DUPONT", "Marie-Claire", None, "DUPONT"),
    ("VAN DEN BROECK Sofie", "Sofie", None, "VAN DEN BROECK"),
    ("Jan van der BERG", "Jan", "van der", "van der BERG"),
    ("dhr. Kees de Vries", "Kees", "de", "de Vries"),
    ("Holm, fru Mette", "Mette", None, "Holm"),
    ("de heer J. Bakker", "J.", None, "Bakker"),
    ("Jansen, J.P. (Jan)", "Jan", None, "Jansen"),
    ("J.P. (Jan) Jansen", "Jan", None, "Jansen"),
]


@pytest.mark.parametrize(("written", "first", "prefix", "last"), WHOLE, ids=[each[0] for each in WHOLE])
def test_whole_name(written, first, prefix, last):
    name = whole_name(written)

    assert (name.first, name.prefix, name.last, name.notes) == (first, prefix, last, ())


@pytest.mark.parametrize(
    ("written", "first", "last", "note"),
    [
        ("Lærke Bæk Jensen", "Lærke Bæk", "Jensen", "name_guess"),
        ("Anna Maria ter Horst", "Anna Maria", "ter Horst", "name_guess"),
        ("Piet Jansen van Vuuren", "Piet Jansen", "van Vuuren", "name_guess"),
        ("Bo Holm, direktør", "Bo", "Holm", "name_remark"),
        ("Madonna", None, "Madonna", "one_name"),
        ("Holm,", None, "Holm", "one_name"),
        ("Ole Hansen (barsel)", "Ole", "Hansen", "name_remark"),
        ("Hansen, Ole (TR)", "Ole", "Hansen", "name_remark"),
    ],
)
def test_what_is_not_sure_is_said(written, first, last, note):
    name = whole_name(written)

    assert (name.first, name.last, name.notes) == (first, last, (note,))


@pytest.mark.parametrize(
    ("written", "first", "last", "notes"),
    [
        ("Peeters Jan", "Jan", "Peeters", ()),
        ("de Vries Jan", "Jan", "de Vries", ()),
        ("Van den Broeck Sofie", "Sofie", "Van den Broeck", ()),
        ("LE GOFF Yann", "Yann", "LE GOFF", ()),
        ("Peeters Jan Karel", "Jan Karel", "Peeters", ("name_guess",)),
        ("Holm, Mette", "Mette", "Holm", ()),
    ],
)
def test_the_column_says_the_last_name_comes_first(written, first, last, notes):
    name = whole_name(written, last_first=True)

    assert (name.first, name.last, name.notes) == (first, last, notes)


@pytest.mark.parametrize(
    ("last", "prefix", "whole", "found"),
    [
        ("Berg", "van den", "van den Berg", "van den"),
        ("van den Berg", "van den", "van den Berg", "van den"),
        ("Van Den Berg", "van den", "Van Den Berg", "van den"),
        ("Berg, van den", "", "van den Berg", "van den"),
        ("de Vries", "", "de Vries", "de"),
        ("De Vries", "", "De Vries", None),
        ("Meer-Smit", "van der", "van der Meer-Smit", "van der"),
        ("Idrissi", "el", "el Idrissi", "el"),
        ("Koç", "", "Koç", None),
        ("", "van", None, None),
    ],
)
def test_last_name_with_its_prefix(last, prefix, whole, found):
    assert last_name(last, prefix) == (whole, found)


@pytest.mark.parametrize(
    ("last", "prefix", "rest"),
    [
        ("van 't Hof", "van 't", "Hof"),
        ("Holm", None, "Holm"),
        ("van", None, "van"),
        ("af Rosenborg", "af", "Rosenborg"),
    ],
)
def test_split_prefix(last, prefix, rest):
    assert split_prefix(last) == (prefix, rest)


def test_a_name_has_letters():
    assert [is_name(text) for text in ("48", "—", "", "Å", "O'Brien")] == [False, False, False, True, True]


@pytest.mark.parametrize("damaged", ["SÃ¸ren", "S\ufffdren", "S?ren", "Ã…se"])
def test_damaged_letters_are_seen(damaged):
    assert is_garbled(damaged)
    assert not is_garbled("Søren Ås-Müller")


def test_names_in_several_columns():
    reading = lines(
        "Voorletters;Roepnaam;Voornamen;Voorvoegsel;Achternaam;Geboortenaam;Partnernaam",
        "J.P.;Jan;Johannes Petrus;van;Dijk;van Dijk;",
        "K.;;Karel Johan;;Smit;Smit;",
        "M.;;;de;Wit;Vos;de Wit",
    )

    assert values(reading, "first_name", "name_prefix", "last_name") == [
        ("Jan", "van", "van Dijk"),
        ("Karel Johan", None, "Smit"),
        ("M.", "de", "de Wit"),
    ]
    assert reading.columns_not_kept == ("Geboortenaam", "Partnernaam")


def test_naam_beside_voornaam_is_the_last_name_or_the_whole_one():
    reading = lines("Naam;Voornaam", "Peeters;Jan", "Maes Els;Els", "Kim Janssens;Kim")

    assert values(reading, "first_name", "last_name") == [("Jan", "Peeters"), ("Els", "Maes"), ("Kim", "Janssens")]


def test_half_a_name_is_a_person_with_a_remark():
    reading = lines(
        "Fornavn;Efternavn;Stilling", "Mette;;Smed", ";Lund;Smed", "NULL;Null;Smed", "Per;Holm (født Krag);Smed"
    )

    assert values(reading, "first_name", "last_name") == [
        ("Mette", None),
        (None, "Lund"),
        (None, "Null"),
        ("Per", "Holm"),
    ]
    assert codes(reading) == [
        (2, "Fornavn", "half_name"),
        (3, "Efternavn", "half_name"),
        (4, "Efternavn", "half_name"),
        (5, "Efternavn", "name_remark"),
    ]
