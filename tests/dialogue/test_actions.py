"""Writing, answering, reading marks, notices."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message as Outbox
from onward.dialogue import actions, selectors
from onward.dialogue.actions.rows import add_files
from onward.dialogue.enums import LARGEST_TOGETHER, MOST_FILES, MessageKind, Side
from onward.dialogue.models import Conversation, Draft, File, Message
from onward.dialogue.selectors.threads import readable
from onward.privacy.models import AuditEntry
from onward.programmes.enums import State
from tests.dialogue.conftest import checked
from tests.factories.accounts import actor
from tests.factories.dialogue import DraftFactory
from tests.factories.programmes import NOW, ProgrammeFactory

pytestmark = pytest.mark.django_db
LATER, TOMORROW = NOW + timedelta(hours=1), NOW + timedelta(hours=25)
# a Tuesday, 10:00 in Aarhus; the office works from 8 to 16, and answers within 16 working hours
DUE = datetime(2026, 11, 26, 9, tzinfo=UTC)


def write(cast, by=None, text="Shall I bring the old contract?", at=NOW, **given):
    return actions.send_message(by=by or cast.mette, programme=cast.programme, text=text, at=at, **given)


def row_of(cast):
    return Conversation.objects.get(pk=cast.programme.pk)


def kinds():
    return sorted(Outbox.objects.values_list("kind", flat=True))


def test_a_message_is_numbered_traced_without_its_words_and_told_without_its_words(cast):
    message = write(cast)

    trace = AuditEntry.objects.get(verb="dialogue.message_sent")
    told = Outbox.objects.get()
    assert (message.number, message.side, message.author, message.asks) == (
        1,
        Side.CANDIDATE,
        cast.programme.candidate,
        True,
    )
    assert (trace.about, trace.after) == (cast.programme.candidate_id, {"attached": 0})
    assert told.address == cast.programme.counsellor.email
    assert "contract" not in told.body + told.subject
    assert cast.programme.candidate.last_name not in told.body + told.subject


def test_the_candidates_first_word_waits_until_the_promised_hour(cast):
    write(cast)
    write(cast, text="And the other one?", at=LATER)

    [waits] = selectors.waiting_for_answer(cast.karen, LATER)
    assert (waits.programme, waits.since, waits.due_at) == (cast.programme, NOW, DUE)
    assert not waits.is_late


def test_late_is_counted_in_working_time_and_late_ones_stand_first(cast):
    actions.send_message(by=cast.omar, programme=cast.other, text="Hello", at=NOW - timedelta(days=5))
    cast.other.counsellor = cast.programme.counsellor
    cast.other.save()
    write(cast)

    late, waits = selectors.waiting_for_answer(cast.karen, NOW + timedelta(hours=3))
    assert (late.programme, waits.programme) == (cast.other, cast.programme)
    assert (late.is_late, waits.is_late) == (True, False)
    assert late.late_minutes == (6 + 5) * 60  # since Monday at ten


def test_an_answer_ends_the_waiting_and_is_told_privately(cast):
    write(cast)

    answer = write(cast, by=cast.karen, text="Yes.", at=LATER, seen=1)

    assert (answer.number, answer.side, answer.asks) == (2, Side.COUNSELLOR, False)
    assert selectors.waiting_for_answer(cast.karen, LATER) == []
    assert kinds() == ["dialogue.new_message", "dialogue.new_message_here"]


def test_what_came_while_the_answer_was_written_still_waits(cast):
    write(cast)
    write(cast, text="One more thing", at=LATER)

    write(cast, by=cast.karen, text="Yes.", at=LATER + timedelta(minutes=1), seen=1)

    [waits] = selectors.waiting_for_answer(cast.karen, LATER)
    assert waits.since == LATER


def test_a_thank_you_needs_no_answer(cast):
    write(cast)
    with pytest.raises(NotAllowed):
        actions.need_no_answer(by=cast.mette, programme=cast.programme, seen=1, at=LATER)

    actions.need_no_answer(by=cast.karen, programme=cast.programme, seen=1, at=LATER)
    actions.need_no_answer(by=cast.karen, programme=cast.programme, seen=1, at=LATER)

    assert selectors.waiting_for_answer(cast.karen, LATER) == []
    assert AuditEntry.objects.filter(verb="dialogue.needs_no_answer").count() == 1


def test_the_same_page_sent_twice_is_one_message_and_something_else_written_on_it_another(cast):
    key = uuid.uuid4()

    first, second = write(cast, key=key), write(cast, key=key)
    other = write(cast, text="Something else", key=key)

    assert first == second
    assert other.number == 2
    assert Message.objects.count() == 2


def test_nothing_at_all_is_refused_and_a_file_alone_is_enough(cast):
    with pytest.raises(Refused):
        write(cast, text=" \r\n ")

    message = write(cast, text="", files=[checked()])

    assert [file.name for file in message.files.all()] == ["CV.pdf"]
    assert selectors.content_of(message.files.get()) == checked().data


@pytest.mark.parametrize(
    "who", ["coordinator", "sponsor", "manager", "system", "another candidate", "another counsellor"]
)
def test_strangers_write_nothing(cast, who):
    by, programme = cast.actors[who], cast.programme
    for action in (
        lambda: write(cast, by=by),
        lambda: actions.save_draft(by=by, programme=programme, text="x", version=0, at=NOW),
        lambda: actions.put_together(by=by, programme=programme, keep=True, at=NOW),
        lambda: actions.drop_file(by=by, programme=programme, file=uuid.uuid4(), at=NOW),
        lambda: actions.write_down(by=by, programme=programme, text="x", at=NOW),
        lambda: actions.mark_seen(by=by, programme=programme, number=1, at=NOW),
        lambda: actions.need_no_answer(by=by, programme=programme, seen=1, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            action()

    assert not Message.objects.exists()
    assert not Draft.objects.exists()


# Reading marks and notices ----------------------------------------------------------------------------------


def test_one_notice_until_it_is_read_or_a_day_has_passed(cast):
    for minutes in (0, 5, 50):
        write(cast, by=cast.karen, text=f"{minutes}", at=NOW + timedelta(minutes=minutes))
    assert kinds() == ["dialogue.new_message"]

    actions.mark_seen(by=cast.mette, programme=cast.programme, number=3, at=LATER)
    write(cast, by=cast.karen, text="After she read", at=LATER)
    write(cast, by=cast.karen, text="And again", at=LATER)
    assert kinds() == ["dialogue.new_message"] * 2

    write(cast, by=cast.karen, text="A day later", at=LATER + timedelta(hours=24))
    assert kinds() == ["dialogue.new_message"] * 3


def test_half_read_is_not_read(cast):
    write(cast, by=cast.karen, text="One")
    write(cast, by=cast.karen, text="Two")
    actions.mark_seen(by=cast.mette, programme=cast.programme, number=1, at=LATER)

    write(cast, by=cast.karen, text="Three", at=LATER)

    assert kinds() == ["dialogue.new_message"]


def test_a_reading_mark_goes_forward_and_never_beyond_what_is_there(cast):
    write(cast, by=cast.karen, text="One")
    write(cast, by=cast.karen, text="Two")
    for number in (2, 1, 99):
        actions.mark_seen(by=cast.mette, programme=cast.programme, number=number, at=LATER)

    row = row_of(cast)
    assert (row.candidate_seen, row.candidate_seen_at, row.counsellor_seen) == (2, LATER, 0)
    thread = selectors.thread(cast.karen, cast.programme)
    assert (thread.seen_message.number, thread.seen_at) == (2, LATER)


def test_writing_says_that_what_stood_above_was_read(cast):
    write(cast, by=cast.karen, text="One")

    write(cast, at=LATER, seen=1)

    assert row_of(cast).candidate_seen == 1
    assert row_of(cast).candidate_told_at is None


def test_a_work_address_is_not_written_to_and_a_phone_is(cast):
    person = cast.programme.candidate
    person.email, person.phone = f"m@{cast.programme.employer.mail_domains[0]}", "+4520101010"
    person.save()

    write(cast, by=cast.karen, text="One")

    told = Outbox.objects.get()
    assert (told.channel, told.address) == ("sms", "+4520101010")
    assert "One" not in told.body


def test_before_the_voice_was_heard_nothing_is_told_and_afterwards_it_is(cast):
    programme = cast.programme
    programme.identity_confirmed_at = programme.identity_confirmed_by = None
    programme.save()
    write(cast, by=cast.karen, text="One")
    actions.mark_seen(by=cast.mette, programme=programme, number=1, at=NOW)
    assert (kinds(), row_of(cast).candidate_seen) == ([], 0)

    from onward.programmes import actions as programmes  # noqa: PLC0415 -- app ready: beside its only use

    programmes.confirm_identity(by=cast.karen, programme=programme, at=LATER)

    assert "dialogue.new_message" in kinds()


# Said by phone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asks", [True, False])
def test_what_was_said_by_phone_is_marked_and_the_candidate_is_told(cast, asks):
    message = actions.write_down(by=cast.karen, programme=cast.programme, text="I got the job", asks=asks, at=NOW)

    assert (message.kind, message.side, message.author_id) == (
        MessageKind.BY_PHONE,
        Side.CANDIDATE,
        cast.programme.counsellor_id,
    )
    assert bool(selectors.waiting_for_answer(cast.karen, NOW)) is asks
    assert kinds() == ["dialogue.new_message"]
    assert AuditEntry.objects.get(verb="dialogue.message_written_down").after == {"on_behalf": True}


def test_said_by_phone_is_the_counsellors_to_write_down_once_and_in_words(cast):
    key = uuid.uuid4()
    with pytest.raises(NotAllowed):
        actions.write_down(by=cast.mette, programme=cast.programme, text="x", at=NOW)
    with pytest.raises(Refused):
        actions.write_down(by=cast.karen, programme=cast.programme, text="  ", at=NOW)
    for _twice in range(2):
        actions.write_down(by=cast.karen, programme=cast.programme, text="x", key=key, at=NOW)

    assert Message.objects.count() == 1


# Once it is over --------------------------------------------------------------------------------------------


def test_after_the_after_care_one_reads_and_writes_no_more(cast):
    write(cast)
    programme = cast.programme
    programme.state, programme.ended_on = State.ENDED, date(2026, 11, 20)
    programme.save()
    last = datetime(2027, 2, 28, 12, tzinfo=UTC)  # 100 days

    write(cast, text="Still here", at=last)
    for by, action in (
        (cast.mette, lambda: write(cast, text="Too late", at=last + timedelta(days=1))),
        (cast.karen, lambda: write(cast, by=cast.karen, text="Too late", at=last + timedelta(days=1))),
    ):
        with pytest.raises(Refused) as refusal:
            action()
        assert refusal.value.code == "closed"
        assert readable(by, programme).count() == 2


# Files ------------------------------------------------------------------------------------------------------


def test_too_many_files_and_too_much_together_are_refused_and_nothing_is_sent(cast):
    many = [checked(f"{number}.pdf", b"%d" % number) for number in range(MOST_FILES + 1)]
    half = LARGEST_TOGETHER // 2 + 1
    for files, code in ((many, "too_many"), ([checked(name, bytes(half)) for name in "ab"], "too_much")):
        with pytest.raises(Refused) as refusal:
            write(cast, files=files)
        assert refusal.value.code == code

    assert not Message.objects.exists()
    assert not File.objects.exists()


def test_the_same_file_twice_on_a_draft_is_one(cast):
    draft = DraftFactory(programme=cast.programme)
    for _twice in range(2):
        add_files(draft, [checked(), checked()], NOW)

    assert draft.files.count() == 1


def test_a_sealed_file_opens_as_itself_alone_and_under_an_earlier_key(cast, settings):
    from onward.dialogue import sealing  # noqa: PLC0415 -- app ready: beside its only use

    message = write(cast, files=[checked(), checked("B.pdf", b"other")])
    first, second = message.files.order_by("name")
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(bytes(first.body.sealed), file=second.pk)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the installation"
    assert selectors.content_of(second) == checked().data


# Who answers changes ----------------------------------------------------------------------------------------


def test_whoever_takes_over_finds_what_waits_and_is_told(cast):
    from onward.programmes import actions as programmes  # noqa: PLC0415 -- app ready: beside its only use

    write(cast)
    programmes.assign_counsellor(
        by=cast.actors["coordinator"], programme=cast.programme, counsellor=cast.other.counsellor, at=LATER
    )

    [waits] = selectors.waiting_for_answer(cast.nina, LATER)
    assert (waits.programme, waits.since) == (cast.programme, NOW)
    assert selectors.waiting_for_answer(cast.karen, LATER) == []
    assert [each.address for each in Outbox.objects.filter(kind="dialogue.new_message_here", state="waiting")] == [
        cast.other.counsellor.email
    ]


def test_what_is_closed_to_a_new_counsellor_stays_closed_and_any_answer_ends_the_waiting(cast):
    write(cast, text="Canary")
    cast.programme.counsellor, cast.programme.shared_since = cast.other.counsellor, LATER
    cast.programme.save()
    thread = selectors.thread(cast.nina, cast.programme)
    assert (thread.messages, thread.closed_before, thread.waits) == ((), LATER, True)

    write(cast, by=cast.nina, text="I am new here. What can I do?", at=LATER, seen=0)
    write(cast, text="For both of us", at=LATER + timedelta(hours=1))

    [waits] = selectors.waiting_for_answer(cast.nina, LATER)
    assert waits.since == LATER + timedelta(hours=1)
    assert [each.text for each in selectors.thread(cast.nina, cast.programme).messages] == [
        "I am new here. What can I do?",
        "For both of us",
    ]
    assert len(selectors.thread(cast.mette, cast.programme).messages) == 3


def test_whoever_used_the_account_leaves_no_draft_behind(cast):
    from onward.programmes import actions as programmes  # noqa: PLC0415 -- app ready: beside its only use

    actions.save_draft(by=cast.mette, programme=cast.programme, text="mine", version=0, files=[checked()], at=NOW)
    write(cast, by=cast.karen, text="One")

    programmes.start_over(by=cast.karen, programme=cast.programme, at=LATER)

    assert not Draft.objects.filter(author=cast.programme.candidate).exists()
    assert not File.objects.exists()
    assert Outbox.objects.get(kind="dialogue.new_message").state == "withdrawn"


def test_what_an_earlier_holder_began_is_no_draft_of_the_next(cast):
    actions.save_draft(by=cast.mette, programme=cast.programme, text="theirs", version=0, files=[checked()], at=NOW)
    person = cast.programme.candidate
    person.holder_since = LATER
    person.save()

    assert selectors.draft_of(cast.mette, cast.programme) is None
    assert not selectors.files(cast.mette).exists()

    message = write(cast, text="mine", at=LATER)
    assert not message.files.exists()
    assert selectors.draft_of(cast.mette, cast.programme).text == ""


def test_erasing_a_programme_takes_everything_along(cast):
    from onward.core.access import SYSTEM  # noqa: PLC0415 -- app ready: beside its only use

    write(cast, files=[checked()])
    actions.save_draft(by=cast.karen, programme=cast.programme, text="mine", version=0, files=[checked()], at=NOW)
    kept = actions.send_message(by=cast.omar, programme=cast.other, text="Hello", at=NOW)
    with pytest.raises(NotAllowed):
        actions.erase_of_programme(by=cast.karen, programme=cast.programme, at=LATER)

    actions.erase_of_programme(by=SYSTEM, programme=cast.programme, at=LATER)

    assert list(Message.objects.all()) == [kept]
    assert not File.objects.exists()
    assert not Draft.objects.filter(programme=cast.programme).exists()
    assert AuditEntry.objects.get(verb="dialogue.message_sent", about=cast.programme.candidate_id).blacked_out_at


def test_a_programme_without_counsellor_takes_words_and_tells_nobody():
    programme = ProgrammeFactory(counsellor=None)

    actions.send_message(by=actor(programme.candidate), programme=programme, text="Hello", at=NOW)

    assert not Outbox.objects.exists()
