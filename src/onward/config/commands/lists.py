"""`onward import-list`: an employer's list, read the way the import page reads it."""

from argparse import Namespace

from onward.config.commands.inside import django_side
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation


def import_list(given: Namespace) -> int:
    """A dry run needs neither database nor settings. Exit codes of the reader: 0 read, 2 refused."""
    if given.dry_run:
        from onward.engagements.lists import command  # noqa: PLC0415 -- slow import: spreadsheets

        return command.main(given)
    if not given.agreement:
        raise LaunchError(
            "Say under which agreement the people are ordered (--agreement NAME), or use --dry-run.", code=2
        )
    with django_side(Installation.from_environment()):
        from onward.engagements.lists import command  # noqa: PLC0415 -- app ready: it stores orders

        return command.main(given)
