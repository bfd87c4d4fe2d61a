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


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("1", 1),
        ("2", 2),
        (None, 1),
        ("x", 1),
        ("", 1),
        ("0", 2),
        ("-1", 2),
        ("99", 2),
        ("9" * 40, 2),
        ("9" * 5000, 1),
        ("²", 1),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest_one(asked, number):
    PersonFactory.create_batch(3)
    found = Person.objects.order_by("sort_key", "pk")

    page = KeysFirst(found, 2).get_page(asked)

    assert page.number == number
    assert list(page) == list(found)[(number - 1) * 2 : number * 2]
    assert (page.paginator.count, page.paginator.num_pages) == (3, 2)


def test_nobody_at_all_is_one_empty_page():
    page = KeysFirst(Person.objects.none(), 2).get_page(1)

    assert list(page) == []
    assert page.paginator.num_pages == 1
