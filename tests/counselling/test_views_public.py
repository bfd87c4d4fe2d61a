"""From the letter to the first talk on a phone: three screens, and everything that can come between."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from onward.accounts.models import Person
from onward.correspondence.models import Message
from onward.counselling.enums import CallReason
from onward.counselling.models import CallToMake, Meeting
from onward.privacy.models import Consent
from onward.programmes.enums import AnswerKind, State
from onward.programmes.models import Invitation, Programme
from tests.conftest import WebClient
from tests.counselling.beginning import invited, say_yes, show_code
from tests.counselling.pages import text
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import InvitationFactory, ProgrammeFactory
from tests.factories.scheduling import AppointmentFactory

pytestmark = pytest.mark.django_db


def first_time(client):
    page = client.get(reverse("counselling:start_talk"))
    return BeautifulSoup(page.content, "html.parser").select_one("input[name=when]")["value"]


# The whole way ----------------------------------------------------------------------------------------------------


def test_from_the_code_to_the_first_talk(client):
    programme, _made = invited()

    assert show_code(client).url == reverse("counselling:start_you")
    assert say_yes(client, health="on").url == reverse("counselling:start_talk")
    screen = client.get(reverse("counselling:start_talk"))
    booked = client.post(reverse("counselling:start_talk"), {"how": "video", "when": first_time(client)})
    done = client.get(booked.url)

    programme.refresh_from_db()
    person = Person.objects.get(pk=programme.candidate_id)
    assert "Karen is going to help you" in text(screen)
    assert "Your talk is booked" in text(done)
    assert (programme.state, person.email) == (State.ACCEPTED, "soren@mail.example")
    assert Meeting.objects.get(programme=programme).is_first
    said = Consent.objects.filter(person=person.pk).order_by("kind").values_list("kind", "given")
    assert list(said) == [("health", True), ("terms", True)]


def test_nothing_of_the_programme_is_shown_before_the_voice_was_heard(client):
    invited()
    show_code(client)
    say_yes(client)

    assert client.get(reverse("programmes:my_hours")).status_code in {302, 404}
    assert "first talk is not booked yet" in text(client.get(reverse("counselling:my_meetings")))


def prove(client):
    """Ask for the code on the last screen, read it, write it."""
    page = BeautifulSoup(client.get(reverse("counselling:start_done")).content, "html.parser")
    form = page.find("form", action=lambda found: found and "/prove/" in found)
    here = form.find("input", attrs={"name": "next"})["value"]
    asked = client.post(form["action"], {"next": here})
    message = Message.objects.get(kind="correspondence.contact_code")
    code = re.search(r"\b\d{6}\b", message.body)[0]
    return client.post(asked.url, {"code": code})


def test_the_way_back_is_sent_to_the_own_address_without_a_reason(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    client.post(reverse("counselling:start_talk"), {"how": "video", "when": first_time(client)})
    assert not Message.objects.filter(address="soren@mail.example").exists()

    assert prove(client).url == reverse("counselling:start_done")

    assert "We have written to soren@mail.example" in text(client.get(reverse("counselling:start_done")))
    mail = Message.objects.get(kind="counselling.welcome")
    assert mail.address == "soren@mail.example"
    assert programme.employer.name not in mail.subject + mail.body


def test_a_phone_number_is_enough(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client, reach="20 30 40 50")
    client.post(reverse("counselling:start_talk"), {"how": "phone", "when": first_time(client)})

    assert Person.objects.get(pk=programme.candidate_id).phone == "+4520304050"
    assert "20 30 40 50" in text(client.get(reverse("counselling:start_done"))).replace("\xa0", " ").replace(
        "+45 ", ""
    )
    prove(client)
    assert Message.objects.filter(kind="counselling.welcome", channel="sms").exists()


def test_by_phone_without_a_number_the_page_asks_for_one_and_keeps_the_rest(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    chosen = first_time(client)

    page = client.post(reverse("counselling:start_talk"), {"how": "phone", "when": chosen})

    soup = BeautifulSoup(page.content, "html.parser")
    assert "Write the number that we can call you on." in text(page)
    assert soup.select_one(f"input[value='{chosen}']").has_attr("checked")
    assert not Meeting.objects.filter(programme=programme).exists()


# The code ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["HK4M-7RT3", "hk4m7rt3", " hk4m 7rt3 ", "HK4M–7RT3"])
def test_the_code_is_understood_however_it_is_typed(client, written):
    invited()

    assert show_code(client, written).url == reverse("counselling:start_you")


def test_the_address_in_the_letter_fills_in_the_code_and_uses_nothing(client):
    _programme, made = invited()

    page = client.get("/start/HK4M-7RT3/")

    made.refresh_from_db()
    field = BeautifulSoup(page.content, "html.parser").select_one("input[name=code]")
    assert (field["value"], made.used_at) == ("HK4M-7RT3", None)


def test_a_wrong_code_is_said_in_place(client):
    invited()

    page = show_code(client, "CCCC-CCCC")

    assert page.status_code == 200
    assert "We do not know this code" in text(page)


def test_many_wrong_codes_are_stopped_for_a_while(client):
    invited()
    for _ in range(10):
        show_code(client, "CCCC-CCCC")

    page = show_code(client, "HK4M-7RT3")

    assert page.status_code == 409
    assert "a pause of a quarter of an hour" in text(page)


def test_an_expired_code_says_so_with_two_ways_out(client):
    _programme, made = invited()
    made.expires_at = timezone.now() - timedelta(minutes=1)
    made.save()

    page = show_code(client)

    assert "This code is out of date" in text(page)
    assert reverse("counselling:start") in page.content.decode()
    assert "tel:" in page.content.decode()


def test_a_used_code_is_said_on_the_spot_and_becomes_a_call(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    stranger = WebClient()

    page = show_code(stranger)

    assert page.status_code == 409
    assert "This code has been used already" in text(page)
    assert reverse("account_login") in page.content.decode()
    assert CallToMake.objects.get(programme=programme).reason == CallReason.CODE_USED


def test_two_browsers_with_the_same_code_one_begins_and_the_other_is_told(client):
    programme, _made = invited()
    second = WebClient()
    show_code(client)
    show_code(second)

    say_yes(client)
    stale = second.get(reverse("counselling:start_you"))
    assert not CallToMake.objects.exists()  # a look notes nothing
    late = say_yes(second, reach="somebody.else@mail.example")

    assert (stale.status_code, late.status_code) == (409, 409)
    assert "This code has been used already" in text(late)
    assert "This code has been used already" in text(stale)
    assert "We have noted it" in text(late)
    assert "We have noted it" not in text(stale)
    assert Person.objects.get(pk=programme.candidate_id).email == "soren@mail.example"
    assert CallToMake.objects.filter(programme=programme, reason=CallReason.CODE_USED).count() == 1


def test_whoever_stops_before_the_answer_can_begin_again_elsewhere(client):
    _programme, made = invited()
    show_code(client)

    assert show_code(WebClient()).url == reverse("counselling:start_you")
    made.refresh_from_db()
    assert made.used_at is None


# Twice, back, again -----------------------------------------------------------------------------------------------


def test_without_the_code_the_second_screen_leads_to_the_first(client):
    assert client.get(reverse("counselling:start_you")).url == reverse("counselling:start")
    assert client.get(reverse("counselling:start_no")).url == reverse("counselling:start")


@pytest.mark.parametrize("page", ["start_you", "start_talk_first", "start_no"])
def test_a_code_used_elsewhere_is_said_on_every_page_of_the_offer(client, page):
    programme, _made = invited()
    second = WebClient()
    show_code(client)
    show_code(second)
    say_yes(second)

    looked, sent = client.get(reverse(f"counselling:{page}")), client.post(reverse(f"counselling:{page}"))

    assert "This code has been used already" in text(looked)
    assert "This code has been used already" in text(sent)
    assert programme.employer.name not in text(looked)


def test_a_code_that_was_replaced_meanwhile_is_said_on_the_spot(client):
    _programme, made = invited()
    show_code(client)
    Invitation.objects.filter(pk=made.pk).update(voided_at=timezone.now())

    assert "This code is out of date" in text(client.get(reverse("counselling:start_you")))


def test_the_session_keeps_only_what_the_page_asks(client):
    invited()
    show_code(client)
    address = reverse("counselling:start_keep", args=["you"])
    client.post(address, {"reach": "soren@ma", **{f"more{number}": "x" * 100 for number in range(50)}})

    assert client.post(reverse("counselling:start_keep", args=["another"]), {"reach": "x"}).status_code == 404
    assert client.session["onward_start"]["typed"] == {"you": {"reach": "soren@ma"}}


def test_after_many_refused_addresses_the_page_says_that_somebody_calls(client):
    PersonFactory(email="taken@mail.example")
    invited()
    show_code(client)
    for _ in range(5):
        assert "We cannot use this one here." in text(say_yes(client, reach="taken@mail.example"))

    page = say_yes(client, reach="free@mail.example")

    assert page.status_code == 409
    assert "somebody calls you about it" in text(page)
    assert CallToMake.objects.get().reason == CallReason.ADDRESS


def test_what_was_typed_survives_another_language(client):
    invited()
    show_code(client)
    client.post(reverse("counselling:start_keep", args=["you"]), {"reach": "soren@ma", "language": "nl"})
    client.post(reverse("core:language"), {"language": "da", "next": reverse("counselling:start_you")})

    page = client.get(reverse("counselling:start_you"))

    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.html["lang"] == "da"
    assert soup.select_one("input[name=reach]")["value"] == "soren@ma"
    assert soup.select_one("option[selected]")["value"] == "nl"


# The own address --------------------------------------------------------------------------------------------------


def test_an_address_at_work_is_refused_kindly_and_the_code_stays_good(client):
    programme, made = invited()
    show_code(client)

    page = say_yes(client, reach=f"soren@{programme.employer.mail_domains[0]}")

    made.refresh_from_db()
    assert page.status_code == 200
    assert made.used_at is None
    assert Person.objects.get(pk=programme.candidate_id).email is None


@pytest.mark.parametrize("reach", ["", "soren@", "12", "not an address"])
def test_what_is_no_address_is_said_at_the_field(client, reach):
    _programme, made = invited()
    show_code(client)

    page = say_yes(client, reach=reach)

    made.refresh_from_db()
    assert "id_reach_error" in page.content.decode()
    assert made.used_at is None


def test_an_address_of_somebody_else_is_refused(client):
    PersonFactory(email="taken@mail.example")
    _programme, made = invited()
    show_code(client)

    page = say_yes(client, reach="taken@mail.example")

    made.refresh_from_db()
    assert page.status_code == 200
    assert made.used_at is None


# What is said before the answer -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("shown", "said"), [(True, True), (False, False)])
def test_hours_and_dates_are_named_only_where_the_employer_sees_them(client, shown, said):
    invited(shows_hours=shown)
    show_code(client)

    page = text(client.get(reverse("counselling:start_you")))

    assert ("the dates of meetings that were held" in page) is said
    assert "whether you say yes or no" in page


def test_yes_is_the_button_and_the_other_answers_are_links(client):
    invited()
    show_code(client)

    soup = BeautifulSoup(client.get(reverse("counselling:start_you")).content, "html.parser")

    assert [button.get_text(strip=True) for button in soup.select("main .ds-button")] == ["Yes, I take part"]
    links = [link["href"] for link in soup.select("main .on-go a")]
    assert links == [reverse("counselling:start_talk_first"), reverse("counselling:start_no")]


# Talk first, and no -----------------------------------------------------------------------------------------------


def test_talk_first_becomes_a_call_and_is_no_answer_for_the_employer(client):
    programme, _made = invited()
    show_code(client)

    answer = client.post(
        reverse("counselling:start_talk_first"), {"phone": "20304050", "when_words": "weekdays after three"}
    )
    page = client.get(answer.url, follow=True)

    programme.refresh_from_db()
    call = CallToMake.objects.get(programme=programme)
    assert (call.reason, call.when_words) == (CallReason.TALK_FIRST, "weekdays after three")
    assert programme.state == State.INVITED
    assert "Karen calls you" in text(page)


def test_after_talking_the_yes_is_said_signed_in(client):
    programme, _made = invited()
    show_code(client)
    client.post(reverse("counselling:start_talk_first"), {"phone": "20304050", "when_words": ""})

    answered = client.post(reverse("counselling:start_answer"), {})

    programme.refresh_from_db()
    assert answered.url == reverse("counselling:start_talk")
    assert programme.state == State.ACCEPTED
    assert not CallToMake.objects.filter(done_at=None).exists()


def test_no_asks_for_nothing_and_signs_nobody_in(client):
    programme, made = invited()
    show_code(client)

    done = client.post(reverse("counselling:start_no"))
    page = client.get(done.url)

    programme.refresh_from_db()
    made.refresh_from_db()
    assert "Your answer is noted" in text(page)
    assert programme.state == State.DECLINED
    assert made.used_at is not None
    assert "_auth_user_id" not in client.session


def test_a_no_can_be_said_after_a_yes(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    client.post(reverse("counselling:start_talk"), {"how": "video", "when": first_time(client)})

    client.post(reverse("counselling:start_say_no"))

    programme.refresh_from_db()
    assert programme.state == State.DECLINED
    assert Meeting.objects.get(programme=programme).appointment.state == "cancelled"


def test_in_belgium_the_page_says_first_what_a_no_can_cost_for_whom_and_where_it_stands(client):
    now = timezone.now()
    programme = ProgrammeFactory(
        belgian=True,
        state=State.INVITED,
        first_contact_at=None,
        identity_confirmed_at=None,
        identity_confirmed_by=None,
        starts_on=None,
        clock_due_at=now + timedelta(days=3),
    )
    InvitationFactory(programme=programme, code="HK4M7RT3", created_at=now, expires_at=now + timedelta(days=21))
    show_code(client)

    page = client.get(reverse("counselling:start_no"))

    said = text(page)
    assert "private firm" in said
    assert "serious cause" in said
    assert "45 or older" in said
    assert "4 to 52 weeks" in said
    assert "Securex" in said


def test_elsewhere_a_no_carries_no_warning(client):
    invited()
    show_code(client)

    assert "Source:" not in text(client.get(reverse("counselling:start_no")))


# The first times --------------------------------------------------------------------------------------------------


def test_a_time_that_somebody_took_meanwhile_is_refused_and_another_one_works(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    chosen = first_time(client)
    starts_at = datetime.strptime(chosen, "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    AppointmentFactory(host=programme.counsellor, starts_at=starts_at)

    page = client.post(reverse("counselling:start_talk"), {"how": "video", "when": chosen})

    assert "That time was just taken" in text(page)
    assert (
        client.post(reverse("counselling:start_talk"), {"how": "video", "when": first_time(client)}).status_code == 302
    )


def test_without_a_counsellor_somebody_calls(client):
    programme, _made = invited(counsellor=None)
    show_code(client)
    say_yes(client)

    page = client.get(reverse("counselling:start_talk"))
    client.post(reverse("counselling:start_call"), {"phone": "20304050", "when_words": "mornings"})

    assert "We find the right counsellor for you" in text(page)
    assert CallToMake.objects.get(programme=programme).reason == CallReason.NO_TIME_FITS


def test_none_of_these_times(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)

    client.post(reverse("counselling:start_call"), {"phone": "20304050", "when_words": ""})

    assert CallToMake.objects.get(programme=programme).reason == CallReason.NO_TIME_FITS
    assert "Karen calls you" in text(client.get(reverse("counselling:start_done")))


def test_a_talk_booked_twice_is_one_talk(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)
    chosen = {"how": "video", "when": first_time(client)}

    client.post(reverse("counselling:start_talk"), chosen)
    client.post(reverse("counselling:start_talk"), chosen)

    assert Meeting.objects.filter(programme=programme).count() == 1


def test_whoever_is_signed_in_and_confirmed_has_nothing_to_begin(client, sign_in, cast):
    signed_in = sign_in(cast.programme.candidate)

    assert signed_in.get(reverse("counselling:start_talk")).url == reverse("home")


def test_the_answer_of_the_latest_counts(client):
    programme, _made = invited()
    show_code(client)
    say_yes(client)

    assert Programme.objects.get(pk=programme.pk).answers.get().answer == AnswerKind.YES
