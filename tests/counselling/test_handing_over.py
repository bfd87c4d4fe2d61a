"""Who is proposed for whom: language, country, room, place, load; and a simulation of three weeks with one away."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.counselling import rhythm
from onward.counselling.handing_over import Colleague, Near, Place, Seeker, propose

OSLO = Place(uuid.UUID(int=1), "Oslo", "NO")
OSLO_EAST = Place(uuid.UUID(int=2), "Oslo", "NO")
BERGEN = Place(uuid.UUID(int=3), "Bergen", "NO")
AARHUS = Place(uuid.UUID(int=4), "Aarhus", "DK")


def colleague(name, *, languages=("nb",), places=(OSLO,), asked=0.0, room=20.0):
    return Colleague(uuid.uuid5(uuid.NAMESPACE_DNS, name), name, frozenset(languages), tuple(places), asked, room)


def seeker(number=1, *, language="nb", place=OSLO, weekly=0.5, left=()):
    return Seeker(uuid.UUID(int=number), language, place, weekly, frozenset(each.key for each in left))


def proposed(one, *colleagues):
    return [fit.colleague.name for fit in propose([one], colleagues)[one.key]]


# Who first --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (colleague("speaks", places=[AARHUS], room=0.1), colleague("does not", languages=["da"])),
        (colleague("same country", places=[BERGEN], room=0.1), colleague("abroad", places=[AARHUS])),
        (colleague("has room", places=[BERGEN]), colleague("is full", asked=20)),
        (colleague("same office", asked=12), colleague("same town", places=[OSLO_EAST])),
        (colleague("same town", places=[OSLO_EAST], asked=12), colleague("other town", places=[BERGEN])),
        (colleague("less to do", asked=4), colleague("more to do", asked=5)),
        (colleague("a", asked=4), colleague("b", asked=4)),
    ],
)
def test_who_is_proposed_first(better, worse):
    assert proposed(seeker(), worse, better) == [better.name, worse.name]


def test_nobody_goes_back_to_whom_she_has_chosen_to_leave():
    left, other = colleague("left"), colleague("other", languages=["da"])

    assert proposed(seeker(left=[left]), left, other) == ["other"]


def test_the_reasons_are_those_of_the_rank():
    fit = propose([seeker(weekly=1)], [colleague("Ingrid", places=[OSLO_EAST], asked=19.5)])[uuid.UUID(int=1)][0]

    assert (fit.speaks, fit.near, fit.asked, fit.has_room) == (True, Near.TOWN, 20.5, False)


def test_what_one_is_given_counts_for_the_next():
    found = propose([seeker(number) for number in range(1, 5)], [colleague("a"), colleague("b")])

    names = [found[uuid.UUID(int=number)][0].colleague.name for number in range(1, 5)]
    assert sorted(names) == ["a", "a", "b", "b"]


def test_whose_language_few_speak_is_placed_first():
    both = colleague("both", languages=["nb", "en"], room=1)
    one = colleague("one", room=1)

    found = propose([seeker(1, weekly=1), seeker(2, weekly=1, language="en")], [both, one])

    assert found[uuid.UUID(int=2)][0].colleague.name == "both"
    assert found[uuid.UUID(int=1)][0].colleague.name == "one"


def test_without_colleagues_nobody_is_proposed():
    assert propose([seeker()], []) == {uuid.UUID(int=1): []}


@given(
    languages=st.lists(st.sampled_from(["nb", "da", "nl"]), max_size=30),
    rooms=st.lists(st.integers(0, 30), min_size=1, max_size=6),
)
def test_everybody_gets_a_proposal_and_no_full_colleague_while_an_equal_has_room(languages, rooms):
    colleagues = [colleague(str(number), languages=["nb", "da"], room=room) for number, room in enumerate(rooms)]
    people = [seeker(number + 1, language=language) for number, language in enumerate(languages)]

    found = propose(people, colleagues)

    assert set(found) == {each.key for each in people}
    for fits in found.values():
        assert fits[0].has_room or not any(fit.has_room for fit in fits)


# Three weeks with one away ----------------------------------------------------------------------------------------

COUNSELLORS, PEOPLE_EACH, MEETINGS_A_DAY, RHYTHM = 5, 60, 6, 14
MONDAY = date(2026, 9, 7)
AWAY = (MONDAY + timedelta(weeks=6), MONDAY + timedelta(weeks=9))  # three weeks, from a Monday


@dataclass
class Team:
    """A pure model of the team: who helps whom, when each was met last, and the longest that anybody went unseen."""

    helper: dict[int, int]
    last_on: dict[int, date]
    longest: int = 0
    seen: list[int] = field(default_factory=list)

    def work(self, counsellor: int, today: date) -> None:
        """One working day: the six who stand first on the desk, in its own order."""
        mine = [person for person, helper in self.helper.items() if helper == counsellor]
        mine.sort(key=lambda person: self.turn(person, today))
        for person in mine[:MEETINGS_A_DAY]:
            self.longest = max(self.longest, unseen(self.last_on[person], today))
            self.last_on[person] = today

    def turn(self, person: int, today: date):
        ratio = rhythm.since_talk(self.last_on[person], today, RHYTHM)
        return rhythm.turn(has_asked=False, ratio=ratio, name=f"{person:03}")

    def hand_over(self, away: int) -> None:
        """As proposed, without a change by hand: all speak the language and sit in one office."""
        counsellors = range(COUNSELLORS)
        colleagues = [
            colleague(str(each), asked=PEOPLE_EACH * 7 / RHYTHM, room=30.0) for each in counsellors if each != away
        ]
        gone = [person for person, helper in self.helper.items() if helper == away]
        found = propose([seeker(person + 1, weekly=7 / RHYTHM) for person in gone], colleagues)
        for person in gone:
            self.helper[person] = int(found[uuid.UUID(int=person + 1)][0].colleague.name)


def unseen(last_on: date, today: date) -> int:
    return sum((last_on + timedelta(days=each)).weekday() < 5 for each in range(1, (today - last_on).days + 1))


def simulated(*, with_hand_over: bool) -> int:
    """The longest time, in working days, that anybody of three hundred went unseen in sixteen weeks."""
    people = range(COUNSELLORS * PEOPLE_EACH)
    met = {person: MONDAY - timedelta(days=14) + timedelta(days=_place(person)) for person in people}
    team = Team({person: person % COUNSELLORS for person in people}, met)
    home = dict(team.helper)
    for number in range(16 * 7):
        today = MONDAY + timedelta(days=number)
        if today == AWAY[0] and with_hand_over:
            team.hand_over(away=0)
        if today == AWAY[1]:
            team.helper = dict(home)
        if today.weekday() < 5:
            for counsellor in range(COUNSELLORS):
                if counsellor != 0 or not AWAY[0] <= today < AWAY[1]:
                    team.work(counsellor, today)
    today = MONDAY + timedelta(weeks=16)
    return max(team.longest, *(unseen(last_on, today) for last_on in team.last_on.values()))


def _place(person: int) -> int:
    """The two weeks before: six a working day, so that everybody was met once."""
    day = (person // COUNSELLORS) // MEETINGS_A_DAY
    return day + 2 * (day // 5)


WITHIN = RHYTHM * 5 // 7 + 5  # the rhythm of two weeks is ten working days; plus five


def test_with_the_hand_over_nobody_goes_unseen_longer_than_the_rhythm_and_five_working_days():
    """Five counsellors with 60 people each and six meetings a day each; one is away for three weeks.

    Sixty people every two weeks are thirty meetings a week: six a day, to the last one. This is how we read "60
    people and six meetings a day each": nobody has an hour to spare, so that the hand-over is put to the test (60
    people among all five would never be late). Each counsellor meets whoever stands first on the desk, in the desk's
    own order; people are handed over as the page proposes, and go back after three weeks.
    """
    assert simulated(with_hand_over=True) <= WITHIN


def test_without_the_hand_over_somebody_would():
    assert simulated(with_hand_over=False) > WITHIN
