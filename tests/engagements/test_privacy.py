"""Every field of every model of engagements says what it holds."""

import pytest
from django.apps import apps

from onward.privacy.registry import PersonalData

MODELS = list(apps.get_app_config("engagements").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_field_is_classified(model):
    declared = PersonalData.register[model]

    assert set(declared.fields) == {field.name for field in model._meta.concrete_fields}


def test_what_stands_on_a_view_is_not_exported_twice():
    views = [model for model in MODELS if not model._meta.managed]

    assert [PersonalData.register[model].exported for model in views] == [False] * len(views)
