from datetime import UTC, datetime

import factory

from onward.correspondence.enums import Channel
from onward.correspondence.models import Message

MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    channel = Channel.MAIL
    kind = "correspondence.invited"
    address = factory.Sequence(lambda n: f"reader{n}@mail.example")
    language = "en"
    subject = "You can sign in now"
    body = "There is something for you."
    created_at = MORNING
    not_before = MORNING

    class Params:
        sms = factory.Trait(channel=Channel.SMS, address="+4520123456", subject="")
        secret = factory.Trait(is_secret=True, body="Your code is 314159.")
