"""`onward import-list`: an employer's list, read the way the import page reads it."""

from argparse import Namespace

from onward.config.launcher.errors import LaunchError


def import_list(given: Namespace) -> int:
    """Exit codes of the reader: 0 read, 2 refused. A dry run needs neither database nor settings."""
    if given.dry_run:
        from onward.engagements.lists import command  # noqa: PLC0415 -- slow import: spreadsheets

        return command.main([given.file, "--dry-run", *(["--json"] if given.json else [])])
    if not given.agreement:
        raise LaunchError("Name the agreement the people are ordered under (--agreement), or use --dry-run.", code=2)
    return store_list(given)


def store_list(given: Namespace) -> int:
    """All or nothing, with the rights a task has."""
    from onward.config.commands.inside import django_side  # noqa: PLC0415 -- slow import: a dry run does without
    from onward.config.launcher.installation import Installation  # noqa: PLC0415 -- slow import: the same
    from onward.core import wall  # noqa: PLC0415 -- slow import: the same

    with django_side(Installation.from_environment(), role="worker"), wall.taken("inside_writing"):
        from onward.engagements import commands  # noqa: PLC0415 -- app ready: it stores orders

        return commands.import_list(given)
