"""How the content is worded: calm, plain, and in one language at a time."""

import re

import pytest

from onward.core import content

LANGUAGE = pytest.mark.parametrize("language", content.LANGUAGES)

FORBIDDEN = {
    "en": {"please", "successfully", "unfortunately", "asap"},
    "da": {"venligst", "succesfuldt", "desværre", "ugyldig"},
    "nb": {"vennligst", "vellykket", "dessverre", "ugyldig"},
    "nl": {"gelieve", "succesvol", "helaas", "dient", "alstublieft", "je", "jij", "jou", "jouw", "jullie"},
}
NEIGHBOUR = {
    "en": {"og", "het", "ikke"},
    "da": {"hva", "noe", "etter", "uke", "uka", "deg", "meg", "seg", "mappa", "søknad", "ikkje"},
    "nb": {"af", "hvad", "noget", "efter", "uge", "dig", "mig", "sig", "jer", "mappe", "ansøgning"},
    "nl": {"dig", "deg", "gij", "ikke"},
}
QUOTES = {"en": "“”", "da": "»«", "nb": "«»", "nl": "‘"}
ABBREVIATIONS = {"HR", "CV", "VDAB", "UWV", "WMCO", "BW", "CPR", "PC"}


def pieces(language):
    """Everything that somebody may read in this language, with a name for the failure."""
    for template in content.templates():
        yield template.key, content.template_texts(template.key, language)
    for kind in content.TALK_KINDS:
        yield kind, content.guide(kind, language)
    for kind in content.CONSENT_KINDS:
        yield kind, content.consent(kind, language)
    yield "course", content.course(language)
    yield "day_plan", content.day_plan(language)
    yield "about_the_programme", content.about_the_programme(language)
    yield "invitation", content.letter("invitation", language)
    yield "duties", content.duties(language)
    yield "sees", content.sees(language)


def offending(language, test):
    return [
        (name, text) for name, piece in pieces(language) for text in content.texts_of(piece.model_dump()) if test(text)
    ]


def has_word(words):
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    return lambda text: bool(pattern.search(text))


@LANGUAGE
def test_nothing_is_shouted(language):
    assert offending(language, lambda text: "!" in text) == []


@LANGUAGE
def test_capitals_are_for_abbreviations(language):
    shouted = offending(language, lambda text: set(re.findall(r"\b[A-ZÆØÅ]{2,}\b", text)) - ABBREVIATIONS)
    assert shouted == []


@LANGUAGE
def test_no_forbidden_word(language):
    assert offending(language, has_word(FORBIDDEN[language])) == []


@LANGUAGE
def test_no_word_of_a_neighbouring_language(language):
    assert offending(language, has_word(NEIGHBOUR[language])) == []


@LANGUAGE
def test_quotation_marks_are_those_of_the_language(language):
    foreign = set("".join(QUOTES.values()) + "\"'`„") - set(QUOTES[language])

    assert offending(language, lambda text: foreign & set(text)) == []


@LANGUAGE
def test_sentences_are_short(language):
    def long_sentence(text):
        return any(len(sentence.split()) > 34 for sentence in re.split(r"[.?:;…]\s", text))

    assert offending(language, long_sentence) == []


@LANGUAGE
def test_no_space_is_doubled_and_no_line_hangs(language):
    assert offending(language, lambda text: "  " in text or " \n" in text or text != text.strip()) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [("nl", "Hier is je code", True), ("nl", "Hier is uw jekker", False), ("nb", "Efter samtalen", True)],
)
def test_the_search_for_words_finds_whole_words(language, text, found):
    assert has_word(FORBIDDEN[language] | NEIGHBOUR[language])(text) is found
