"""What we wrote down for somebody on the phone, in words, by what history calls it. Pure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.letters.enums import LetterKind

TOLD: dict[LetterKind, dict[str, Promise]] = {
    LetterKind.APPOINTMENTS: {
        "counselling.begun_by_phone": _("Your answer, and how we reach you."),
        "counselling.meeting_booked": _("A meeting was booked."),
        "counselling.meeting_moved": _("A meeting was moved."),
        "counselling.meeting_cancelled": _("A meeting was cancelled."),
        "counselling.trial_booked": _("A short talk with another counsellor was booked."),
        "counselling.trial_cancelled": _("The short talk with another counsellor was cancelled."),
        "counselling.reminder_chosen": _("How you want to be reminded of meetings."),
        "programmes.hours_confirmed": _("You said that a line of your hours is right."),
        "programmes.hours_disputed": _("You said that a line of your hours is not right."),
        "programmes.counsellor_chosen": _("You chose another counsellor."),
        "programmes.earlier_opened": _("Your counsellor may read what was shared before."),
        "programmes.earlier_closed": _("What was shared before is closed to your counsellor."),
        "accounts.postal_address_changed": _("Where letters reach you."),
        "accounts.postal_address_removed": _("That we have no postal address of yours."),
        "privacy.consent_recorded": _("What you said yes or no to."),
    },
    LetterKind.PLAN: {
        "counselling.step_added": _("A step was added to your plan."),
        "counselling.step_changed": _("A step of your plan was changed."),
        "counselling.step_done": _("A step was done."),
        "counselling.step_dropped": _("A step was left out."),
        "counselling.step_reopened": _("A step was opened again."),
        "counselling.need_marked": _("You said that you need more now."),
        "counselling.need_cleared": _("You said that it is all right again."),
        "counselling.meeting_described": _("What a meeting is to be about."),
        "counselling.remark_added": _("A remark below what we agreed."),
        "dialogue.message_written_down": _("Something you said, as a message."),
        "applications.application_recorded": _("A job you have gone for."),
        "applications.application_changed": _("Something about a job you have gone for was changed."),
        "applications.application_moved": _("How it stands with a job you have gone for."),
        "applications.asked": _("You asked how it stands with a job."),
        "applications.application_deleted": _("A job you had gone for was taken off the list."),
        "programmes.fact_published": _("Your former employer may see something more."),
        "programmes.fact_withdrawn": _("Your former employer does not see something any more."),
        "landing.landing_recorded": _("What comes next for you."),
        "landing.landing_changed": _("What comes next for you was changed."),
        "landing.loss_recorded": _("The new beginning came to an end."),
        "landing.employer_told": _("Your former employer hears of your new job."),
    },
}


def verbs(kind: LetterKind) -> list[str]:
    """What makes a letter of this kind worth posting."""
    return list(TOLD.get(kind, {}))
