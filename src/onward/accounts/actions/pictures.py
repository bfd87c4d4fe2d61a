"""A photo of somebody on the staff, as candidates see it."""

from datetime import datetime

from django.db import transaction

from onward.accounts import pictures, policies
from onward.accounts.models import Person, StaffPicture, StaffProfile
from onward.core.access import Actor, require
from onward.privacy import audit


@transaction.atomic
def change_picture(*, by: Actor, person: Person, picture: pictures.Picture, at: datetime) -> StaffProfile:
    """Show this photo from now on; the one before is gone."""
    require(policies.may_change_picture(by, person.pk))
    profile = _locked(person)
    if profile.picture != picture.mark:
        values = {"sealed": pictures.seal(picture, person.pk), "added_at": at}
        StaffPicture.objects.update_or_create(person=person, defaults=values)
        profile.picture = picture.mark
        profile.save(update_fields=["picture"])
        audit.record(by, "accounts.picture_changed", person, at=at, about=person.pk)
    return profile


@transaction.atomic
def drop_picture(*, by: Actor, person: Person, at: datetime) -> StaffProfile:
    """Take the photo away: the drawn picture is shown again, or none."""
    require(policies.may_drop_picture(by, person.pk))
    profile = _locked(person)
    if profile.picture:
        StaffPicture.objects.filter(person=person).delete()
        profile.picture = ""
        profile.save(update_fields=["picture"])
        audit.record(by, "accounts.picture_removed", person, at=at, about=person.pk)
    return profile


def _locked(person: Person) -> StaffProfile:
    StaffProfile.objects.get_or_create(person=person)
    return StaffProfile.objects.select_for_update().get(person=person)
