"""Letters: who prints which, what is told in them, and that nothing is posted twice."""

import io
from datetime import UTC, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed, Refused
from onward.counselling import actions as counselling
from onward.letters import actions, policies, selectors
from onward.letters.contents import contents_of
from onward.letters.enums import LetterKind, LetterState
from onward.letters.models import Letter
from onward.letters.pdf import letter_pdf
from onward.letters.waits import letters
from onward.privacy.models import AccessEntry
from onward.programmes.waiting import Around
from tests.factories.counselling import MeetingFactory, MinutesFactory, RemarkFactory, StepFactory
from tests.factories.letters import LetterFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
MAY_PRINT = [
    ("counsellor", LetterKind.APPOINTMENTS, True),
    ("counsellor", LetterKind.PLAN, True),
    ("counsellor", LetterKind.SHEET, True),
    ("coordinator", LetterKind.APPOINTMENTS, True),
    ("coordinator", LetterKind.PLAN, False),
    ("coordinator", LetterKind.SHEET, False),
    ("candidate", LetterKind.PLAN, False),
    ("another counsellor", LetterKind.APPOINTMENTS, False),
    ("another candidate", LetterKind.APPOINTMENTS, False),
    ("sponsor", LetterKind.APPOINTMENTS, False),
    ("manager", LetterKind.APPOINTMENTS, False),
]


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def without_address(programme):
    programme.candidate.email = None
    programme.candidate.save()


def words(letter, by, at=LATER):
    """What stands on the paper."""
    sheets = pypdfium2.PdfDocument(io.BytesIO(letter_pdf(contents_of(by, letter, at))))
    found = "\n".join(sheets[number].get_textpage().get_text_range() for number in range(len(sheets)))
    return " ".join(found.replace("\xa0", " ").split())


# Who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "kind", "may"), MAY_PRINT)
def test_who_prints_what(cast, who, kind, may):
    assert policies.may_print(cast.actors[who], LetterFactory(programme=cast.programme, kind=kind)) is may


@pytest.mark.parametrize(("who", "number"), [("counsellor", 1), ("coordinator", 1), ("another counsellor", 0)])
def test_whose_queue_a_letter_stands_in(cast, who, number):
    LetterFactory(programme=cast.programme, kind=LetterKind.PLAN)

    assert len(selectors.to_post(cast.actors[who])) == number


@pytest.mark.parametrize("who", ["candidate", "sponsor", "manager", "another candidate"])
def test_others_know_of_no_letter(cast, who):
    LetterFactory(programme=cast.programme)

    assert not selectors.letters(cast.actors[who]).exists()


# Wanted and posted ----------------------------------------------------------------------------------------------


def test_one_of_a_kind_waits(cast):
    asked = {"by": cast.actors["counsellor"], "programme": cast.programme, "kind": LetterKind.PLAN, "at": NOW}

    assert actions.want_letter(**asked) == actions.want_letter(**asked)


def test_all_that_waits_for_one_person_is_one_task(cast):
    for kind in (LetterKind.PLAN, LetterKind.APPOINTMENTS):
        LetterFactory(programme=cast.programme, kind=kind)
    LetterFactory(programme=ProgrammeFactory(counsellor=cast.programme.counsellor), kind=LetterKind.PLAN)

    found = list(letters(Around(cast.actors["counsellor"], NOW, UTC, "en")))

    assert sorted((told.title[:13], told.words.count(",")) for told in (each.tell() for each in found)) == [
        ("Post 2 letter", 1),
        ("Post a letter", 0),
    ]


def test_posted_once_however_often_it_is_said(cast):
    letter = LetterFactory(programme=cast.programme)

    first = actions.post_letter(by=cast.actors["coordinator"], letter=letter, at=NOW)
    again = actions.post_letter(by=cast.actors["counsellor"], letter=letter, at=LATER)

    assert (first.state, again.settled_at) == (LetterState.POSTED, NOW)
    with pytest.raises(Refused):
        actions.drop_letter(by=cast.actors["counsellor"], letter=letter, at=LATER)


