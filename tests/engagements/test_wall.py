"""What the database itself refuses: tables to the employer's side, drafts to everybody but their owner."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, transaction
from django.utils import timezone

from onward.core import wall
from onward.core.middleware import facts_of
from onward.engagements import models

pytestmark = pytest.mark.django_db
TABLES = [
    models.Agreement,
    models.AgreementCoordinator,
    models.ColumnMeaning,
    models.ListDraft,
    models.Manager,
    models.Order,
    models.Package,
    models.ProgrammeTemplate,
    models.TalkEvent,
    models.TalkPlan,
    models.Tally,
]


@pytest.mark.parametrize("role", ["employer_reading", "employer_writing"])
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.model_name)
def test_the_employers_side_reads_no_table(cast, role, model):
    with wall.taken(role, facts_of(cast.sponsor)), pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.count()


@pytest.mark.parametrize("model", [models.Order, models.TalkPlan, models.TalkEvent, models.Manager])
def test_the_employers_side_changes_and_removes_nothing(cast, model):
    cast.order(talk="held", talk__manager=cast.leader)
    with wall.taken("employer_writing", facts_of(cast.sponsor)):
        for deed in (lambda: model.objects.all().delete(), lambda: model.objects.update(id=uuid.uuid4())):
            with pytest.raises(ProgrammingError), transaction.atomic():
                deed()


@pytest.mark.parametrize("model", [models.EmployerOrder, models.EmployerManager, models.EmployerAgreement])
def test_a_view_cannot_be_written_through(cast, model):
    cast.order()
    with wall.taken("employer_writing", facts_of(cast.sponsor)), pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().update(id=uuid.uuid4())


@pytest.mark.parametrize("role", ["inside_reading", "inside_writing"])
def test_inside_nobody_opens_the_table_of_drafts(cast, role):
    with wall.taken(role, facts_of(cast.named)), pytest.raises(ProgrammingError), transaction.atomic():
        models.ListDraft.objects.count()


def draft(person):
    now = timezone.now()
    return models.ListDraft.objects.create(
        person=person.pk,
        agreement=uuid.uuid4(),
        file_name="l.csv",
        sealed=b"x",
        created_at=now,
        expires_at=now + timedelta(minutes=30),
    )


@pytest.mark.parametrize("who", ["named", "sponsor"])
def test_everybody_sees_the_own_drafts_only(cast, as_role, who):
    own, _other = draft(cast.people[who]), draft(cast.people["unnamed"])

    with as_role(getattr(cast, who)):
        assert [row.pk for row in models.OwnListDraft.objects.all()] == [own.pk]
        models.OwnListDraft.objects.all().delete()

    assert models.ListDraft.objects.get().person == cast.people["unnamed"].pk


def test_a_draft_cannot_be_laid_down_for_somebody_else(cast, as_role):
    now = timezone.now()
    stolen = models.OwnListDraft(
        person=cast.people["unnamed"].pk,
        agreement=uuid.uuid4(),
        file_name="l",
        sealed=b"x",
        created_at=now,
        expires_at=now,
    )
    with as_role(cast.sponsor), pytest.raises(DatabaseError, match="check option"), transaction.atomic():
        stolen.save(force_insert=True)


def test_without_an_employer_there_is_nothing(cast):
    cast.order()
    with wall.taken("employer_reading"):
        assert not models.EmployerOrder.objects.exists()
        assert not models.EmployerAgreement.objects.exists()
        assert not models.EmployerPackage.objects.exists()
        assert not models.EmployerManager.objects.exists()
        assert not models.EmployerColumnMeaning.objects.exists()
