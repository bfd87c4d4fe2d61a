from django.utils.translation import gettext_lazy as _

from onward.privacy import access_log
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical
from onward.programmes.models import (
    Answer,
    ChangeReasons,
    ContactAttempt,
    CounsellorChange,
    EmployerHours,
    EmployerLetter,
    EmployerSheet,
    ErasedHours,
    ErasureNotice,
    Extension,
    HandedOver,
    HandOver,
    HourAnswer,
    HourEntry,
    HourReply,
    Invitation,
    LookThrough,
    Pause,
    Programme,
    ProposedCounsellor,
    PublishedFact,
    SettledTalk,
    TemplateCopy,
)

access_log.THINGS |= {
    "sheet": _("The page your former employer sees"),
    "programme": _("Dates, hours and who helps you"),
    "letter": _("The letter with your code"),
    "hours": _("What you wrote about an hour"),
    "look": _("What you share with your counsellor"),
}


class ProposedCounsellorData(PersonalData):
    model = ProposedCounsellor
    keep = Keep.ORDER
    fields = technical("order", "at", "by") | {"counsellor": Kind.FACT}


class SettledTalkData(PersonalData):
    model = SettledTalk
    keep = Keep.ORDER
    exported = False
    fields = technical("event", "at")


class TemplateCopyData(PersonalData):
    """What a kind of programme offers; about nobody."""

    model = TemplateCopy
    exported = False
    fields = technical("id", "digest", "body")


class ProgrammeData(PersonalData):
    model = Programme
    subject = "candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "order", "agreement", "office", "candidate", "template", "identity_confirmed_by") | {
        "employer": Kind.FACT,
        "counsellor": Kind.FACT,
        "weeks": Kind.FACT,
        "periods": Kind.FACT,
        "counts_from_agreed_day": Kind.FACT,
        "rhythm_days": Kind.FACT,
        "months": Kind.FACT,
        "minutes": Kind.FACT,
        "shows_hours": Kind.FACT,
        "state": Kind.FACT,
        "phase": Kind.FACT,
        "ticked_at": Kind.FACT,
        "clock_due_at": Kind.FACT,
        "first_contact_at": Kind.FACT,
        "last_talk_at": Kind.FACT,
        "identity_confirmed_at": Kind.FACT,
        "starts_on": Kind.FACT,
        "ended_on": Kind.FACT,
        "shared_since": Kind.FACT,
    }


class HandOverData(PersonalData):
    """When a colleague was away, never why."""

    model = HandOver
    subject = "away"
    keep = Keep.PERSON
    fields = technical("id", "at", "by", "ended_at") | {
        "away": Kind.FACT,
        "from_on": Kind.FACT,
        "until_on": Kind.FACT,
    }


class HandedOverData(PersonalData):
    model = HandedOver
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "hand_over", "programme", "settled_at", "came_back") | {"to": Kind.FACT, "at": Kind.FACT}


class CounsellorChangeData(PersonalData):
    model = CounsellorChange
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "by", "role") | {
        "before": Kind.FACT,
        "after": Kind.FACT,
        "at": Kind.FACT,
    }


class ChangeReasonsData(PersonalData):
    """How often, never who."""

    model = ChangeReasons
    exported = False
    fields = technical("id", "office", "quarter", "reason", "times")


class LookThroughData(PersonalData):
    model = LookThrough
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "role") | {
        "reader": Kind.FACT,
        "reason": Kind.FACT,
        "words": Kind.FACT,
        "from_at": Kind.FACT,
        "until": Kind.FACT,
        "ended_at": Kind.FACT,
    }


class InvitationData(PersonalData):
    model = Invitation
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "code_hash", "sealed_code", "through_employer", "followed_up_at") | {
        "created_at": Kind.FACT,
        "expires_at": Kind.FACT,
        "used_at": Kind.FACT,
        "voided_at": Kind.FACT,
    }


class AnswerData(PersonalData):
    model = Answer
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "by") | {"answer": Kind.FACT, "at": Kind.FACT, "by_phone": Kind.FACT}


class ContactAttemptData(PersonalData):
    model = ContactAttempt
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "by") | {"kind": Kind.FACT, "at": Kind.FACT}


