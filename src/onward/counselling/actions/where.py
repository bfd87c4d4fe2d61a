"""Where one meets: fixed when a meeting is booked or moved, so that a link or an address does not change under it."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from onward.accounts.models import Office
from onward.counselling.selectors.meetings import place_at
from onward.programmes.models import Programme
from onward.scheduling.enums import MeetingForm
from onward.scheduling.models import Appointment

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is misread aloud
LETTERS = 20  # 98 bits: nobody guesses the room


@dataclass(frozen=True, slots=True)
class Where:
    """An address, a link or a name; and the office, where one meets at one."""

    place: str = ""
    office_id: uuid.UUID | None = None


def where_one_meets(
    programme: Programme, form: MeetingForm, starts_at: datetime, before: Appointment | None = None
) -> Where:
    """The address of the office where the counsellor sits then, a video room, the employer; by phone nowhere.

    before: the same talk as it was booked. Its link stays while it is by video with the same host.
    """
    match MeetingForm(form):
        case MeetingForm.OFFICE:
            office = place_at(programme, starts_at)
            return Where(address_of(office), office.pk)
        case MeetingForm.VIDEO:
            if before is not None and _keeps_link(before, programme):
                return Where(before.place)
            return Where(video_room(programme))
        case MeetingForm.EMPLOYER:
            return Where(programme.employer.name)
        case _:
            return Where()


def address_of(office: Office) -> str:
    town = f"{office.postcode} {office.city}".strip()
    return ", ".join(part for part in (office.street, town) if part)[:200]


def video_room(programme: Programme) -> str:
    """The counsellor's own standing room, else a room of its own by the pattern of the installation, else none yet."""
    profile = getattr(programme.counsellor, "staff_profile", None)
    if profile and profile.video_room:
        return profile.video_room[:200]
    if not settings.VIDEO_PATTERN:
        return ""
    return settings.VIDEO_PATTERN.replace("{room}", "".join(secrets.choice(ALPHABET) for _ in range(LETTERS)))


def _keeps_link(before: Appointment, programme: Programme) -> bool:
    by_video = before.form == MeetingForm.VIDEO and bool(before.place)
    return by_video and before.host_id == programme.counsellor_id
