"""What the former employer may know: said by the candidate, taken back in one step, and never by itself."""

from datetime import date, timedelta

import pytest

from onward.core import wall
from onward.core.access import Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.landing import actions, selectors
from onward.landing.enums import LandingKind, Part
from onward.privacy import consents
from onward.privacy.enums import ConsentKind
from onward.privacy.models import AccessEntry, AuditEntry, Consent
from onward.programmes import actions as programmes
from onward.programmes.enums import FactKind, Phase, State
from onward.programmes.selectors import sponsor_sheet
from tests.factories.accounts import actor
from tests.factories.landing import LandingFactory
from tests.factories.programmes import NOW, ProgrammeFactory, sponsor_of

pytestmark = pytest.mark.django_db
START = date(2026, 12, 1)
JOB, WHERE, FROM_WHEN = Part.JOB, Part.WHERE, Part.FROM_WHEN


@pytest.fixture
def landing():
    return LandingFactory(programme__candidate__language="en")


@pytest.fixture
def programme(landing):
    return landing.programme


@pytest.fixture
def candidate(programme):
    return actor(programme.candidate)


@pytest.fixture
def counsellor(programme):
    return actor(programme.counsellor)


def told(programme, kind=FactKind.NEW_JOB):
    """What stands on the sheet now."""
    fact = programme.facts.filter(kind=kind, withdrawn_at=None).first()
    return fact.value if fact else None


def consents_of(programme):
    return list(Consent.objects.order_by("at", "given").values_list("kind", "given", "wording", "by"))


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ([JOB], {}),
        ([WHERE], {"employer": "Horsens Papir"}),
        ([FROM_WHEN], {"from_on": "2026-12-01"}),
        (["job", "where", "from_when"], {"employer": "Horsens Papir", "from_on": "2026-12-01"}),
    ],
)
def test_three_separate_choices(landing, programme, candidate, parts, value):
    actions.tell_employer(by=candidate, landing=landing, parts=parts, wording=1, at=NOW)

    assert told(programme) == value
    assert consents_of(programme) == [("show_new_job", True, "1", candidate.person_id)]
    assert not Message.objects.exists()


def test_telling_more_takes_the_place_of_what_was_told(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB, WHERE], wording=1, at=NOW + timedelta(hours=1))

    assert told(programme) == {"employer": "Horsens Papir"}
    trail = AuditEntry.objects.filter(verb="landing.employer_told").order_by("at").values_list("after", flat=True)
    assert list(trail) == [
        {"parts": ["job"], "by_phone": False},
        {"parts": ["job", "where"], "by_phone": False},
    ]
    assert "Horsens" not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_by_phone_it_is_marked_and_the_candidate_hears_of_it(landing, programme, counsellor):
    actions.tell_employer(by=counsellor, landing=landing, parts=[JOB], wording=1, at=NOW)

    assert consents_of(programme) == [("show_new_job", True, "1", counsellor.person_id)]
    trail = AuditEntry.objects.get(verb="landing.employer_told")
    assert trail.after == {"parts": ["job"], "by_phone": True, "on_behalf": True}
    message = Message.objects.get(kind="landing.sheet_changed")
    assert message.person == programme.candidate_id
    assert "job" not in message.subject + message.body


@pytest.mark.parametrize(
    ("parts", "values", "code"),
    [
        ([], {}, "parts"),
        ([WHERE], {"organisation": ""}, "where"),
        ([JOB], {"kind": LandingKind.RETIREMENT}, "kind"),
        ([JOB], {"lost_on": date(2026, 11, 20)}, "lost"),
    ],
)
def test_what_cannot_be_told(landing, programme, candidate, parts, values, code):
    for name, value in values.items():
        setattr(landing, name, value)
    landing.save()

    with pytest.raises(Refused) as refused:
        actions.tell_employer(by=candidate, landing=landing, parts=parts, wording=1, at=NOW)

    assert (refused.value.code, told(programme), consents_of(programme)) == (code, None, [])


