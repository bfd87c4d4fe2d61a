"""What stands in the menu of each role. The table lives in `config.menu`, because it names pages of all apps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from onward.core.access import Role

DEFAULT = "onward.config.menu.MENU"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu: its words (lazy), the page it opens, and whether it carries the person's name instead.

    `also`: where pages that belong to it begin with another address.
    """

    label: object
    url_name: str
    is_person: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it; `current` is "page", "true" (somewhere below it) or empty."""

    label: object
    url: str
    current: str
    is_person: bool


def entries(role: Role) -> Sequence[Entry]:
    """The entries of a role, in order; none for a role that has no menu."""
    table: Mapping[Role, Sequence[Entry]] = import_string(getattr(settings, "MENU", DEFAULT))
    return table.get(role, ())


def links(role: Role, request: HttpRequest) -> list[Link]:
    """The menu of a role on this page. An entry whose page does not exist is left out: a menu never breaks a page."""
    found = [(entry, url) for entry in entries(role) if (url := _address(entry.url_name))]
    begins = [(start, url) for entry, url in found for start in (url, *entry.also) if request.path.startswith(start)]
    here = max(begins, key=lambda pair: len(pair[0]), default=("", ""))[1]
    return [Link(entry.label, url, _current(url, here, request.path), entry.is_person) for entry, url in found]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _current(url: str, here: str, path: str) -> str:
    if url != here:
        return ""
    return "page" if url == path else "true"
