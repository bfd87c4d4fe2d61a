"""What goes by post to the people of the demo: those without an e-mail address, and who asked for it on paper."""

from datetime import timedelta

from onward.accounts.actions import change_postal_address
from onward.core.access import SYSTEM
from onward.desks.demo.world import World
from onward.letters.actions import want_due_letters, want_letter
from onward.letters.enums import LetterKind
from onward.programmes.models import Programme

LATELY = timedelta(hours=3)


def queue_letters(world: World) -> None:
    """As the worker does every ten minutes; and Anders takes his plan along on paper while he pauses.

    Bodil has said on the phone where her letters go; Anders fetches his at the office.
    """
    bodil = Programme.objects.get(candidate__first_name="Bodil", candidate__last_name="Kjær")
    change_postal_address(
        by=world.counsellors["lars"], person=bodil.candidate, lines=["Strandvejen 12", "9000 Aalborg"], at=world.now
    )
    want_due_letters(by=SYSTEM, at=world.now)
    anders = Programme.objects.get(candidate__email="anders.friis@example.com")
    want_letter(by=world.counsellors["karen"], programme=anders, kind=LetterKind.PLAN, at=world.now - LATELY)
