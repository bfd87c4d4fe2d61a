"""What warns before it is shared: planted words are found however they are written, innocent ones are not."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.core import content
from onward.counselling import guard

LANGUAGE = pytest.mark.parametrize("language", content.LANGUAGES)


def kinds_in(text, *languages):
    return [(text[each.start : each.end], each.kind) for each in guard.find(text, languages)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("da", "Hun er sygemeldt med angst.", [("sygemeldt", "health"), ("angst", "health")]),
        ("da", "Behandles for brystkræft nu", [("brystkræft", "health")]),
        ("da", "Var tillidsmand i ti år", [("tillidsmand", "union")]),
        ("da", "Går i kirke om søndagen", [("kirke", "faith")]),
        ("da", "Hun var hos Jehovas  Vidner.", [("Jehovas  Vidner", "faith")]),
        ("da", "Vi talte om straffeattesten", [("straffeattesten", "crime")]),
        ("nb", "Han er tillitsvalgt og sykmeldt", [("tillitsvalgt", "union"), ("sykmeldt", "health")]),
        ("nb", "Hun er same", [("same", "ethnicity")]),
        ("nl", "Zij heeft een burn-out gehad", [("burn-out", "health")]),
        ("nl", "Hij is lid van de vakbond", [("vakbond", "union")]),
        ("nl", "Getuige van Jehova? Nee: Jehova's getuigen", [("Jehova's getuigen", "faith")]),
        ("en", "She told her shop steward that she is gay", [("shop steward", "union"), ("gay", "sexuality")]),
        (
            "en",
            "He voted for them and has a criminal record",
            [("voted for", "politics"), ("criminal record", "crime")],
        ),
    ],
)
def test_it_finds(language, text, found):
    assert kinds_in(text, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Stillingen som sygeplejerske på sygehuset, Kirkegade 4"),
        ("da", "Mette Kirkegaard ringer. Du tror på dig selv, og Kræftens Bekæmpelse søger en kasserer."),
        ("da", "Psykiatrisk sygeplejerske, kriminalforsorgen, fængselsbetjent"),
        ("nb", "Stillingen som sykepleier ved sykehuset i Kirkegata, eller i Kirkenes"),
        ("nl", "Verpleegkundige in het ziekenhuis aan de Kerkstraat; muziek en doktersassistent niet"),
        ("en", "The office in Church Street looks for a prison officer. I’ll call. A union of two firms."),
    ],
)
def test_innocent_words_do_not_warn(language, text):
    expected = [("doktersassistent", "health")] if "doktersassistent" in text else []
    assert [each for each in kinds_in(text, language) if each not in expected] == []


def test_both_languages_of_the_two_are_looked_at():
    assert kinds_in("Sygemeldt, says the union rep", "da", "en") == [
        ("Sygemeldt", "health"),
        ("the union rep", "union"),
    ]


def test_the_page_gets_the_lines_with_the_words_marked():
    text = "We begin Monday.\nShe was ill, then well.\nBus 4."

    shown = guard.parts(text, ["en"], "en")

    assert [(part.text, part.title) for part in shown] == [
        ("She was ", ""),
        ("ill", "health"),
        (", then well.\n", ""),
    ]


@LANGUAGE
def test_every_kind_has_words_in_every_language(language):
    said = content.sensitive(language)

    assert list(said.kinds) == list(content.sensitive("en").kinds)
    assert min(len(kind.words) for kind in said.kinds.values()) > 8
    assert not re.search(r"[!“”]", " ".join(kind.why for kind in said.kinds.values()))


def example_of(pattern):
    """A word that the pattern is meant for; a stem stands for itself."""
    return pattern.replace("*", "")


PLANTED = [
    (language, example_of(pattern), key)
    for language in content.LANGUAGES
    for key, kind in content.sensitive(language).kinds.items()
    for pattern in kind.words
]
CASES = (str, str.upper, str.lower, str.title, str.swapcase)
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
AROUND = st.text(st.characters(exclude_categories=("L", "M", "Cf", "Cs")), min_size=1, max_size=6)


@settings(max_examples=400)
@given(
    planted=st.sampled_from(PLANTED),
    case=st.sampled_from(CASES),
    form=st.sampled_from(FORMS),
    before=AROUND,
    after=AROUND,
)
def test_a_planted_word_is_found_in_any_case_punctuation_and_spelling_of_its_letters(
    planted, case, form, before, after
):
    language, word, _kind = planted
    written = unicodedata.normalize(form, case(word))
    text = f"abc{before}{written}{after}xyz"

    found = guard.find(text, [language])

    assert [text[each.start : each.end] for each in found] == [written]


@settings(max_examples=200)
@given(text=st.text(max_size=400), languages=st.lists(st.sampled_from([*content.LANGUAGES, "nl-be", "da-dk"])))
def test_no_text_makes_it_fail_and_what_it_finds_stands_in_the_text(text, languages):
    found = guard.find(text, languages)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert isinstance(guard.parts(text, languages, "en"), list)
