"""When the promised time is over: of everything that was ever known of a person, only numbers are left.

Every text of every row that leads to her is a canary. A model that is added later and forgotten here fails the test.
"""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction

from onward.accounts.models import Pass, PassEnd, Person, PostalAddress
from onward.core.access import SYSTEM, Role
from onward.core.wall import wall_of
from onward.correspondence.models import IncomingText, Message
from onward.counselling.enums import CallReason
from onward.counselling.models import Activation, TextWords, TrialTalk
from onward.engagements.models import Tally
from onward.privacy import access_log, audit, consents
from onward.privacy.enums import ConsentKind, Keep
from onward.privacy.models import AuditEntry
from onward.privacy.registry import PersonalData
from onward.programmes import actions, signals
from onward.programmes.enums import (
    AnswerKind,
    AttemptKind,
    FactKind,
    HourAnswerKind,
    LookReason,
    PauseReason,
    State,
)
from onward.programmes.models import (
    ErasedHours,
    ErasureNotice,
    HandOver,
    Programme,
    ProposedCounsellor,
    SettledTalk,
)
from onward.scheduling.enums import ReminderWay
from onward.scheduling.models import CalendarFeed, ReminderChoice, TimeOffer
from tests.factories.accounts import PassFactory, PersonFactory, actor
from tests.factories.applications import ApplicationFactory
from tests.factories.counselling import (
    BeforehandDraftFactory,
    BeforehandFactory,
    CallToMakeFactory,
    MeetingFactory,
    MinutesFactory,
    NeedMarkFactory,
    PrivateNoteFactory,
    RemarkFactory,
    StepFactory,
)
from tests.factories.dialogue import DraftFactory, FileFactory, MessageFactory
from tests.factories.engagements import ManagerFactory, TalkPlanFactory
from tests.factories.landing import LandingFactory, TouchpointFactory
from tests.factories.letters import LetterFactory
from tests.factories.programmes import (
    NOW,
    TICKED,
    HourEntryFactory,
    InvitationFactory,
    ProgrammeFactory,
    TalkEventFactory,
)
from tests.factories.scheduling import AppointmentFactory

pytestmark = pytest.mark.django_db

ENDED = date(2026, 11, 20)
LATER = datetime(2027, 11, 20, 6, tzinfo=UTC)
STAFF_ONLY = {
    *(
        "StaffPicture",
        "AgreementCoordinator",
        "StaffProfile",
        "AwayNote",
        "Availability",
        "Absence",
        "Opening",
        "Spacing",
        "RoomUse",
    ),
    *("OutsideCalendar", "OutsideBusy", "AcceptedClash", "HandOver"),
}
OURS = {("AuditEntry", "verb"), ("AuditEntry", "target_type")}  # what was done and to what kind of thing stays
FIXED = {  # a constraint says what stands there
    ("Person", "phone"),
    ("Invitation", "sealed_code"),
    *(("Minutes", name) for name in ("aside", "plan", "aside_plan")),  # empty once shared
    ("Step", "dropped_words"),  # empty unless left out
    ("Message", "calendar"),
}


def programme_over(**kwargs):
    return ProgrammeFactory(ended=True, **kwargs)


def lived(programme):
    """Everything that can happen to one person, in every table that can hold it."""
    order, person, counsellor = programme.order, programme.candidate, programme.counsellor
    _the_talk(order, counsellor)
    _the_contract(programme)
    _what_was_said(programme)
    _around_the_meetings(programme)
    _the_account(person)
    by = actor(counsellor)
    for about in (person.pk, order.pk):
        access_log.note_reading(by, "steps", about=about, at=NOW, programme=programme.pk, reason="a reason")
    audit.record(by, "test.order", order, at=NOW, about=order.pk, before={"language": "da"}, after={"language": "nb"})
    audit.record(by, "test.programme", programme, at=NOW, about=person.pk, after={"state": "ended"})
    consents.record(
        by, person=person.pk, programme=programme.pk, kind=ConsentKind.HEALTH, given=True, wording=1, at=NOW
    )
    _message(person=person.pk)
    _message(about=programme.pk, person=counsellor.pk)
    _message(about=order.pk)
    return programme


