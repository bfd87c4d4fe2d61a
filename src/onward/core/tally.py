"""Counting in the cache that all processes share, so that of several at the same moment every one counts."""

from django.core.cache import cache
from django.db import connection, transaction


def add_one(key: str, seconds: int) -> int:
    """Count one more under this key, which is forgotten so many seconds after the last one; returns the new number.

    The cache alone reads and writes in two steps. The lock ends with the transaction, when others can read the number.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tally:{key}"])
        count = cache.get(key, 0) + 1
        cache.set(key, count, seconds)
    return count


def counted(key: str) -> int:
    """How many there were."""
    return cache.get(key, 0)