class PauseData(PersonalData):
    model = Pause
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "at", "by") | {
        "from_on": Kind.FACT,
        "until_on": Kind.FACT,
        "reason": Kind.FACT,
    }


class ExtensionData(PersonalData):
    model = Extension
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "by") | {"days": Kind.FACT, "reason": Kind.FACT, "at": Kind.FACT}


class HourEntryData(PersonalData):
    """The basis of the invoice. Goes with the programme; bookkeeping keeps the sums (`ErasedHours`)."""

    model = HourEntry
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "meeting", "corrects", "booked_by", "given_by") | {
        "kind": Kind.FACT,
        "presence": Kind.FACT,
        "beyond": Kind.FACT,
        "answer_until": Kind.FACT,
        "period": Kind.FACT,
        "minutes": Kind.FACT,
        "held_on": Kind.FACT,
        "reason": Kind.FACT,
        "booked_at": Kind.FACT,
    }


class HourAnswerData(PersonalData):
    model = HourAnswer
    subject = "entry__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "entry", "by") | {"answer": Kind.FACT, "remark": Kind.CONFIDED, "at": Kind.FACT}


class HourReplyData(PersonalData):
    model = HourReply
    subject = "entry__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "entry", "by") | {"words": Kind.CONFIDED, "at": Kind.FACT}


class ErasureNoticeData(PersonalData):
    model = ErasureNotice
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "ended_on", "at") | {"erases_on": Kind.FACT}


class ErasedHoursData(PersonalData):
    """The basis of invoices once the person is erased: sums by agreement, month and kind."""

    model = ErasedHours
    keep = Keep.INVOICE
    exported = False
    fields = technical("id", "agreement", "month", "kind", "minutes")


class PublishedFactData(PersonalData):
    model = PublishedFact
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme") | {
        "kind": Kind.FACT,
        "value": Kind.FACT,
        "published_at": Kind.FACT,
        "withdrawn_at": Kind.FACT,
    }


class EmployerSheetData(PersonalData):
    """A view: its rows are exported and erased where they come from."""

    model = EmployerSheet
    subject = "candidate_id"
    keep = Keep.PROGRAMME
    exported = False
    fields = technical("id", "order_id", "employer_id", "candidate_id", "sort_key", "timezone") | {
        "employer_name": Kind.FACT,
        "first_name": Kind.IDENTITY,
        "last_name": Kind.IDENTITY,
        "agreement_name": Kind.FACT,
        "package_name": Kind.FACT,
        "ordered_at": Kind.FACT,
        "ticked_at": Kind.FACT,
        "handed_over_at": Kind.FACT,
        "invitation_expires_at": Kind.FACT,
        "answer": Kind.FACT,
        "answered_at": Kind.FACT,
        "state": Kind.FACT,
        "starts_on": Kind.FACT,
        "ended_on": Kind.FACT,
        "shows_hours": Kind.FACT,
        "minutes": Kind.FACT,
        "facts": Kind.FACT,
    }


class EmployerHoursData(PersonalData):
    model = EmployerHours
    subject = "programme__candidate_id"
    keep = Keep.INVOICE
    exported = False
    fields = technical("id", "programme") | {
        "month": Kind.FACT,
        "period": Kind.FACT,
        "kind": Kind.FACT,
        "minutes": Kind.FACT,
        "days_held": Kind.FACT,
    }


class EmployerLetterData(PersonalData):
    model = EmployerLetter
    keep = Keep.ORDER
    exported = False
    fields = technical("id", "order_id", "employer_id", "manager_id", "sealed_code", "created_at", "expires_at") | {
        "office_timezone": Kind.TECHNICAL,
        "employer_name": Kind.FACT,
        "first_name": Kind.IDENTITY,
        "last_name": Kind.IDENTITY,
        "language": Kind.FACT,
        "country": Kind.FACT,
        "counsellor_name": Kind.FACT,
        "office_name": Kind.FACT,
        "office_phone": Kind.CONTACT,
        "office_street": Kind.CONTACT,
        "office_postcode": Kind.CONTACT,
        "office_city": Kind.CONTACT,
        "shows_hours": Kind.FACT,
        "has_private_contact": Kind.FACT,
    }
