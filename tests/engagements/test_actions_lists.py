"""What the pages of a list cannot reach: refusals of the actions behind them."""

import uuid
from datetime import timedelta

import pytest

from onward.core.errors import Refused
from onward.engagements import actions
from onward.engagements.models import ColumnMeaning, ListDraft, Order
from onward.privacy.models import AuditEntry
from tests.engagements.test_views_lists import BROKEN, HEAD, SOREN, sheet
from tests.factories.engagements import ORDERED_AT, PackageFactory

pytestmark = pytest.mark.django_db


def upload(cast, *rows, package=None, at=ORDERED_AT, head=HEAD):
    chosen = {"package": (package or cast.package).pk, "language": "da"}
    content = sheet(*rows, head=head).read()
    return actions.upload_list(by=cast.sponsor, content=content, filename="l.csv", at=at, **chosen)


def test_another_employers_package_is_refused(cast, as_role):
    other = Order.objects.exclude(employer=cast.employer).get().package

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        upload(cast, SOREN, package=other)

    assert refusal.value.code == "no_package"


def test_a_new_upload_clears_what_has_expired(cast, as_role):
    with as_role(cast.sponsor):
        upload(cast, SOREN)
        upload(cast, SOREN, at=ORDERED_AT + timedelta(minutes=30))

    assert ListDraft.objects.count() == 1


@pytest.mark.parametrize("minutes", [0, 31])
def test_answers_to_a_draft_that_is_gone(cast, as_role, minutes):
    with as_role(cast.sponsor):
        key = upload(cast, SOREN).pk if minutes else uuid.uuid4()
        with pytest.raises(Refused) as refusal:
            actions.answer_rows(by=cast.sponsor, draft=key, answers={}, at=ORDERED_AT + timedelta(minutes=minutes))

    assert refusal.value.code == "gone"


def test_a_row_takes_only_a_package_of_its_agreement(cast, as_role):
    other = Order.objects.exclude(employer=cast.employer).get().package
    with as_role(cast.sponsor):
        draft = upload(cast, SOREN)
        row = actions.read_draft(draft).rows[0]
        changed = row.from_json(row.as_json() | {"k": str(other.pk)})
        with pytest.raises(Refused) as refusal:
            actions.answer_rows(by=cast.sponsor, draft=draft.pk, answers={2: changed}, at=ORDERED_AT)

    assert refusal.value.code == "no_package"


def test_what_cannot_be_stored_stops_everybody(cast, as_role):
    with as_role(cast.sponsor):
        draft = upload(cast, SOREN, BROKEN.replace("Øvrebø", "Ø" * 160))
        with pytest.raises(Refused) as refusal:
            actions.record_list(by=cast.sponsor, draft=draft.pk, at=ORDERED_AT)

    assert refusal.value.code == "not_storable"
    assert not Order.objects.filter(agreement=cast.agreement).exists()


def test_a_package_that_ended_stops_everybody(cast, as_role):
    with as_role(cast.sponsor):
        draft = upload(cast, SOREN)
    PackageFactory(agreement=cast.agreement)
    cast.package.ended_on = ORDERED_AT.date()
    cast.package.save()

    with as_role(cast.sponsor), pytest.raises(Refused) as refusal:
        actions.record_list(by=cast.sponsor, draft=draft.pk, at=ORDERED_AT)

    assert refusal.value.code == "no_package"


def test_a_list_leaves_one_trace(cast, as_role):
    with as_role(cast.sponsor):
        draft = upload(cast, SOREN)
        actions.record_list(by=cast.sponsor, draft=draft.pk, at=ORDERED_AT)

    row = AuditEntry.objects.get()
    assert (row.verb, row.target_id, row.by) == ("engagements.list_recorded", draft.pk, cast.sponsor.person_id)
    assert row.after == {"people": 1, "agreements": [str(cast.agreement.pk)]}


def test_the_same_word_about_a_column_is_kept_once(cast, as_role):
    strange = HEAD.replace("Afdeling", "Kostenplaats 7b")
    meanings = {"Kostenplaats 7b": "department"}
    with as_role(cast.sponsor):
        for line in (SOREN, SOREN.replace("10001", "7").replace("Søren", "Anna").replace("soren@", "anna@")):
            first = upload(cast, line, head=strange)
            content = sheet(line, head=strange).read()
            second = actions.read_again(
                by=cast.sponsor, draft=first.pk, columns=meanings, content=content, filename="l.csv", at=ORDERED_AT
            )
            actions.record_list(by=cast.sponsor, draft=second.pk, at=ORDERED_AT)

    assert ColumnMeaning.objects.count() == 1
    assert set(Order.objects.filter(agreement=cast.agreement).values_list("department", flat=True)) == {"Værksted"}
