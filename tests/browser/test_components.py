"""The component page in a real browser: every language, light and dark, narrow and wide; by keyboard; on paper."""

import io

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse

from tests.browser.axe import faults
from tests.factories.accounts import PersonFactory

pytestmark = [pytest.mark.browser]

WIDTHS = {"small": 320, "phone": 390, "tablet": 768, "desk": 1280}


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def gallery(page, web_server):
    def open_gallery(width=1280, **query):
        page.set_viewport_size({"width": width, "height": 900})
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        page.goto(f"{web_server}{reverse('core:components')}?{asked}")
        return page

    return open_gallery


@pytest.mark.parametrize("lang", ["da", "en", "nb", "nl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_language_colour_and_width(gallery, lang, scheme):
    for frame, name in (("usual", "small"), ("wide", "phone"), ("narrow", "tablet"), ("usual", "desk")):
        page = gallery(WIDTHS[name], lang=lang, scheme=scheme, frame=frame)

        assert faults(page) == [], f"{frame} at {name}"
        assert sideways(page) == 0, f"{frame} at {name}"


@pytest.mark.parametrize("name", ["help", "help_now", "who_sees_what", "accessibility"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_for_everybody(page, web_server, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
    page.goto(f"{web_server}{reverse(f'core:{name}')}")

    assert faults(page) == []
    assert sideways(page) == 0


def test_axe_finds_nothing_where_nothing_is(page, web_server):
    page.goto(f"{web_server}/no/such/page/")

    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS.values())
def test_twice_the_letters_still_fit(gallery, page, width):
    """As with the browser's own setting, which the widths of the sheet follow."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    gallery(width, lang="nb")

    assert sideways(page) == 0


def test_targets_are_large_enough_for_a_thumb(gallery):
    page = gallery(390, lang="nl")

    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .on-foot li > *, .on-help, .on-brand')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24)
            .map(one => one.textContent.trim())"""
    )
    buttons = page.evaluate(
        """() => [...document.querySelectorAll('.ds-button')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 42)
            .map(one => one.textContent.trim())"""
    )

    assert (small, buttons) == ([], [])


def test_the_keyboard_skips_to_the_content(page, web_server):
    page.goto(f"{web_server}{reverse('core:help')}")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    assert first == "#main"
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_wrong_form_brings_the_focus_to_its_summary_and_the_summary_to_the_field(gallery):
    page = gallery()

    assert page.evaluate("document.activeElement.className").startswith("ds-error-summary")

    page.click(".ds-error-summary a >> nth=3")

    assert page.evaluate("document.activeElement.id") == "id_w-day_0"


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(page, web_server, sign_in):
    client = sign_in(PersonFactory(counsellor=True, first_name="Ingrid", last_name="Solheim"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": web_server}])
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
    page.goto(f"{web_server}{reverse('core:help')}")
    person = page.locator(".on-me")

    page.focus(".on-menu-open")
    page.keyboard.press("Enter")
    assert person.is_visible()
    assert " ".join(person.inner_text().split()) == "Ingrid Solheim, counsellor"
    assert faults(page) == []

    page.keyboard.press("Escape")
    assert not person.is_visible()
    assert page.evaluate("document.activeElement.className").endswith("on-menu-open")


def test_without_colours_of_ours_the_frames_remain(gallery, page):
    page.emulate_media(forced_colors="active")
    gallery()

    assert page.eval_on_selector(".on-now", "one => getComputedStyle(one).borderTopStyle") == "solid"
    assert page.eval_on_selector(".on-glass", "one => getComputedStyle(one).borderTopStyle") == "solid"


def test_the_plan_card_comes_on_a_sheet_of_its_own(gallery):
    page = gallery(lang="nb")

    sheets = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(side) for side in sheets[number].get_size()) for number in range(len(sheets))}

    assert sizes == {(595, 842), (420, 595)}


@pytest.mark.parametrize(("query", "sheets"), [("", 1), ("?print=large", 2)])
def test_who_sees_what_fits_its_paper_without_menu_and_foot(page, web_server, query, sheets):
    page.goto(f"{web_server}{reverse('core:who_sees_what')}{query}")

    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    text = "".join(paper[number].get_textpage().get_text_range() for number in range(len(paper)))

    assert len(paper) == sheets
    assert "Would you rather talk to a person" not in text
    assert "Who can see what" in text


def test_the_language_changes_by_a_button_and_stays(page, web_server):
    page.goto(f"{web_server}{reverse('core:help')}")
    page.click("text=Nederlands")

    assert page.url == f"{web_server}{reverse('core:help')}"
    assert page.get_attribute("html", "lang") == "nl"
    assert page.text_content('.on-foot [aria-current="true"]') == "Nederlands"


def test_nothing_is_refused_by_the_page_s_own_policy(gallery, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    gallery()

    assert said == []
