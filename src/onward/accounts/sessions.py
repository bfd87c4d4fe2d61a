"""Beginning a session other than through the sign-in page."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.http import HttpRequest

from onward.accounts.models import Pass, Person
from onward.accounts.standing import PASS_KEY


def begin(request: HttpRequest, person: Person, method: str = "code") -> None:
    """Sign in somebody who has just shown who she is: by the code from the letter ("code") or by a demo link ("demo").

    Whoever was signed in here before is signed out. request.actor stays as it was until the next page.
    """
    get_adapter(request).login(request, person)
    record_authentication(request, person, method)
    user_logged_in.send(sender=Person, request=request, user=person)


def enter_with(request: HttpRequest, entered: Pass) -> None:
    """Act as the manager of this link from the next page on; ends any other session in this browser."""
    request.session.flush()
    request.session[PASS_KEY] = str(entered.pk)
    request.session.set_expiry(12 * 3600)