def test_a_stranger_settles_nothing(cast):
    with pytest.raises(NotAllowed):
        actions.post_letter(
            by=cast.actors["another counsellor"], letter=LetterFactory(programme=cast.programme), at=NOW
        )


def test_minutes_go_by_post_once_and_only_when_shared(cast):
    draft = MinutesFactory(meeting__programme=cast.programme)
    asked = {"by": cast.actors["counsellor"], "programme": cast.programme, "kind": LetterKind.MINUTES, "at": NOW}
    with pytest.raises(Refused):
        actions.want_letter(**asked, meeting=draft.meeting)

    shared = MinutesFactory(
        meeting=MeetingFactory(programme=cast.programme, held=True, starts_at=NOW - timedelta(days=3)), shared=True
    )
    letter = actions.want_letter(**asked, meeting=shared.meeting)
    actions.post_letter(by=cast.actors["counsellor"], letter=letter, at=NOW)

    assert actions.want_letter(**asked, meeting=shared.meeting) == letter


# What the worker finds ----------------------------------------------------------------------------------------------


def test_what_was_written_down_becomes_a_letter_until_it_is_told(cast):
    without_address(cast.programme)
    by = cast.actors["counsellor"]
    counselling.add_step(by=by, programme=cast.programme, what="Ring to Jens", at=NOW)

    assert actions.want_due_letters(by=SYSTEM, at=NOW) == 1
    assert actions.want_due_letters(by=SYSTEM, at=NOW) == 0
    letter = Letter.objects.get()
    assert letter.kind == LetterKind.PLAN
    actions.post_letter(by=by, letter=letter, at=LATER)
    assert actions.want_due_letters(by=SYSTEM, at=LATER) == 0


def test_what_came_after_the_print_is_told_in_the_next(cast):
    without_address(cast.programme)
    by, programme = cast.actors["counsellor"], cast.programme
    counselling.add_step(by=by, programme=programme, what="Ring to Jens", at=NOW)
    actions.want_due_letters(by=SYSTEM, at=NOW)
    counselling.set_need(by=by, programme=programme, at=NOW + timedelta(hours=1))

    letter = actions.post_letter(by=by, letter=Letter.objects.get(), printed_at=NOW + timedelta(minutes=5), at=LATER)

    assert actions.want_due_letters(by=SYSTEM, at=LATER) == 1
    following = Letter.objects.exclude(pk=letter.pk).get()
    assert [each.at for each in selectors.told(by, following, LATER)] == [NOW + timedelta(hours=1)]


def test_whoever_has_an_address_gets_no_paper_unasked(cast):
    counselling.add_step(by=cast.actors["counsellor"], programme=cast.programme, what="Ring to Jens", at=NOW)

    assert actions.want_due_letters(by=SYSTEM, at=NOW) == 0


def test_shared_minutes_become_a_letter_once(cast):
    without_address(cast.programme)
    MinutesFactory(meeting__programme=cast.programme, shared=True)

    assert actions.want_due_letters(by=SYSTEM, at=NOW) == 1
    assert actions.want_due_letters(by=SYSTEM, at=NOW) == 0


# What stands on the paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "nb", "nl", "en"])
@pytest.mark.parametrize("kind", [LetterKind.APPOINTMENTS, LetterKind.PLAN, LetterKind.SHEET])
def test_every_letter_is_set_in_every_language(cast, kind, language):
    cast.programme.candidate.language = language
    cast.programme.candidate.save()
    MeetingFactory(programme=cast.programme)
    letter = LetterFactory(programme=cast.programme, kind=kind)

    assert cast.programme.candidate.first_name in words(letter, cast.actors["counsellor"])


def test_the_plan_and_what_was_said(cast):
    cast.programme.candidate.language = "en"
    cast.programme.candidate.save()
    StepFactory(programme=cast.programme, what="Call Jens Kragh", obstacle="he is out", response="I call on Monday")
    by = cast.actors["counsellor"]
    counselling.set_need(by=by, programme=cast.programme, at=NOW)

    found = words(LetterFactory(programme=cast.programme, kind=LetterKind.PLAN), by)

    assert "Call Jens Kragh" in found
    assert "If he is out, then I call on Monday" in found
    assert "You said that you need more now." in found


