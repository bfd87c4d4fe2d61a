"""The content that ships with the product: schema, completeness, copies, placeholders."""

import hashlib
import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from onward.core import content
from onward.core.content_schema import Letter
from onward.core.content_templates import Component, Doer, Phase, Place, ProgrammeTemplate

KEYS = [template.key for template in content.templates()]
LANGUAGE = pytest.mark.parametrize("language", content.LANGUAGES)
KEY = pytest.mark.parametrize("key", KEYS)

# Words that somebody may have said yes to. A changed digest is a mistake: add a version instead.
PUBLISHED = {
    ("terms", 1): "65cfb349fb0def97",
    ("health", 1): "ba584aed6df89633",
    ("widen_phase", 1): "609e2c3cbd3a12e9",
    ("widen_job", 1): "775f5a9d936dcf44",
    ("share_writing", 1): "eed3ddafc02d072c",
    ("alumni", 1): "ebec717773c0bc01",
    ("references", 1): "da41241ff7197cb1",
}

VALUES = {name: f"<{name}>" for name in content.LETTER_PLACEHOLDERS["invitation"]}


def raw(key="individual_3_months", **changes):
    return content.template(key).model_dump(mode="json") | changes


def shape(data):
    """Keys and lengths without the words, so that two languages can be laid over each other."""
    if isinstance(data, dict):
        return {key: shape(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [shape(value) for value in data]
    return type(data).__name__


# ── Templates ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_six_templates_ship():
    assert KEYS == [
        "belgium_60_hours",
        "group_and_individual_3_months",
        "individual_3_months",
        "leaders_6_months",
        "quick_search_6_weeks",
        "workers_3_months",
    ]


@KEY
def test_every_template_serves_all_six_components(key):
    template = content.template(key)

    assert template.gaps == ()
    assert template.known_gaps == {}
    assert all(template.serving(component) for component in Component)


@KEY
def test_every_template_suggests_enough_and_not_too_much(key):
    assert 8 <= len(content.template(key).activities) <= 14


@KEY
def test_every_phase_has_something_to_do(key):
    template = content.template(key)

    assert sum(len(template.in_phase(phase)) for phase in Phase) == len(template.activities)
    assert all(template.in_phase(phase) for phase in Phase)


@KEY
def test_only_the_counsellor_acts_before_the_talk_is_held(key):
    assert {activity.who for activity in content.template(key).in_phase(Phase.PREPARATION)} == {Doer.COUNSELLOR}


@KEY
def test_a_missed_meeting_costs_nothing_as_shipped(key):
    assert content.template(key).missed_meeting_books_time is False


@KEY
@LANGUAGE
def test_texts_are_complete_in_every_language(key, language):
    template = content.template(key)

    texts = content.template_texts(key, language)

    assert list(texts.activities) == [activity.key for activity in template.activities]
    assert shape(texts.model_dump()) == shape(content.template_texts(key, "en").model_dump())


@KEY
@LANGUAGE
def test_activities_are_one_or_two_short_sentences(key, language):
    for text in content.template_texts(key, language).activities.values():
        assert len(text.title) <= 60
        assert 40 <= len(text.text) <= 190


def test_the_files_are_exactly_those_that_are_read():
    for language in content.LANGUAGES:
        folder = files("onward") / "content" / language / "templates"
        assert sorted(file.name for file in folder.iterdir()) == [f"{key}.yaml" for key in KEYS]


def test_belgian_hours_are_counted_in_periods_not_phases():
    template = content.template("belgium_60_hours")

    assert [(period.hours, period.months) for period in template.periods] == [(20, 2), (20, 4), (20, 6)]
    assert (template.hours, template.months, template.countries) == (60, 12, ("be",))
    assert [phase.key for phase in template.phases] == list(Phase)
    assert all(content.template(key).periods == () for key in KEYS if key != "belgium_60_hours")


def test_workers_need_no_cv_and_no_screen():
    template = content.template("workers_3_months")

    assert template.cv_required is False
    assert template.paper_first is True
    assert template.places[:2] == (Place.PHONE, Place.EMPLOYER)
    for language in content.LANGUAGES:
        activities = content.template_texts(template.key, language).model_dump()["activities"]
        assert [text for text in content.texts_of(activities) if "cv" in text.lower().split()] == []


def test_after_care_has_its_six_moments():
    for template in content.templates():
        moments = [(touchpoint.day, touchpoint.days_before_trial_ends) for touchpoint in template.touchpoints]
        assert moments == [(1, None), (7, None), (30, None), (60, None), (90, None), (None, 10)]


def test_what_happens_to_a_missed_hour_is_told_as_the_template_says():
    course = content.course("en")
    own = content.template_texts("individual_3_months", "en")
    books = ProgrammeTemplate.model_validate(raw(missed_meeting_books_time=True))

    assert own.missed_meeting == course.missed_meeting_books_nothing
    assert type(own).joined(books, own_texts("individual_3_months"), course).missed_meeting == (
        course.missed_meeting_books_time
    )


def own_texts(key):
    from_file = content.template_texts(key, "en")
    own = content.OwnTexts.model_fields
    return content.OwnTexts(**{name: getattr(from_file, name) for name in own})


def test_texts_that_do_not_fit_the_structure_are_refused():
    copy = content.as_copy("individual_3_months")
    copy["texts"]["da"]["activities"]["made_up"] = copy["texts"]["da"]["activities"].pop("first_talk")

    with pytest.raises(ValueError, match=r"activities .*first_talk.*made_up"):
        content.read_copy(copy)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weeks": 13}, "not both and not neither"),
        ({"months": None}, "not both and not neither"),
        ({"periods": [{"key": "first", "hours": 15, "months": 3}]}, "hours of the periods"),
        ({"periods": [{"key": "first", "hours": 16, "months": 2}]}, "months of the periods"),
        ({"group_hours": 4}, "group hours"),
        ({"form": "mixed"}, "group hours"),
        ({"group": {"smallest": 8, "largest": 5}}, "smallest group"),
        ({"activities": raw()["activities"] + raw()["activities"][:1]}, "used twice: counsellor_ready"),
        ({"phases": raw()["phases"][1:]}, "five phases"),
        ({"phases": [{"key": p, "role": "coach", "from_week": 9 - i} for i, p in enumerate(Phase)]}, "planned before"),
        ({"activities": raw()["activities"][:1]}, "not served"),
        ({"known_gaps": {"proactivity": "Done in the group."}}, "named as gaps"),
        ({"content_parts": ["balance"]}, "content parts without activity"),
        ({"touchpoints": [{"key": "odd"}]}, "either a day"),
        ({"touchpoints": [{"key": "odd", "day": 1, "days_before_trial_ends": 10}]}, "either a day"),
        ({"countries": ["se"]}, "countries"),
        ({"surprise": 1}, "surprise"),
        ({"rhythm_days": 0}, "rhythm_days"),
    ],
)
def test_a_template_that_does_not_add_up_is_refused(changes, message):
    with pytest.raises(ValidationError, match=message):
        ProgrammeTemplate.model_validate(raw(**changes))


