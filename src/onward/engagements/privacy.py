"""What engagements know about people: an order stands for its person until there is one."""

from django.utils.translation import gettext_lazy as _

from onward.engagements import models
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

THING = "order"
THINGS[THING] = _("What your former employer's list says about you")

PERSON = {
    "employee_number": Kind.IDENTITY,
    "first_name": Kind.IDENTITY,
    "name_prefix": Kind.IDENTITY,
    "last_name": Kind.IDENTITY,
    "sort_key": Kind.IDENTITY,
    "language": Kind.FACT,
    "email": Kind.CONTACT,
    "work_email": Kind.CONTACT,
    "phone": Kind.CONTACT,
    "job_title": Kind.FACT,
    "department": Kind.FACT,
    "hired_on": Kind.FACT,
    "notice_on": Kind.FACT,
    "last_day_on": Kind.FACT,
}
DRAFT = technical("id", "person", "agreement", "created_at", "expires_at") | {
    "file_name": Kind.FACT,
    "sealed": Kind.CONFIDED,
}


class TemplateData(PersonalData):
    model = models.ProgrammeTemplate
    fields = technical("id", "key", "content", "shipped_hash", "changed_at")


class AgreementData(PersonalData):
    model = models.Agreement
    fields = technical(
        "id",
        "employer",
        "office",
        "kind",
        "name",
        "starts_on",
        "ends_on",
        "first_contact_hours",
        "shows_hours",
        "created_at",
    )


class AgreementCoordinatorData(PersonalData):
    model = models.AgreementCoordinator
    subject = "person"
    keep = Keep.PROVIDER
    fields = technical("id", "agreement") | {"person": Kind.IDENTITY}


class PackageData(PersonalData):
    model = models.Package
    fields = technical(
        "id", "agreement", "template", "name", "months", "minutes", "form", "price", "currency", "ended_on"
    )


class TallyData(PersonalData):
    model = models.Tally
    keep = Keep.INVOICE
    fields = technical("id", "agreement", "kind", "month", "number")


class ManagerData(PersonalData):
    """Erased with the last talk; a manager asks for the own row by its id."""

    model = models.Manager
    subject = "pk"
    keep = Keep.ORDER
    fields = technical("id", "employer", "created_at") | {
        "name": Kind.IDENTITY,
        "email": Kind.CONTACT,
        "language": Kind.FACT,
    }


class OrderData(PersonalData):
    """About a person who may not know of it yet: its own id stands for the person, in the audit too."""

    model = models.Order
    subject = "pk"
    keep = Keep.ORDER
    fields = PERSON | technical(
        "id", "agreement", "employer", "package", "created_at", "created_by", "list_id", "talk_held_at"
    )


class TalkPlanData(PersonalData):
    model = models.TalkPlan
    subject = "order"
    keep = Keep.ORDER
    fields = technical("id", "order", "manager", "at", "by") | {"kind": Kind.FACT, "talk_at": Kind.FACT}


class TalkEventData(PersonalData):
    model = models.TalkEvent
    subject = "order"
    keep = Keep.ORDER
    fields = technical("id", "order", "at", "by") | {
        "kind": Kind.FACT,
        "repeated_name": Kind.IDENTITY,
        "by_name": Kind.IDENTITY,
    }


class ListDraftData(PersonalData):
    """About many people at once, for half an hour; nobody is looked up in it."""

    model = models.ListDraft
    keep = Keep.MINUTES
    exported = False
    fields = DRAFT


class ColumnMeaningData(PersonalData):
    model = models.ColumnMeaning
    fields = technical("id", "employer", "header", "field", "at", "by")


class OwnListDraftData(PersonalData):
    model = models.OwnListDraft
    keep = Keep.MINUTES
    exported = False
    fields = DRAFT


class EmployerAgreementData(PersonalData):
    model = models.EmployerAgreement
    exported = False
    fields = technical(*(field.name for field in models.EmployerAgreement._meta.concrete_fields))


class EmployerPackageData(PersonalData):
    model = models.EmployerPackage
    exported = False
    fields = technical(*(field.name for field in models.EmployerPackage._meta.concrete_fields))


class EmployerManagerData(PersonalData):
    model = models.EmployerManager
    subject = "pk"
    keep = Keep.ORDER
    exported = False
    fields = technical("id", "employer_id") | {"name": Kind.IDENTITY, "email": Kind.CONTACT, "language": Kind.FACT}


class EmployerOrderData(PersonalData):
    model = models.EmployerOrder
    subject = "pk"
    keep = Keep.ORDER
    exported = False
    fields = (
        PERSON
        | technical(
            "id",
            "agreement_id",
            "package_id",
            "employer_id",
            "created_at",
            "list_id",
            "agreement_name",
            "employer_name",
            "package_name",
            "office_name",
            "office_phone",
            "office_timezone",
            "office_language",
            "office_country",
            "manager_id",
        )
        | dict.fromkeys(("plan_kind", "talk_at", "event_kind", "event_at", "ticked_at"), Kind.FACT)
        | dict.fromkeys(("manager_name", "event_by_name"), Kind.IDENTITY)
    )


class EmployerColumnMeaningData(PersonalData):
    model = models.EmployerColumnMeaning
    exported = False
    fields = technical("id", "employer_id", "header", "field", "at")