def test_minutes_with_what_was_added(cast):
    cast.programme.candidate.language = "en"
    cast.programme.candidate.save()
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True, text="Look at the harbour.")
    RemarkFactory(minutes=minutes, text="Rather by day.")
    letter = LetterFactory(programme=cast.programme, kind=LetterKind.MINUTES, meeting=minutes.meeting)

    found = words(letter, cast.actors["counsellor"])

    assert "Look at the harbour." in found
    assert "Rather by day." in found


def test_a_coordinator_never_prints_what_a_meeting_is_about(cast):
    MeetingFactory(programme=cast.programme, about="Kanariefugl")
    letter = LetterFactory(programme=cast.programme)

    assert "Kanariefugl" not in words(letter, cast.actors["coordinator"])
    assert "Kanariefugl" in words(letter, cast.actors["counsellor"])


# The pages ----------------------------------------------------------------------------------------------


def test_printing_leaves_a_row_in_the_access_log_and_settles_nothing(cast, sign_in):
    letter = LetterFactory(programme=cast.programme, kind=LetterKind.PLAN)
    client = sign_in(cast.people["counsellor"], Role.COUNSELLOR)

    response = client.get(reverse("letters:paper", args=[letter.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert AccessEntry.objects.get().thing == "paper"
    assert Letter.objects.get().state == LetterState.WAITING


@pytest.mark.parametrize(
    ("who", "role", "status"),
    [("coordinator", Role.COORDINATOR, 404), ("another counsellor", Role.COUNSELLOR, 404), ("candidate", None, 404)],
)
def test_who_does_not_open_the_plan_on_paper(cast, sign_in, who, role, status):
    letter = LetterFactory(programme=cast.programme, kind=LetterKind.PLAN)

    assert sign_in(cast.people[who], role).get(reverse("letters:paper", args=[letter.pk])).status_code == status


@pytest.mark.parametrize("button", ["posted", "not_needed"])
def test_a_letter_is_settled_on_the_page_and_twice_is_once(cast, sign_in, button):
    letter = LetterFactory(programme=cast.programme, kind=LetterKind.PLAN)
    client = sign_in(cast.people["coordinator"], Role.COORDINATOR)
    for opened in ("no moment", LATER.isoformat()):
        response = client.post(reverse(f"letters:{button}", args=[letter.pk]), {"opened": opened}, follow=True)
        assert response.status_code == 200

    assert Letter.objects.get().state == (LetterState.POSTED if button == "posted" else LetterState.DROPPED)


def test_the_counsellor_asks_for_letters(cast, sign_in):
    minutes = MinutesFactory(meeting__programme=cast.programme, shared=True)
    client = sign_in(cast.people["counsellor"], Role.COUNSELLOR)
    page, want = (reverse(f"letters:{name}", args=[cast.programme.pk]) for name in ("of_candidate", "want"))
    assert client.get(page).status_code == 200
    for asked in ({"kind": "plan"}, {"kind": "plan"}, {"kind": "minutes", "meeting": str(minutes.pk)}):
        client.post(want, asked)

    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["minutes", "plan"]
    assert client.post(want, {"kind": "minutes", "meeting": "x"}).status_code == 404
    assert client.post(want, {"kind": "x"}).status_code == 404


def test_a_coordinator_cannot_ask_for_the_plan(cast, sign_in):
    client = sign_in(cast.people["coordinator"], Role.COORDINATOR)

    assert client.post(reverse("letters:want", args=[cast.programme.pk]), {"kind": "plan"}).status_code == 404


def test_the_queue_asks_the_same_for_one_and_for_three(cast, sign_in, table_queries):
    client, address = sign_in(cast.people["counsellor"], Role.COUNSELLOR), reverse("letters:queue")
    LetterFactory(programme=cast.programme)
    with table_queries() as one:
        client.get(address)
    LetterFactory(programme=cast.programme, kind=LetterKind.PLAN)
    LetterFactory(programme=cast.programme, kind=LetterKind.SHEET)
    with table_queries() as three:
        client.get(address)

    assert len(one) == len(three)
