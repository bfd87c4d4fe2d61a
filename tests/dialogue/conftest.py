"""Karen helps Mette, Nina helps Omar; neither pair knows of the other. And small files of every kind."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from PIL import Image

from onward.core.access import SYSTEM, Actor, Role
from onward.dialogue.enums import FileKind
from onward.dialogue.safety import CheckedFile
from tests.factories.accounts import actor
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def cast(db):
    programme = ProgrammeFactory(candidate__language="en", counsellor__language="en")
    other = ProgrammeFactory(candidate__first_name="Omar", counsellor__first_name="Nina")
    people = {
        "candidate": programme.candidate,
        "counsellor": programme.counsellor,
        "coordinator": coordinator_of(programme),
        "sponsor": sponsor_of(programme),
        "another candidate": other.candidate,
        "another counsellor": other.counsellor,
    }
    actors = {name: actor(person) for name, person in people.items()}
    actors["manager"] = Actor(Role.MANAGER, employer_id=programme.employer_id, manager_id=programme.pk)
    actors["system"] = SYSTEM
    return SimpleNamespace(
        programme=programme,
        other=other,
        people=people,
        actors=actors,
        mette=actors["candidate"],
        karen=actors["counsellor"],
        omar=actors["another candidate"],
        nina=actors["another counsellor"],
    )


def checked(name="CV.pdf", data=PDF, kind=FileKind.PDF):
    return CheckedFile(name, kind, data)


def zipped(parts, *, stored=()):
    """A ZIP of these parts, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return file.getvalue()


def types(*content_types):
    rows = "".join(f'<Override PartName="/x{n}" ContentType="{each}"/>' for n, each in enumerate(content_types))
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'


def word(more=None, *more_types):
    return zipped({"[Content_Types].xml": types(WORD, *more_types), "word/document.xml": "<w/>", **(more or {})})


def picture(form="JPEG", size=(40, 30), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, form, **options)
    return file.getvalue()
