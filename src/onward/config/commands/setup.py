"""`onward setup-database`: roles belong to the whole server, so no migration makes them."""

import sys
from argparse import Namespace

from onward.config.launcher import database
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation


def setup_database(given: Namespace) -> int:
    installation = Installation.from_environment()
    installation.make_folders()
    if given.only_print:
        print(database.script(installation))
        return 0
    with database.reachable(installation, make=True) as admin:
        try:
            database.set_up(installation, admin)
        except LaunchError as error:
            print(error, file=sys.stderr)
            print(database.script(installation))
            return error.code
    print(f"Database {installation.database_name} and the roles {installation.name}_… are there.")
    return 0
