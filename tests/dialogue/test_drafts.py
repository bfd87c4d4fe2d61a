"""What is typed is kept: while typing, over sign-out, in two windows, and until it is sent."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.core.errors import NotAllowed, Refused
from onward.dialogue import actions, selectors
from onward.dialogue.models import Draft
from onward.programmes.enums import State
from tests.dialogue.conftest import checked
from tests.factories.dialogue import DraftFactory, FileFactory
from tests.factories.programmes import NOW

pytestmark = pytest.mark.django_db


def save(cast, text, version=0, **given):
    return actions.save_draft(by=cast.mette, programme=cast.programme, text=text, version=version, at=NOW, **given)


def draft(cast):
    return Draft.objects.get(programme=cast.programme, author=cast.programme.candidate)


def test_the_same_window_goes_on_from_what_it_saved(cast):
    first = save(cast, "Dear")
    second = save(cast, "Dear Karen\r\nline", first.draft.version)

    assert not second.aside
    assert (draft(cast).text, draft(cast).aside) == ("Dear Karen\nline", "")


def test_words_of_a_second_window_are_kept_beside_and_put_together(cast):
    one, two = save(cast, "one"), save(cast, "two")

    assert (one.aside, two.aside) == (False, True)
    assert (draft(cast).text, draft(cast).aside) == ("one", "two")

    actions.put_together(by=cast.mette, programme=cast.programme, keep=True, at=NOW)
    assert (draft(cast).text, draft(cast).aside) == ("one\n\ntwo", "")


def test_words_of_a_second_window_can_be_left_out(cast):
    save(cast, "one"), save(cast, "two")

    for _twice in range(2):
        actions.put_together(by=cast.mette, programme=cast.programme, keep=False, at=NOW)

    assert (draft(cast).text, draft(cast).aside) == ("one", "")


def test_an_empty_second_window_takes_nothing_away(cast):
    save(cast, "one")

    save(cast, "")

    assert draft(cast).text == "one"


def test_sending_one_window_leaves_the_words_of_the_other(cast):
    first = save(cast, "one")
    save(cast, "two")

    actions.send_message(by=cast.mette, programme=cast.programme, text="one more", version=first.draft.version, at=NOW)
    assert (draft(cast).text, draft(cast).aside) == ("two", "")


def test_sending_the_second_window_leaves_the_words_of_the_first(cast):
    save(cast, "one"), save(cast, "two")

    actions.send_message(by=cast.mette, programme=cast.programme, text="two", version=0, at=NOW)

    assert (draft(cast).text, draft(cast).aside) == ("one", "")


def test_a_save_that_was_under_way_while_the_page_was_sent_comes_too_late(cast):
    key = uuid.uuid4()
    actions.send_message(by=cast.mette, programme=cast.programme, text="Hello", key=key, at=NOW)

    assert save(cast, "Hello", key=key).draft is None
    assert draft(cast).text == ""


def test_files_wait_on_the_draft_and_go_along(cast):
    save(cast, "with a file", files=[checked()])
    save(cast, "with a file", files=[checked()])

    message = actions.send_message(by=cast.mette, programme=cast.programme, text="with a file", at=NOW)

    assert [file.name for file in message.files.all()] == ["CV.pdf"]
    assert not draft(cast).files.exists()


def test_a_file_can_be_taken_off_twice_but_only_from_the_own_draft(cast):
    save(cast, "", files=[checked()])
    file = draft(cast).files.get()
    theirs = FileFactory(message=None, draft=DraftFactory(programme=cast.other))

    for _twice in range(2):
        actions.drop_file(by=cast.mette, programme=cast.programme, file=file.pk, at=NOW)
    for stranger in (theirs, FileFactory()):
        with pytest.raises(NotAllowed):
            actions.drop_file(by=cast.mette, programme=cast.programme, file=stranger.pk, at=NOW)

    assert not draft(cast).files.exists()


def test_once_writing_is_over_nothing_is_begun(cast):
    cast.programme.state, cast.programme.ended_on = State.ENDED, NOW.date() - timedelta(days=200)
    cast.programme.save()

    with pytest.raises(Refused):
        save(cast, "x")


def test_candidate_and_counsellor_have_drafts_of_their_own(cast):
    save(cast, "mine")
    actions.save_draft(by=cast.karen, programme=cast.programme, text="hers", version=0, at=NOW)

    assert selectors.draft_of(cast.mette, cast.programme).text == "mine"
    assert selectors.draft_of(cast.karen, cast.programme).text == "hers"


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=20).filter(str.strip)


@given(first=texts, second=texts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_in_two_windows_is_ever_lost(cast, first, second):
    Draft.objects.all().delete()
    one = save(cast, first)
    save(cast, second)

    actions.send_message(by=cast.mette, programme=cast.programme, text=first, version=one.draft.version, at=NOW)

    left = draft(cast)
    assert left.aside == ""
    assert second.strip() in {left.text.strip(), first.strip()} or second.startswith(first.strip())
