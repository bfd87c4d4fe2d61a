"""What accounts do when somebody below or beside says something."""

from allauth.account.signals import user_logged_in
from django.dispatch import receiver

from onward.accounts import actions
from onward.accounts.standing import PASS_KEY, own_actor
from onward.core.signals import language_chosen


@receiver(language_chosen, dispatch_uid="accounts.keep_language")
def keep_language(sender, *, request, language, **kwargs):
    """A language that a signed-in person chooses is hers from then on, in messages too."""
    person = request.standing.person
    if person is not None:
        actions.change_language(
            by=own_actor(request.standing), person=person, language=language, at=request.received_at
        )


@receiver(user_logged_in, dispatch_uid="accounts.forget_pass")
def forget_pass(sender, *, request, **kwargs):
    """A session acts in one role: signing in ends a manager's link in this browser."""
    request.session.pop(PASS_KEY, None)
