"""A new address is used only when its code was typed in. What waits for the code stands in the session."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from onward.accounts import post
from onward.accounts.models import Person

KEY = "onward_contact"
GOOD_FOR = timedelta(minutes=10)
TRIES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that waits for its code."""

    channel: str
    address: str

    @property
    def as_contact(self) -> dict[str, str]:
        return {"email" if self.channel == post.MAIL else "phone": self.address}


def send(request: HttpRequest, person: Person, *, channel: str, address: str, to_work: bool, at: datetime) -> bool:
    """Send a code to the new address. False: too many were asked for, wait a while."""
    if not ratelimit.consume(request, action="request_login_code", key=address):
        return False
    code = "".join(secrets.choice("0123456789") for _ in range(6))
    request.session[KEY] = {
        "channel": channel,
        "address": address,
        "proof": _proof(code, address),
        "until": (at + GOOD_FOR).timestamp(),
        "tries": TRIES,
    }
    post.send(
        "contact_code",
        channel=channel,
        address=address,
        language=person.language,
        at=at,
        person=person.pk,
        to_work=to_work,
        secret=True,
        code=code,
    )
    return True


def waiting(request: HttpRequest, at: datetime) -> Waiting | None:
    """What waits in this session; nothing once the time or the tries are used up."""
    kept = request.session.get(KEY)
    if not kept or kept["until"] < at.timestamp() or kept["tries"] <= 0:
        return None
    return Waiting(kept["channel"], kept["address"])


def confirm(request: HttpRequest, code: str, at: datetime) -> Waiting | None:
    """The address whose code this is; a wrong code uses up one of the tries."""
    found = waiting(request, at)
    if found is None:
        return None
    kept = request.session[KEY]
    if hmac.compare_digest(kept["proof"], _proof(code, found.address)):
        del request.session[KEY]
        return found
    request.session[KEY] = {**kept, "tries": kept["tries"] - 1}
    return None


def _proof(code: str, address: str) -> str:
    return salted_hmac("onward.accounts.contact", f"{address}:{code}").hexdigest()
