"""Another counsellor by the candidate's choice: who may, what follows, and what stays closed."""

from datetime import date, timedelta

import pytest

from onward.accounts.models import Employer, StaffProfile
from onward.core import wall
from onward.core.access import Role
from onward.core.errors import NotAllowed, Refused
from onward.correspondence.models import Message
from onward.privacy.models import AuditEntry
from onward.programmes import actions, policies, selectors
from onward.programmes.enums import ChangeReason, State
from onward.programmes.models import ChangeReasons, CounsellorChange, EmployerLetter, Programme
from tests.factories.accounts import MembershipFactory, PersonFactory, actor
from tests.factories.programmes import NOW, InvitationFactory, ProgrammeFactory, TalkEventFactory, coordinator_of
from tests.programmes.conftest import cast_of, cells

pytestmark = pytest.mark.django_db


def colleague_of(programme, *, languages=("en",), places=(), fields=(), hours=30, name="Lars"):
    person = PersonFactory(first_name=name, last_name="Holmgaard")
    MembershipFactory(person=person, role=Role.COUNSELLOR, office=programme.office)
    StaffProfile.objects.filter(person=person).update(
        languages=list(languages), places=list(places), fields=list(fields), weekly_hours=hours
    )
    return person


def change(programme, to, *, by=None, at=NOW, **rest):
    return actions.change_counsellor(
        by=by or actor(programme.candidate), programme=programme, counsellor=to, at=at, **rest
    )


WHO_CHOOSES = """
                 candidate counsellor coordinator named colleague other_office stranger sponsor manager system
    under_way    yes       yes        yes         yes   no        no           no       no      no      no
    unconfirmed  no        yes        yes         yes   no        no           no       no      no      no
    first        yes       yes        yes         yes   no        no           no       no      no      no
    ended        no        no         no          no    no        no           no       no      no      no
"""


@pytest.mark.parametrize(("state", "who", "expected"), cells(WHO_CHOOSES))
def test_who_may_choose(state, who, expected):
    programme = ProgrammeFactory()
    changed = {
        "under_way": {},
        "unconfirmed": {"identity_confirmed_at": None, "identity_confirmed_by": None},
        "first": {"identity_confirmed_at": None, "identity_confirmed_by": None, "first_contact_at": None},
        "ended": {"state": State.ENDED, "ended_on": date(2026, 11, 20)},
    }[state]
    for name, value in changed.items():
        setattr(programme, name, value)

    assert policies.may_choose_counsellor(cast_of(programme)[who], programme) is expected


WHO_OPENS = """
             candidate counsellor coordinator named colleague other_office stranger sponsor manager system
    opens    yes       no         yes         yes   no        no           no       no      no      no
"""


@pytest.mark.parametrize(("_row", "who", "expected"), cells(WHO_OPENS))
def test_who_opens_what_was_before(_row, who, expected):
    programme = ProgrammeFactory()

    assert policies.may_open_earlier(cast_of(programme)[who], programme) is expected


def test_profiles_fit_by_language_place_and_field_and_leave_out_who_is_full():
    programme = ProgrammeFactory(candidate__language="nl", candidate__last_name="Bos")
    Employer.objects.update(field="industry")
    programme = Programme.objects.get(pk=programme.pk)
    colleague_of(programme, languages=["da"], name="Dane")
    colleague_of(programme, languages=["nl"], fields=["industry"], name="Fits")
    colleague_of(programme, languages=["nl"], name="Speaks")
    colleague_of(programme, languages=["nl"], fields=["industry"], hours=0, name="Full")

    found = selectors.profiles(actor(programme.candidate), programme, language="en")

    assert [each.first_name for each in found] == ["Karen", "Fits", "Speaks"]
    assert [each.is_present for each in found] == [True, False, False]
    StaffProfile.objects.filter(languages=["nl"]).update(languages=["nb"])
    nobody_speaks_it = selectors.profiles(actor(programme.candidate), programme, language="en")
    assert [each.first_name for each in nobody_speaks_it] == ["Karen", "Fits", "Dane", "Speaks"]
    assert found[1].reasons == (
        "speaks Dutch",
        "at our office in Aarhus",
        "has helped people from industry and production",
    )


