"""One line of the account on its pages, and what warns and reaches whom."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.privacy.models import AccessEntry
from onward.programmes.actions import dispute_hours
from onward.programmes.models import HourAnswer, HourEntry, HourReply
from tests.factories.accounts import actor
from tests.factories.programmes import NOW, HourEntryFactory, ProgrammeFactory, begun_with, coordinator_of

pytestmark = pytest.mark.django_db
REMARK = "Det var kun fyrre minutter"


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text().split())


@pytest.fixture
def entry():
    return HourEntryFactory(booked_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def disputed(entry):
    dispute_hours(by=actor(entry.programme.candidate), entry=entry, remark=REMARK, at=timezone.now())
    return entry


@pytest.fixture
def desk(entry, sign_in):
    return sign_in(entry.programme.counsellor, Role.COUNSELLOR, into=Client())


@pytest.fixture
def office(entry, sign_in):
    return sign_in(coordinator_of(entry.programme), Role.COORDINATOR, into=Client())


@pytest.fixture
def mette(entry, sign_in):
    return sign_in(entry.programme.candidate, Role.CANDIDATE, into=Client())


def page_of(name, entry):
    return reverse(f"programmes:{name}", args=[entry.pk])


def test_what_the_candidate_wrote_is_read_on_the_line_alone_and_leaves_a_trace(disputed, desk, office):
    account = desk.get(reverse("programmes:desk_programme", args=[disputed.programme_id]))
    before = AccessEntry.objects.filter(thing="hours").count()
    pages = [desk.get(page_of("desk_line", disputed)), office.get(page_of("office_line", disputed))]

    assert REMARK not in account.content.decode()
    assert "Read and settle" in account.content.decode()
    assert before == 0
    assert all(REMARK in text(page) for page in pages)
    assert AccessEntry.objects.filter(thing="hours", about=disputed.programme.candidate_id).count() == 2


def test_a_line_without_words_leaves_no_trace(entry, desk):
    page = text(desk.get(page_of("desk_line", entry)))

    assert "it counts as let pass" in page
    assert not AccessEntry.objects.filter(thing="hours").exists()


def test_a_dispute_is_answered_and_the_candidate_reads_it(disputed, office, mette):
    empty = office.post(page_of("office_reply", disputed), {"words": ""})
    done = office.post(page_of("office_reply", disputed), {"words": "Vi har talt om det."}, follow=True)

    assert "This is still missing." in text(empty)
    assert "Vi har talt om det." in text(done)
    assert "Vi har talt om det." in text(mette.get(reverse("programmes:my_hours")))
    assert HourReply.objects.count() == 1


def test_an_answer_to_nothing_is_refused_and_loses_no_word(entry, desk):
    page = text(desk.post(page_of("desk_reply", entry), {"words": "Vi har talt om det."}))

    assert "Nobody says at the moment" in page
    assert not HourReply.objects.exists()


def test_what_is_said_by_phone_is_entered(entry, desk, mette):
    asked = desk.get(page_of("desk_said", entry))
    refused = desk.post(page_of("desk_said", entry), {"answer": "disputed", "remark": ""})
    desk.post(page_of("desk_said", entry), {"answer": "disputed", "remark": REMARK})

    assert asked.status_code == 200
    assert "Write in a few words what is not right." in text(refused)
    assert HourAnswer.objects.get().by == entry.programme.counsellor_id
    assert REMARK in text(mette.get(reverse("programmes:my_hours")))


def test_a_correction_starts_from_what_the_line_says_now(entry, desk):
    desk.post(page_of("desk_correct", entry), {"minutes": "40", "reason": "Fyrre"})

    page = BeautifulSoup(desk.get(page_of("desk_correct", entry)).content, "html.parser")

    assert page.find("input", {"name": "minutes"})["value"] == "40"


def test_strangers_find_no_line(disputed, sign_in):
    other = ProgrammeFactory()
    clients = [
        (sign_in(other.counsellor, Role.COUNSELLOR, into=Client()), "desk"),
        (sign_in(coordinator_of(other), Role.COORDINATOR, into=Client()), "office"),
        (sign_in(disputed.programme.candidate, Role.CANDIDATE, into=Client()), "desk"),
    ]

    for client, side in clients:
        assert client.get(page_of(f"{side}_line", disputed)).status_code == 404
        assert client.post(page_of(f"{side}_reply", disputed), {"words": "x"}).status_code == 404
        assert client.post(page_of(f"{side}_correct", disputed), {"minutes": 1, "reason": "x"}).status_code == 404
    assert clients[0][0].post(page_of("desk_said", disputed), {"answer": "confirmed"}).status_code == 404
    assert (HourReply.objects.count(), HourEntry.objects.count()) == (0, 1)


def test_the_candidate_is_told_until_when_and_that_silence_is_no_answer(entry, mette, sign_in):
    waiting = text(mette.get(reverse("programmes:my_hours")))
    late = HourEntryFactory(programme=entry.programme, booked_at=timezone.now() - timedelta(days=40))
    passed = text(mette.get(reverse("programmes:my_hours")))

    assert "After that it counts as let pass." in waiting
    assert "That is neither a yes nor a no." in passed
    assert mette.get(page_of("dispute_hours", late)).status_code == 200
    assert not HourAnswer.objects.exists()


def test_a_confirmed_line_can_still_be_called_not_right(entry, mette):
    mette.post(page_of("confirm_hours", entry))

    assert "Something is not right after all" in text(mette.get(reverse("programmes:my_hours")))


def test_the_coordinator_finds_what_is_called_not_right(disputed, office):
    page = text(office.get(reverse("desks:coordinator")))

    assert "Hours that somebody calls not right" in page
    assert disputed.programme.candidate.name in page
    assert REMARK not in page


def test_an_hour_without_the_candidate_asks_for_nothing(mette, entry, desk):
    HourEntryFactory(programme=entry.programme, kind="preparation", booked_at=timezone.now())

    page = text(mette.get(reverse("programmes:my_hours")))
    waits = text(desk.get(reverse("desks:counsellor"), {"all": "1"}))

    assert "it costs you no hours. You need not say anything." in page
    assert page.count("After that it counts as let pass.") == 1
    assert waits.count("After") == 1


def test_hours_that_lapse_are_said_to_both(sign_in):
    today = timezone.localdate()
    programme = ProgrammeFactory(starts_on=today - timedelta(days=80))
    HourEntryFactory(programme=programme, booked_at=timezone.now())

    mine = [
        text(sign_in(programme.candidate, Role.CANDIDATE).get(reverse(page)))
        for page in ("programmes:my_hours", "desks:candidate")
    ]
    desk = sign_in(programme.counsellor, Role.COUNSELLOR).get(reverse("desks:counsellor"), {"all": "1"})

    assert all("the last day of your programme" in page for page in mine)
    assert f"Use the hours with {programme.candidate.name}" in text(desk)


def test_booking_offers_what_makes_sense_and_says_what_is_left(entry, desk):
    address = reverse("programmes:desk_deed", args=[entry.programme_id, "book"])
    plain = BeautifulSoup(desk.get(address).content, "html.parser")
    begun_with(entry.programme, missed_meeting_books_time=True, group_hours=4)
    entry.programme.phase = "landing"
    entry.programme.save()
    all_of_it = BeautifulSoup(desk.get(address).content, "html.parser")

    def offered(page, name):
        return [each["value"] for each in page.find_all("input", {"name": name})]

    assert offered(plain, "kind") == ["individual", "preparation", "employer"]
    assert offered(plain, "presence") == ["there", "without"]
    assert offered(all_of_it, "kind") == ["individual", "group", "preparation", "employer", "aftercare"]
    assert offered(all_of_it, "presence") == ["there", "not_there", "without"]
    assert "15:00 hours are left" in plain.main.get_text()


def test_a_form_sent_twice_books_one_line(entry, desk):
    address = reverse("programmes:desk_deed", args=[entry.programme_id, "book"])
    key = BeautifulSoup(desk.get(address).content, "html.parser").find("input", {"name": "key"})["value"]
    today = timezone.localdate().isoformat()
    form = {"kind": "preparation", "presence": "without", "minutes": "30", "held_on": today, "key": key}

    for _ in range(2):
        assert desk.post(address, form).status_code == 302

    assert HourEntry.objects.filter(kind="preparation").count() == 1


def test_who_did_not_come_is_among_the_hours_and_not_among_the_days(sign_in):
    programme = ProgrammeFactory(shows_hours=True)
    HourEntryFactory(programme=programme, held_on=date(2026, 11, 4))
    HourEntryFactory(programme=programme, held_on=date(2026, 11, 18), presence="not_there", minutes=45)

    page = text(sign_in(programme.candidate, Role.CANDIDATE).get(reverse("programmes:my_wall")))

    assert "Meetings held: 4 November" in page.replace("\u00a0", " ")
    assert "18 November" not in page.replace("\u00a0", " ")
    assert "1:45" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_account_of_staff_costs_the_same_for_one_line_and_three(sign_in, table_queries, count):
    programme = ProgrammeFactory()
    for entry in HourEntryFactory.create_batch(count, programme=programme):
        dispute_hours(by=actor(programme.candidate), entry=entry, remark="Nej", at=NOW)
    client = sign_in(programme.counsellor, Role.COUNSELLOR)
    client.get(reverse("programmes:desk_programme", args=[programme.pk]))

    with table_queries() as asked:
        client.get(reverse("programmes:desk_programme", args=[programme.pk]))

    assert len(asked) == 8
