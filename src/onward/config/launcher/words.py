"""What the launcher prints when all is up."""

from collections.abc import Sequence
from typing import Any

from onward.config.launcher.installation import Installation

LANGUAGES = {"da": "Danish", "en": "English", "nb": "Norwegian", "nl": "Dutch"}
ROLES = ("coordinator", "counsellor", "sponsor", "candidate")


def welcome(installation: Installation, personas: Sequence[dict[str, Any]]) -> str:
    """One block of text: the address, and in the demo how to sign in as each of its people."""
    lines = ["", "-" * 78, f"Onward is running:  {installation.address}", ""]
    if personas:
        lines += ["This is the demo: made-up people, no mail leaves the machine. Sign in as:", ""]
        lines += _table(personas)
        lines.append("")
    lines += [f"Data folder: {installation.data}", "Stop with Ctrl-C. The data stay.", "-" * 78]
    return "\n".join(lines)


def _table(personas: Sequence[dict[str, Any]]) -> list[str]:
    """Grouped by role, one person a line with the address that signs in."""
    known = {role: place for place, role in enumerate(ROLES)}
    ordered = sorted(personas, key=lambda person: known.get(person["role"], len(ROLES)))
    width = max(len(_who(person)) for person in ordered)
    lines, role = [], ""
    for person in ordered:
        if person["role"] != role:
            role = person["role"]
            lines.append(f"  {role.capitalize()}")
        lines.append(f"    {_who(person):<{width}}  {person['address']}")
    return lines


def _who(person: dict[str, Any]) -> str:
    return f"{person['name']} ({LANGUAGES.get(person['language'], person['language'])})"
