from onward.accounts.models import (
    Employer,
    Membership,
    Office,
    Pass,
    PassEnd,
    Person,
    PostalAddress,
    StaffPicture,
    StaffProfile,
)
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical


class PersonRecord(PersonalData):
    model = Person
    subject = "id"
    keep = Keep.PERSON
    when = ("phone_verified_at", "holder_since", "created_at", "last_login")
    fields = technical("id", "password", "email_unproven", "phone_unproven", "is_active", "is_demo", *when) | {
        "first_name": Kind.IDENTITY,
        "name_prefix": Kind.IDENTITY,
        "last_name": Kind.IDENTITY,
        "sort_key": Kind.IDENTITY,
        "email": Kind.CONTACT,
        "phone": Kind.CONTACT,
        "language": Kind.FACT,
    }


class PostalAddressRecord(PersonalData):
    """The candidate's own; staff who post letters read it, an employer never."""

    model = PostalAddress
    subject = "person"
    keep = Keep.PERSON
    fields = technical("person", "on_behalf", "changed_at") | {"lines": Kind.CONTACT, "country": Kind.CONTACT}


class MembershipRecord(PersonalData):
    model = Membership
    subject = "person"
    keep = Keep.PERSON
    fields = technical("id", "person", "since", "ended_at") | {
        "role": Kind.FACT,
        "office": Kind.FACT,
        "employer": Kind.FACT,
    }


class StaffProfileRecord(PersonalData):
    model = StaffProfile
    subject = "person"
    keep = Keep.PERSON
    fields = technical("person", "weekly_hours", "picture") | {
        "drawn": Kind.IDENTITY,
        "languages": Kind.FACT,
        "places": Kind.FACT,
        "fields": Kind.FACT,
        "greetings": Kind.FACT,
        "phone": Kind.CONTACT,
        "video_room": Kind.CONTACT,
    }


class StaffPictureRecord(PersonalData):
    model = StaffPicture
    subject = "person"
    keep = Keep.PERSON
    fields = technical("person", "added_at") | {"sealed": Kind.IDENTITY}


class PassRecord(PersonalData):
    """About a manager, who has no account; goes with the order it was made for."""

    model = Pass
    subject = "manager"
    keep = Keep.ORDER
    fields = technical("id", "token_hash", "role", "manager", "employer", "language", "created_at", "expires_at") | {
        "name": Kind.IDENTITY
    }


class PassEndRecord(PersonalData):
    model = PassEnd
    subject = "manager"
    keep = Keep.ORDER
    fields = technical("id", "manager", "employer", "at", "by")


class OfficeRecord(PersonalData):
    model = Office
    exported = False
    fields = technical(
        "id",
        "name",
        "street",
        "postcode",
        "city",
        "country",
        "timezone",
        "phone",
        "language",
        "hours",
        "closed_days",
    )


class EmployerRecord(PersonalData):
    model = Employer
    exported = False
    fields = technical("id", "name", "country", "language", "mail_domains", "field", "is_demo")
