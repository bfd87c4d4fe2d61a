"""Questions with arrays, where PostgreSQL plans them better than the same ones asked with IN."""

import uuid
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, QuerySet, UUIDField, Value


class IsOneOf(Func):
    """Whether a column holds one of these keys, or one of the values of a question about other rows.

    The values of a question are found once and first: with IN, an "or" beside it makes the database read every row
    there is; with an array it goes by the indexes of both sides. Keys are one value however many they are, so that
    the statement stays the same and what the database prepared for it is used again.
    """

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()

    def __init__(self, column: str, values: QuerySet | Iterable[uuid.UUID]) -> None:
        if isinstance(values, QuerySet):
            array = ArraySubquery(values)
        else:
            array = Value(list(values), output_field=ArrayField(UUIDField()))
        super().__init__(F(column), array)
