"""The demo's doors for the launcher and the command line: fill it, list its people, sign in as one of them.

Each runs with Django set up and the owner's connection. `personas` gives role, name, email and language of each.
"""

from importlib.util import find_spec

if find_spec("onward.desks.demo") is not None:
    from onward.desks.demo import load, personas, sign_in_link
else:  # a wheel may leave the made-up people out

    def load() -> None:
        """Nothing to fill in."""

    def personas() -> list[dict[str, str]]:
        """Nobody."""
        return []

    def sign_in_link(email: str) -> str:
        raise LookupError(email)


__all__ = ["load", "personas", "sign_in_link"]
