"""What a feed shows, and to whom its page shows the address."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import override, pgettext

from onward.accounts.models import Membership, Person
from onward.core.access import STAFF, Actor, Role
from onward.programmes.enums import State
from onward.programmes.models import Programme
from onward.scheduling import policies
from onward.scheduling.enums import TAKES_TIME
from onward.scheduling.feeds import addresses
from onward.scheduling.invitations import empty_calendar, event_of
from onward.scheduling.models import Appointment, CalendarFeed

BACK, AHEAD = timedelta(weeks=4), timedelta(weeks=26)
EVERY = timedelta(minutes=30)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The own one; a candidate's from before the account was last closed is somebody else's."""
    found = CalendarFeed.objects.filter(policies.own_feed(actor)).select_related("person").first()
    return found if found and _is_holders(found) else None


def feed_by_token(token: str) -> CalendarFeed | None:
    """The feed that this token opens now. None: wrong, renewed, or the person has no role any more."""
    key = addresses.key_of(token)
    feed = CalendarFeed.objects.filter(pk=key).select_related("person").first() if key else None
    if feed is None or not addresses.is_right(token, feed) or not feed.person.is_active:
        return None
    return feed if _is_holders(feed) and (is_staff(feed.person) or _is_candidate(feed.person)) else None


def calendar_text(feed: CalendarFeed, at: datetime) -> bytes:
    """The own appointments, some weeks back and half a year ahead. Five queries, however many they are."""
    person = feed.person
    mine = Q(pk__in=[])
    if is_staff(person):
        mine |= Q(host=person)
    if _is_candidate(person):
        mine |= Q(guest=person)
    rows = Appointment.objects.filter(mine, state__in=TAKES_TIME, ends_at__gt=at - BACK, starts_at__lt=at + AHEAD)
    phone = _phone_for(person)
    with override(person.language):
        calendar = empty_calendar("PUBLISH")
        name = pgettext("in a calendar", "Talks")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT30M")
        for each in rows.select_related("host__staff_profile").order_by("starts_at", "pk"):
            # stamped with the day the feed was made, not with now: what has not changed reads the same
            calendar.add_component(event_of(each, reader=person, phone=phone, at=feed.made_at))
    return calendar.to_ical()


def is_staff(person: Person) -> bool:
    return Membership.objects.filter(person=person, role__in=STAFF, ended_at=None).exists()


def _is_candidate(person: Person) -> bool:
    """Whose voice a counsellor has heard: the letter passed through other hands."""
    rows = Programme.objects.filter(candidate=person, identity_confirmed_at__isnull=False)
    return rows.exclude(state=State.TAKEN_BACK).exists()


def may_have_feed(actor: Actor) -> bool:
    person = Person.objects.filter(pk=actor.person_id).first()
    if person is None:
        return False
    return is_staff(person) if actor.role in STAFF else actor.role is Role.CANDIDATE and _is_candidate(person)


def _is_holders(feed: CalendarFeed) -> bool:
    since = feed.person.holder_since
    return since is None or feed.made_at >= since


def _phone_for(person: Person) -> str:
    rows = Programme.objects.filter(candidate=person).exclude(state=State.TAKEN_BACK).select_related("office")
    newest = rows.order_by("-pk").first()
    return newest.office.phone if newest else ""
