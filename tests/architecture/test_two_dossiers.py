"""What import rules cannot see: reverse accessors, and foreign keys given as strings."""

import pytest
from django.apps import apps

ORDER = [
    "core",
    "privacy",
    "accounts",
    "correspondence",
    "engagements",
    "programmes",
    "scheduling",
    "counselling",
    "dialogue",
    "applications",
    "landing",
    "letters",
    "desks",
]
CONTRACT = ["privacy", "accounts", "correspondence", "engagements", "programmes"]
GUIDANCE = ORDER[ORDER.index("programmes") + 1 :]


def ours():
    return [config.label for config in apps.get_app_configs() if config.name.startswith("onward.")]


def models_of(labels):
    return [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def test_every_app_has_its_place_in_the_order():
    assert set(ours()) == set(ORDER)


@pytest.mark.parametrize("model", models_of(CONTRACT), ids=lambda model: model._meta.label)
def test_no_door_leads_from_the_contract_to_the_guidance(model):
    doors = [
        relation.get_accessor_name()
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label in GUIDANCE and not relation.hidden
    ]

    assert doors == []


@pytest.mark.parametrize("model", models_of(ORDER[1:]), ids=lambda model: model._meta.label)
def test_foreign_keys_point_into_the_own_app_or_lower(model):
    own = ORDER.index(model._meta.app_label)
    upwards = [
        field.name
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and ORDER.index(field.related_model._meta.app_label) > own
    ]

    assert upwards == []
