"""Every field of every model says what it holds."""

import pytest
from django.apps import apps

from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData

OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("onward.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model):
    declared = PersonalData.register[model].fields

    assert set(declared) == {field.name for field in model._meta.concrete_fields}
    assert set(declared.values()) <= set(Kind)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_whoever_holds_words_about_a_person_names_the_person(model):
    data = PersonalData.register[model]
    delicate = {Kind.CONFIDED, Kind.SPECIAL, Kind.CONTACT} & set(data.fields.values())

    assert not delicate or data.subject or data.keep in {Keep.ORDER, Keep.MINUTES, Keep.PROVIDER}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_way_to_the_subject_leads_somewhere(model):
    data = PersonalData.register[model]
    if data.subject:
        assert str(model._base_manager.filter(**{f"{data.subject}__isnull": True}).query)
