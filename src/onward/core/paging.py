from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from onward.core.arrays import IsOneOf


class KeysFirst(Paginator):
    """Pages of a queryset that finds the keys of a page first and then reads those rows alone.

    Sorting thousands of rows with all that a list shows of each would take the database ten times as long. keys: the
    same rows, narrowed and sorted, asked for without what only the page shows; where they are given, `rows` need not
    be narrowed.
    """

    def __init__(self, rows: QuerySet, per_page: int, *, keys: QuerySet | None = None) -> None:
        super().__init__(rows if keys is None else keys, per_page)
        self.rows = rows

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        rows = {row.pk: row for row in self.rows.filter(IsOneOf("pk", keys)).order_by()}
        return self._get_page([rows[key] for key in keys if key in rows], number, self)
