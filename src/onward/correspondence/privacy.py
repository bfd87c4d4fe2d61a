from onward.correspondence.models import IncomingText, Message
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical


class MessageRecord(PersonalData):
    model = Message
    subject = "person"
    keep = Keep.PROGRAMME
    fields = technical(
        "id",
        "channel",
        "kind",
        "person",
        "about",
        "language",
        "is_secret",
        "calendar_method",
        "created_at",
        "not_before",
        "state",
        "settled_at",
        "attempts",
        "error",
    ) | {
        "address": Kind.CONTACT,
        "subject": Kind.FACT,
        "body": Kind.CONFIDED,
        "calendar": Kind.CONFIDED,
    }


class IncomingTextRecord(PersonalData):
    model = IncomingText
    subject = "person"
    keep = Keep.PROGRAMME
    fields = technical("id", "gateway_key", "person") | {"received_at": Kind.FACT}
