from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import given
from hypothesis import strategies as st

from onward.core.timestamps import MomentLoader

FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
STEP = timedelta(microseconds=1)
moments = st.integers(0, (LAST - FIRST) // STEP).map(lambda steps: FIRST + steps * STEP)


@pytest.mark.django_db
@given(moment=moments)
def test_a_moment_comes_back_from_the_database_as_it_went_in_and_in_utc(moment):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [moment])
        (found,) = cursor.fetchone()
    assert found == moment
    assert found.tzinfo is UTC


@pytest.mark.django_db
def test_moments_in_arrays_and_ranges_and_none_at_all():
    noon = datetime(2026, 3, 29, 12, tzinfo=UTC)
    later = noon + timedelta(microseconds=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ARRAY[%s, NULL, %s]::timestamptz[], tstzrange(%s, %s), NULL::timestamptz", [noon, later] * 2
        )
        row = cursor.fetchone()
    assert row == ([noon, None, later], DateTimeTZRange(noon, later), None)


@pytest.mark.django_db
def test_django_leaves_the_loader_in_its_place():
    with connection.cursor() as cursor:
        loader = cursor.adapters.get_loader(1184, 0)  # the number of timestamptz; text
    assert loader is MomentLoader