def test_a_wish_is_heard_before_what_is_known():
    programme = ProgrammeFactory()
    colleague_of(programme, languages=["en"], fields=["care"], name="Care")
    colleague_of(programme, languages=["nb"], name="Nina")
    me = actor(programme.candidate)

    assert selectors.profiles(me, programme, language="en", wish="nb")[1].first_name == "Nina"
    assert selectors.profiles(me, programme, language="en", field="care")[1].first_name == "Care"
    assert selectors.profiles(cast_of(programme)["sponsor"], programme, language="en") == []


def test_a_coordinator_finds_who_fits_first_and_everybody_else_after():
    programme = ProgrammeFactory(candidate__language="nb")
    far = colleague_of(ProgrammeFactory(), languages=["nb"], name="Aud")
    near = colleague_of(programme, languages=["nb"], name="Bo")
    StaffProfile.objects.filter(person=programme.counsellor).update(languages=["en"])

    found = [each.person for each in selectors.fitting(actor(coordinator_of(programme)), programme.office, "nb")]

    assert found[:2] == [near, far]
    assert programme.counsellor in found[2:]


def test_profiles_ask_as_much_for_one_as_for_many(django_assert_num_queries):
    programme = ProgrammeFactory()
    programme = Programme.objects.select_related("candidate", "employer", "office", "counsellor").get(pk=programme.pk)
    colleague_of(programme, name="One")
    me = actor(programme.candidate)
    with django_assert_num_queries(3):
        selectors.profiles(me, programme, language="en")
    for name in ("Two", "Three", "Four"):
        colleague_of(programme, name=name)
    with django_assert_num_queries(3):
        assert len(selectors.profiles(me, programme, language="en")) == 4


def test_a_change_closes_what_was_before_and_tells_both(heard):
    programme = ProgrammeFactory(candidate__email="mette@privat.example")
    lars, karen = colleague_of(programme), programme.counsellor

    change(programme, lars, reason="match")

    programme.refresh_from_db()
    assert (programme.counsellor, programme.shared_since) == (lars, NOW)
    made = CounsellorChange.objects.get()
    assert (made.before, made.after, made.at) == (karen, lars, NOW)
    assert {"counsellor_assigned", "counsellor_chosen"} <= set(heard)
    told = {(row.person, row.kind) for row in Message.objects.all()}
    assert (karen.pk, "programmes.chose_colleague") in told
    assert (lars.pk, "programmes.somebody_waits") in told
    assert (programme.candidate_id, "programmes.counsellor_chosen") in told
    assert "match" not in str(list(AuditEntry.objects.values_list("before", "after")))
    mail = Message.objects.get(kind="programmes.chose_colleague")
    assert programme.candidate.last_name not in mail.body
    assert list(selectors.left_me(actor(karen), NOW)) == [made]
    assert list(selectors.left_me(actor(lars), NOW)) == []


def test_a_change_sent_twice_is_one():
    programme = ProgrammeFactory()
    lars = colleague_of(programme)

    change(programme, lars)
    change(programme, lars, at=NOW + timedelta(seconds=1))

    assert CounsellorChange.objects.count() == 1


def test_at_most_one_change_a_week_without_a_coordinator():
    programme = ProgrammeFactory()
    lars, mona = colleague_of(programme), colleague_of(programme, name="Mona")
    change(programme, lars)

    with pytest.raises(Refused) as refused:
        change(programme, mona, at=NOW + timedelta(days=6))
    assert refused.value.code == "too_soon"

    change(programme, mona, by=actor(coordinator_of(programme)), at=NOW + timedelta(days=6))
    change(programme, lars, at=NOW + timedelta(days=14))
    assert CounsellorChange.objects.count() == 3


def test_whoever_is_full_or_no_counsellor_is_not_offered():
    programme = ProgrammeFactory()
    full = colleague_of(programme, hours=0)

    for person in (full, PersonFactory(candidate=True)):
        with pytest.raises(Refused):
            change(programme, person)
    assert CounsellorChange.objects.count() == 0


