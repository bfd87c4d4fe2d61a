"""Writing many rows at once: COPY, straight into a model's table."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb


def copy_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write the rows (by attribute name; fields left out take the model's default). Gives their number."""
    fields = list(model._meta.concrete_fields)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    )
    jsons = {field.attname for field in fields if isinstance(field, models.JSONField)}
    defaults = {field.attname: field for field in fields}
    number = 0
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            unknown = row.keys() - defaults.keys()
            if unknown:
                raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
            copy.write_row([_value(row, name, field, name in jsons) for name, field in defaults.items()])
            number += 1
    return number


def _value(row: Mapping[str, Any], name: str, field: models.Field, is_json: bool) -> Any:
    value = row[name] if name in row else field.get_default()
    return Jsonb(value) if is_json and value is not None else value
