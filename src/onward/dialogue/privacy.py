from django.utils.translation import gettext_lazy as _

from onward.dialogue.models import AnswerTime, AwayNote, Conversation, Draft, File, FileBody, Message
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

MESSAGES, FILE = "messages", "message_file"
THINGS |= {MESSAGES: _("your messages"), FILE: _("a file of your messages")}


class ConversationData(PersonalData):
    model = Conversation
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("programme", "last_number", "candidate_seen", "counsellor_seen") | dict.fromkeys(
        [
            "last_at",
            "waiting_since",
            "answer_due_at",
            "candidate_seen_at",
            "candidate_told_at",
            "counsellor_seen_at",
            "counsellor_told_at",
        ],
        Kind.FACT,
    )


class MessageData(PersonalData):
    model = Message
    subject = "conversation__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "conversation", "number", "author", "key") | {
        "side": Kind.FACT,
        "kind": Kind.FACT,
        "text": Kind.CONFIDED,
        "asks": Kind.FACT,
        "at": Kind.FACT,
    }


class DraftData(PersonalData):
    """Handed over too, whoever writes it: it is about the person."""

    model = Draft
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "author", "version", "saved_at") | {
        "text": Kind.CONFIDED,
        "aside": Kind.CONFIDED,
    }


class FileData(PersonalData):
    """On a message; one that waits on a draft goes with the draft."""

    model = File
    subject = "message__conversation__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "message", "draft", "size", "digest", "added_at") | {
        "name": Kind.CONFIDED,
        "kind": Kind.FACT,
    }


class FileBodyData(PersonalData):
    model = FileBody
    subject = "file__message__conversation__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("file") | {"sealed": Kind.CONFIDED}


class AwayNoteData(PersonalData):
    """That somebody on the staff is away; the words are shown to all their candidates."""

    model = AwayNote
    subject = "counsellor"
    keep = Keep.PERSON
    fields = technical("id", "counsellor", "made_at") | dict.fromkeys(["from_on", "until_on", "texts"], Kind.FACT)


class AnswerTimeData(PersonalData):
    model = AnswerTime
    keep = Keep.PROVIDER
    fields = technical("office", "hours", "changed_at", "changed_by")
