"""Names written out, listed and put in order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.core.names import KEY_LENGTH, formal_list_name, full_name, sort_key, split_prefix

NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
WORDS = st.text(alphabet="abcdefghijæøåäöüéABCÆØÅ -'", max_size=12)
LISTS = st.sampled_from([("da", "DK"), ("nb", "NO"), ("nl", "NL"), ("nl-be", "BE"), ("en", ""), ("", "")])


@pytest.mark.parametrize(
    ("first", "prefix", "last", "expected"),
    [
        ("Mette", "", "Lund", "Mette Lund"),
        ("Jan", "van den", "Berg", "Jan van den Berg"),
        ("Jan", "van den", "van den Berg", "Jan van den Berg"),  # the prefix in both places
        ("Jan", "van den", "Van Den Berg", "Jan van den Berg"),
        ("Jan", "", "van den Berg", "Jan van den Berg"),
        ("Jan", " van  den ", " Berg ", "Jan van den Berg"),
        ("Anna", "d'", "Ancona", "Anna d'Ancona"),
        ("Anna", "d’", "d'Ancona", "Anna d’Ancona"),
        ("Piet", "in 't", "Veld", "Piet in 't Veld"),
        ("Eva", "de", "Deken", "Eva de Deken"),  # begins like the prefix, but is another word
        ("Eva", "de", "de", "Eva de de"),
        ("", "", "Lund", "Lund"),
        ("Mette", "", "", "Mette"),
        ("Mette", "von", "", "Mette von"),
        ("", "", "", ""),
    ],
)
def test_full_name(first, prefix, last, expected):
    assert full_name(first, prefix, last) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("van den Berg", ("van den", "Berg")),
        ("Van Der Veen", ("Van Der", "Veen")),
        ("’t Hart", ("’t", "Hart")),
        ("in ’t Veld", ("in ’t", "Veld")),
        ("d'Ancona", ("d'", "Ancona")),
        ("van d’Ancona", ("van d’", "Ancona")),
        ("d'", ("", "d'")),
        ("de Vries-van Dijk", ("de", "Vries-van Dijk")),
        ("Van", ("", "Van")),
        ("de la", ("de", "la")),
        ("Jansen", ("", "Jansen")),
        ("", ("", "")),
    ],
)
def test_split_prefix(last, expected):
    assert split_prefix(last) == expected


@pytest.mark.parametrize(
    ("name", "language", "country", "expected"),
    [
        (("Jan", "van den", "Berg"), "nl", "NL", "Berg, Jan van den"),
        (("Jan", "", "van den Berg"), "nl", "NL", "Berg, Jan van den"),
        (("Jan", "", "van den Berg"), "en", "NL", "Berg, Jan van den"),
        (("Jan", "van den", "van den Berg"), "nl", "", "Berg, Jan van den"),
        (("Jan", "van den", "Berg"), "nl", "BE", "Van den Berg, Jan"),
        (("Jan", "", "Van den Berg"), "fr", "BE", "Van den Berg, Jan"),
        (("Jan", "van den", "Berg"), "nl-be", "", "Van den Berg, Jan"),
        (("Jan", "van den", "Berg"), "nl-be", "NL", "Berg, Jan van den"),  # the country of the list decides
        (("Luc", "'t", "Serclaes"), "nl", "BE", "'t Serclaes, Luc"),
        (("Luc", "", "d’Hondt"), "nl", "BE", "d’Hondt, Luc"),
        (("Claus", "von", "Bülow"), "da", "DK", "Bülow, Claus von"),
        (("Mette", "", "Lund"), "da", "DK", "Lund, Mette"),
        (("", "", "Lund"), "da", "DK", "Lund"),
        (("Mette", "", ""), "da", "DK", "Mette"),
        (("Mette", "", ""), "nl", "BE", "Mette"),
        (("", "", ""), "", "", ""),
    ],
)
def test_formal_list_name(name, language, country, expected):
    assert formal_list_name(*name, language=language, country=country) == expected


ORDERS = {
    ("nl", "NL"): [
        ("Kees", "", "Aalbers"),
        ("Jan", "van den", "Berg"),
        ("Piet", "", "van den Berg"),
        ("Anna", "", "Bérgsma"),
        ("Jan", "", "Huijbers"),  # ij is i and j
        ("Jan", "", "Huisman"),
        ("Jan", "", "Huybers"),
        ("Jan", "", "IJzerman"),
        ("Jan", "", "Ingels"),
        ("Jan", "", "Østergaard"),  # foreign letters under their plain one
        ("Jan", "", "Overdijk"),
    ],
    ("nl-be", "BE"): [
        ("Jan", "", "Berghmans"),
        ("Luc", "", "De Smet"),
        ("Luc", "", "Desmet"),
        ("Luc", "", "D'Hondt"),
        ("G.", "", "Ter Winkel"),
        ("Greg", "", "Van Avermaet"),
        ("Aïcha", "Van den", "Steenweg"),
        ("Leen", "", "Vanderlaan"),
        ("Muriël", "", "Van Vilvoorde"),
    ],
    ("da", "DK"): [
        ("Ane", "", "Andersen"),
        ("Bo", "", "Andersen"),
        ("Claus", "von", "Bülow"),  # ü as y
        ("Bo", "", "Byrne"),
        ("Bo", "", "Müller"),
        ("Bo", "", "Zorro"),
        ("Bo", "", "Ærø"),
        ("Bo", "", "Äsberg"),
        ("Bo", "", "Öst"),
        ("Bo", "", "Østergaard"),
        ("Bo", "", "Østergård Lund"),
        ("Bo", "", "Aagaard"),
        ("Cy", "", "Ågård"),
        ("Bo", "", "Aastrup"),
    ],
    ("nb", "NO"): [
        ("Odd-Harald", "", "Kvamme-Andreassen"),
        ("Ola", "", "Kvammen"),
        ("Ola", "", "Ødegård"),
        ("Ola", "", "Aasen"),
    ],
    ("en", ""): [
        ("Ann", "", "O'Brien"),
        ("Ann", "", "Obrist"),
        ("Ann", "", "Ødegård"),
        ("Ann", "", "Zola"),
    ],
}


@pytest.mark.parametrize("of_list", ORDERS, ids="-".join)
def test_names_stand_in_the_order_of_the_language(of_list):
    keys = [sort_key(*name, *of_list) for name in ORDERS[of_list]]

    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("name", "of_list", "expected"),
    [
        (("Jan", "van den", "Berg"), ("nl", "NL"), "berg jan vanden"),
        (("Jan", "", "van den Berg"), ("nl", "NL"), "berg jan vanden"),
        (("Jan", "van den", "van den Berg"), ("nl", "NL"), "berg jan vanden"),
        (("Jan", "van den", "Berg"), ("nl", "BE"), "vandenberg jan"),
        (("Åse", "", "Ærø"), ("da", "DK"), "{r| }se"),
        (("Aase", "", "Aagård"), ("da", "DK"), "}g}rd }se"),
        (("Anna-Astrid", "", "Lund"), ("nb", "NO"), "lund annaastrid"),  # two words are no double a
        (("Jürgen", "", "Groß"), ("da", "DK"), "gross jyrgen"),
        (("Ǿ", "", "Ǻ"), ("nb", "NO"), "} |"),
        (("Åse", "", "Ærø"), ("nl", "NL"), "aero ase"),
        (("Łukasz", "", "Đorđević"), ("en", ""), "dordevic lukasz"),
        (("José", "", "Nu{n}ez"), ("da", "DK"), "nunez jose"),
        (("José", "", "Nu{n}ez"), ("en", ""), "nunez jose"),
        (("", "", "Lund"), ("da", "DK"), "lund"),
        (("Юлия", "", "Ли"), ("en", ""), "ли юлия"),
        (("", "", "l" * 400), ("da", "DK"), "l" * KEY_LENGTH),
    ],
)
def test_sort_key(name, of_list, expected):
    assert sort_key(*name, *of_list) == expected


def test_a_shorter_last_name_stands_first():
    assert sort_key("Zoe", "", "Berg", "nl", "NL") < sort_key("Ane", "", "Berger", "nl", "NL")


@given(NAMES, NAMES, NAMES, LISTS)
def test_a_key_can_be_stored(first, prefix, last, of_list):
    key = sort_key(first, prefix, last, *of_list)

    assert len(key) <= KEY_LENGTH
    assert all(sign.isalnum() or sign in " {|}" for sign in key)
    assert not key.endswith(" ")


@given(WORDS, WORDS, LISTS)
def test_case_and_unicode_form_do_not_move_a_name(first, last, of_list):
    key = sort_key(first, "", last, *of_list)

    assert sort_key(first.upper(), "", last.upper(), *of_list) == key
    assert sort_key(unicodedata.normalize("NFD", first), "", unicodedata.normalize("NFD", last), *of_list) == key


@given(
    WORDS, st.sampled_from(["van den", "de", "d'", "von"]), st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True), LISTS
)
def test_the_prefix_may_stand_in_both_places(first, prefix, main, of_list):
    whole = full_name("", prefix, main)

    assert full_name(first, prefix, whole) == full_name(first, prefix, main)
    assert sort_key(first, prefix, whole, *of_list) == sort_key(first, prefix, main, *of_list)
    assert formal_list_name(first, prefix, whole, language=of_list[0], country=of_list[1]) == formal_list_name(
        first, prefix, main, language=of_list[0], country=of_list[1]
    )
