"""What goes by post to the people of the demo who have no e-mail address."""

from datetime import datetime

from onward.core.access import SYSTEM
from onward.letters.actions import want_due_letters


def queue_letters(at: datetime) -> None:
    """As the worker does every ten minutes."""
    want_due_letters(by=SYSTEM, at=at)