def _the_talk(order, counsellor):
    manager = ManagerFactory(employer=order.employer)
    TalkPlanFactory(order=order, manager=manager)
    held = TalkEventFactory(order=order)
    SettledTalk.objects.create(event=held, at=TICKED)
    ProposedCounsellor.objects.create(order=order, counsellor=counsellor, at=TICKED, by=counsellor.pk)
    PassFactory(manager=manager.pk, employer=order.employer)
    PassEnd.objects.create(manager=manager.pk, employer=order.employer, at=NOW)
    audit.record(SYSTEM, "test.manager", manager, at=NOW, about=manager.pk, after={"x": "y"})


def _the_contract(programme):
    by = programme.counsellor_id
    used = InvitationFactory(programme=programme, sealed_code="", used_at=TICKED)
    Activation.objects.create(invitation=used, browser="b", at=TICKED)
    programme.answers.create(answer=AnswerKind.YES, at=NOW, by=by)
    programme.attempts.create(kind=AttemptKind.TALK, at=NOW, by=by)
    programme.pauses.create(from_on=ENDED, until_on=ENDED, reason=PauseReason.LEAVE, at=NOW, by=by)
    programme.extensions.create(days=3, reason=PauseReason.LEAVE, at=NOW, by=by)
    programme.facts.create(kind=FactKind.NEW_JOB, value={"employer": "x"}, published_at=NOW)
    line = HourEntryFactory(programme=programme, minutes=60, held_on=date(2026, 11, 4))
    back = HourEntryFactory(programme=programme, minutes=-60, held_on=date(2026, 11, 4), corrects=line, reason="x")
    HourEntryFactory(programme=programme, minutes=45, held_on=date(2026, 11, 4), corrects=back, reason="x")
    HourEntryFactory(programme=programme, minutes=30, held_on=date(2026, 10, 4), kind="aftercare")
    line.answers.create(answer=HourAnswerKind.DISPUTED, remark="x", at=NOW, by=by)
    line.replies.create(words="x", at=NOW, by=by)
    ErasureNotice.objects.create(programme=programme, ended_on=ENDED, erases_on=LATER.date(), at=NOW)


def _what_was_said(programme):
    held = MeetingFactory(programme=programme, held=True)
    _message(about=held.pk)
    RemarkFactory(minutes=MinutesFactory(meeting=held, shared=True))
    drafted = MeetingFactory(programme=programme, starts_at=NOW - timedelta(days=3), state="held")
    MinutesFactory(meeting=drafted, plan={"row-0-what": "x"}, aside="x", aside_plan={"row-0-what": "y"})
    BeforehandFactory(meeting=drafted)
    BeforehandDraftFactory(meeting=drafted)
    left_out = {"state": "dropped", "settled_at": NOW, "dropped_because": "other", "dropped_words": "x"}
    StepFactory(programme=programme, obstacle="x", response="y", **left_out)
    PrivateNoteFactory(programme=programme, meeting=held)
    StepFactory(programme=programme, meeting=held, obstacle="x", response="y")
    NeedMarkFactory(programme=programme)
    CallToMakeFactory(programme=programme)
    ApplicationFactory(programme=programme)
    TouchpointFactory(landing=LandingFactory(programme=programme))
    FileFactory(message=MessageFactory(programme=programme))
    FileFactory(message=None, draft=DraftFactory(programme=programme, author=programme.counsellor))


