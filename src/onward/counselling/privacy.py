from django.utils.translation import gettext_lazy as _

from onward.counselling.models import (
    Activation,
    Beforehand,
    BeforehandDraft,
    CallToMake,
    Meeting,
    Minutes,
    NeedMark,
    PrivateNote,
    Remark,
    Step,
    TextWords,
    TrialTalk,
)
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

THINGS |= {
    "minutes": _("minutes and plan of a meeting"),
    "steps": _("the steps of your plan"),
    "preparation": _("the preparation of a meeting"),
    "texts": _("your text messages"),
}


class ActivationData(PersonalData):
    model = Activation
    subject = "invitation__programme__candidate"
    keep = Keep.PROGRAMME
    exported = False
    fields = technical("invitation", "browser", "at")


class MeetingData(PersonalData):
    model = Meeting
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "appointment", "programme", "created_at", "created_by") | {
        "about": Kind.CONFIDED,
        "is_first": Kind.FACT,
    }


class TrialTalkData(PersonalData):
    model = TrialTalk
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "appointment", "programme", "created_by") | {"created_at": Kind.FACT}


class BeforehandData(PersonalData):
    model = Beforehand
    subject = "meeting__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("meeting", "version", "sent_by") | {
        "went_well": Kind.CONFIDED,
        "is_stuck": Kind.CONFIDED,
        "wants": Kind.CONFIDED,
        "sent_at": Kind.FACT,
    }


class BeforehandDraftData(PersonalData):
    model = BeforehandDraft
    subject = "meeting__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("meeting", "version", "saved_at", "saved_by") | {
        "went_well": Kind.CONFIDED,
        "is_stuck": Kind.CONFIDED,
        "wants": Kind.CONFIDED,
        "aside": Kind.CONFIDED,
    }


class MinutesData(PersonalData):
    """A draft is handed over too: it is about the person, shared or not."""

    model = Minutes
    subject = "meeting__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("meeting", "author", "version", "saved_at", "shared_at") | {
        "text": Kind.CONFIDED,
        "aside": Kind.CONFIDED,
        "plan": Kind.CONFIDED,
        "aside_plan": Kind.CONFIDED,
        "state": Kind.FACT,
    }


class RemarkData(PersonalData):
    model = Remark
    subject = "minutes__meeting__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "minutes", "author", "at") | {"text": Kind.CONFIDED}


class PrivateNoteData(PersonalData):
    model = PrivateNote
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "meeting", "author", "at") | {"text": Kind.CONFIDED}


class StepData(PersonalData):
    model = Step
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "meeting", "created_at", "created_by", "settled_at", "taken_from") | {
        "what": Kind.CONFIDED,
        "due_on": Kind.FACT,
        "due_words": Kind.CONFIDED,
        "where": Kind.CONFIDED,
        "obstacle": Kind.CONFIDED,
        "response": Kind.CONFIDED,
        "state": Kind.FACT,
        "learned": Kind.CONFIDED,
        "dropped_because": Kind.CONFIDED,
        "dropped_words": Kind.CONFIDED,
    }


class NeedMarkData(PersonalData):
    model = NeedMark
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "set_by") | dict.fromkeys(["set_at", "cleared_at"], Kind.FACT)


class TextWordsData(PersonalData):
    model = TextWords
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "call", "at") | {"text": Kind.CONFIDED}


class CallToMakeData(PersonalData):
    model = CallToMake
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "done_by") | {
        "reason": Kind.FACT,
        "when_words": Kind.CONFIDED,
        "asked_at": Kind.FACT,
        "done_at": Kind.FACT,
    }
