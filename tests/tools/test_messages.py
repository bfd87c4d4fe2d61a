from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import messages

TEMPLATE = """{% load i18n %}
  <h1>{% translate "Welcome" %}</h1>
    {% blocktranslate trimmed with name=person.name %}
      Good day, {{ name }}
    {% endblocktranslate %}
{% blocktranslate count n=rows trimmed %}One row{% plural %}{{ n }} rows{% endblocktranslate %}
<a title="{% translate 'Don’t' context 'advice' %}">{% if a %}x{% endif %}</a>
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "src" / "onward"
    (folder / "people" / "templates").mkdir(parents=True)
    (folder / "people" / "templates" / "page.html").write_text(TEMPLATE)
    (folder / "people" / "models.py").write_text('name = _("Name")\nlog("not a text")\n')
    (folder / "people" / "migrations").mkdir()
    (folder / "people" / "migrations" / "0001.py").write_text('_("Old name")\n')
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", folder)
    monkeypatch.setattr(messages, "LOCALE", folder / "locale")
    return folder


def texts(catalogue):
    return {(message.id, message.context) for message in catalogue if message.id}


def test_texts_are_gathered_from_python_and_templates(package):
    assert texts(messages.gathered()) == {
        ("Name", None),
        ("Welcome", None),
        ("Good day, %(name)s", None),
        (("One row", "%(n)s rows"), None),
        ("Don’t", "advice"),
    }


def test_an_update_keeps_translations_and_drops_what_nobody_says(package):
    folder = package / "locale" / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Name"\nmsgstr "Navn"\n\nmsgid "Gone"\nmsgstr "Væk"\n'
    )

    messages.update("da", messages.gathered())
    first = (folder / "django.po").read_bytes()
    messages.update("da", messages.gathered())

    catalogue = read_po(BytesIO(first), locale="da")
    assert catalogue.get("Name").string == "Navn"
    assert texts(catalogue) == texts(messages.gathered())
    assert (folder / "django.po").read_bytes() == first
    assert b"Date" not in first


def faults(package, language="da"):
    return sorted(fault.split(": ")[1] for fault in messages.faults_of(language, messages.gathered()))


def written(package, **strings):
    """A Danish catalogue with these translations; the rest as it should be."""
    whole = {
        "Name": "Navn",
        "Welcome": "Velkommen",
        "Good day, %(name)s": "Goddag, %(name)s",
        ("One row", "%(n)s rows"): ("En række", "%(n)s rækker"),
    }
    catalogue = Catalog(locale="da", fuzzy=False)
    for text, translation in whole.items():
        catalogue.add(text, strings.get(str(text).split(",")[0].replace(" ", "_"), translation))
    catalogue.add("Don’t", strings.get("Dont", "Lad være"), context="advice")
    folder = package / "locale" / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.po").open("wb") as file:
        messages.write_po(file, catalogue)


def test_a_complete_catalogue_has_no_fault(package):
    written(package)

    assert faults(package) == []


@pytest.mark.parametrize(
    ("strings", "fault"),
    [
        ({"Welcome": ""}, "not translated"),
        ({"Dont": ""}, "not translated"),
        ({"Good_day": "Goddag, %(navn)s"}, "placeholders differ (%(name)s, %(navn)s)"),
        ({"Good_day": "Goddag"}, "placeholders differ (%(name)s)"),
    ],
)
def test_a_fault_is_named(package, strings, fault):
    written(package, **strings)

    assert faults(package) == [fault]


def test_a_text_that_was_never_gathered_is_a_fault(package):
    written(package)
    (package / "people" / "forms.py").write_text('_("New")\n')

    assert faults(package) == ["not gathered yet (make messages)"]


def test_a_text_that_nobody_says_is_a_fault(package):
    written(package)
    (package / "people" / "models.py").unlink()

    assert faults(package) == ["nobody says it any more"]
