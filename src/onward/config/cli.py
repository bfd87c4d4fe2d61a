"""The `onward` command."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from onward.config.launcher.errors import LaunchError

COMMANDS = "onward.config.commands"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 something must be mended, 2 refused."""
    given = parser().parse_args(arguments)
    module, function = given.does.split(":")
    try:
        return getattr(import_module(f"{COMMANDS}.{module}"), function)(given)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `onward personas | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def parser() -> argparse.ArgumentParser:
    """Every subcommand names the function that does it; nothing else is imported."""
    made = argparse.ArgumentParser(prog="onward", description="Outplacement, from the notice to the hundredth day.")
    commands = made.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: str, says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.set_defaults(does=does)
        return added

    with_parent = {"action": "store_true", "help": "stop when the program that started this one ends"}
    command("run", "start:run", "start database, web server and worker").add_argument(
        "--stop-with-parent", **with_parent
    )
    command("demo", "start:demo", "the same with made-up people, on this machine only").add_argument(
        "--stop-with-parent", **with_parent
    )
    command("personas", "people:personas", "list the demo's people").add_argument("--json", action="store_true")
    command("sign-in-link", "people:sign_in_link", "print an address that signs in a demo person").add_argument(
        "email"
    )

    lists = command("import-list", "lists:import_list", "read an employer's list of people (XLSX or CSV)")
    lists.add_argument("file")
    lists.add_argument("--agreement", metavar="NAME", help="store the people as orders under this agreement")
    lists.add_argument("--dry-run", action="store_true", help="only say what was understood; needs no database")
    lists.add_argument("--json", action="store_true")

    setup = command("setup-database", "setup:setup_database", "make the database and its roles, or print the SQL")
    setup.add_argument("--print", action="store_true", dest="only_print", help="only print the SQL, with passwords")
    command("doctor", "doctor:doctor", "look over the installation and say what to mend")

    manage = command("manage", "manage:manage", "Django's own commands, for example: onward manage dbshell")
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="…")
    return made


if __name__ == "__main__":
    sys.exit(main())
