"""Meetings and what comes of them, around one programme."""

from datetime import UTC, date, datetime, timedelta

import factory

from onward.counselling.enums import CallReason, MinutesState, StepState
from onward.counselling.models import (
    Beforehand,
    BeforehandDraft,
    CallToMake,
    Meeting,
    Minutes,
    NeedMark,
    PrivateNote,
    Remark,
    Step,
)
from onward.scheduling.enums import AppointmentState
from tests.factories.programmes import NOW, ProgrammeFactory, keep_talk
from tests.factories.scheduling import AppointmentFactory

LAST_TALK = datetime(2026, 11, 10, 8, tzinfo=UTC)


class MeetingFactory(factory.django.DjangoModelFactory):
    """Booked for tomorrow by the counsellor; `held=True`: a fortnight ago, and held."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        state = AppointmentState.BOOKED
        starts_at = NOW + timedelta(days=1)
        form = "video"
        held = factory.Trait(state=AppointmentState.HELD, starts_at=LAST_TALK)

    programme = factory.SubFactory(ProgrammeFactory)
    appointment = factory.SubFactory(
        AppointmentFactory,
        host=factory.SelfAttribute("..programme.counsellor"),
        guest=factory.SelfAttribute("..programme.candidate"),
        starts_at=factory.SelfAttribute("..starts_at"),
        state=factory.SelfAttribute("..state"),
        form=factory.SelfAttribute("..form"),
    )
    about = "How I tell it"
    created_at = NOW - timedelta(days=20)
    created_by = factory.SelfAttribute("programme.counsellor.pk")

    @factory.post_generation
    def talk(self, create, extracted, **kwargs):
        """A meeting that was held is a talk, as `record_meeting_held` keeps it."""
        if create and self.appointment.state == AppointmentState.HELD:
            keep_talk(self.programme, self.appointment.starts_at)


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory, held=True)
    author = factory.SelfAttribute("meeting.programme.counsellor")
    text = "We agreed to look at the harbour."
    saved_at = LAST_TALK + timedelta(hours=2)

    class Params:
        shared = factory.Trait(state=MinutesState.SHARED, shared_at=LAST_TALK + timedelta(hours=3))


class BeforehandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Beforehand

    meeting = factory.SubFactory(MeetingFactory)
    went_well = "I called Jens."
    wants = "Talk about the notice."
    sent_at = NOW - timedelta(hours=20)
    sent_by = factory.SelfAttribute("meeting.programme.candidate.pk")


class BeforehandDraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BeforehandDraft

    meeting = factory.SubFactory(MeetingFactory)
    is_stuck = "The CV."
    saved_at = NOW - timedelta(hours=19)
    saved_by = factory.SelfAttribute("meeting.programme.candidate.pk")


class RemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Remark

    minutes = factory.SubFactory(MinutesFactory, shared=True)
    author = factory.SelfAttribute("minutes.meeting.programme.candidate")
    text = "I would rather work by day."
    at = LAST_TALK + timedelta(hours=5)


class PrivateNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PrivateNote

    programme = factory.SubFactory(ProgrammeFactory)
    author = factory.SelfAttribute("programme.counsellor")
    text = "Calmer than last time."
    at = LAST_TALK + timedelta(hours=2)


class StepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Step

    programme = factory.SubFactory(ProgrammeFactory)
    what = "Call Jens Kragh"
    due_on = date(2026, 11, 26)
    where = "from home"
    created_at = LAST_TALK
    created_by = factory.SelfAttribute("programme.counsellor.pk")

    class Params:
        done = factory.Trait(
            state=StepState.DONE, settled_at=NOW - timedelta(days=1), learned="It helped to begin with what I like."
        )


class NeedMarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NeedMark

    programme = factory.SubFactory(ProgrammeFactory)
    set_at = NOW - timedelta(days=4)
    set_by = factory.SelfAttribute("programme.candidate.pk")


class CallToMakeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallToMake

    programme = factory.SubFactory(ProgrammeFactory, invited=True)
    reason = CallReason.NO_ANSWER
    asked_at = NOW - timedelta(days=1)