def test_a_gap_is_shown_when_it_is_named_with_its_reason():
    kept = [activity for activity in raw()["activities"] if "proactivity" not in activity["components"]]

    template = ProgrammeTemplate.model_validate(
        raw(activities=kept, known_gaps={"proactivity": "Given by the union."})
    )

    assert template.gaps == (Component.PROACTIVITY,)


def test_templates_are_frozen():
    with pytest.raises(ValidationError):
        content.template("individual_3_months").months = 12


# ── Copies ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@KEY
def test_a_copy_holds_structure_and_words_as_they_were(key):
    stored = json.loads(json.dumps(content.as_copy(key)))

    copy = content.read_copy(stored)

    assert copy.structure == content.template(key)
    assert copy.texts == {language: content.template_texts(key, language) for language in content.LANGUAGES}
    assert copy.model_dump(mode="json") == stored


def test_two_copies_share_nothing():
    content.as_copy("individual_3_months")["structure"]["months"] = 99

    assert content.as_copy("individual_3_months")["structure"]["months"] == 3


@st.composite
def templates(draw):
    """Any template a provider might make: hours, rhythm, activities and gaps of its own."""
    served = draw(st.sets(st.sampled_from(Component), min_size=1))
    activities = [
        {
            "key": f"a{number}",
            "phase": draw(st.sampled_from(Phase)),
            "who": draw(st.sampled_from(Doer)),
            "components": [c],
        }
        for number, c in enumerate(sorted(served))
    ]
    parts = draw(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9)), max_size=4))
    periods = [{"key": f"p{i}", "hours": hours, "months": months} for i, (hours, months) in enumerate(parts)]
    return ProgrammeTemplate.model_validate(
        raw(
            activities=activities,
            known_gaps={
                component: draw(st.text("abcæøåë ", min_size=1).filter(str.strip))
                for component in set(Component) - served
            },
            periods=periods,
            individual_hours=sum(hours for hours, _ in parts) or draw(st.integers(1, 200)),
            months=sum(months for _, months in parts) or draw(st.integers(1, 24)),
            rhythm_days=draw(st.integers(1, 31)),
            missed_meeting_books_time=draw(st.booleans()),
        )
    )


