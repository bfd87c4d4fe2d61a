"""Views state their audience; the guard takes the role that follows from it."""

import pytest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse

from onward.core.access import Actor, Role, Side, audience, public, require
from onward.core.errors import NotAllowed
from onward.core.middleware import facts_of, refuse_unfinished

ME = Actor(Role.COUNSELLOR)


def page(request):
    return HttpResponse("here")


def asked(rf, actor):
    request = rf.get("/desk/")
    request.actor = actor
    return request


def test_the_named_role_gets_in(rf):
    assert audience(Role.COUNSELLOR)(page)(asked(rf, ME)).content == b"here"


def test_no_page_of_a_role_stays_in_the_browser(rf):
    assert audience(Role.COUNSELLOR)(page)(asked(rf, ME))["Cache-Control"] == "no-store, private"


def test_for_any_other_role_the_page_does_not_exist(rf):
    with pytest.raises(Http404):
        audience(Role.COORDINATOR)(page)(asked(rf, ME))


def test_whoever_is_not_signed_in_is_led_to_the_door(rf):
    answer = audience(Role.COUNSELLOR)(page)(asked(rf, None))

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fdesk%2F")


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/me/steps/?a=1", "%2Fme%2Fsteps%2F%3Fa%3D1"),
        ("http://testserver/me/steps/", "%2Fme%2Fsteps%2F"),
        ("", "%2Fme%2Fneed%2F"),
        ("https://elsewhere.example/me/steps/", "%2Fme%2Fneed%2F"),
        ("javascript:alert(1)", "%2Fme%2Fneed%2F"),
    ],
)
def test_after_a_button_the_door_leads_back_to_the_page_it_stood_on(rf, came_from, leads_to):
    request = rf.post("/me/need/", headers={"referer": came_from})
    request.actor = None

    answer = audience(Role.CANDIDATE)(page)(request)

    assert answer["Location"].endswith(f"?next={leads_to}")


@pytest.mark.parametrize("opened", [audience(Role.COUNSELLOR), public(reason="anybody may try this page")])
def test_what_one_may_not_do_does_not_exist(rf, opened):
    def refused(request):
        require(False)

    with pytest.raises(Http404):
        opened(refused)(asked(rf, ME))


def test_an_audience_names_somebody():
    with pytest.raises(ValueError, match="at least one"):
        audience()


def test_a_page_for_employers_cannot_work_inside():
    with pytest.raises(ValueError, match="employer's side"):
        audience(Role.SPONSOR, Role.CANDIDATE, side=Side.INSIDE)


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ((Role.CANDIDATE,), Side.INSIDE),
        ((Role.SPONSOR,), Side.EMPLOYER),
        ((Role.MANAGER,), Side.EMPLOYER),
        ((Role.SPONSOR, Role.CANDIDATE), Side.EMPLOYER),
    ],
)
def test_the_side_follows_from_the_audience(roles, side):
    assert audience(*roles)(page).side is side


def test_require_stops_a_stranger():
    require(True)
    with pytest.raises(NotAllowed):
        require(False)


def test_only_a_sponsor_brings_an_employer_and_only_a_manager_himself():
    keys = {"person_id": 1, "employer_id": 2, "manager_id": 3}

    assert facts_of(Actor(Role.SPONSOR, **keys)) == {"employer": "2", "manager": "", "person": "1"}
    assert facts_of(Actor(Role.MANAGER, **keys)) == {"employer": "", "manager": "3", "person": "1"}
    assert facts_of(Actor(Role.CANDIDATE, **keys)) == {"employer": "", "manager": "", "person": "1"}
    assert facts_of(None) == {}


@pytest.mark.parametrize("late", [StreamingHttpResponse([b"late"]), TemplateResponse(None, "404.html")])
def test_an_answer_that_would_still_read_is_refused(late):
    with pytest.raises(TypeError, match="finished"):
        refuse_unfinished(late)
