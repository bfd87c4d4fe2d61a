"""People, their roles and how to reach them."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.accounts import policies, post, selectors, signals
from onward.accounts.enums import Language
from onward.accounts.models import Employer, Membership, Office, Person, PostalAddress, StaffProfile
from onward.core.access import STAFF, Actor, Role, require
from onward.core.errors import Refused
from onward.core.names import sort_key
from onward.privacy import audit

TAKEN_EMAIL = _("This e-mail address already belongs to another account. Choose another one, or call us.")
TAKEN_PHONE = _("This phone number already belongs to another account. Choose another one, or call us.")
WORK_ADDRESS = _("This is an address at work. Choose a private one: an employer can read its own post.")
NO_WAY = _("Leave an e-mail address or a phone number, so that you can still sign in.")


@transaction.atomic
def create_person(
    *,
    by: Actor,
    first_name: str,
    last_name: str,
    language: str,
    at: datetime,
    name_prefix: str = "",
    email: str | None = None,
    phone: str | None = None,
    country: str = "",
    is_demo: bool = False,
) -> Person:
    """Somebody new. last_name is whole, with its prefix; phone in E.164; country of the office, for sorting.

    Raises Refused where the address or number already belongs to somebody.
    """
    require(policies.may_create_person(by))
    email = (email or "").lower() or None
    _refuse_taken(None, email, phone or None)
    person = Person(
        first_name=first_name,
        name_prefix=name_prefix,
        last_name=last_name,
        sort_key=sort_key(first_name, name_prefix, last_name, language, country),
        email=email,
        phone=phone or None,
        language=Language(language),
        is_demo=is_demo,
        created_at=at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    audit.record(by, "accounts.person_created", person, at=at, about=person.pk, after={"language": language})
    return person


@transaction.atomic
def add_membership(
    *,
    by: Actor,
    person: Person,
    role: Role,
    at: datetime,
    office: Office | None = None,
    employer: Employer | None = None,
) -> Membership:
    """Give a person one more role. Coordinators give staff and sponsor roles; a candidate's begins with the person.

    Raises Refused for a candidate's account at an employer's side or inside: an HR contact who is let go gets an
    account of her own, with a private address.
    """
    require(policies.may_create_person(by) if role == Role.CANDIDATE else policies.may_organise(by))
    held = selectors.roles_of(person)
    if held and (Role.CANDIDATE in held) != (role == Role.CANDIDATE):
        raise Refused(
            _("Candidates have an account of their own, with a private address. Make a second one for this person.")
        )
    if Membership.objects.filter(person=person, role=role, office=office, employer=employer, ended_at=None).exists():
        raise Refused(_("This person has that role already."))
    membership = Membership.objects.create(person=person, role=role, office=office, employer=employer, since=at)
    if role in STAFF:
        StaffProfile.objects.get_or_create(person=person, defaults={"languages": [person.language]})
    where = str(office or employer or "")
    audit.record(
        by, "accounts.membership_added", membership, at=at, about=person.pk, after={"role": role, "where": where}
    )
    return membership


@transaction.atomic
def end_membership(*, by: Actor, membership: Membership, at: datetime) -> Membership:
    """Take a role away. It stops to open anything with the next page; history keeps it.

    Raises Refused for the last coordinator, because somebody must be able to let people in, and where the apps above
    say that the person is still needed.
    """
    require(policies.may_organise(by))
    if membership.ended_at is not None:
        raise Refused(_("This role has ended already."))
    others = Membership.objects.select_for_update().filter(role=Role.COORDINATOR, ended_at=None)
    if membership.role == Role.COORDINATOR and not others.exclude(person=membership.person_id).exists():
        raise Refused(_("This is the last coordinator. Give the role to somebody else first."))
    signals.role_ends.send(Membership, membership=membership, at=at)
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    audit.record(
        by,
        "accounts.membership_ended",
        membership,
        at=at,
        about=membership.person_id,
        before={"role": membership.role},
    )
    return membership


@transaction.atomic
def invite(
    *,
    by: Actor,
    role: Role,
    first_name: str,
    last_name: str,
    email: str,
    language: str,
    at: datetime,
    name_prefix: str = "",
    phone: str | None = None,
    office: Office | None = None,
    employer: Employer | None = None,
    is_demo: bool = False,
) -> Membership:
    """Let in a colleague (office) or an employer's contact (employer), with a mail that says where to sign in.

    Whoever already works with us under this address gets the role as well; no second person is made.
    """
    require(policies.may_organise(by))
    person = selectors.person_by_address(email=email.lower()) or create_person(
        by=by,
        first_name=first_name,
        name_prefix=name_prefix,
        last_name=last_name,
        email=email,
        phone=phone,
        language=language,
        country=place.country if (place := office or employer) else "",
        is_demo=is_demo,
        at=at,
    )
    membership = add_membership(by=by, person=person, role=role, office=office, employer=employer, at=at)
    post.send(
        "invited",
        channel=post.MAIL,
        address=email.lower(),
        language=person.language,
        at=at,
        person=person.pk,
        to_work=True,
        first_name=person.first_name,
    )
    return membership


@transaction.atomic
def change_language(*, by: Actor, person: Person, language: str, at: datetime) -> Person:
    """The language of pages and messages. Leaves no trace: it says nothing that anybody must be able to look up."""
    require(policies.may_care_for_oneself(by, person.pk))
    person.language = Language(language)
    person.save(update_fields=["language"])
    return person


@transaction.atomic
def change_contact(
    *, by: Actor, person: Person, at: datetime, email: str | None = None, phone: str | None = None
) -> Person:
    """One's own address or number, new or only typed so far, after its code was typed in; what is not given stays.

    Raises Refused where it belongs to another account, or is a candidate's address at work.
    """
    require(policies.may_care_for_oneself(by, person.pk))
    proven = [name for name, given in (("email", email), ("phone", phone)) if given]
    waited = any(getattr(person, f"{name}_unproven") for name in proven)
    person = _store_contact(by, person, email or person.email, phone or person.phone, at=at, proven=proven)
    if waited:
        signals.contact_proved.send(Person, person=person, at=at)
    return person


@transaction.atomic
def enter_contact(*, by: Actor, person: Person, email: str | None, phone: str | None, at: datetime) -> Person:
    """A candidate's address and number. Both are replaced; None empties one.

    As she says them to a counsellor they are hers. As typed beside a code (by the system) they are anybody's: nobody
    signs in with them, and nothing personal goes there, until their own code was typed in. Raises Refused as
    `change_contact` does.
    """
    require(policies.may_enter_contact(by, selectors.roles_of(person)))
    proven = [] if by.role == Role.SYSTEM else ["email", "phone"]
    return _store_contact(by, person, email, phone, at=at, proven=proven)


@transaction.atomic
def close_account_to_its_holder(*, by: Actor, person: Person, at: datetime) -> Person:
    """Somebody else may have begun with a candidate's code: addresses, passkeys and password go, every session ends.

    The next code begins anew, and shows nothing from before until the voice was heard. That this may be done, the
    calling app has asked.
    """
    require(policies.may_enter_contact(by, selectors.roles_of(person)))
    EmailAddress.objects.filter(user_id=person.pk).delete()
    Authenticator.objects.filter(user_id=person.pk).delete()
    PostalAddress.objects.filter(person=person.pk).delete()  # letters must not go where somebody else has written
    UserSession.objects.filter(user_id=person.pk).delete()
    person.email = person.phone = person.phone_verified_at = None
    person.email_unproven = person.phone_unproven = False
    person.holder_since = at
    person.set_unusable_password()  # sessions stand on the hash of the password, which is another one now
    person.save(
        update_fields=[
            "email",
            "phone",
            "phone_verified_at",
            "email_unproven",
            "phone_unproven",
            "holder_since",
            "password",
        ]
    )
    audit.record(by, "accounts.account_closed_to_its_holder", person, at=at, about=person.pk)
    return person


def _store_contact(
    by: Actor, person: Person, email: str | None, phone: str | None, *, at: datetime, proven: Collection[str]
) -> Person:
    email, phone = (email or "").lower() or None, phone or None
    if not email and not phone and (person.email or person.phone):
        raise Refused(NO_WAY)
    _refuse_taken(person, email, phone)
    if email and email != person.email:
        if selectors.roles_of(person) <= {Role.CANDIDATE} and selectors.is_work_address(email):
            raise Refused(WORK_ADDRESS, "work")
        EmailAddress.objects.filter(user_id=person.pk).delete()  # the old address must not open the account any more
    changed = [name for name, new in (("email", email), ("phone", phone)) if new != getattr(person, name)]
    if changed:
        _tell(person, "contact_changed", at)  # the old address learns of it, in case it was somebody else
    for name in {*changed, *proven}:
        setattr(person, f"{name}_unproven", name not in proven and name in changed)
    if "phone" in {*changed, *proven}:
        person.phone_verified_at = at if "phone" in proven and by.person_id == person.pk else None
    person.email, person.phone = email, phone
    person.save(update_fields=["email", "phone", "phone_verified_at", "email_unproven", "phone_unproven"])
    audit.record(by, "accounts.contact_changed", person, at=at, about=person.pk, after={"changed": changed})
    return person


def _refuse_taken(person: Person | None, email: str | None, phone: str | None) -> None:
    own = person.pk if person else None
    for wanted, words in (({"email": email}, TAKEN_EMAIL), ({"phone": phone}, TAKEN_PHONE)):
        holder = selectors.person_by_address(**wanted)
        if holder and holder.pk != own:
            raise Refused(words, "taken")


@transaction.atomic
def change_password(*, by: Actor, person: Person, password: str, at: datetime) -> Person:
    """Set or replace one's own password, or take it away with an empty one. The view has asked for two factors."""
    require(policies.may_care_for_oneself(by, person.pk))
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save(update_fields=["password"])
    audit.record(by, "accounts.password_changed", person, at=at, about=person.pk, after={"kept": bool(password)})
    _tell(person, "password_changed", at)
    return person