@given(templates())
def test_every_template_survives_json(template):
    assert ProgrammeTemplate.model_validate(template.model_dump()) == template
    assert ProgrammeTemplate.model_validate(json.loads(json.dumps(template.model_dump()))) == template
    assert ProgrammeTemplate.model_validate_json(template.model_dump_json()) == template
    assert set(template.gaps) == set(template.known_gaps)


# ── Guides, letters, duties, what is seen, consents ────────────────────────────────────────────────────────────────


@LANGUAGE
@pytest.mark.parametrize("kind", content.TALK_KINDS)
def test_the_guide_for_a_talk_is_short_and_says_the_same_everywhere(kind, language):
    guide = content.guide(kind, language).model_dump()

    assert shape(guide) == shape(content.guide(kind, "en").model_dump())
    notes = guide.pop("countries")
    assert sum(len(text.split()) for text in content.texts_of(guide)) <= 270
    assert all(note["source"] for country in notes.values() for note in country)


@LANGUAGE
@pytest.mark.parametrize(
    "read",
    [content.course, content.day_plan, content.about_the_programme, content.duties, content.sees],
    ids=lambda read: read.__name__,
)
def test_other_content_is_complete_in_every_language(read, language):
    assert shape(read(language).model_dump()) == shape(read("en").model_dump())


@LANGUAGE
def test_the_letter_uses_every_placeholder_and_the_same_in_the_same_place(language):
    letter, english = content.letter("invitation", language), content.letter("invitation", "en")

    assert content.placeholders(letter) == content.LETTER_PLACEHOLDERS["invitation"]
    for name in Letter.model_fields:
        found = set(content.PLACEHOLDER.findall(str(getattr(letter, name))))
        assert found == set(content.PLACEHOLDER.findall(str(getattr(english, name)))), name


@LANGUAGE
def test_the_first_page_of_the_letter_is_short_enough_for_a4(language):
    letter = content.fill(content.letter("invitation", language), VALUES | {"name": "Odd-Harald Kvamme-Andreassen"})

    first = letter.model_dump(exclude={"notice"})

    assert sum(map(len, content.texts_of(first))) <= 1800


def test_words_begin_a_sentence_with_a_capital_and_names_stay():
    said = content.consent("health", "en")
    own = content.fill(said, {"provider": "nordlys", "employer": "your employer"})
    assert own.text[1].endswith("Your employer never sees it.")
    named = content.fill(said, {"provider": "iCare", "employer": "van Oord BV"})
    assert (named.label[:5], named.text[1][-27:]) == ("iCare", "van Oord BV never sees it.".rjust(27))


def test_fill_puts_every_value_in_once():
    letter = content.fill(content.letter("invitation", "da"), VALUES | {"name": "{code} & <b>"})

    assert letter.greeting == "Kære {code} & <b>"
    assert letter.signature == "<counsellor>\n<provider>, <office>"
    assert content.placeholders(letter) == {"code"}


@pytest.mark.parametrize("values", [{}, VALUES | {"extra": "x"}, {k: v for k, v in VALUES.items() if k != "code"}])
def test_fill_refuses_missing_and_unknown_values(values):
    with pytest.raises(ValueError, match="missing or unknown"):
        content.fill(content.letter("invitation", "en"), values)


def test_what_is_seen_and_what_is_never_seen_do_not_overlap():
    sees = content.sees("en")

    groups = [set(sees.always), set(sees.where_agreed), set(sees.you_decide), set(sees.never)]
    assert sum(map(len, groups)) == len(set.union(*groups))
    assert set(sees.always) == {"ordered", "talk_held", "invitation", "answer", "state"}
    assert set(sees.you_decide) == {"phase", "new_job"}


@LANGUAGE
@pytest.mark.parametrize("kind", content.CONSENT_KINDS)
def test_consents_say_the_same_in_every_language(kind, language):
    here, english = content.consent(kind, language), content.consent(kind, "en")

    assert shape(here.model_dump()) == shape(english.model_dump())
    assert (here.version, here.basis) == (english.version, english.basis)
    for name in type(here).model_fields:
        found = sorted(content.PLACEHOLDER.findall(str(getattr(here, name))))
        assert found == sorted(content.PLACEHOLDER.findall(str(getattr(english, name)))), name


