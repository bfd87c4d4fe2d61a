"""The same page stands at one address for coordinators and at another for sponsors and managers."""

from django.http import HttpRequest
from django.urls import reverse

PAGES = (
    "orders",
    "order",
    "new_order",
    "change_order",
    "plan",
    "tick",
    "take_back",
    "call_off",
    "handed_over",
    "send_link",
    "show_link",
    "end_link",
    "import",
    "check",
    "row",
    "again",
)

OFFICE = {page: f"engagements:{page}" for page in PAGES}
SPONSOR = {page: f"engagements:sponsor_{page}" for page in PAGES}
TALKS = {page: f"engagements:talk_{page}" for page in PAGES}


def letter_url(request: HttpRequest, order) -> str:
    """Where the invitation letter of a held talk is printed; empty before the talk."""
    if not order.is_held:
        return ""
    page = "programmes:letter" if request.actor.is_employer_side else "programmes:office_letter"
    return reverse(page, args=[order.pk])
