"""History and access log: what they keep, and what they refuse to keep."""

import uuid
from datetime import UTC, datetime

import pytest

from onward.core.access import SYSTEM, Actor, Role
from onward.counselling.models import Remark
from onward.privacy import access_log, audit
from onward.privacy.models import AccessEntry, AuditEntry, Consent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
KAREN = Actor(Role.COUNSELLOR, person_id=uuid.uuid4(), name="Karen Lindqvist")
METTE = uuid.uuid4()


def a_consent():
    return Consent(person=METTE, kind="terms", given=True, wording="1", at=NOON, by=METTE)


def test_history_names_who_what_and_about_whom():
    target = a_consent()

    audit.record(KAREN, "privacy.tried", target, at=NOON, about=METTE, before={"given": False}, after={"given": True})

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.role, entry.verb) == (KAREN.person_id, Role.COUNSELLOR, "privacy.tried")
    assert (entry.target_type, entry.target_id, entry.about) == ("privacy.consent", target.pk, METTE)
    assert (entry.before, entry.after) == ({"given": False}, {"given": True})


def test_the_system_is_nobody_in_history():
    audit.record(SYSTEM, "privacy.tried", a_consent(), at=NOON)

    assert AuditEntry.objects.get().by is None


def test_a_manager_is_written_down_by_the_own_key():
    manager = Actor(Role.MANAGER, manager_id=uuid.uuid4(), name="Henrik Toft")

    audit.record(manager, "privacy.tried", a_consent(), at=NOON)

    assert AuditEntry.objects.get().by == manager.manager_id == manager.key


@pytest.mark.parametrize("place", ["before", "after"])
def test_history_refuses_a_second_copy_of_confided_text(place):
    with pytest.raises(ValueError, match="confided"):
        audit.record(KAREN, "counselling.tried", Remark(), at=NOON, **{place: {"text": "said in confidence"}})

    assert not AuditEntry.objects.exists()


def test_reading_leaves_a_row_that_the_person_can_see():
    access_log.note_reading(KAREN, "minutes", about=METTE, at=NOON, reason="stands in for a colleague")

    entry = AccessEntry.objects.get()
    assert (entry.reader, entry.reader_name, entry.thing) == (KAREN.person_id, "Karen Lindqvist", "minutes")
    assert (entry.about, entry.reason) == (METTE, "stands in for a colleague")


def test_reading_about_oneself_leaves_none():
    access_log.note_reading(Actor(Role.CANDIDATE, person_id=METTE), "minutes", about=METTE, at=NOON)

    assert not AccessEntry.objects.exists()