def test_terms_rest_on_the_contract_and_health_on_explicit_consent():
    bases = {kind: content.consent(kind, "nl").basis for kind in content.CONSENT_KINDS}

    assert bases.pop("terms") == "contract"
    assert bases.pop("health") == "explicit_consent"
    assert set(bases.values()) == {"consent"}


@pytest.mark.parametrize(("kind", "version"), PUBLISHED)
def test_published_words_never_change(kind, version):
    wordings = [content.consent(kind, language, version).model_dump() for language in content.LANGUAGES]

    words = "\n".join(content.texts_of(wordings))
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == PUBLISHED[kind, version]


def test_every_version_is_published():
    newest = {(kind, content.consent(kind, "en").version) for kind in content.CONSENT_KINDS}

    assert newest <= set(PUBLISHED)


# ── The loader ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "ask",
    [
        lambda: content.template("../en/course"),
        lambda: content.template_texts("individual_3_months", "sv"),
        lambda: content.template_texts("nothing", "en"),
        lambda: content.as_copy("nothing"),
        lambda: content.guide("day_plan", "en"),
        lambda: content.letter("../duties", "en"),
        lambda: content.duties("../content/en"),
        lambda: content.consent("marketing", "en"),
        lambda: content.consent("terms", "en", 99),
    ],
)
def test_unknown_content_is_refused(ask):
    with pytest.raises(content.UnknownContent):
        ask()


@pytest.mark.parametrize("locale", ["nl-be", "nl-BE", "nl_BE", "nl"])
def test_a_locale_reads_its_language(locale):
    assert content.duties(locale) == content.duties("nl")
    assert content.consent("terms", locale) == content.consent("terms", "nl")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A content folder of our own; what was read before is forgotten, before and after."""
    caches = [content.sees, content.letter, content._templates, content._consents]
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(content, "_root", lambda: tmp_path)
    (tmp_path / "en").mkdir()
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_placeholder_nobody_knows_is_refused(folder):
    source = (files("onward") / "content" / "en" / "sees.yaml").read_text(encoding="utf-8")
    (folder / "en" / "sees.yaml").write_text(source.replace("how you are", "how {name} is"), encoding="utf-8")

    with pytest.raises(ValueError, match=r"en/sees.yaml: placeholder unknown: \['name'\]"):
        content.sees("en")


def test_a_placeholder_left_out_is_refused(folder):
    letters = folder / "en" / "letters"
    letters.mkdir()
    source = (files("onward") / "content" / "en" / "letters" / "invitation.yaml").read_text(encoding="utf-8")
    (letters / "invitation.yaml").write_text(source.replace("{valid_until}", "soon"), encoding="utf-8")

    with pytest.raises(ValueError, match=r"placeholder missing: \['valid_until'\]"):
        content.letter("invitation", "en")


def test_a_key_said_twice_is_refused(folder):
    (folder / "en" / "sees.yaml").write_text("title: one\ntitle: two\n")

    with pytest.raises(ValueError, match="a key is said twice"):
        content.sees("en")


@pytest.mark.parametrize(("versions", "message"), [([1, 2], "newest first"), ([3, 1], "newest first")])
def test_consent_versions_are_numbered_without_gaps(folder, versions, message):
    wording = {"basis": "consent", "title": "t", "label": "l", "text": ["x"], "when_no": "n", "withdrawal": "w"}
    kinds = {kind: [wording | {"version": version} for version in versions] for kind in content.CONSENT_KINDS}
    (folder / "en" / "consents.yaml").write_text(json.dumps(kinds))

    with pytest.raises(ValueError, match=message):
        content.consent("terms", "en")


def test_an_older_wording_can_still_be_read(folder):
    wording = {"basis": "consent", "label": "l", "text": ["x"], "when_no": "n", "withdrawal": "w"}
    versions = [wording | {"version": 2, "title": "new"}, wording | {"version": 1, "title": "old"}]
    (folder / "en" / "consents.yaml").write_text(json.dumps(dict.fromkeys(content.CONSENT_KINDS, versions)))

    assert content.consent("alumni", "en").title == "new"
    assert content.consent("alumni", "en", 1).title == "old"


def test_a_consent_that_is_missing_is_refused(folder):
    (folder / "en" / "consents.yaml").write_text("{}")

    with pytest.raises(ValueError, match="consents in en"):
        content.consent("terms", "en")
