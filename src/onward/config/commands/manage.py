"""`onward manage …`: Django's commands with the owner's connection."""

import os
from argparse import Namespace

from onward.config.commands.inside import django_side
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation
from onward.config.launcher.postgres import programs


def manage(given: Namespace) -> int:
    with django_side(Installation.from_environment()):
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import: needs Django

        try:
            os.environ["PATH"] = f"{programs()}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        except LaunchError:
            os.environ.setdefault("PATH", os.defpath)
        execute_from_command_line(["onward manage", *given.rest])
    return 0
