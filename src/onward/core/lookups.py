"""States, kinds and roles, written into the question instead of handed over beside it.

Only so can a prepared statement count on an index that holds the rows of one state alone; else the database makes its
plan anew each time, which takes longer than to answer. What somebody has typed is always handed over: a member of an
enumeration stands in our own code.
"""

from typing import Any

from django.db.models import TextChoices
from django.db.models.lookups import Exact, In


class IsOfKind(Exact):
    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        if isinstance(self.rhs, TextChoices):
            return _literal(self.rhs), []
        return super().process_rhs(compiler, connection)


class IsOfKinds(In):
    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        if self.rhs_is_direct_value() and self.rhs and all(isinstance(each, TextChoices) for each in self.rhs):
            return f"({', '.join(sorted({_literal(each) for each in self.rhs}))})", []
        return super().process_rhs(compiler, connection)


def _literal(kind: TextChoices) -> str:
    return "'{}'".format(kind.value.replace("'", "''").replace("%", "%%"))
