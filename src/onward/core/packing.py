"""Rows that hang on other rows, in the same statement: asking for them apart costs more than they do."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)


def packed(rows: QuerySet[Any]) -> ArraySubquery:
    """These rows as one column, in their order. They refer to the outer row by `OuterRef`."""
    names = [field.attname for field in rows.model._meta.concrete_fields]
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def unpacked(model: type[Row], found: Iterable[Mapping[str, Any]]) -> list[Row]:
    """What `packed` brought, as rows of their model."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    return [
        model.from_db(DEFAULT_DB_ALIAS, names, [field.to_python(each[field.attname]) for field in fields])
        for each in found
    ]