def _around_the_meetings(programme):
    person, counsellor = programme.candidate, programme.counsellor
    offered = MeetingFactory(programme=programme, appointment__starts_at=NOW + timedelta(days=40)).appointment
    TimeOffer.objects.create(
        appointment=offered, guest=person, times=[NOW], made_at=NOW, expires_at=NOW + timedelta(days=2)
    )
    tried = AppointmentFactory(guest=person, host=PersonFactory(counsellor=True), starts_at=NOW + timedelta(days=50))
    TrialTalk.objects.create(appointment=tried, programme=programme, created_at=NOW, created_by=person.pk)
    CalendarFeed.objects.create(person=person, made_at=NOW)
    ReminderChoice.objects.create(person=person, way=ReminderWay.SMS, chosen_at=NOW, chosen_by=person.pk)
    call = CallToMakeFactory(programme=programme, reason=CallReason.TEXT)
    TextWords.objects.create(programme=programme, call=call, text="x", at=NOW)
    IncomingText.objects.create(gateway_key=str(person.pk), person=person.pk, received_at=NOW)
    _message(about=offered.pk, person=person.pk, calendar="x", calendar_method="REQUEST")
    LetterFactory(programme=programme)
    programme.changes.create(
        before=counsellor, after=PersonFactory(counsellor=True), at=NOW, by=person.pk, role=Role.CANDIDATE
    )
    programme.looks.create(
        reader=PersonFactory(counsellor=True),
        role=Role.COUNSELLOR,
        reason=LookReason.COVER,
        words="x",
        from_at=NOW,
        until=NOW + timedelta(hours=1),
    )
    away = HandOver.objects.create(away=PersonFactory(counsellor=True), from_on=ENDED, at=NOW, by=counsellor.pk)
    away.lines.create(programme=programme, to=counsellor, at=NOW)
    programme.hours.first().replies.create(words="x", at=NOW, by=counsellor.pk)


def _the_account(person):
    EmailAddress.objects.create(user=person, email=f"{person.pk}@mail.example")
    PostalAddress.objects.create(person=person, lines="x", country="x", changed_at=NOW)
    Authenticator.objects.create(user=person, type="totp", data={"secret": str(person.pk)})
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["who"] = str(person.pk)
    store.create()
    UserSession.objects.create(user=person, session_key=store.session_key, ip="192.0.2.1", user_agent=str(person.pk))


def _message(**kwargs):
    Message.objects.create(
        channel="mail", kind="test", address="a@b.example", language="da", created_at=NOW, not_before=NOW, **kwargs
    )


def rows_about(programme):
    """Every model that says whom it is about, with its rows about this person, her order or her manager."""
    managers = list(programme.order.plans.values_list("manager", flat=True))
    keys = [programme.candidate_id, programme.order_id, *managers]
    return {
        model: model._base_manager.filter(**{f"{data.subject}__in": keys})
        for model, data in PersonalData.register.items()
        if data.subject and data.keep != Keep.MINUTES and not wall_of(model).employer_view
    }


def stuffed(programme, canary):
    """Put a canary into every text of every row about this person; returns the fields that take none."""
    refused = set()
    for model, rows in rows_about(programme).items():
        keys = list(rows.values_list("pk", flat=True))
        for field in model._meta.concrete_fields:
            text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if (model.__name__, field.name) in OURS or not (text or isinstance(field, models.JSONField)):
                continue
            for number, key in enumerate(keys):
                word = f"{canary}{number}{model._meta.model_name[:4]}"
                value = word[: field.max_length] if text else {"text": word}
                try:
                    with transaction.atomic():
                        model._base_manager.filter(pk=key).update(**{field.name: value})
                except IntegrityError:
                    refused.add((model.__name__, field.name))
    return refused