@pytest.mark.parametrize("who", ["coordinator", "sponsor", "manager", "another candidate", "another counsellor"])
def test_strangers_tell_and_take_back_nothing(cast, who):
    landing, stranger = LandingFactory(programme=cast.programme), cast.actors[who]
    actions.tell_employer(by=cast.actors["candidate"], landing=landing, parts=[JOB], wording=1, at=NOW)

    for write in (
        lambda: actions.tell_employer(by=stranger, landing=landing, parts=[WHERE], wording=1, at=NOW),
        lambda: actions.stop_telling(by=stranger, programme=cast.programme, kind=FactKind.NEW_JOB, at=NOW),
        lambda: actions.show_phase(by=stranger, programme=cast.programme, wording=1, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            write()

    assert told(cast.programme) == {}
    assert told(cast.programme, FactKind.PHASE) is None


def test_before_the_voice_was_heard_nothing_is_told(landing, programme, candidate):
    programme.identity_confirmed_at = programme.identity_confirmed_by = None
    programme.save()

    with pytest.raises(NotAllowed):
        actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)


def test_taking_back_works_from_that_moment(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB, WHERE], wording=1, at=NOW)
    assert consents.holds(programme.candidate_id, ConsentKind.SHOW_NEW_JOB, programme=programme.pk)

    taken = actions.stop_telling(
        by=candidate, programme=programme, kind=FactKind.NEW_JOB, at=NOW + timedelta(minutes=1)
    )

    assert taken is True
    assert told(programme) is None
    assert not consents.holds(programme.candidate_id, ConsentKind.SHOW_NEW_JOB, programme=programme.pk)


def test_taking_back_what_never_stood_there_leaves_no_trace(programme, candidate):
    assert actions.stop_telling(by=candidate, programme=programme, kind=FactKind.NEW_JOB, at=NOW) is False
    assert consents_of(programme) == []


def test_what_the_employer_has_seen_is_said(landing, programme, candidate):
    def looks(minutes, role=Role.SPONSOR, name="Lars Holm", thing="sheet"):
        AccessEntry.objects.create(
            at=NOW + timedelta(minutes=minutes),
            reader_name=name,
            role=role,
            about=programme.candidate_id,
            programme=programme.pk,
            thing=thing,
        )

    looks(-5)
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)
    looks(5)
    looks(6, role=Role.COUNSELLOR, name="Karen")
    looks(7, thing="landing", name="Karen")
    actions.stop_telling(by=candidate, programme=programme, kind=FactKind.NEW_JOB, at=NOW + timedelta(minutes=10))
    looks(15)

    knows = selectors.employer_knows(candidate, programme)

    assert (knows.job, knows.phase) == (None, None)
    assert [(each.parts, each.seen) for each in knows.earlier] == [
        ({JOB}, (("Lars Holm", NOW + timedelta(minutes=5)),)),
    ]


# A change of the landing, and a loss ------------------------------------------------------------------------------


def test_a_moved_first_day_keeps_the_sheet_true_in_the_parts_that_were_told(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[FROM_WHEN], wording=1, at=NOW)

    actions.change_landing(
        by=candidate, landing=landing, kind="new_job", organisation="Secret", starts_on=date(2027, 1, 4), at=NOW
    )

    assert told(programme) == {"from_on": "2027-01-04"}


def test_what_was_not_told_stays_untold(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)

    actions.change_landing(
        by=candidate, landing=landing, kind="new_job", organisation="Secret", starts_on=date(2027, 1, 4), at=NOW
    )

    assert told(programme) == {}
    assert programme.facts.count() == 1  # nothing on the sheet changed, so nothing was told anew


def test_a_place_that_was_told_and_then_erased_leaves_the_sheet(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[WHERE], wording=1, at=NOW)

    actions.change_landing(by=candidate, landing=landing, kind="new_job", organisation="", starts_on=START, at=NOW)

    assert told(programme) == {}


