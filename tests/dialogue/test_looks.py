"""Messages on the page of a look-through: to read only, while it lasts, never more than the counsellor reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onward.core.access import Role
from onward.dialogue import policies, selectors
from onward.dialogue.enums import MessageKind, Side
from onward.dialogue.models import Message
from onward.privacy.models import AccessEntry
from onward.programmes import actions as programmes
from onward.programmes.models import CounsellorChange
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.dialogue import DraftFactory, FileFactory, MessageFactory
from tests.factories.programmes import NOW

pytestmark = pytest.mark.django_db
WHY = "Karen is away this week, and a question has come."


def second_of(programme):
    person = PersonFactory(first_name="Lars", last_name="Holmgaard", language="en")
    MembershipFactory(person=person, role=Role.COUNSELLOR, office=programme.office)
    return person


def look(programme, person, at=NOW, lasts="day"):
    who = actor(person, Role.COUNSELLOR)
    return programmes.start_look(by=who, programme=programme, reason="cover", words=WHY, lasts=lasts, at=at)


def texts(by, found, at=NOW):
    return [message.text for message in selectors.looked_at(by, found, at).messages]


def test_whoever_looks_reads_what_was_sent_in_its_order_and_no_draft(cast):
    for text in ("First", "Second"):
        MessageFactory(programme=cast.programme, text=text)
    MessageFactory(programme=cast.other, text="Canary")
    DraftFactory(programme=cast.programme, text="Canary")
    person = second_of(cast.programme)

    assert texts(actor(person), look(cast.programme, person)) == ["First", "Second"]


@pytest.mark.parametrize(
    "who", ["candidate", "counsellor", "coordinator", "sponsor", "manager", "system", "another counsellor"]
)
def test_a_look_is_its_readers_alone(cast, who):
    MessageFactory(programme=cast.programme, text="Canary")
    found = look(cast.programme, second_of(cast.programme))

    assert texts(cast.actors[who], found) == []


def test_when_the_look_is_over_there_is_nothing(cast):
    MessageFactory(programme=cast.programme)
    person = second_of(cast.programme)
    found, lars = look(cast.programme, person), actor(person)

    assert texts(lars, found, NOW + timedelta(hours=23)) != []
    assert texts(lars, found, NOW + timedelta(hours=24)) == []
    programmes.end_look(by=lars, look=found, at=NOW)
    assert texts(lars, found) == []


def test_a_look_opens_no_conversation_no_file_and_no_answer(cast):
    message = MessageFactory(programme=cast.programme)
    FileFactory(message=message)
    person = second_of(cast.programme)
    look(cast.programme, person)
    lars = actor(person)

    assert not Message.objects.filter(policies.readable_messages(lars)).exists()
    assert not selectors.files(lars).exists()
    assert not policies.may_write(lars, cast.programme)
    assert not policies.may_read(lars, cast.programme)


def test_what_is_closed_to_the_counsellor_is_closed_to_a_look(cast):
    MessageFactory(programme=cast.programme, text="Before", at=NOW - timedelta(days=9))
    MessageFactory(programme=cast.programme, text="After", at=NOW - timedelta(days=1))
    cast.programme.shared_since = NOW - timedelta(days=5)
    cast.programme.save()
    person = second_of(cast.programme)

    assert texts(actor(person), look(cast.programme, person)) == ["After"]


def test_the_page_shows_who_wrote_and_what_goes_with_it_without_a_way_to_act(cast, sign_in):
    programme, now = cast.programme, timezone.now()
    FileFactory(message=MessageFactory(programme=programme, text="Here it is."), name="Contract.pdf")
    MessageFactory(programme=programme, by_phone=True, text="She will call.")
    MessageFactory(
        programme=programme, kind=MessageKind.AWAY, side=Side.COUNSELLOR, author=None, text="Back on Monday"
    )
    person = second_of(programme)
    found = look(programme, person, at=now)
    page = sign_in(person, Role.COUNSELLOR)

    shown = page.get(f"/desk/looks/{found.pk}/").content.decode()

    for words in ("Here it is.", "With a file: Contract.pdf", "She will call.", "Sent by itself", "Back on Monday"):
        assert words in shown
    assert f"written down by {programme.counsellor.name}" in shown
    assert "/messages/" not in shown.split("<main", 1)[1].split("</main", 1)[0]
    entry = AccessEntry.objects.get(about=programme.candidate_id, thing="look")
    assert (entry.reader, WHY in entry.reason) == (person.pk, True)
    page.post(f"/desk/looks/{found.pk}/end/")
    assert page.get(f"/desk/looks/{found.pk}/").status_code == 404


def test_whom_the_candidate_has_left_looks_no_more(cast, sign_in):
    programme, now = cast.programme, timezone.now()
    MessageFactory(programme=programme, text="Canary")
    person = second_of(programme)
    found = look(programme, person, at=now)
    page = sign_in(person, Role.COUNSELLOR)
    CounsellorChange.objects.create(
        programme=programme,
        before=person,
        after=programme.counsellor,
        at=now,
        by=programme.candidate_id,
        role="candidate",
    )

    assert page.get(f"/desk/looks/{found.pk}/").status_code == 404
    assert page.get(f"/desk/candidates/{programme.pk}/messages/").status_code == 404


def test_forty_messages_cost_no_more_than_one(cast, django_assert_num_queries):
    person = second_of(cast.programme)
    found, lars = look(cast.programme, person), actor(person)
    for _ in range(4):
        FileFactory(message=MessageFactory(programme=cast.programme))

    with django_assert_num_queries(2):
        shown = selectors.looked_at(lars, found, NOW).messages
        assert [len(message.files.all()) for message in shown] == [1] * 4


def test_a_file_without_messages_says_so(cast, sign_in):
    person = second_of(cast.programme)
    found = look(cast.programme, person, at=timezone.now())

    assert b"Nothing is written yet." in sign_in(person, Role.COUNSELLOR).get(f"/desk/looks/{found.pk}/").content