def _tell(person: Person, kind: str, at: datetime) -> None:
    if not person.proven_email:
        return
    works = not selectors.roles_of(person) <= {Role.CANDIDATE}
    post.send(
        kind,
        channel=post.MAIL,
        address=person.proven_email,
        language=person.language,
        at=at,
        person=person.pk,
        to_work=works,
        first_name=person.first_name,
    )


@transaction.atomic
def change_profile(
    *,
    by: Actor,
    person: Person,
    at: datetime,
    languages: list[str],
    greetings: dict[str, str],
    phone: str,
    video_room: str,
    weekly_hours: int | None = None,
    places: list[str] | None = None,
    fields: list[str] | None = None,
    portrait: str | None = None,
) -> StaffProfile:
    """How a colleague is shown to the people she helps, and how many hours a week she has for them. None: as it is.

    portrait: the name of a drawn picture, shown where there is no photo.
    """
    require(policies.may_organise(by) or policies.may_care_for_oneself(by, person.pk))
    profile, _made = StaffProfile.objects.get_or_create(person=person)
    profile.languages = [Language(language) for language in languages]
    profile.greetings = {language: text for language, text in greetings.items() if text}
    profile.phone, profile.video_room = phone, video_room
    rest = {"weekly_hours": weekly_hours, "places": places, "fields": fields, "drawn": portrait}
    for name, value in rest.items():
        if value is not None:
            setattr(profile, name, value)
    profile.save()
    after = {"weekly_hours": profile.weekly_hours}
    audit.record(by, "accounts.profile_changed", person, at=at, about=person.pk, after=after)
    return profile


@transaction.atomic
def change_weekly_hours(*, by: Actor, person: Person, weekly_hours: int, at: datetime) -> StaffProfile:
    """How many hours a week somebody has for the people she helps: said by herself, or by a coordinator."""
    require(policies.may_organise(by) or policies.may_care_for_oneself(by, person.pk))
    profile, _made = StaffProfile.objects.get_or_create(person=person)
    before, profile.weekly_hours = profile.weekly_hours, weekly_hours
    if before != weekly_hours:
        profile.save(update_fields=["weekly_hours"])
        audit.record(
            by,
            "accounts.weekly_hours_changed",
            person,
            at=at,
            about=person.pk,
            before={"weekly_hours": before},
            after={"weekly_hours": weekly_hours},
        )
    return profile
