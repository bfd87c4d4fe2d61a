"""`onward run` and `onward demo`."""

from argparse import Namespace
from dataclasses import replace

from onward.config.commands.inside import django_side
from onward.config.launcher import words
from onward.config.launcher.installation import Installation, InUse
from onward.config.launcher.processes import end_with_my_parent
from onward.config.launcher.supervise import Launcher


def run(given: Namespace) -> int:
    return _launch(Installation.from_environment(demo=False), given)


def demo(given: Namespace) -> int:
    """May be called again: while the demo runs, its data are mended and its addresses printed once more."""
    installation = Installation.from_environment(demo=True)
    try:
        return _launch(installation, given)
    except InUse as busy:
        if not busy.address or not Installation.from_environment().demo:
            raise
        installation = replace(installation, port=busy.port)
    with django_side(installation):
        from onward.config.launcher.prepare import demo_people  # noqa: PLC0415 -- app ready: it imports Django

        print(words.welcome(installation, demo_people(fresh=True)))
    return 0


def _launch(installation: Installation, given: Namespace) -> int:
    if given.stop_with_parent:
        end_with_my_parent()
    return Launcher(installation).run()
