"""Agreements, names on them, packages, templates: outcome, refusal, stranger, trace."""

from datetime import date
from decimal import Decimal

import pytest

from onward.core import content
from onward.core.access import SYSTEM
from onward.core.errors import NotAllowed, Refused
from onward.engagements import actions, selectors
from onward.engagements.actions.templates import fingerprint
from onward.engagements.models import Agreement, Package, ProgrammeTemplate
from onward.privacy.models import AuditEntry
from tests.factories.engagements import ORDERED_AT, TALK_AT, TemplateFactory

pytestmark = pytest.mark.django_db


def given(cast, **changed):
    return {
        "employer": cast.employer,
        "office": cast.agreement.office,
        "kind": "framework",
        "name": "Framework 2027",
        "starts_on": date(2027, 1, 1),
        "at": ORDERED_AT,
    } | changed


def verb():
    return AuditEntry.objects.order_by("-at").values_list("verb", flat=True).first()


def test_record(cast, as_role):
    with as_role(cast.named):
        made = actions.record_agreement(by=cast.named, **given(cast, coordinators=[cast.unnamed.person_id]))

    named = {each.person_id for each in selectors.named_people(made)}
    assert named == {cast.named.person_id, cast.unnamed.person_id}
    assert verb() == "engagements.agreement_recorded"


def test_the_system_names_whom_it_is_told(cast):
    made = actions.record_agreement(by=SYSTEM, **given(cast, coordinators=[cast.named.person_id]))

    assert [each.person_id for each in selectors.named_people(made)] == [cast.named.person_id]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "social PLAN 2026"}, "named_twice"),
        ({"ends_on": date(2026, 12, 31)}, "ends_too_early"),
        ({"by": SYSTEM}, "nobody"),
    ],
)
def test_record_refused(cast, as_role, changed, code):
    with as_role(cast.named), pytest.raises(Refused) as refusal:
        actions.record_agreement(**{"by": cast.named} | given(cast, **changed))

    assert refusal.value.code == code
    assert not Agreement.objects.filter(name="Framework 2027").exists()


@pytest.mark.parametrize("who", ["counsellor", "sponsor", "candidate"])
def test_strangers_record_nothing(cast, who):
    with pytest.raises(NotAllowed):
        actions.record_agreement(by=getattr(cast, who), **given(cast))


def test_only_coordinators_can_be_named(cast, as_role):
    with as_role(cast.named), pytest.raises(NotAllowed):
        actions.record_agreement(by=cast.named, **given(cast, coordinators=[cast.counsellor.person_id]))


def test_change(cast, as_role):
    with as_role(cast.named):
        actions.change_agreement(by=cast.named, agreement=cast.agreement, at=TALK_AT, first_contact_hours=8)

    row = AuditEntry.objects.get()
    assert (row.before["first_contact_hours"], row.after["first_contact_hours"]) == (16, 8)


def test_an_agreement_keeps_its_employer(cast):
    with pytest.raises(TypeError):
        actions.change_agreement(by=cast.named, agreement=cast.agreement, at=TALK_AT, employer=cast.employer)


def test_who_is_not_named_changes_nothing(cast):
    template = TemplateFactory()
    package = {"name": "X", "months": Decimal(3), "minutes": 600, "form": "individual"}
    for change in (
        lambda: actions.change_agreement(by=cast.unnamed, agreement=cast.agreement, at=TALK_AT, name="X"),
        lambda: actions.name_coordinators(
            by=cast.unnamed, agreement=cast.agreement, people=[cast.unnamed.person_id], at=TALK_AT
        ),
        lambda: actions.add_package(
            by=cast.unnamed, agreement=cast.agreement, template=template, at=TALK_AT, **package
        ),
        lambda: actions.end_package(by=cast.unnamed, package=cast.package, on=TALK_AT.date(), at=TALK_AT),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert not AuditEntry.objects.exists()


def test_names_are_handed_on(cast, as_role):
    with as_role(cast.named):
        actions.name_coordinators(by=cast.named, agreement=cast.agreement, people=[cast.unnamed.person_id], at=TALK_AT)

    assert [each.person_id for each in selectors.named_people(cast.agreement)] == [cast.unnamed.person_id]
    assert AuditEntry.objects.get().before == {"coordinators": [str(cast.named.person_id)]}


def test_somebody_must_be_named(cast):
    with pytest.raises(Refused):
        actions.name_coordinators(by=cast.named, agreement=cast.agreement, people=[], at=TALK_AT)


def test_when_those_named_have_left_any_coordinator_names_new_ones(cast):
    cast.people["named"].memberships.update(ended_at=TALK_AT)

    actions.name_coordinators(by=cast.unnamed, agreement=cast.agreement, people=[cast.unnamed.person_id], at=TALK_AT)

    assert [each.person_id for each in selectors.named_people(cast.agreement)] == [cast.unnamed.person_id]


def test_add_and_end_a_package(cast, as_role):
    with as_role(cast.named):
        made = actions.add_package(
            by=cast.named,
            agreement=cast.agreement,
            template=TemplateFactory(),
            name="Leaders",
            months=Decimal(6),
            minutes=3000,
            form="individual",
            price=Decimal(30000),
            currency="DKK",
            at=ORDERED_AT,
        )
        for _ in range(2):
            actions.end_package(by=cast.named, package=made, on=TALK_AT.date(), at=TALK_AT)

    made.refresh_from_db()
    assert (made.ended_on, made.currency) == (TALK_AT.date(), "DKK")
    assert list(AuditEntry.objects.order_by("at").values_list("verb", flat=True)) == [
        "engagements.package_added",
        "engagements.package_ended",
    ]


def test_a_package_is_named_once(cast):
    with pytest.raises(Refused):
        actions.add_package(
            by=cast.named,
            agreement=cast.agreement,
            template=cast.package.template,
            name=cast.package.name.upper(),
            months=Decimal(3),
            minutes=60,
            form="individual",
            at=ORDERED_AT,
        )
    assert Package.objects.filter(agreement=cast.agreement).count() == 1


def test_templates_are_loaded_once():
    keys = [structure.key for structure in content.templates()]

    assert actions.load_templates(at=ORDERED_AT) == keys
    assert actions.load_templates(at=TALK_AT) == []
    assert content.read_copy(ProgrammeTemplate.objects.get(key=keys[0]).content).structure.key == keys[0]


def test_an_unchanged_template_is_renewed_and_a_changed_one_kept():
    actions.load_templates(at=ORDERED_AT)
    old, own = ProgrammeTemplate.objects.order_by("key")[:2]
    older = {"an": "older version"}

    ProgrammeTemplate.objects.filter(pk=old.pk).update(content=older, shipped_hash=fingerprint(older))
    own.content["texts"]["en"]["name"] = "Our own words"
    own.save()

    assert actions.load_templates(at=TALK_AT) == [old.key]

    assert ProgrammeTemplate.objects.get(pk=old.pk).content != older
    assert ProgrammeTemplate.objects.get(pk=own.pk).content["texts"]["en"]["name"] == "Our own words"


def test_only_the_system_loads_templates(cast):
    with pytest.raises(NotAllowed):
        actions.load_templates(at=ORDERED_AT, by=cast.named)
