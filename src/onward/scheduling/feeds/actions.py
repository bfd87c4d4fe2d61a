"""Make, renew and drop the own address."""

from datetime import datetime

from django.db import transaction

from onward.accounts.models import Person
from onward.core.access import Actor, require
from onward.privacy import audit
from onward.scheduling import policies
from onward.scheduling.feeds import selectors
from onward.scheduling.models import CalendarFeed


@transaction.atomic
def renew_feed(*, by: Actor, seen: int, at: datetime) -> CalendarFeed:
    """A first address, or a new one that ends the old. seen: the generation the page showed (0: none).

    Pressed twice it is renewed once.
    """
    require(by.person_id is not None and selectors.may_have_feed(by))
    feed = CalendarFeed.objects.select_for_update().filter(policies.own_feed(by)).first() or _made(by, at)
    theirs = selectors.feed_of(by) is None  # made before the account was last closed
    if feed.generation == seen or theirs:
        feed.generation, feed.made_at = feed.generation + 1, at
        feed.save(update_fields=["generation", "made_at"])
        _trace(by, "scheduling.feed_renewed", feed, at)
    return feed


@transaction.atomic
def drop_feed(*, by: Actor, at: datetime) -> None:
    """The address opens nothing any more. Said again it changes nothing."""
    require(by.person_id is not None)
    for feed in CalendarFeed.objects.select_for_update().filter(policies.own_feed(by)):
        _trace(by, "scheduling.feed_dropped", feed, at)
        feed.delete()


def _made(by: Actor, at: datetime) -> CalendarFeed:
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id)  # two first clicks make one address
    found = CalendarFeed.objects.filter(policies.own_feed(by)).first()
    if found is not None:
        return found
    feed = CalendarFeed.objects.create(person_id=by.person_id, made_at=at)
    _trace(by, "scheduling.feed_made", feed, at)
    return feed


def _trace(by: Actor, verb: str, feed: CalendarFeed, at: datetime) -> None:
    audit.record(by, verb, feed, at=at, about=feed.person_id, after={"generation": feed.generation})
