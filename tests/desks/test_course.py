"""The course as a candidate reads it: about when, and that no door is closed."""

from datetime import date, timedelta

import pytest

from onward.desks.course import phases_of
from onward.desks.words import greeting
from onward.programmes.enums import Phase
from tests.factories.programmes import NOW, ProgrammeFactory

TODAY = NOW.date()


def words(programme, today=TODAY):
    return [(each.name, each.state, each.when) for each in phases_of(programme, "en", today)]


@pytest.mark.django_db
def test_here_before_and_after():
    programme = ProgrammeFactory(phase=Phase.OPPORTUNITIES)

    assert words(programme) == [
        ("Foundation", "done", ""),
        ("Opportunities", "now", "Now, until about 16\N{NO-BREAK SPACE}December"),
        ("Action", "", "From about 16\N{NO-BREAK SPACE}December, or when you want"),
        ("New job", "", "Your first 100 days"),
    ]


@pytest.mark.django_db
def test_days_that_have_passed_are_not_held_against_anybody():
    programme = ProgrammeFactory()

    assert words(programme, date(2027, 1, 20)) == [
        ("Foundation", "now", "Now"),
        ("Opportunities", "", "When you want"),
        ("Action", "", "When you want"),
        ("New job", "", "Your first 100 days"),
    ]


@pytest.mark.django_db
def test_before_the_start_nothing_has_a_day():
    programme = ProgrammeFactory(accepted=True)

    assert {(state, when) for _name, state, when in words(programme)[:3]} == {("", "")}


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (4, "Hello, Mette"),
        (5, "Good morning, Mette"),
        (11, "Good morning, Mette"),
        (12, "Good afternoon, Mette"),
        (17, "Good afternoon, Mette"),
        (18, "Good evening, Mette"),
        (22, "Good evening, Mette"),
        (23, "Hello, Mette"),
    ],
)
def test_the_greeting_follows_the_hour(hour, said):
    assert greeting("Mette", NOW.replace(hour=hour)) == said


@pytest.mark.django_db
def test_every_template_can_be_read_as_a_course():
    programme = ProgrammeFactory(belgian=True, starts_on=TODAY - timedelta(days=3))

    assert [each.state for each in phases_of(programme, "nl-BE", TODAY)] == ["now", "", "", ""]
