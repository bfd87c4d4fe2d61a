"""Template tags of the look, where a partial needs more than to be included."""

from datetime import date
from typing import Protocol

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from onward.core import menu as menus
from onward.core.formats import phone

register = template.Library()

STRIP = """<svg class="on-strip" viewBox="0 0 156 20" aria-hidden="true" focusable="false">
  <line class="base" x1="4" x2="152" y1="10" y2="10" />{gap}
  <line class="today" x1="{today}" x2="{today}" y1="3" y2="17" />{held}{booked}
</svg>"""
GAP = '<line class="gap" x1="{}" x2="{}" y1="10" y2="10" />'
HELD = '<circle class="held" cx="{}" cy="10" r="4.5" />'
BOOKED = '<circle class="booked" cx="{}" cy="10" r="4" />'


class Contact(Protocol):
    """What a contact strip draws: a stretch of days and what happened on them."""

    since: date
    until: date
    today: date
    held: list[date]
    booked: list[date]
    gap_since: date | None


@register.inclusion_tag("core/partials/menu.html", takes_context=True)
def menu(context):
    """The menu of the role that acts; nothing for whoever has none."""
    request, actor = context["request"], context["actor"]
    links = menus.links(actor.role, request) if actor else []
    return {"links": links, "actor": actor}


@register.filter
def picture(portrait: str) -> str:
    """Where a picture of somebody lies: a photo has an address of its own, a drawn one is a static file."""
    return portrait if portrait.startswith("/") else static(portrait)


@register.filter
def phone_link(number: str) -> SafeString:
    """A number as it is written in the language of the page, to be tapped."""
    dialled = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    shown = phone(number, get_language() or "")
    return format_html('<a class="ds-link on-keep" data-color="neutral" href="tel:{}">{}</a>', dialled, shown)


@register.simple_tag
def strip(contact: Contact) -> SafeString:
    """Weeks of contact as dots on a line: held, booked, today, and the thick part since which it has been too long.

    Without a template, because long lists draw one a row; and without escaping, because nothing goes in but numbers.
    """
    days = max((contact.until - contact.since).days, 1)

    def x(day: date) -> str:
        return f"{4 + 148 * min(max((day - contact.since).days / days, 0), 1):.1f}"

    gap = GAP.format(x(contact.gap_since), x(contact.today)) if contact.gap_since else ""
    held = "".join(HELD.format(x(day)) for day in contact.held if day >= contact.since)
    booked = "".join(BOOKED.format(x(day)) for day in contact.booked if day <= contact.until)
    return SafeString(STRIP.format(gap=gap, today=x(contact.today), held=held, booked=booked))


@register.inclusion_tag("core/partials/bar.html")
def bar(part: float, whole: float):
    """A part of a whole, after its words. What exceeds the whole is drawn in the colour of waiting."""
    scale = 100 / max(part, whole, 1e-9)
    over = max(part - whole, 0) * scale
    return {"part": f"{part * scale:.0f}", "over": f"{over:.0f}" if over else "", "from": f"{100 - over:.0f}"}
