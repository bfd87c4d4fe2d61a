import pytest

from onward.accounts.models import Person
from onward.core.paging import KeysFirst
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


def test_pages_keep_the_order_and_leave_nobody_out():
    PersonFactory.create_batch(5)
    found = Person.objects.order_by("sort_key", "pk")

    pages = [KeysFirst(found, 2).get_page(number) for number in (1, 2, 3)]

    assert [person for page in pages for person in page] == list(found)
    assert [len(page.object_list) for page in pages] == [2, 2, 1]


@pytest.mark.parametrize("asked", ["0", "99", "x", None])
def test_a_page_that_is_not_there_is_the_nearest_one(asked):
    PersonFactory.create_batch(3)
    found = Person.objects.order_by("sort_key", "pk")

    page = KeysFirst(found, 2).get_page(asked)

    assert page.number in (1, 2)
    assert list(page) == list(found)[(page.number - 1) * 2 : page.number * 2]


def test_nobody_at_all_is_one_empty_page():
    page = KeysFirst(Person.objects.none(), 2).get_page(1)

    assert list(page) == []
    assert page.paginator.num_pages == 1
