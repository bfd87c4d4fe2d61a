"""Letters on paper, around one programme."""

import factory

from onward.letters.enums import LetterKind
from onward.letters.models import Letter
from tests.factories.programmes import NOW, ProgrammeFactory


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    programme = factory.SubFactory(ProgrammeFactory)
    kind = LetterKind.APPOINTMENTS
    wanted_at = NOW
    wanted_by = factory.SelfAttribute("programme.counsellor.pk")
