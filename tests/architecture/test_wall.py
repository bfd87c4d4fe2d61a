"""The database's part of the glass wall, with a canary on each side."""

import uuid
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from onward.accounts.models import PostalAddress
from onward.core import wall
from onward.core.access import Role
from onward.privacy.models import AccessEntry, AuditEntry
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

EMPLOYER_READS = {
    "employer_agreement",
    "employer_column_meaning",
    "employer_hours",
    "employer_letter",
    "employer_manager",
    "employer_order",
    "employer_own_list_draft",
    "employer_package",
    "employer_sheet",
}
EMPLOYER_INSERTS = {
    "accounts_pass",
    "accounts_passend",  # a moment: from then on no link of this manager made before opens anything
    "correspondence_message",
    "employer_own_list_draft",
    "engagements_columnmeaning",  # a header and the field it stands for: nobody's data
    "engagements_manager",
    "engagements_order",
    "engagements_talkevent",
    "engagements_talkplan",
    "privacy_auditentry",
}


def rights(role):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type, table_name FROM information_schema.role_table_grants WHERE grantee = %s",
            [wall.role_name(role)],
        )
        found = {}
        for right, table in cursor.fetchall():
            found.setdefault(right, set()).add(table)
        return found


def test_the_employers_rights_are_written_down():
    assert rights("employer_reading") == {"SELECT": EMPLOYER_READS, "INSERT": {"privacy_accessentry"}}
    assert rights("employer_writing") == {
        "SELECT": EMPLOYER_READS,
        "INSERT": EMPLOYER_INSERTS,
        "UPDATE": {"employer_own_list_draft"},
        "DELETE": {"employer_own_list_draft"},
    }


def test_a_reading_page_may_add_to_the_access_log_alone():
    held = rights("inside_reading")

    assert held.keys() == {"SELECT", "INSERT"}
    assert held["INSERT"] == {"privacy_accessentry"}


def test_nobody_but_erasure_changes_what_is_append_only():
    tables = {model._meta.db_table for model in apps.get_models() if wall.wall_of(model).append_only}
    changed = {
        (role, table)
        for role in ("web", "worker", *wall.GUARD_ROLES)
        for right in ("UPDATE", "DELETE", "TRUNCATE")
        for table in rights(role).get(right, set()) & tables
    }

    assert "programmes_hourentry" in tables
    assert "privacy_auditentry" in tables
    assert changed == set()


def test_the_web_role_by_itself_reaches_sign_in_tables_only():
    held = rights("web")
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("onward.")}

    assert held["SELECT"] & ours == {
        "accounts_person",
        "accounts_office",
        "accounts_employer",
        "accounts_membership",
        "accounts_staffprofile",
        "accounts_pass",
        "accounts_passend",
    }
    assert held["INSERT"] & ours == {"correspondence_message", "privacy_auditentry"}
    assert held["UPDATE"] & ours == {"accounts_person"}
    assert held["DELETE"] & ours == set()


def canary(model, **values):
    return model.objects.create(**values)


def test_a_deliberate_query_behind_the_wall_raises():
    canary(AuditEntry, at=NOON, role=Role.SYSTEM, verb="canary", target_type="canary", target_id=uuid.uuid4())

    with pytest.raises(DatabaseError, match="permission denied"), wall.taken("employer_reading"):
        list(AuditEntry.objects.all())


@pytest.mark.parametrize("role", ["employer_reading", "employer_writing"])
def test_where_somebody_lives_stands_before_the_wall(role):
    person = PersonFactory(candidate=True)
    canary(PostalAddress, person=person, lines="Havnegade 4", changed_at=NOON)

    with pytest.raises(DatabaseError, match="permission denied"), wall.taken(role):
        list(PostalAddress.objects.all())


@pytest.mark.parametrize("role", ["inside_reading", "employer_reading"])
def test_a_reading_role_cannot_write(role):
    with pytest.raises(DatabaseError, match="permission denied"), wall.taken(role):
        canary(AuditEntry, at=NOON, role=Role.SYSTEM, verb="canary", target_type="canary", target_id=uuid.uuid4())


def test_the_inside_sees_its_own_canary():
    canary(AuditEntry, at=NOON, role=Role.SYSTEM, verb="canary", target_type="canary", target_id=uuid.uuid4())

    with wall.taken("inside_reading"):
        assert AuditEntry.objects.get().verb == "canary"


def test_a_query_after_the_role_was_left_raises(web_role):
    """A released savepoint keeps the role: leaving names the role it came from, here the bare web role."""
    with web_role(), transaction.atomic():
        with wall.taken("inside_reading"):
            list(AuditEntry.objects.all())
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            list(AuditEntry.objects.all())


def test_a_block_in_a_block_gives_the_outer_its_role_back():
    canary(AuditEntry, at=NOON, role=Role.SYSTEM, verb="canary", target_type="canary", target_id=uuid.uuid4())

    with wall.taken("inside_reading"):
        with wall.taken("employer_reading"), pytest.raises(DatabaseError), transaction.atomic():
            list(AuditEntry.objects.all())
        assert AuditEntry.objects.count() == 1


def test_the_facts_of_one_page_are_gone_on_the_next():
    with wall.taken("employer_reading", {"employer": str(uuid.uuid4())}):
        pass

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('onward.employer', true)")
        assert cursor.fetchone()[0] in {None, ""}


def test_reading_confided_text_can_be_noted_by_a_reading_role():
    with wall.taken("inside_reading"):
        AccessEntry.objects.create(
            at=NOON, reader_name="Karen", role=Role.COUNSELLOR, about=uuid.uuid4(), thing="minutes"
        )

    assert AccessEntry.objects.count() == 1
