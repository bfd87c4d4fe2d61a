"""My hours, my dates, and what my former employer sees."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from onward.core.access import Role
from onward.programmes.models import Extension, HourAnswer, Pause
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def mette(sign_in):
    """A candidate whose programme has one line of hours, signed in and reading English."""
    entry = HourEntryFactory()
    person = entry.programme.candidate
    person.language = "en"
    person.save()
    client = sign_in(person, Role.CANDIDATE)
    client.entry = entry
    return client


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text().split())


def test_hours_say_what_is_used_and_left_and_who_sees_them(mette):
    page = text(mette.get(reverse("programmes:my_hours")))

    assert "1 h used, 15 h left." in page
    assert "Your former employer does not see them." in page


def test_a_line_is_marked_as_right(mette):
    response = mette.post(reverse("programmes:confirm_hours", args=[mette.entry.pk]), follow=True)

    assert HourAnswer.objects.get().answer == "confirmed"
    assert "You said that this is right." in text(response)


def test_a_line_is_disputed_with_words(mette):
    address = reverse("programmes:dispute_hours", args=[mette.entry.pk])

    asked = mette.get(address)
    empty = mette.post(address, {"remark": ""})
    done = mette.post(address, {"remark": "Kun en halv time."}, follow=True)

    assert asked.status_code == 200
    assert "This is still missing." in text(empty)
    assert "“Kun en halv time.”" in text(done)
    assert HourAnswer.objects.get().remark == "Kun en halv time."


@pytest.mark.parametrize("page", ["my_hours", "my_dates", "my_wall"])
def test_a_get_writes_nothing_and_the_page_stands_alone(mette, page):
    response = mette.get(reverse(f"programmes:{page}"))

    assert response.status_code == 200
    assert not HourAnswer.objects.exists()


def test_other_peoples_lines_do_not_exist(mette):
    other = HourEntryFactory()

    assert mette.get(reverse("programmes:dispute_hours", args=[other.pk])).status_code == 404
    assert mette.post(reverse("programmes:confirm_hours", args=[other.pk])).status_code == 404
    assert not HourAnswer.objects.exists()


def test_dates_are_shown_as_a_sum(mette):
    programme = mette.entry.programme
    by = programme.counsellor_id
    Pause.objects.create(
        programme=programme, from_on=date(2026, 11, 6), until_on=date(2026, 11, 9), reason="illness", at=NOW, by=by
    )
    Extension.objects.create(programme=programme, days=14, reason="agreement", at=NOW, by=by)

    page = text(mette.get(reverse("programmes:my_dates")))

    assert "From 4 November 2026 until 21 February 2027." in page
    assert "Pause from 6 November 2026 to 9 November 2026 +4" in page
    assert "illness" not in page  # the days matter, not the reason


def test_belgian_dates_show_their_periods(sign_in):
    programme = ProgrammeFactory(belgian=True)

    page = text(sign_in(programme.candidate, Role.CANDIDATE).get(reverse("programmes:my_dates")))

    assert "Period 3" in page


@pytest.mark.parametrize("kind", [{}, {"belgian": True}])
def test_before_the_start_nothing_runs(sign_in, kind):
    programme = ProgrammeFactory(state="accepted", starts_on=None, **kind)

    page = text(sign_in(programme.candidate, Role.CANDIDATE).get(reverse("programmes:my_dates")))

    assert "so nothing runs." in page


def test_an_empty_account_and_a_wall_nobody_has_opened_say_so(sign_in):
    client = sign_in(ProgrammeFactory().candidate, Role.CANDIDATE)

    assert "There is none yet" in text(client.get(reverse("programmes:my_hours")))
    assert "Nobody has opened anything yet." in text(client.get(reverse("programmes:my_wall")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_account_costs_the_same_for_one_line_and_three(sign_in, django_assert_num_queries, count):
    programme = ProgrammeFactory()
    HourEntryFactory.create_batch(count, programme=programme)
    client = sign_in(programme.candidate, Role.CANDIDATE)

    # session, person, roles; the role taken and left, a transaction; programme, lines, answers
    with django_assert_num_queries(12):
        response = client.get(reverse("programmes:my_hours"))

    assert response.content.decode().count('id="line-') == count
