"""The private address: the own appointments, for as long as one is somebody here, until a new one is made."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.utils import timezone

from onward.accounts.models import Membership
from onward.core.access import Role
from onward.core.errors import NotAllowed
from onward.privacy.models import AuditEntry
from onward.programmes.models import Programme
from onward.scheduling.feeds import actions, addresses, selectors
from onward.scheduling.models import CalendarFeed
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import ProgrammeFactory, sponsor_of
from tests.factories.scheduling import AppointmentFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def programme():
    return ProgrammeFactory(candidate__language="en", counsellor__language="en", counsellor__first_name="Karen")


def soon(programme, days=1, **values):
    starts_at = timezone.now() + timedelta(days=days)
    given = {"host": programme.counsellor, "guest": programme.candidate, "starts_at": starts_at, **values}
    return AppointmentFactory(**given)


def made(person, seen=0):
    return actions.renew_feed(by=actor(person), seen=seen, at=NOW)


def path(feed):
    return f"/calendar/{addresses.token_of(feed)}.ics"


def events(response):
    return vobject.readOne(response.content.decode()).contents.get("vevent", [])


def test_a_calendar_reads_the_own_appointments_without_sign_in(client, programme):
    booked = soon(programme)
    soon(programme, 2, state="cancelled")
    soon(ProgrammeFactory())

    response = client.get(path(made(programme.candidate)))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"].startswith("private")
    assert [each.uid.value for each in events(response)] == [f"{booked.pk}@onward.example"]
    assert events(response)[0].summary.value == "Talk with Karen"


def test_the_counsellors_calendar_names_nobody(client, programme):
    soon(programme)

    response = client.get(path(made(programme.counsellor)))

    assert [each.summary.value for each in events(response)] == ["Talk"]
    assert programme.candidate.first_name not in response.content.decode()


def test_nothing_new_is_said_in_no_words(client, programme):
    soon(programme)
    address = path(made(programme.candidate))

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(client, programme, table_queries, many):
    for day in range(many):
        soon(programme, day + 1)
    address = path(made(programme.candidate))

    with table_queries() as asked:
        client.get(address)

    assert len(asked) == 7, asked


def test_reading_writes_nothing(client, programme):
    address = path(made(programme.candidate))
    before = AuditEntry.objects.count(), CalendarFeed.objects.values().get()

    client.get(address)

    assert (AuditEntry.objects.count(), CalendarFeed.objects.values().get()) == before


def test_a_new_address_ends_the_old(client, programme):
    old = path(made(programme.candidate))

    new = path(made(programme.candidate, seen=1))

    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_pressed_twice_it_is_renewed_once(programme):
    made(programme.candidate)

    assert made(programme.candidate, seen=1).generation == 2
    assert made(programme.candidate, seen=1).generation == 2
    assert made(programme.candidate, seen=0).generation == 2


@pytest.mark.parametrize("token", ["x", "a" * 48, "=" * 48, "%00", "Ågård", "A" * 500])
def test_a_wrong_address_opens_nothing(client, programme, token):
    made(programme.candidate)

    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_another_key_with_the_right_proof_opens_nothing(client, programme):
    mine, theirs = made(programme.candidate), made(programme.counsellor)
    forged = addresses.base64.urlsafe_b64encode(theirs.pk.bytes + addresses._proof(mine)).decode()

    assert client.get(f"/calendar/{forged}.ics").status_code == 404


def test_whoever_left_has_no_feed(client, programme):
    address = path(made(programme.counsellor))
    Membership.objects.filter(person=programme.counsellor).update(ended_at=timezone.now())

    assert client.get(address).status_code == 404


def test_whoever_is_shut_out_has_no_feed(client, programme):
    address = path(made(programme.candidate))
    programme.candidate.is_active = False
    programme.candidate.save()

    assert client.get(address).status_code == 404


def test_the_holder_before_has_no_feed(client, programme):
    feed = made(programme.candidate)
    programme.candidate.holder_since = NOW + timedelta(hours=1)
    programme.candidate.save()

    assert client.get(path(feed)).status_code == 404
    assert selectors.feed_of(actor(programme.candidate)) is None
    assert made(programme.candidate, seen=0).generation == 2


def test_before_a_counsellor_has_heard_the_voice_there_is_none(programme):
    Programme.objects.filter(pk=programme.pk).update(identity_confirmed_at=None, identity_confirmed_by=None)

    with pytest.raises(NotAllowed):
        made(programme.candidate)


def test_an_employer_has_none(programme):
    with pytest.raises(NotAllowed):
        made(sponsor_of(programme))


def test_dropped_it_opens_nothing_and_the_next_is_another(client, programme):
    feed = made(programme.candidate)
    old = path(feed)

    actions.drop_feed(by=actor(programme.candidate), at=NOW)
    actions.drop_feed(by=actor(programme.candidate), at=NOW)
    new = path(made(programme.candidate))

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


@pytest.mark.parametrize(("who", "role"), [("candidate", Role.CANDIDATE), ("counsellor", Role.COUNSELLOR)])
def test_the_page_makes_shows_renews_and_drops(sign_in, programme, who, role):
    client = sign_in(getattr(programme, who), role)
    assert "Make my address" in client.get("/me/calendar/").content.decode()

    client.post("/me/calendar/renew/", {"seen": "0"})
    first = CalendarFeed.objects.get()
    assert addresses.address_of(first) in client.get("/me/calendar/").content.decode()

    client.post("/me/calendar/renew/", {"seen": "1"})
    page = client.get("/me/calendar/").content.decode()
    assert addresses.address_of(first) not in page
    assert addresses.address_of(CalendarFeed.objects.get()) in page

    client.post("/me/calendar/drop/")
    assert not CalendarFeed.objects.exists()


def test_strangers_have_no_page(sign_in, programme):
    assert sign_in(sponsor_of(programme), Role.SPONSOR).get("/me/calendar/").status_code == 404


def test_somebody_without_any_role_has_no_feed():
    assert not selectors.may_have_feed(actor(PersonFactory(candidate=True)))
