"""What is refused, and how it is said: a code twice, guessed or too old, a link too old, twice the same, at once."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse

from onward.core.access import Role
from onward.counselling.enums import CallReason
from onward.counselling.models import CallToMake, Meeting
from onward.engagements.models import Order
from onward.programmes.enums import State
from onward.programmes.models import Programme
from onward.scheduling.models import Appointment
from tests.factories.accounts import PassFactory
from tests.factories.programmes import OrderFactory
from tests.journeys.conftest import FILLED, code_in, invite, package_of, worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def show(visitor, code, **answer):
    return visitor.go("counselling:start").write(code=code).send(**answer)


def say_yes(visitor, code, reach="birthe@privat.example"):
    return show(visitor, code).write(reach=reach, language="da", health=False).send()


def press_at_once(*visitors):
    """Everybody's form leaves before the first answer is back."""
    expected = [each.page.expect_navigation() for each in visitors]
    for one in expected:
        one.__enter__()
    for each in visitors:
        each.page.evaluate("document.querySelector('main form.on-form').requestSubmit()")
    for one in expected:
        one.__exit__(None, None, None)


# The code and the link ------------------------------------------------------------------------------------------


def test_a_code_used_twice_is_said_on_the_spot_and_becomes_a_call(visitor, house, clock):
    programme, code = invite(house, clock.now())
    say_yes(visitor(), code)
    stranger = visitor()

    show(stranger, code, status=409)

    assert stranger.page.locator(f"main a[href='{reverse('account_login')}']").is_visible()
    assert CallToMake.objects.get(programme=programme).reason == CallReason.CODE_USED


def test_wrong_codes_are_stopped_and_after_a_pause_the_right_one_opens(visitor, house, clock):
    _programme, code = invite(house, clock.now())
    guesser = visitor()
    for _ in range(10):
        show(guesser, "CCCC-CCCC", asks_again=True)

    show(guesser, code, status=409)
    clock.to(clock.now() + timedelta(minutes=16))

    assert reverse("counselling:start_you") in show(guesser, code).page.url


def test_a_code_out_of_date_and_a_link_out_of_date_lead_to_somebody_who_helps(visitor, house, clock):
    _programme, code = invite(house, clock.now())
    entered = PassFactory(token="in-hand", expires_at=clock.now() + timedelta(days=7))
    late = visitor()
    clock.at(22, 10)

    show(late, code, status=409)
    assert late.page.locator("main a[href^='tel:']").is_visible()
    late.open(reverse("accounts:enter_with_pass", args=["in-hand"]), status=410)

    assert late.page.locator(f"main a[href='{reverse('core:help')}']").is_visible()
    assert entered.name not in late.words


# Twice ----------------------------------------------------------------------------------------------------------


def test_a_double_click_is_one_beginning_and_one_talk(visitor, house, clock):
    programme, code = invite(house, clock.now())
    candidate = show(visitor(), code).write(reach="20304050", language="da", health=False)

    candidate.page.locator(FILLED).dblclick()
    candidate.page.wait_for_url(f"**{reverse('counselling:start_talk')}")
    candidate.write(how="phone").page.locator("main [name=when]").first.check()
    candidate.page.locator(FILLED).dblclick()
    candidate.page.wait_for_url(f"**{reverse('counselling:start_done')}")

    assert programme.answers.count() == 1
    assert Meeting.objects.filter(programme=programme).count() == 1
    assert not CallToMake.objects.exists()


def test_nothing_more_is_kept_of_a_form_that_is_on_its_way(visitor, house, clock):
    """What is typed while one keeping is under way waits for it; by then the yes may have signed in."""
    _programme, code = invite(house, clock.now())
    candidate = show(visitor(), code)
    keep, you = reverse("counselling:start_keep", args=["you"]), reverse("counselling:start_you")
    kept, asked = [], []

    def release(route):
        for each in kept:
            each.fulfill(status=204)
        time.sleep(0.5)
        route.continue_()

    candidate.page.on("request", lambda request: asked.append(request.url.removeprefix(candidate.server)))
    candidate.page.route(f"**{keep}", lambda route: kept.append(route))
    candidate.page.route(f"**{you}", release)
    candidate.write(reach="20304050", language="da").send()

    assert [each for each in asked if each in {keep, you}] == [keep, you]


def test_a_list_sent_twice_is_stored_once(visitor, house, clock):
    package_of(house)
    office = visitor(house.coordinator, Role.COORDINATOR).go("engagements:import")
    rows = "Fornavn;Efternavn\nBirthe;Højgaard\nPer;Friis\n".encode("cp1252")
    office.page.set_input_files("[name=file]", {"name": "liste.csv", "mimeType": "text/csv", "buffer": rows})
    package = office.page.locator("[name=package] option").last.get_attribute("value")
    office.write(package=package, language="da").send()

    office.page.locator("button[value=store]").dblclick()
    office.page.wait_for_url(f"**{reverse('engagements:orders')}?list=*")

    assert Order.objects.count() == 2


# At once --------------------------------------------------------------------------------------------------------


def test_one_hour_asked_for_in_two_windows_at_once_is_given_once(visitor, house, clock):
    windows = []
    for name in ("Birthe", "Per"):
        programme, code = invite(house, clock.now(), first_name=name)
        say_yes(visitor(), code, reach=f"{name.lower()}@privat.example")
        window = visitor(house.counsellor, Role.COUNSELLOR).go("counselling:book", programme.pk)
        windows.append(window.write(day=clock.day + timedelta(days=1), clock="10", length="60", form="phone"))

    press_at_once(*windows)

    assert Appointment.objects.count() == Meeting.objects.count() == 1
    refused = [window.page.locator("main .ds-error-summary, main .on-message").count() for window in windows]
    assert sorted("/book/" in window.page.url for window in windows) == [False, True]
    assert all(refused)


# Taken back -----------------------------------------------------------------------------------------------------


def test_a_tick_taken_back_leaves_a_code_that_opens_nothing(visitor, house, clock):
    package, now = package_of(house), clock.now()
    order = OrderFactory(package=package, first_name="Birthe", last_name="Højgaard", email="", created_at=now)
    office = visitor(house.coordinator, Role.COORDINATOR)
    office.go("engagements:tick", order.pk).write(repeated_name="Birthe Højgaard").send()
    worker()
    letter = reverse("programmes:office_letter", args=[order.pk])
    code = code_in(office.paper(letter))

    clock.at(0, 9, 25)
    office.go("engagements:take_back", order.pk).send()
    worker()

    assert Programme.objects.get(order=order).state == State.TAKEN_BACK
    show(visitor(), code, asks_again=True)
    assert "application/pdf" not in office.context.request.get(office.server + letter).headers["content-type"]


def test_after_half_an_hour_the_tick_stands(visitor, house, clock):
    programme, code = invite(house, clock.now())
    clock.at(0, 9, 31)
    office = visitor(house.coordinator, Role.COORDINATOR)

    office.go("engagements:take_back", programme.order_id)

    assert office.page.locator(FILLED).count() == 0
    assert reverse("counselling:start_you") in show(visitor(), code).page.url