def test_a_job_that_became_something_else_is_taken_off_the_sheet(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)

    actions.change_landing(by=candidate, landing=landing, kind="study", starts_on=START, at=NOW)

    assert told(programme) is None


def test_after_a_loss_the_sheet_says_not_a_word(landing, programme, candidate):
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB, WHERE], wording=1, at=NOW)

    actions.record_loss(by=candidate, landing=landing, lost_on=NOW.date(), at=NOW + timedelta(days=1))

    assert told(programme) is None
    assert not consents.holds(programme.candidate_id, ConsentKind.SHOW_NEW_JOB, programme=programme.pk)


# The phase --------------------------------------------------------------------------------------------------------


def test_the_phase_is_shown_and_follows(programme, candidate, counsellor):
    actions.show_phase(by=candidate, programme=programme, wording=1, at=NOW)
    programmes.change_phase(by=counsellor, programme=programme, phase=Phase.ACTION, at=NOW)

    assert told(programme, FactKind.PHASE) == {"phase": "action"}
    assert consents_of(programme) == [("show_phase", True, "1", candidate.person_id)]


def test_a_phase_that_is_not_shown_stays_so(programme, counsellor):
    programmes.change_phase(by=counsellor, programme=programme, phase=Phase.ACTION, at=NOW)

    assert not programme.facts.exists()


def test_landing_is_held_back_until_the_candidate_says_yes_to_it(landing, programme, candidate, counsellor):
    actions.show_phase(by=candidate, programme=programme, wording=1, at=NOW)

    programmes.change_phase(by=counsellor, programme=programme, phase=Phase.LANDING, at=NOW)
    assert told(programme, FactKind.PHASE) is None
    assert AuditEntry.objects.filter(verb="landing.phase_held_back").count() == 1

    programme.refresh_from_db()
    actions.show_phase(by=candidate, programme=programme, wording=1, at=NOW)
    assert told(programme, FactKind.PHASE) == {"phase": "landing"}


def test_where_the_job_is_told_the_phase_may_say_so_too(landing, programme, candidate, counsellor):
    actions.show_phase(by=candidate, programme=programme, wording=1, at=NOW)
    actions.tell_employer(by=candidate, landing=landing, parts=[JOB], wording=1, at=NOW)

    programmes.change_phase(by=counsellor, programme=programme, phase=Phase.LANDING, at=NOW)

    assert told(programme, FactKind.PHASE) == {"phase": "landing"}


def test_the_phase_is_taken_back(programme, candidate):
    actions.show_phase(by=candidate, programme=programme, wording=1, at=NOW)
    actions.stop_telling(by=candidate, programme=programme, kind=FactKind.PHASE, at=NOW + timedelta(minutes=1))

    assert told(programme, FactKind.PHASE) is None
    assert [given for _kind, given, _wording, _by in consents_of(programme)] == [True, False]


def test_without_a_course_there_is_no_phase_to_show():
    programme = ProgrammeFactory(ended=True)

    with pytest.raises(Refused) as refused:
        actions.show_phase(by=actor(programme.candidate), programme=programme, wording=1, at=NOW)

    assert (refused.value.code, programme.state) == ("state", State.ENDED)


# The sheet itself, through the database's view --------------------------------------------------------------------


def test_the_sheet_shows_what_was_told_and_forgets_it(landing, programme, candidate):

    sponsor = actor(sponsor_of(programme))

    def sheet(at):
        with wall.taken("employer_reading", {"employer": str(programme.employer_id)}):
            return sponsor_sheet(sponsor, programme.pk, at)

    assert sheet(NOW).new_job is None
    actions.tell_employer(by=candidate, landing=landing, parts=[WHERE, FROM_WHEN], wording=1, at=NOW)
    assert (sheet(NOW).job_employer, sheet(NOW).job_starts_on) == ("Horsens Papir", START)
    actions.stop_telling(by=candidate, programme=programme, kind=FactKind.NEW_JOB, at=NOW)
    assert sheet(NOW).new_job is None
