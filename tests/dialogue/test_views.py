"""The pages: for the candidate, the counsellor, the coordinator; and for nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from onward.core.access import Role
from onward.dialogue import actions, selectors
from onward.dialogue.models import AnswerTime, AwayNote, Draft, File, Message
from onward.dialogue.views import pages
from onward.privacy.models import AccessEntry
from onward.programmes.enums import State
from tests.dialogue.conftest import PDF, checked, picture, word
from tests.factories.accounts import PersonFactory, actor
from tests.factories.dialogue import AwayNoteFactory, FileFactory, MessageFactory
from tests.factories.programmes import ProgrammeFactory, coordinator_of, sponsor_of

pytestmark = pytest.mark.django_db
MINE = "/me/messages/"


@pytest.fixture
def programme(db):
    return ProgrammeFactory(candidate__language="en", counsellor__language="en")


@pytest.fixture
def mette(programme, sign_in):
    return sign_in(programme.candidate, Role.CANDIDATE)


@pytest.fixture
def karen(programme, sign_in):
    return sign_in(programme.counsellor, Role.COUNSELLOR)


def desk(programme, ending=""):
    return f"/desk/candidates/{programme.pk}/messages/{ending}"


def pdf(name="CV.pdf", data=PDF):
    return SimpleUploadedFile(name, data, content_type="text/html")


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def text_of(response):
    return " ".join(response.content.decode().split())


# The candidate ------------------------------------------------------------------------------------------------


def test_a_candidate_writes_and_finds_it_newest_last(programme, mette):
    MessageFactory(programme=programme, answer=True, text="How are you?")
    page = mette.get(MINE)
    assert "you usually get an answer by" in text_of(page)

    sent = mette.post(MINE, {"text": "Better <b>now</b>", "key": hidden(page, "key"), "send": ""}, follow=True)

    words = text_of(sent)
    assert words.index("How are you?") < words.index("Better &lt;b&gt;now&lt;/b&gt;")
    assert "<b>now" not in words
    assert "Your message is sent." in words
    assert sent.redirect_chain == [(f"{MINE}#newest", 302)]


def test_a_double_tap_is_one_message(programme, mette):
    key = hidden(mette.get(MINE), "key")
    for _twice in range(2):
        mette.post(MINE, {"text": "Hello", "key": key, "send": ""})

    assert Message.objects.count() == 1


def test_files_of_all_kinds_go_along_and_come_back_as_files(programme, mette):
    files = [pdf(), SimpleUploadedFile("p.jpg", picture()), SimpleUploadedFile("cv.docx", word())]
    mette.post(MINE, {"text": "", "files": files, "send": ""})

    assert sorted(File.objects.values_list("name", flat=True)) == ["CV.pdf", "cv.docx", "p.jpg"]
    file = File.objects.get(name="CV.pdf")
    response = mette.get(f"/me/messages/files/{file.pk}/")
    assert (response.content, response["Content-Type"]) == (PDF, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="CV.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store, private"


def test_a_name_from_afar_stays_inside_its_header(programme, mette):
    mette.post(MINE, {"text": "", "files": [pdf('å"\r\nX-Evil: 1;.html')], "send": ""})

    response = mette.get(f"/me/messages/files/{File.objects.get().pk}/")
    assert "X-Evil" not in response.headers
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_html_in_a_text_file_is_handed_out_as_text(programme, mette):
    mette.post(MINE, {"text": "", "files": [SimpleUploadedFile("a.txt", b"<script>alert(1)</script>")], "send": ""})

    response = mette.get(f"/me/messages/files/{File.objects.get().pk}/")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_bad_file_is_named_and_words_and_good_files_are_kept(programme, mette):
    bad = SimpleUploadedFile("macro.docx", word({"word/vbaProject.bin": "x"}))

    page = mette.post(MINE, {"text": "My words", "files": [pdf(), bad], "version": "0", "send": ""})

    words = text_of(page)
    assert "“macro.docx” has a program inside (a macro)" in words
    assert "My words</textarea>" in words
    assert "Your words are kept." in words
    assert not Message.objects.exists()
    draft = Draft.objects.get()
    assert (draft.text, [file.name for file in draft.files.all()]) == ("My words", ["CV.pdf"])
    assert hidden(page, "version") == str(draft.version)

    mette.post(MINE, {"text": "My words", "version": hidden(page, "version"), "send": ""})
    assert [file.name for file in Message.objects.get().files.all()] == ["CV.pdf"]


def test_too_much_at_once_says_so_and_keeps_the_words(programme, mette, settings, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr(pages, "MOST_SENT", 1000)
    page = mette.post(MINE, {"text": "My words", "files": [pdf(data=PDF * 50)], "send": ""})

    assert "too large together" in text_of(page)
    assert Draft.objects.get().text == "My words"


def test_words_that_are_too_long_are_said_and_not_lost(programme, mette):
    page = mette.post(MINE, {"text": "x" * 10_001, "send": ""})

    assert "at most 10000 characters" in text_of(page)
    assert "x" * 10_001 in text_of(page)


def test_nothing_at_all_says_what_to_do(programme, mette):
    assert "There is nothing to send yet." in text_of(mette.post(MINE, {"text": " ", "send": ""}))


def test_what_is_typed_is_kept_and_stands_there_after_signing_in_again(programme, mette, sign_in):
    page = mette.get(MINE)
    line = mette.post(
        f"{MINE}draft/", {"text": "Half a thought", "version": hidden(page, "version"), "key": hidden(page, "key")}
    )
    assert "Nobody else sees it yet." in text_of(line)
    assert 'id="id_version" hx-swap-oob="true"' in text_of(line)
    mette.logout()

    again = sign_in(programme.candidate, Role.CANDIDATE).get(MINE)

    assert "Half a thought</textarea>" in text_of(again)


def test_two_windows_are_both_kept_and_put_together(programme, mette):
    for text in ("one", "two"):
        line = mette.post(f"{MINE}draft/", {"text": text, "version": "0"})
    assert "Another window holds other words." in text_of(line)
    assert "This was written in another window:" in text_of(mette.get(MINE))

    mette.post(f"{MINE}draft/together/", {"keep": ""})

    assert Draft.objects.get().text == "one\n\ntwo"


def test_a_draft_is_kept_by_a_button_and_a_file_taken_off_again(programme, mette):
    mette.post(MINE, {"text": "Later", "files": [pdf()], "version": "0", "keep": ""})
    file = File.objects.get()

    for _twice in range(2):
        mette.post(
            f"{MINE}files/{file.pk}/drop/", {"text": "Later today", "version": str(Draft.objects.get().version)}
        )

    assert Draft.objects.get().text == "Later today"
    assert not File.objects.exists()
    assert not Message.objects.exists()


def test_a_refused_save_says_so(programme, mette):
    programme.state, programme.ended_on = State.ENDED, timezone.localdate() - timedelta(days=200)
    programme.save()
    MessageFactory(programme=programme, text="From before")

    assert "The programme is over" in text_of(mette.post(f"{MINE}draft/", {"text": "x", "version": "0"}))
    assert "The programme is over" in text_of(mette.post(MINE, {"text": "x", "send": ""}))
    page = text_of(mette.get(MINE))
    assert "From before" in page
    assert "<textarea" not in page


def test_the_page_says_what_was_read_and_opening_it_does_not(programme, mette):
    MessageFactory(programme=programme, answer=True)
    page = mette.get(MINE)
    assert selectors.thread(actor(programme.counsellor), programme).seen_message is None

    assert mette.post(f"{MINE}seen/", {"number": hidden(page, "number")}).status_code == 204
    mette.post(f"{MINE}seen/", {"number": "odd"})

    assert selectors.thread(actor(programme.counsellor), programme).seen_message.number == 1


def test_away_is_said_before_writing_in_the_own_language_and_never_why(programme, mette):
    today = timezone.localdate()
    AwayNoteFactory(counsellor=programme.counsellor, from_on=today, until_on=today + timedelta(days=3))

    page = text_of(mette.get(MINE))

    assert f"{programme.counsellor.first_name} is away and back on" in page
    assert "if it cannot wait" in page


def test_before_the_voice_was_heard_she_writes_and_reads_her_own(sign_in):
    programme = ProgrammeFactory(invited=True, candidate__language="en")
    MessageFactory(programme=programme, text="My own words")
    answer = MessageFactory(programme=programme, answer=True, text="Canary")
    file = FileFactory(message=answer)
    mette = sign_in(programme.candidate, Role.CANDIDATE)

    page = text_of(mette.get(MINE))

    assert "My own words" in page
    assert "Canary" not in page
    assert "Answers appear once you two have spoken" in page
    assert mette.get(f"/me/messages/files/{file.pk}/").status_code == 404


def test_before_there_is_a_counsellor_one_can_begin(sign_in):
    programme = ProgrammeFactory(counsellor=None, candidate__language="en")

    page = text_of(sign_in(programme.candidate, Role.CANDIDATE).get(MINE))

    assert "once you have one" in page
    assert "Write to your counsellor" in page


def test_older_messages_are_a_page_away(programme, mette):
    for number in range(35):
        MessageFactory(programme=programme, text=f"number-{number:02}")

    page = text_of(mette.get(MINE))
    assert "number-04" not in page
    assert 'href="?before=6"' in page
    earlier = text_of(mette.get(MINE, {"before": "6"}))
    assert "number-04" in earlier
    assert "number-05" not in earlier
    assert mette.get(MINE, {"before": "'; drop"}).status_code == 200


# The counsellor -----------------------------------------------------------------------------------------------


def test_the_counsellor_reads_answers_and_the_reading_is_noted(programme, karen):
    MessageFactory(programme=programme, text="Shall I?")
    page = karen.get(desk(programme))
    assert "Shall I?" in text_of(page)

    karen.post(desk(programme), {"text": "Yes", "seen": hidden(page, "seen"), "send": ""})

    assert [message.text for message in Message.objects.order_by("number")] == ["Shall I?", "Yes"]
    [entry] = AccessEntry.objects.filter(about=programme.candidate_id)
    assert (entry.thing, entry.reader) == ("messages", programme.counsellor_id)


def test_opening_a_file_is_noted_too(programme, karen):
    file = FileFactory(message=MessageFactory(programme=programme))

    assert karen.get(desk(programme, f"files/{file.pk}/")).content == b"%PDF-1.7 "
    assert AccessEntry.objects.get().thing == "message_file"


def test_the_list_says_who_waits_since_when_and_until_when_without_a_word_of_it(programme, karen):
    actions.send_message(
        by=actor(programme.candidate), programme=programme, text="Canary", at=timezone.now() - timedelta(days=9)
    )
    other = ProgrammeFactory(counsellor=programme.counsellor)
    MessageFactory(programme=other, answer=True, text="Canary")

    page = text_of(karen.get("/desk/messages/"))

    assert page.index(programme.candidate.name) < page.index(other.candidate.name)
    assert "One person waits for your answer." in page
    assert "of working time ago" in page
    assert "Canary" not in page
    assert not AccessEntry.objects.exists()


def test_an_empty_list_says_what_will_be_here(karen):
    assert "Nobody waits for an answer" in text_of(karen.get("/desk/messages/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(karen, programme, rows, table_queries):
    for each in [programme, *[ProgrammeFactory(counsellor=programme.counsellor) for _ in range(rows - 1)]]:
        actions.send_message(by=actor(each.candidate), programme=each, text="x", at=timezone.now())
        MessageFactory(programme=ProgrammeFactory(counsellor=programme.counsellor))
    with table_queries() as asked:
        karen.get("/desk/messages/")

    assert len(asked) == 7


@pytest.mark.parametrize("rows", [1, 3])
def test_a_conversation_costs_the_same_for_one_and_three(karen, programme, rows, table_queries):
    for _each in range(rows):
        FileFactory(message=MessageFactory(programme=programme))
    with table_queries() as asked:
        karen.get(desk(programme))

    assert len(asked) == 12


def test_a_thank_you_needs_no_answer(programme, karen):
    actions.send_message(by=actor(programme.candidate), programme=programme, text="Thanks", at=timezone.now())
    assert "It needs no answer" in text_of(karen.get(desk(programme)))

    for _twice in range(2):
        karen.post(desk(programme, "answered/"), {"number": "1"})

    assert "Nobody waits" not in text_of(karen.get("/desk/messages/"))
    assert selectors.waiting_for_answer(actor(programme.counsellor), timezone.now()) == []


def test_what_was_said_by_phone_stands_there_as_such(programme, karen):
    page = karen.get(desk(programme, "by-phone/"))
    assert "This is still missing." in text_of(karen.post(desk(programme, "by-phone/"), {"text": ""}))

    for _twice in range(2):
        karen.post(desk(programme, "by-phone/"), {"text": "I start on Monday", "key": hidden(page, "key")})

    assert Message.objects.get().text == "I start on Monday"
    assert f"by phone, written down by {programme.counsellor.name}" in text_of(karen.get(desk(programme)))


def test_whoever_no_notice_reaches_is_to_be_called(programme, karen):
    person = programme.candidate
    person.email, person.phone = None, None
    person.save()

    assert f"No notice reaches {person.first_name}" in text_of(karen.get(desk(programme)))


def test_days_away_are_kept_with_words_and_taken_away_again(programme, karen):
    today = timezone.localdate()
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=2)).isoformat()}
    page = karen.post("/desk/messages/away/", {**days, "text_en": "Back soon", "text_nl": ""}, follow=True)
    assert "Back soon" in text_of(page)
    note = AwayNote.objects.get()
    wrong = karen.post("/desk/messages/away/", {**days, "until_on": (today - timedelta(days=2)).isoformat()})
    assert "The last day away comes before the first." in text_of(wrong)

    karen.post(f"/desk/messages/away/{note.pk}/remove/")

    assert karen.post(f"/desk/messages/away/{note.pk}/remove/").status_code == 404
    assert not AwayNote.objects.exists()


# The coordinator, and strangers -------------------------------------------------------------------------------


def test_a_coordinator_sets_the_answer_time_and_sees_who_waits_never_what(programme, sign_in):
    actions.send_message(by=actor(programme.candidate), programme=programme, text="Canary", at=timezone.now())
    office = sign_in(coordinator_of(programme), Role.COORDINATOR)

    assert "at most 80" in text_of(office.post("/office/answer-time/", {"hours": "90"}))
    office.post("/office/answer-time/", {"hours": "8"})

    page = text_of(office.get("/office/answer-time/"))
    assert AnswerTime.objects.get().hours == 8
    assert programme.candidate.name in page
    assert "Canary" not in page


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "another candidate", "another counsellor"])
def test_for_everybody_else_it_does_not_exist(programme, sign_in, who):
    other = ProgrammeFactory()
    people = {
        "coordinator": (coordinator_of(programme), Role.COORDINATOR),
        "sponsor": (sponsor_of(programme), Role.SPONSOR),
        "another candidate": (other.candidate, Role.CANDIDATE),
        "another counsellor": (other.counsellor, Role.COUNSELLOR),
    }
    file = FileFactory(message=MessageFactory(programme=programme, text="Canary"))
    waits = FileFactory(
        message=None,
        draft=Draft.objects.create(programme=programme, author=programme.candidate, saved_at=timezone.now()),
    )
    client = sign_in(*people[who])
    for each in (file, waits):
        assert client.get(f"/me/messages/files/{each.pk}/").status_code == 404
        assert client.get(desk(programme, f"files/{each.pk}/")).status_code == 404
        assert client.get(desk(other, f"files/{each.pk}/")).status_code == 404
        assert client.post(f"/me/messages/files/{each.pk}/drop/").status_code == 404
    assert client.get(desk(programme)).status_code == 404
    for ending in ("", "draft/", "draft/together/", "seen/", "answered/", "by-phone/"):
        assert client.post(desk(programme, ending), {"text": "x", "number": "1", "send": ""}).status_code == 404
    assert "Canary" not in client.get(MINE).content.decode()
    assert Message.objects.count() == 1


def test_a_draft_of_the_candidate_is_not_the_counsellors_to_open(programme, karen):
    actions.save_draft(
        by=actor(programme.candidate), programme=programme, text="x", version=0, files=[checked()], at=timezone.now()
    )

    assert karen.get(desk(programme, f"files/{File.objects.get().pk}/")).status_code == 404


def test_somebody_without_a_programme_is_led_home(sign_in):
    person = PersonFactory(candidate=True)

    assert sign_in(person, Role.CANDIDATE).get(MINE).url == "/"