def test_strangers_change_nothing():
    programme = ProgrammeFactory()
    lars, cast = colleague_of(programme), cast_of(programme)

    for who in ("colleague", "other_office", "stranger", "sponsor", "manager"):
        with pytest.raises(NotAllowed):
            change(programme, lars, by=cast[who])


def test_what_was_before_opens_by_a_yes_and_closes_again():
    programme = ProgrammeFactory()
    me = actor(programme.candidate)
    change(programme, colleague_of(programme))
    programme.refresh_from_db()
    assert selectors.earlier(me, programme) == selectors.Earlier(NOW, is_open=False)

    actions.open_earlier(by=me, programme=programme, at=NOW + timedelta(days=1))
    programme.refresh_from_db()
    assert programme.shared_since is None
    assert selectors.earlier(me, programme).is_open

    actions.close_earlier(by=me, programme=programme, at=NOW + timedelta(days=2))
    actions.close_earlier(by=me, programme=programme, at=NOW + timedelta(days=2))
    programme.refresh_from_db()
    assert programme.shared_since == NOW
    assert AuditEntry.objects.filter(verb="programmes.earlier_closed").count() == 1

    with pytest.raises(NotAllowed):
        actions.open_earlier(by=actor(programme.counsellor), programme=programme, at=NOW)


def test_the_yes_may_be_said_with_the_change():
    programme = ProgrammeFactory()

    change(programme, colleague_of(programme), opens_earlier=True)

    programme.refresh_from_db()
    assert programme.shared_since is None


def test_before_the_first_talk_nothing_is_closed():
    programme = ProgrammeFactory(invited=True)

    change(programme, colleague_of(programme))

    programme.refresh_from_db()
    assert programme.shared_since is None
    assert selectors.earlier(actor(programme.candidate), programme) is None


def test_a_hand_over_leaves_open_what_was_open():
    programme = ProgrammeFactory()
    lars = colleague_of(programme)

    actions.assign_counsellor(by=actor(coordinator_of(programme)), programme=programme, counsellor=lars, at=NOW)

    programme.refresh_from_db()
    assert (programme.counsellor, programme.shared_since) == (lars, None)
    assert CounsellorChange.objects.count() == 0


def test_reasons_are_counted_and_shown_when_the_quarter_is_over_and_five_stand_behind_them():
    programme = ProgrammeFactory()
    boss = actor(coordinator_of(programme))
    lars, mona = colleague_of(programme), colleague_of(programme, name="Mona")
    for week in range(4, -1, -1):
        change(programme, [lars, mona][week % 2], reason="match", at=NOW - timedelta(weeks=8 * week))
    change(programme, mona if programme.counsellor != mona else lars, reason="nonsense", at=NOW + timedelta(weeks=9))

    assert {row.reason for row in ChangeReasons.objects.all()} == {ChangeReason.MATCH}
    assert selectors.reasons_given(boss, date(2026, 12, 30)) == []
    assert selectors.reasons_given(boss, date(2027, 1, 2)) == [(ChangeReason.MATCH.label, 5)]
    assert selectors.reasons_given(actor(lars), date(2027, 1, 2)) == []


def test_what_staff_enter_counts_no_reason():
    programme = ProgrammeFactory()

    change(programme, colleague_of(programme), by=actor(programme.counsellor), reason="match")

    assert ChangeReasons.objects.count() == 0


def test_the_employers_letter_keeps_the_name_it_was_written_with():
    programme = ProgrammeFactory(invited=True)
    TalkEventFactory(order=programme.order)
    InvitationFactory(programme=programme, created_at=NOW - timedelta(hours=1), expires_at=NOW + timedelta(days=9999))

    def letter():
        with wall.taken("employer_reading", {"employer": str(programme.employer_id)}):
            return EmployerLetter.objects.get(order_id=programme.order_id).counsellor_name

    before = letter()
    change(programme, colleague_of(programme))

    assert before == letter() == "Karen Lindqvist"
