"""The employer's start page."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.privacy.models import AccessEntry
from tests.factories.programmes import OrderFactory, ProgrammeFactory, TalkEventFactory, sponsor_of

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text().split())


def test_own_people_by_name_and_nobody_elses(sign_in):
    own = ProgrammeFactory(order__first_name="Åse", order__last_name="Ærø")
    ProgrammeFactory(order__first_name="Somebody", order__last_name="Else")

    page = text(sign_in(sponsor_of(own), Role.SPONSOR).get(reverse("programmes:sponsor_home")))

    assert "Åse Ærø" in page
    assert "Else" not in page
    assert not AccessEntry.objects.exists()  # a list of milestones is no page of confided text


def test_the_list_is_narrowed_by_name_and_course(sign_in):
    own = ProgrammeFactory(order__first_name="Åse")
    package = own.order.package
    ProgrammeFactory(order__package=package, order__first_name="Bo", ended=True)
    client = sign_in(sponsor_of(own), Role.SPONSOR)

    def shown(**query):
        page = text(client.get(reverse("programmes:sponsor_home"), query))
        return [name for name in ("Bo", "Åse") if name in page]

    assert shown() == ["Bo", "Åse"]
    assert shown(state="under_way") == ["Åse"]
    assert shown(state="ended") == ["Bo"]
    assert shown(name="bo") == ["Bo"]
    assert shown(name="nobody") == []


def test_before_anybody_was_told_the_page_says_why_it_is_empty(sign_in):
    programme = ProgrammeFactory()
    sponsor = sponsor_of(programme)
    programme.delete()
    TalkEventFactory(order=programme.order, at=timezone.now() - timedelta(hours=1))
    OrderFactory(package=programme.order.package)

    page = text(sign_in(sponsor, Role.SPONSOR).get(reverse("programmes:sponsor_home")))

    assert "Nobody yet" in page
    assert "1 talk has no date yet." in page
    assert "1 letter is not marked as handed over." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(sign_in, django_assert_num_queries, count):
    first = ProgrammeFactory()
    ProgrammeFactory.create_batch(count - 1, order__package=first.order.package)
    client = sign_in(sponsor_of(first), Role.SPONSOR)

    with django_assert_num_queries(14):
        response = client.get(reverse("programmes:sponsor_home"))

    assert response.content.decode().count('<th role="rowheader"') == count


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CANDIDATE])
def test_the_start_page_is_the_employers(sign_in, role):
    programme = ProgrammeFactory()
    person = programme.counsellor if role is Role.COUNSELLOR else programme.candidate

    assert sign_in(person, role).get(reverse("programmes:sponsor_home")).status_code == 404
