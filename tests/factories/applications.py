"""Applications as candidates write them down. Employers and jobs are made up."""

from datetime import date, timedelta

import factory

from onward.applications.enums import ApplicationState, HowFound
from onward.applications.models import Application
from tests.factories.programmes import NOW, ProgrammeFactory

TODAY = NOW.date()


class ApplicationFactory(factory.django.DjangoModelFactory):
    """Sent a week ago by the candidate, no answer yet."""

    class Meta:
        model = Application

    programme = factory.SubFactory(ProgrammeFactory)
    employer_name = factory.Sequence(lambda n: f"Horsens Papir {n}")
    role = "Planner"
    how_found = HowFound.ADVERTISEMENT
    state = ApplicationState.SENT
    sent_on = TODAY - timedelta(days=7)
    created_at = NOW - timedelta(days=7)
    created_by = factory.SelfAttribute("programme.candidate.pk")
    changed_at = factory.SelfAttribute("created_at")
    changed_by = factory.SelfAttribute("created_by")

    class Params:
        planned = factory.Trait(state=ApplicationState.PLANNED, sent_on=None)
        stalled = factory.Trait(sent_on=date(2026, 11, 3))
        interview = factory.Trait(state=ApplicationState.INTERVIEW, interview_on=TODAY + timedelta(days=2))
        offer = factory.Trait(state=ApplicationState.OFFER, answered_on=TODAY - timedelta(days=1))
        rejected = factory.Trait(state=ApplicationState.REJECTED, answered_on=TODAY - timedelta(days=1))
        withdrawn = factory.Trait(state=ApplicationState.WITHDRAWN)
