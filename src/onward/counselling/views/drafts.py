"""What a page needs so that a draft survives a lost connection, an ended session and a second window."""

from django.urls import reverse
from django.utils.crypto import salted_hmac


def kept_draft(request, key, save_to):
    """key: which draft. seal: with it the browser seals what it keeps; only after the own sign-in it is here again."""
    name = f"{request.actor.person_id}:{key}"
    return {
        "name": salted_hmac("onward.draft.name", name).hexdigest(),
        "seal": salted_hmac("onward.draft.seal", name, algorithm="sha256").hexdigest(),
        "save_to": save_to,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
