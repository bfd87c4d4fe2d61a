from onward.correspondence.models import Message
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
    }
