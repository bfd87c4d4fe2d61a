"""Whose time is up, who is told before, and that two workers at once do it once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse

from onward.core.access import SYSTEM, Role
from onward.core.errors import NotAllowed
from onward.correspondence.models import Message
from onward.engagements.models import Tally
from onward.programmes import actions, selectors, tasks
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import ErasureNotice, Programme
from tests.factories.accounts import actor
from tests.factories.programmes import TICKED, InvitationFactory, ProgrammeFactory, coordinator_of

pytestmark = pytest.mark.django_db
ENDED = date(2026, 11, 20)
PROMISED = date(2027, 11, 20)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def declined(**kwargs):
    return ProgrammeFactory(state=State.DECLINED, starts_on=None, ended_on=ENDED, **kwargs)


def ended(**kwargs):
    return ProgrammeFactory(ended=True, **{"ended_on": ENDED, **kwargs})


def told(at=PROMISED - timedelta(days=28)):
    return actions.say_what_goes(by=SYSTEM, at=on(at))


def is_erased(programme, day):
    actions.erase_due(by=SYSTEM, at=on(day))
    return not Programme.objects.filter(pk=programme.pk).exists()


# When -----------------------------------------------------------------------------------------------------------


def test_a_no_is_kept_for_thirty_days():
    programme = declined()

    assert not is_erased(programme, ENDED + timedelta(days=29))
    assert is_erased(programme, ENDED + timedelta(days=30))


def test_an_end_is_kept_for_twelve_months_and_said_four_weeks_before():
    programme = ended()

    assert told(PROMISED - timedelta(days=29)) == 0
    assert told(PROMISED - timedelta(days=28)) == 1
    assert told(PROMISED - timedelta(days=27)) == 0

    assert not is_erased(programme, PROMISED - timedelta(days=1))
    assert is_erased(programme, PROMISED)


def test_whoever_is_told_late_has_a_fortnight_all_the_same():
    programme, late = ended(), PROMISED + timedelta(days=100)

    assert not is_erased(programme, late)
    told(late)

    assert ErasureNotice.objects.get().erases_on == late + timedelta(days=14)
    assert not is_erased(programme, late + timedelta(days=13))
    assert is_erased(programme, late + timedelta(days=14))


def test_a_new_beginning_makes_the_announcement_void():
    programme = ended()
    told()
    by, again = actor(coordinator_of(programme)), PROMISED - timedelta(days=10)
    actions.reopen_programme(by=by, programme=programme, at=on(again))
    assert not is_erased(programme, PROMISED)

    actions.close_programme(by=by, programme=programme, ended_on=again, at=on(again))

    assert not is_erased(programme, PROMISED + timedelta(days=100))
    told(PROMISED + timedelta(days=365))
    assert ErasureNotice.objects.filter(ended_on=again).exists()


def test_a_no_that_is_taken_back_is_kept():
    programme = declined()
    by = actor(coordinator_of(programme))
    actions.answer_invitation(
        by=by, programme=programme, answer=AnswerKind.YES, at=on(ENDED + timedelta(days=29)), by_phone=True
    )

    assert not is_erased(programme, ENDED + timedelta(days=31))


def test_silence_is_no_answer_and_is_kept_as_long_as_an_end():
    programme = InvitationFactory(expires_at=TICKED + timedelta(days=21)).programme
    last = date(2027, 11, 23)

    assert not is_erased(programme, last)
    assert is_erased(programme, last + timedelta(days=1))


@pytest.mark.parametrize("state", [State.ACCEPTED, State.UNDER_WAY, State.PAUSED])
def test_what_runs_is_kept_however_long(state):
    programme = ProgrammeFactory(state=state)

    assert not is_erased(programme, date(2036, 1, 1))
    assert told(date(2036, 1, 1)) == 0


# Telling --------------------------------------------------------------------------------------------------------


def test_the_mail_says_that_there_is_something_and_not_what():
    programme = ended()

    told()

    message = Message.objects.get()
    assert (message.address, message.person) == (programme.candidate.email, programme.candidate_id)
    assert "something for you to read" in message.body or message.language != "en"
    assert programme.employer.name not in message.subject + message.body


def test_without_an_address_it_goes_by_text_message_or_not_at_all():
    ended(candidate__email=None, candidate__phone="+4520202020")
    ended(candidate__email=None, candidate__phone=None)

    assert told() == 2

    assert Message.objects.get().channel == "sms"
    assert ErasureNotice.objects.count() == 2


def test_after_a_no_nobody_is_written_to():
    declined()

    assert told(ENDED + timedelta(days=29)) == 0
    assert not Message.objects.exists()


# The page -------------------------------------------------------------------------------------------------------


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text().split())


def test_the_page_says_what_goes_on_which_day_and_what_can_be_taken_along(sign_in):
    programme = ended()
    told()

    page = sign_in(programme.candidate, Role.CANDIDATE).get(reverse("programmes:my_kept"))

    assert "20 November 2027" in words(page)
    assert reverse("applications:export") in page.content.decode()


def test_before_the_announcement_the_page_says_what_the_letter_promised(sign_in):
    programme = ended()

    assert selectors.kept(actor(programme.candidate), programme).erases_on == PROMISED
    assert sign_in(programme.candidate).get(reverse("programmes:my_kept")).status_code == 200


@pytest.mark.parametrize("make", [declined, ProgrammeFactory])
def test_there_is_no_such_page_before_the_end(sign_in, make):
    programme = make()

    assert sign_in(programme.candidate).get(reverse("programmes:my_kept")).status_code == 404


def test_a_stranger_learns_no_day():
    assert selectors.kept(actor(ProgrammeFactory().candidate), ended()) is None


# Who, and how often ---------------------------------------------------------------------------------------------


def test_only_the_worker_does_any_of_it():
    programme = ended()
    told()
    by = actor(coordinator_of(programme))

    for deed in (actions.erase_due, actions.say_what_goes):
        with pytest.raises(NotAllowed):
            deed(by=by, at=on(PROMISED))
    with pytest.raises(NotAllowed):
        actions.erase_programme(by=by, programme=programme.pk, at=on(PROMISED))
    assert not selectors.due_for_erasure(by, on(PROMISED)).exists()
    assert not selectors.to_be_told(by, on(PROMISED)).exists()


def test_a_day_is_promised_only_after_an_end():
    with pytest.raises(ValueError, match="kept"):
        selectors.promised_until(ProgrammeFactory())


def test_the_worker_takes_the_roles_it_needs():
    declined()
    ended(ended_on=date(2020, 1, 1), starts_on=date(2019, 12, 1))

    tasks.say_what_goes(timestamp=0)
    tasks.erase_due(timestamp=0)

    assert ErasureNotice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_and_erase_once():
    for _ in range(3):
        ended()

    assert sorted(at_once(lambda: told())) in ([0, 3], [1, 2])
    assert Message.objects.count() == ErasureNotice.objects.count() == 3

    erased = at_once(lambda: actions.erase_due(by=SYSTEM, at=on(PROMISED)))

    assert sum(erased) == 3
    assert sum(Tally.objects.values_list("number", flat=True)) == 3


def at_once(deed):
    gate = Barrier(2)

    def one(_number):
        try:
            gate.wait(timeout=10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))
