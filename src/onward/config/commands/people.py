"""`onward personas` and `onward sign-in-link`: the demo's people. A real installation knows no such doors."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from onward.config.commands.inside import django_side
from onward.config.launcher.errors import LaunchError
from onward.config.launcher.installation import Installation


def personas(given: Namespace) -> int:
    with _demo() as demo:
        people = demo.personas()
    if given.json:
        print(json.dumps(people, ensure_ascii=False, indent=2))
    else:
        for person in people:
            print(f"{person['role']:<12} {person['language']}  {person['name']:<28} {person['email']}")
    return 0


def sign_in_link(given: Namespace) -> int:
    with _demo() as demo:
        if given.email not in {person["email"] for person in demo.personas()}:
            raise LaunchError(f"No demo person has the address {given.email}. See `onward personas`.", code=2)
        print(demo.sign_in_link(given.email))
    return 0


@contextmanager
def _demo() -> Iterator[ModuleType]:
    installation = Installation.from_environment()
    if not installation.demo:
        raise LaunchError("Only the demo has these: start it once with `onward demo`.", code=2)
    with django_side(installation):
        from onward.config import demo  # noqa: PLC0415 -- app ready: the demo imports models

        yield demo