def tables_with(*words):
    """Every table in which one of these words stands in any row, with how many such rows there are."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{word}%"])
                if number := cursor.fetchone()[0]:
                    found[table] = found.get(table, 0) + number
    return found


@pytest.fixture
def over():
    return lived(programme_over())


def test_every_model_about_a_person_has_a_row_in_this_story(over):
    empty = {model.__name__ for model, rows in rows_about(over).items() if not rows.exists()}

    assert empty == STAFF_ONLY


def test_no_word_of_hers_stays_in_any_table(over):
    other = lived(programme_over())
    ErasureNotice.objects.filter(programme=other).update(erases_on=LATER.date() + timedelta(days=1))
    assert stuffed(over, "quail") | stuffed(other, "wren") <= FIXED
    kept = tables_with("wren")
    keys = [str(key) for key in (over.pk, over.candidate_id, over.order_id)]

    assert actions.erase_due(by=SYSTEM, at=LATER) == 1

    assert tables_with("quail") == {}
    assert tables_with("wren") == kept
    assert set(tables_with(*keys)) == {"privacy_auditentry"}
    assert not Person.objects.filter(pk=over.candidate_id).exists()
    assert Person.objects.filter(pk=over.counsellor_id).exists()
    assert Pass.objects.count() == Session.objects.count() == 1  # the other person's


def test_numbers_stay_for_the_agreement(over):
    agreement = over.order.agreement

    actions.erase_due(by=SYSTEM, at=LATER)

    sums = list(ErasedHours.objects.order_by("month").values_list("agreement", "month", "kind", "minutes"))
    assert sums == [
        (agreement.pk, date(2026, 10, 1), "aftercare", 30),
        (agreement.pk, date(2026, 11, 1), "individual", 45),
    ]
    tally = Tally.objects.get()
    assert (tally.agreement, tally.kind, tally.month, tally.number) == (agreement, "ended", date(2027, 11, 1), 1)


def test_history_keeps_that_something_was_done(over):
    actions.erase_due(by=SYSTEM, at=LATER)

    rows = AuditEntry.objects.filter(verb__startswith="test.")
    assert rows.count() == 3
    assert all(row.blacked_out_at == LATER and not row.before and not row.after for row in rows)
    assert AuditEntry.objects.get(verb="programmes.erased").about is None


def test_the_next_person_of_the_agreement_is_added_to_the_sums(over):
    second = programme_over(order__package=over.order.package, order__agreement=over.order.agreement)
    lived(second)

    assert actions.erase_due(by=SYSTEM, at=LATER) == 2

    assert {row.minutes for row in ErasedHours.objects.all()} == {60, 90}
    assert Tally.objects.get().number == 2
    assert actions.erase_due(by=SYSTEM, at=LATER) == 0


def test_what_still_hangs_on_one_person_stops_nobody_else(over, caplog):
    free = lived(programme_over())

    def forget_to_remove(sender, programme, **kwargs):
        if programme.pk == over.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")

    signals.programme_erased.connect(forget_to_remove)
    try:
        assert actions.erase_due(by=SYSTEM, at=LATER) == 1
    finally:
        signals.programme_erased.disconnect(forget_to_remove)

    assert list(Programme.objects.values_list("pk", flat=True)) == [over.pk]
    assert over.hours.exists()
    assert not Programme.objects.filter(pk=free.pk).exists()
    assert "could not be erased" in caplog.text


def test_whoever_has_another_programme_stays_a_person(over):
    second = ProgrammeFactory(candidate=over.candidate)

    assert actions.erase_due(by=SYSTEM, at=LATER) == 1

    assert list(Programme.objects.all()) == [second]
    assert Person.objects.filter(pk=over.candidate_id).exists()


@pytest.mark.parametrize(("state", "kind"), [(State.DECLINED, "declined"), (State.INVITED, "unanswered")])
def test_a_no_and_a_silence_are_counted_as_such(state, kind):
    if state == State.DECLINED:
        ProgrammeFactory(state=state, ended_on=ENDED, starts_on=None)
    else:
        InvitationFactory()

    assert actions.erase_due(by=SYSTEM, at=datetime(2028, 1, 1, tzinfo=UTC)) == 1

    assert Tally.objects.get().kind == kind
    assert not Person.objects.filter(memberships__role=Role.CANDIDATE).exists()


def test_whoever_is_no_candidate_stays():
    """In-house, or by mistake: somebody who works here is never erased with a programme."""
    karen = PersonFactory(counsellor=True)
    ProgrammeFactory(candidate=karen, state=State.DECLINED, ended_on=ENDED, starts_on=None)

    actions.erase_due(by=SYSTEM, at=LATER)

    assert Person.objects.filter(pk=karen.pk).exists()
