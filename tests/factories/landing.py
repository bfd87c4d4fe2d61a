"""Landings with the calls that follow them."""

from datetime import date

import factory

from onward.landing.enums import LandingKind, TouchpointState
from onward.landing.models import Landing, Touchpoint
from tests.factories.programmes import NOW, ProgrammeFactory


class LandingFactory(factory.django.DjangoModelFactory):
    """A new job from the first of December, without a trial period."""

    class Meta:
        model = Landing

    programme = factory.SubFactory(ProgrammeFactory)
    kind = LandingKind.NEW_JOB
    organisation = "Horsens Papir"
    role = "Planner"
    starts_on = date(2026, 12, 1)
    recorded_at = NOW

    class Params:
        retired = factory.Trait(kind=LandingKind.RETIREMENT, organisation="", role="")
        study = factory.Trait(kind=LandingKind.STUDY, organisation="VIA", role="")
        lost = factory.Trait(lost_on=date(2026, 11, 23), starts_on=date(2026, 11, 9))


class TouchpointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Touchpoint

    landing = factory.SubFactory(LandingFactory)
    kind = "day_1"
    due_on = factory.SelfAttribute("landing.starts_on")

    class Params:
        done = factory.Trait(
            state=TouchpointState.DONE,
            held_on=factory.SelfAttribute("due_on"),
            settled_at=NOW,
            settled_by=factory.SelfAttribute("landing.programme.counsellor.pk"),
        )
