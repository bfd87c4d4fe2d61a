from datetime import date, time

import pytest
from django import forms
from django.utils import translation

from onward.core.fields import ClockField, DayField, LineField, PhoneField, Tiles, month_number
from onward.core.forms import FilterForm, Form


class Question(Form):
    day = DayField(required=False)
    clock = ClockField(required=False)
    phone = PhoneField(required=False, region="NL")


def day(**parts):
    return Question({f"day_{name}": part for name, part in parts.items()})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("26", "11", "2026"), date(2026, 11, 26)),
        (("3.", "nov", "26"), date(2026, 11, 3)),
        ((" 1 ", "November", "2026"), date(2026, 11, 1)),
        (("", "", ""), None),
    ],
)
def test_a_day_is_read_as_people_write_it(written, expected):
    form = day(**dict(zip(("day", "month", "year"), written, strict=True)))

    assert form.is_valid()
    assert form.cleaned_data["day"] == expected


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (("31", "2", "2027"), "There is no 31 February 2027. Write the right date."),
        (("31", "feb", "27"), "There is no 31 February 27. Write the right date."),
        (("12", "", "2027"), "Write the day, the month and the year."),
        (("12", "13", "2027"), "Write the month as a number from 1 to 12, or as a word."),
        (("12", "ju", "2027"), "Write the month as a number from 1 to 12, or as a word."),
        (("12", "5", "202"), "There is no 12 May 202. Write the right date."),
        (("x", "5", "2027"), "There is no x May 2027. Write the right date."),
    ],
)
def test_an_impossible_day_is_named(written, message):
    form = day(**dict(zip(("day", "month", "year"), written, strict=True)))

    assert form.errors["day"] == [message]


def test_a_day_is_also_read_from_one_value():
    assert Question({"day": "2026-11-26"}).fields["day"].clean([26, 11, 2026]) == date(2026, 11, 26)
    whole = Question({"day": "2026-11-26"})
    assert whole.is_valid()
    assert whole.cleaned_data["day"] == date(2026, 11, 26)
    assert Question({"day": "2026-13-01"}).errors["day"] == ["Write the day, the month and the year."]


def test_a_day_that_is_the_same_has_not_changed():
    class Known(Form):
        day = DayField(initial=date(2026, 11, 26))

    assert not Known({"day_day": "26", "day_month": "nov", "day_year": "2026"}).has_changed()
    assert Known({"day_day": "27", "day_month": "nov", "day_year": "2026"}).has_changed()
    assert Known({"day_day": "40", "day_month": "nov", "day_year": "2026"}).has_changed()


@pytest.mark.parametrize(("language", "word", "number"), [("da", "maj", 5), ("nb", "des", 12), ("nl", "mei", 5)])
def test_a_month_is_known_by_its_name_in_each_language(language, word, number):
    with translation.override(language):
        assert month_number(word) == number


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10", time(10, 0)),
        ("9.30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("1030", time(10, 30)),
        ("kl. 13.15", time(13, 15)),
        ("10.00 uur", time(10, 0)),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(written, expected):
    form = Question({"clock": written})

    assert form.is_valid()
    assert form.cleaned_data["clock"] == expected


def test_a_long_line_has_room_to_grow_and_no_breaks():
    class Step(Form):
        what = LineField(max_length=20, required=False)

    form = Step({"what": " Ask Ole \r\n\r\n about a van\n"})

    assert form.is_valid()  # the breaks would have been too long
    assert form.cleaned_data["what"] == "Ask Ole about a van"
    assert 'rows="1"' in str(Step()["what"])


@pytest.mark.parametrize("written", ["25", "10:75", "soon", "12345"])
def test_a_time_that_does_not_exist_is_refused(written):
    assert Question({"clock": written}).errors["clock"] == ["Write the time with four digits, for example 09:30."]


def test_a_known_time_is_shown_with_four_digits():
    assert Question(initial={"clock": time(9, 5)})["clock"].value() == "09:05"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("06 12 34 56 78", "+31612345678"), ("+45 70 20 12 01", "+4570201201"), ("", "")],
)
def test_a_phone_number_is_kept_in_international_form(written, expected):
    form = Question({"phone": written})

    assert form.is_valid()
    assert form.cleaned_data["phone"] == expected


@pytest.mark.parametrize("written", ["12", "call me"])
def test_a_number_nobody_can_call_is_refused_with_an_example(written):
    message = Question({"phone": written}).errors["phone"][0]

    assert message.startswith("Write a phone number, for example ")
    assert any(sign.isdigit() for sign in message)


def test_missing_answers_are_asked_for_in_our_words():
    class Asked(Form):
        name = forms.CharField()
        how = forms.ChoiceField(choices=[("a", "A")], widget=Tiles)
        own = forms.CharField(error_messages={"required": "Which name?"})
        amount = forms.IntegerField(min_value=1)
        file = forms.FileField()

    assert Asked({"amount": "0"}).errors == {
        "name": ["This is still missing."],
        "how": ["Choose one of the answers."],
        "own": ["Which name?"],
        "amount": ["Write a number of at least 1."],
        "file": ["Choose a file."],
    }


def test_a_filter_never_asks_for_anything():
    class Shown(FilterForm):
        name = forms.CharField()

    form = Shown({})

    assert form.is_valid()
    assert form["name"].optional_words == ""


@pytest.mark.parametrize(("language", "shown"), [("en", "09:30"), ("da", "09.30"), ("nb", "09.30"), ("nl", "09.30")])
def test_a_time_stands_in_its_field_as_the_language_writes_it_and_is_read_back(language, shown):
    with translation.override(language):
        assert f'value="{shown}"' in str(Question(initial={"clock": time(9, 30)})["clock"])
        assert Question({"clock": shown}).fields["clock"].to_python(shown) == time(9, 30)
