"""A database server for one run of the benchmarks, with a fresh database for every size."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests import pg_plugin

_is_ready = False


@contextmanager
def database() -> Iterator[None]:
    """An empty, migrated database; pages run under the web role as in production."""
    global _is_ready
    import django  # noqa: PLC0415 -- app ready: the server's address must be known first

    if not _is_ready:
        django.setup()
        _is_ready = True
    from django.conf import settings  # noqa: PLC0415 -- app ready: after the set-up
    from django.db import connection  # noqa: PLC0415 -- app ready: after the set-up

    # not Django's test environment: that one keeps a copy of every context of every template, which takes time
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
    settings.ALLOWED_HOSTS = ["testserver"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def stop() -> None:
    pg_plugin.pytest_unconfigure(None)
