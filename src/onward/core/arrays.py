"""Questions with arrays, where PostgreSQL plans them better than the same ones asked with IN."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class IsOneOf(Func):
    """Whether a column holds one of the values of a question about other rows.

    The values are found once and first. With IN, an "or" beside it makes the database read every row there is; with
    an array it goes by the indexes of both sides.
    """

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()

    def __init__(self, column: str, values: QuerySet) -> None:
        super().__init__(F(column), ArraySubquery(values))
