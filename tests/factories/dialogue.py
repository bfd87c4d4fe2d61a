"""Conversations between candidate and counsellor."""

from datetime import timedelta

import factory

from onward.dialogue import sealing
from onward.dialogue.enums import FileKind, MessageKind, Side
from onward.dialogue.models import AwayNote, Conversation, Draft, File, FileBody, Message
from tests.factories.accounts import PersonFactory
from tests.factories.programmes import NOW, ProgrammeFactory


class ConversationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Conversation
        django_get_or_create = ("programme",)

    programme = factory.SubFactory(ProgrammeFactory)


class MessageFactory(factory.django.DjangoModelFactory):
    """Written by the candidate yesterday; `answer=True`: by the counsellor."""

    class Meta:
        model = Message
        skip_postgeneration_save = True

    class Params:
        programme = factory.SubFactory(ProgrammeFactory)
        answer = factory.Trait(side=Side.COUNSELLOR, author=factory.SelfAttribute("programme.counsellor"))
        by_phone = factory.Trait(kind=MessageKind.BY_PHONE, author=factory.SelfAttribute("programme.counsellor"))

    conversation = factory.SubFactory(ConversationFactory, programme=factory.SelfAttribute("..programme"))
    number = factory.LazyAttribute(lambda made: made.conversation.messages.count() + 1)
    side = Side.CANDIDATE
    author = factory.SelfAttribute("programme.candidate")
    text = "Shall I bring the old contract?"
    at = NOW - timedelta(days=1)

    @factory.post_generation
    def counted(self, create, extracted, **kwargs):
        Conversation.objects.filter(pk=self.conversation_id).update(last_number=self.number, last_at=self.at)


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    programme = factory.SubFactory(ProgrammeFactory)
    author = factory.SelfAttribute("programme.candidate")
    text = "Half a thought"
    saved_at = NOW


class FileFactory(factory.django.DjangoModelFactory):
    """On a message; with its sealed content."""

    class Meta:
        model = File
        skip_postgeneration_save = True

    message = factory.SubFactory(MessageFactory)
    name = "CV.pdf"
    kind = FileKind.PDF
    size = 9
    digest = factory.Sequence(lambda n: f"{n:064x}")
    added_at = NOW

    @factory.post_generation
    def content(self, create, extracted, **kwargs):
        FileBody.objects.create(file=self, sealed=sealing.seal(extracted or b"%PDF-1.7 ", file=self.pk))


class AwayNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AwayNote

    counsellor = factory.SubFactory(PersonFactory, counsellor=True)
    from_on = NOW.date()
    until_on = NOW.date() + timedelta(days=5)
    made_at = NOW - timedelta(days=3)
