"""Where letters go: said in the queue, written down for her, and printed where the window of an envelope is."""

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from onward.accounts.models import PostalAddress
from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed
from onward.letters import actions, policies, selectors
from onward.letters.contents import contents_of
from onward.letters.enums import LetterKind
from onward.letters.pdf import letter_pdf
from tests.factories.letters import LetterFactory
from tests.factories.programmes import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
HOME = {"lines": ["Havnegade 4", "8000 Aarhus C"], "country": ""}
MM = 72 / 25.4
MAY_ENTER = [
    ("counsellor", True),
    ("coordinator", True),
    ("candidate", False),
    ("another counsellor", False),
    ("another candidate", False),
    ("sponsor", False),
    ("manager", False),
]


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def lives(programme, **kwargs):
    return PostalAddress.objects.create(
        person=programme.candidate, lines="Havnegade 4\n8000 Aarhus C", changed_at=NOW, **kwargs
    )


def sheet(letter, by):
    return pypdfium2.PdfDocument(io.BytesIO(letter_pdf(contents_of(by, letter, LATER))))[0]


def in_window(page):
    """What shows in the window of a DL envelope: 20 to 105 mm from the left, 45 to 90 mm from the top."""
    height = page.get_height()
    return page.get_textpage().get_text_bounded(
        left=20 * MM, right=105 * MM, top=height - 45 * MM, bottom=height - 90 * MM
    )


def lines(words):
    return [line.strip() for line in words.splitlines() if line.strip()]


@pytest.mark.parametrize(("who", "may"), MAY_ENTER)
def test_who_may_write_it_down(cast, who, may):
    assert policies.may_enter_address(cast.actors[who], cast.programme) is may


@pytest.mark.parametrize("who", ["counsellor", "coordinator"])
def test_staff_enter_what_she_says(cast, who):
    actions.enter_address(by=cast.actors[who], programme=cast.programme, at=NOW, **HOME)

    assert selectors.address_of(cast.actors[who], cast.programme).on_behalf
    assert selectors.address_of(cast.actors["another counsellor"], cast.programme) is None


@pytest.mark.parametrize("who", ["another counsellor", "sponsor", "manager", "another candidate"])
def test_a_stranger_enters_nothing(cast, who):
    with pytest.raises(NotAllowed):
        actions.enter_address(by=cast.actors[who], programme=cast.programme, at=NOW, **HOME)


def test_whoever_reads_on_paper_is_told_what_we_wrote_down(cast):
    cast.programme.candidate.email = None
    cast.programme.candidate.save()

    actions.enter_address(by=cast.actors["counsellor"], programme=cast.programme, at=NOW, **HOME)

    assert actions.want_due_letters(by=SYSTEM, at=LATER) == 1


# On paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [LetterKind.APPOINTMENTS, LetterKind.PLAN, LetterKind.SHEET])
def test_name_and_address_alone_stand_in_the_window(cast, kind):
    lives(cast.programme, country="Sverige")

    found = lines(in_window(sheet(LetterFactory(programme=cast.programme, kind=kind), cast.actors["counsellor"])))

    assert found == [cast.programme.candidate.name, "Havnegade 4", "8000 Aarhus C", "SVERIGE"]


def test_four_long_lines_and_a_country_fit(cast):
    long = lives(cast.programme)
    long.lines, long.country = "\n".join(["Vester Allé 1234, bygning B, c/o Andersen"[:40]] * 4), "Danmark"
    long.save()

    found = lines(in_window(sheet(LetterFactory(programme=cast.programme), cast.actors["coordinator"])))

    assert found == [cast.programme.candidate.name, *long.for_envelope]


def test_without_an_address_the_letter_is_as_it_was(cast):
    page = sheet(LetterFactory(programme=cast.programme), cast.actors["counsellor"])

    assert cast.programme.candidate.name in page.get_textpage().get_text_range()


def test_what_was_written_before_a_voice_was_heard_is_not_printed(cast):
    lives(cast.programme)
    cast.programme.identity_confirmed_at = cast.programme.identity_confirmed_by = None
    cast.programme.save()

    assert selectors.envelope(cast.actors["counsellor"], cast.programme) == ()

    PostalAddress.objects.update(on_behalf=True)
    assert selectors.envelope(cast.actors["counsellor"], cast.programme) == ("Havnegade 4", "8000 Aarhus C")


# The pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "coordinator"])
def test_the_queue_says_where_it_is_missing_and_how_to_add_it(cast, sign_in, who):
    LetterFactory(programme=cast.programme)
    client = sign_in(cast.people[who], Role(who))
    address = reverse("letters:address", args=[cast.programme.pk])
    queue = client.get(reverse("letters:queue")).content.decode()
    assert "No postal address yet." in queue
    assert address in queue

    assert client.get(address).status_code == 200
    client.post(address, {"lines": "Havnegade 4\n8000 Aarhus C", "country": ""})

    queue = client.get(reverse("letters:queue")).content.decode()
    assert "Havnegade 4, 8000 Aarhus C" in queue
    assert "No postal address yet." not in queue
    assert "Havnegade 4" in client.get(reverse("letters:of_candidate", args=[cast.programme.pk])).content.decode()


def test_an_address_that_is_unheard_is_said_to_be(cast, sign_in):
    lives(cast.programme)
    LetterFactory(programme=cast.programme)
    cast.programme.identity_confirmed_at = cast.programme.identity_confirmed_by = None
    cast.programme.save()
    client = sign_in(cast.people["counsellor"], Role.COUNSELLOR)

    for page in (reverse("letters:queue"), reverse("letters:address", args=[cast.programme.pk])):
        assert "before a voice was heard" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("who", "role"),
    [("another counsellor", Role.COUNSELLOR), ("candidate", Role.CANDIDATE), ("sponsor", Role.SPONSOR)],
)
def test_for_strangers_the_page_does_not_exist(cast, sign_in, who, role):
    client, page = sign_in(cast.people[who], role), reverse("letters:address", args=[cast.programme.pk])

    assert client.get(page).status_code == 404
    assert client.post(page, {"lines": "x"}).status_code == 404


def test_too_long_for_a_window(cast, sign_in):
    client = sign_in(cast.people["counsellor"], Role.COUNSELLOR)

    page = client.post(reverse("letters:address", args=[cast.programme.pk]), {"lines": "x" * 41})

    assert "too long" in page.content.decode()
