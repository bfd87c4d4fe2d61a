"""Where letters reach a candidate: written by herself or for her, read by few, and gone when it must go."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from onward.accounts import actions, selectors
from onward.accounts.models import PostalAddress
from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed
from onward.privacy.models import AuditEntry
from tests.factories.accounts import PersonFactory, actor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOME = {"lines": ["Havnegade 4, 2. th.", "8000 Aarhus C"], "country": "", "at": NOON}


@pytest.fixture
def mette():
    return PersonFactory(candidate=True, first_name="Mette", language="en")


def traces():
    return [(row.verb, row.before, row.after) for row in AuditEntry.objects.order_by("at", "verb")]


def test_she_writes_it_herself(mette):
    kept = actions.change_postal_address(by=actor(mette), person=mette, **HOME)

    assert kept.for_envelope == ("Havnegade 4, 2. th.", "8000 Aarhus C")
    assert not kept.on_behalf
    assert traces() == [("accounts.postal_address_changed", {}, {})], "history does not hold where she lives"


def test_staff_write_it_for_her_and_it_is_marked_so(mette):
    by = actor(PersonFactory(counsellor=True))

    kept = actions.change_postal_address(by=by, person=mette, **{**HOME, "country": "Sverige"})

    assert kept.on_behalf
    assert kept.for_envelope[-1] == "SVERIGE"
    assert traces() == [("accounts.postal_address_changed", {}, {"on_behalf": True})]


def test_the_same_once_more_changes_nothing(mette):
    actions.change_postal_address(by=actor(PersonFactory(counsellor=True)), person=mette, **HOME)

    again = actions.change_postal_address(by=actor(mette), person=mette, **HOME)

    assert again.on_behalf
    assert len(traces()) == 1


@pytest.mark.parametrize("times", [1, 2])
def test_without_lines_it_is_taken_away(mette, times):
    by = actor(mette)
    actions.change_postal_address(by=by, person=mette, **HOME)
    for _ in range(times):
        assert actions.change_postal_address(by=by, person=mette, lines=["  "], at=NOON) is None

    assert not PostalAddress.objects.exists()
    assert [verb for verb, _before, _after in traces()] == [
        "accounts.postal_address_changed",
        "accounts.postal_address_removed",
    ]


@pytest.mark.parametrize("trait", ["candidate", "sponsor"])
def test_a_stranger_writes_nothing(mette, trait):
    with pytest.raises(NotAllowed):
        actions.change_postal_address(by=actor(PersonFactory(**{trait: True})), person=mette, **HOME)


def test_staff_have_none_here():
    karen = PersonFactory(counsellor=True)

    with pytest.raises(NotAllowed):
        actions.change_postal_address(by=actor(karen), person=karen, **HOME)


@pytest.mark.parametrize(
    ("trait", "reads"), [("counsellor", True), ("coordinator", True), ("candidate", False), ("sponsor", False)]
)
def test_who_reads_it(mette, trait, reads):
    actions.change_postal_address(by=actor(mette), person=mette, **HOME)

    assert bool(selectors.postal_address(actor(PersonFactory(**{trait: True})), mette.pk)) is reads


def test_it_goes_when_somebody_else_may_have_begun(mette):
    actions.change_postal_address(by=actor(mette), person=mette, **HOME)

    actions.close_account_to_its_holder(by=SYSTEM, person=mette, at=NOON)

    assert not PostalAddress.objects.exists()


# The page ---------------------------------------------------------------------------------------------------------


def test_the_own_page(mette, sign_in):
    client, address = sign_in(mette, Role.CANDIDATE), reverse("accounts:my_address")
    assert address in client.get(reverse("accounts:me")).content.decode()

    client.post(address, {"lines": " Havnegade 4 \n\n8000 Aarhus C", "country": "Danmark"})

    assert PostalAddress.objects.get().for_envelope == ("Havnegade 4", "8000 Aarhus C", "DANMARK")
    assert "8000 Aarhus C</textarea>" in client.get(address).content.decode()
    client.post(address, {"lines": "", "country": ""})
    assert not PostalAddress.objects.exists()


def test_what_was_entered_for_her_says_so(mette, sign_in):
    actions.change_postal_address(by=actor(PersonFactory(counsellor=True)), person=mette, **HOME)

    page = sign_in(mette, Role.CANDIDATE).get(reverse("accounts:my_address")).content.decode()

    assert "as you said it" in page


@pytest.mark.parametrize(("written", "says"), [("a\nb\nc\nd\ne", "four lines"), ("x" * 41, "too long")])
def test_what_does_not_fit_in_a_window(mette, sign_in, written, says):
    page = sign_in(mette, Role.CANDIDATE).post(reverse("accounts:my_address"), {"lines": written})

    assert says in page.content.decode()
    assert not PostalAddress.objects.exists()


@pytest.mark.parametrize("trait", ["counsellor", "coordinator", "sponsor"])
def test_for_others_the_page_does_not_exist(sign_in, trait):
    client = sign_in(PersonFactory(**{trait: True}), Role(trait))

    assert client.get(reverse("accounts:my_address")).status_code == 404
    assert reverse("accounts:my_address") not in client.get(reverse("accounts:me")).content.decode()
