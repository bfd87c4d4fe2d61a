"""The frame of every page and the face of every form, without a browser."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from onward.core.access import Actor, Role
from onward.core.context import look
from onward.core.fields import DayField, Tiles
from onward.core.forms import Form
from onward.core.help_now import by_country
from onward.core.menu import Entry, links
from onward.core.signals import language_chosen
from onward.core.views import errors


def soup(markup):
    return BeautifulSoup(markup, "html.parser")


class Talk(Form):
    about_self = True
    optional_words = "if you like"

    email = forms.EmailField(label="E-mail", help_text="Your own one.")
    day = DayField(label="Day", help_text="A working day.")
    how = forms.ChoiceField(
        label="How?", widget=Tiles(long=True), choices=[("phone", "By phone"), ("video", "By video")]
    )
    slot = forms.ChoiceField(
        label="When?", widget=Tiles, choices=[("Tuesday", [("a", "9:00")]), ("Friday", [("b", "10:00")])]
    )
    words = forms.CharField(label="Anything else?", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="You may call me", required=False, help_text="You need not.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


# Forms ----------------------------------------------------------------------------------------------------------


def test_every_input_has_a_label_or_stands_under_a_legend():
    page = soup(str(Talk()))

    inputs = [field for field in page.select("input, select, textarea") if field.get("type") != "hidden"]
    labelled = {label["for"] for label in page.select("label")}

    assert {field["id"] for field in inputs} == labelled
    assert [legend.get_text(strip=True) for legend in page.select("legend")] == ["Day", "How?", "When?"]


def test_descriptions_and_messages_are_tied_to_their_field():
    page = soup(str(Talk({"email": "nobody", "day_day": "31", "day_month": "2", "day_year": "2027"})))

    email = page.select_one("#id_email")
    assert email["aria-describedby"].split() == ["id_email_helptext", "id_email_error"]
    assert email["aria-invalid"] == "true"
    assert page.select_one("#id_day")["aria-describedby"].split() == ["id_day_helptext", "id_day_error"]
    for described in page.select("[aria-describedby]"):
        assert all(page.select_one(f"#{one}") for one in described["aria-describedby"].split())


def test_the_summary_leads_to_the_first_input_of_each_question():
    page = soup(str(Talk({"email": "nobody"})))

    targets = [link["href"] for link in page.select(".ds-error-summary a")]

    assert targets == ["#id_email", "#id_day_0", "#id_how_0", "#id_slot_0_0"]
    assert all(page.select_one(target) for target in targets)
    assert page.select_one(".ds-error-summary").has_attr("autofocus")


def test_the_summary_puts_the_question_before_the_answer():
    page = soup(str(Talk({"email": "nobody"})))

    assert [link.get_text(strip=True) for link in page.select(".ds-error-summary a")] == [
        "E-mail: Write the whole address, for example name@example.com.",
        "Day: This is still missing.",
        "How? Choose one of the answers.",
        "When? Choose one of the answers.",
    ]


def test_a_refusal_stands_alone_and_is_said_at_once():
    class Nothing(Form):
        pass

    form = Nothing({})
    form.add_error(None, "That time was taken.")
    page = soup(str(form))

    refusal = page.select_one('[role="alert"][data-kind="refused"]')
    assert refusal.get_text(strip=True) == "That time was taken."
    assert page.select(".ds-error-summary") == []


def test_what_may_stay_empty_says_so_in_words():
    page = soup(str(Talk()))

    assert page.select_one('label[for="id_words"]').get_text(" ", strip=True) == "Anything else? (if you like)"
    assert page.select_one('label[for="id_agreed"]').get_text(strip=True) == "You may call me"
    assert page.select_one('label[for="id_email"]').get_text(strip=True) == "E-mail"


def test_times_stand_under_their_day():
    page = soup(str(Talk()))

    groups = page.select('.on-choices[role="group"]')
    assert [page.select_one(f"#{group['aria-labelledby']}").get_text() for group in groups] == ["Tuesday", "Friday"]
    assert page.select_one(".on-choices-long") is not None


def test_the_browser_never_stops_people_in_its_own_words():
    assert soup(str(Talk())).select("[required]") == []


def test_only_a_form_about_oneself_lets_the_browser_fill_in():
    class AboutSomebody(Form):
        email = forms.EmailField()

    assert soup(str(Talk())).select_one("#id_email")["autocomplete"] == "email"
    assert soup(str(AboutSomebody())).select_one("#id_email")["autocomplete"] == "off"


# The frame ------------------------------------------------------------------------------------------------------


def request_of(role, path="/"):
    request = RequestFactory().get(path)
    request.actor = Actor(role=role, name="Ingrid Solheim") if role else None
    return request


@pytest.mark.parametrize(
    ("role", "base", "help_now"),
    [
        (None, "base.html", True),
        (Role.CANDIDATE, "base.html", True),
        (Role.SPONSOR, "base.html", False),
        (Role.COUNSELLOR, "base_wide.html", False),
        (Role.COORDINATOR, "base_wide.html", False),
    ],
)
def test_the_frame_follows_the_role(role, base, help_now):
    context = look(request_of(role))

    assert (context["base_template"], context["offers_help"]) == (base, help_now)


def test_the_number_of_the_office_goes_before_that_of_the_provider(settings):
    settings.PROVIDER_PHONE = "+4570000000"
    near, far = request_of(Role.CANDIDATE), request_of(None)
    near.office_phone = "+4586000000"

    assert (look(near)["call"], look(far)["call"]) == ("+4586000000", "+4570000000")


MENU = {
    Role.COUNSELLOR: (
        Entry("Help", "core:help"),
        Entry("Nowhere", "core:no_such_page"),
        Entry("Help now", "core:help_now"),
        Entry("", "core:accessibility", is_person=True),
    )
}


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/help/", ["page", "", ""]),
        ("/help/now/", ["", "page", ""]),
        ("/help/who-sees-what/", ["true", "", ""]),
        ("/elsewhere/", ["", "", ""]),
    ],
)
def test_the_menu_marks_where_one_is_and_leaves_out_what_does_not_exist(settings, path, marks):
    settings.MENU = "tests.core.test_look.MENU"

    assert [link.current for link in links(Role.COUNSELLOR, request_of(None, path))] == marks


@pytest.mark.parametrize(
    ("role", "path", "marked"),
    [
        (Role.COUNSELLOR, "/desk/programmes/1/", "/desk/candidates/"),
        (Role.COUNSELLOR, "/desk/", "/desk/"),
        (Role.COORDINATOR, "/office/employers/new/", "/office/agreements/"),
        (Role.COORDINATOR, "/office/lists/new/", "/office/orders/"),
        (Role.SPONSOR, "/sponsor/lists/0/columns/", "/sponsor/lists/new/"),
    ],
)
def test_a_page_with_another_address_still_belongs_to_its_entry(role, path, marked):
    assert [link.url for link in links(role, request_of(None, path)) if link.current] == [marked]


def test_a_role_without_a_menu_has_none():
    assert links(Role.MANAGER, request_of(None)) == []


def test_staff_read_in_which_role_they_act(settings):
    settings.MENU = "tests.core.test_look.MENU"
    context = Context(look(request_of(Role.COUNSELLOR)) | {"request": request_of(Role.COUNSELLOR)})

    page = soup(Template("{% load onward_look %}{% menu %}").render(context))

    assert " ".join(page.select_one(".on-me").get_text().split()) == "Ingrid Solheim, counsellor"


# Marks that repeat words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "widths"),
    [(3, 8, ["100", "38"]), (8, 8, ["100", "100"]), (10, 8, ["100", "100", "20"]), (0, 0, ["100", "0"])],
)
def test_a_bar_is_a_part_of_a_whole(part, whole, widths):
    markup = Template("{% load onward_look %}{% bar part whole %}").render(Context({"part": part, "whole": whole}))

    assert [rect["width"] for rect in soup(markup).select("rect")] == widths


# Pages for everybody ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_language_is_chosen_by_a_post_and_brings_one_back(client):
    heard = []

    def listen(sender, *, language, **kwargs):
        heard.append(language)

    language_chosen.connect(listen)
    response = client.post(reverse("core:language"), {"language": "nl", "next": "/help/"})
    language_chosen.disconnect(listen)

    assert (response.status_code, response["Location"]) == (302, "/help/")
    assert response.cookies["onward_language"].value == "nl"
    assert heard == ["nl"]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{"language": "xx", "next": "//evil.example/"}, {}])
def test_a_language_nobody_speaks_changes_nothing(client, sent):
    response = client.post(reverse("core:language"), sent)

    assert response["Location"] == "/"
    assert "onward_language" not in response.cookies


@pytest.mark.django_db
def test_a_language_is_never_chosen_by_opening_an_address(client):
    assert client.get(reverse("core:language"), {"language": "nl"}).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["help", "help_now", "who_sees_what", "accessibility", "components"])
@pytest.mark.parametrize("language", ["da", "en", "nb", "nl"])
def test_pages_for_everybody_open_in_every_language(client, name, language):
    client.cookies["onward_language"] = language

    page = soup(client.get(reverse(f"core:{name}")).content)

    assert page.html["lang"] == (language if name != "components" else "en")
    assert len(page.select("h1")) == 1
    assert "unknown variable" not in page.get_text()


@pytest.mark.parametrize(
    ("language", "asked", "own"),
    [
        ("da", "", ["DK"]),
        ("nl", "", ["BE", "NL"]),
        ("nb", "be", ["BE"]),
        ("en", "", ["BE", "DK", "NL", "NO"]),
        ("da", "xx", ["BE", "DK", "NL", "NO"]),
    ],
)
def test_help_begins_with_the_readers_own_country(language, asked, own):
    with translation.override(language):
        found = by_country(asked)

    assert [country.code for country in found.own] == own
    assert sorted(country.code for country in found.own + found.others) == ["BE", "DK", "NL", "NO"]


def test_a_line_says_its_languages_only_to_whoever_speaks_another():
    with translation.override("nl"):
        belgium = by_country("BE").own[0]

    spoken = {line.name: line.answers_in for line in belgium.lines}
    assert (spoken["Tele-Onthaal"], spoken["Télé-Accueil"]) == ("", "Français")


@pytest.mark.django_db
def test_the_emergency_number_can_be_tapped(client):
    page = soup(client.get(reverse("core:help_now"), {"country": "NO"}).content)

    assert [link["href"] for link in page.select("#main section a[href^='tel:']")][:2] == ["tel:113", "tel:112"]


@pytest.mark.django_db
def test_components_are_shown_only_in_the_demo(client, settings):
    settings.DEMO = False

    assert client.get(reverse("core:components")).status_code == 404


@pytest.mark.django_db
def test_a_page_that_does_not_exist_shows_two_ways_out(client):
    response = client.get("/no/such/page/")

    page = soup(response.content)
    assert response.status_code == 404
    assert [link["href"] for link in page.select("main a")] == ["/", reverse("core:help")]


def test_our_fault_is_said_without_the_database_and_with_a_code_for_the_phone(caplog):
    response = errors.broken(RequestFactory().get("/me/"))

    page = soup(response.content)
    code = page.select_one("main .on-quiet .on-keep:not(a)").get_text()
    assert response.status_code == 500
    assert len(code) == 6
    assert f"Code {code} was shown for /me/" in caplog.text
    assert page.select_one("main a.ds-button")["href"] == "/me/"


def test_a_form_that_lay_open_too_long_says_what_to_do():
    response = errors.page_too_old(RequestFactory().post("/me/"), reason="no cookie")

    assert response.status_code == 403
    assert "This page lay open for too long" in soup(response.content).h1.get_text()


@pytest.mark.parametrize(
    "name", ["karen", "marijke", "ingrid", "tor", "anneke", "peter", "fatima", "lars", "sofie", "wim"]
)
def test_every_counsellor_of_the_demo_has_a_face(name):
    markup = Template("{% include 'core/partials/person.html' with name='K' portrait=path only %}").render(
        Context({"path": f"onward/portraits/{name}.svg"})
    )

    assert soup(markup).select_one("img")["src"] == f"/static/onward/portraits/{name}.svg"
