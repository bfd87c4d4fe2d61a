"""What goes by post to the people of the demo: those without an e-mail address, and who asked for it on paper."""

from datetime import timedelta

from onward.core.access import SYSTEM
from onward.desks.demo.world import World
from onward.letters.actions import want_due_letters, want_letter
from onward.letters.enums import LetterKind
from onward.programmes.models import Programme

LATELY = timedelta(hours=3)


def queue_letters(world: World) -> None:
    """As the worker does every ten minutes; and Anders takes his plan along on paper while he pauses."""
    want_due_letters(by=SYSTEM, at=world.now)
    anders = Programme.objects.get(candidate__email="anders.friis@example.com")
    want_letter(by=world.counsellors["karen"], programme=anders, kind=LetterKind.PLAN, at=world.now - LATELY)
