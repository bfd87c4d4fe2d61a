"""Django, set up over the installation's database, for one command."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from onward.config.launcher import database
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation


@contextmanager
def django_side(installation: Installation, role: str = "owner") -> Iterator[None]:
    """The embedded database is started for this while where it does not run."""
    from django.db import connections  # noqa: PLC0415 -- slow import: `onward --help` does without

    with database.reachable(installation) as admin:
        if not database.is_complete(installation, admin):
            raise LaunchError(f"The database is not ready. {database.FIRST_START}")
        set_up_django(installation, admin, role)
        try:
            yield
        finally:
            connections.close_all()


def set_up_django(installation: Installation, admin: str, role: str = "owner") -> None:
    """Over the connection of `role`; for the rest of this process."""
    import django  # noqa: PLC0415 -- slow import: `onward --help` does without

    environment = installation.environment(admin, role)
    os.environ.clear()
    os.environ.update(environment)
    logging.disable(logging.INFO)  # a command's answer stands alone
    django.setup()
