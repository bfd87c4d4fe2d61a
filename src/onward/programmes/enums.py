from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a programme stands. The employer sees it in its own words (`SponsorSheet`)."""

    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted, not started")
    UNDER_WAY = "under_way", _("under way")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken_back", _("the tick was taken back")


OVER = (State.ENDED, State.DECLINED, State.TAKEN_BACK)


STEPS = {
    State.INVITED: {State.ACCEPTED, State.DECLINED, State.TAKEN_BACK},
    State.TAKEN_BACK: {State.INVITED},
    State.ACCEPTED: {State.UNDER_WAY, State.DECLINED, State.ENDED},
    State.UNDER_WAY: {State.PAUSED, State.ENDED},
    State.PAUSED: {State.UNDER_WAY, State.ENDED},
    # a job that is lost leads back to what is left; what never started goes back to where it stood
    State.ENDED: {State.UNDER_WAY, State.ACCEPTED},
    State.DECLINED: {State.ACCEPTED},  # a no may be taken back
}


class AnswerKind(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    TALK_FIRST = "talk_first", _("I want to talk before I decide")


class AttemptKind(models.TextChoices):
    """Ways of reaching somebody. Only a talk both ways stops the clock."""

    TALK = "talk", _("we spoke")
    CALL = "call", _("called, no answer")
    VOICE_MESSAGE = "voice_message", _("left a voice message")
    MAIL = "mail", _("wrote an e-mail")
    SMS = "sms", _("wrote a text message")
    LETTER = "letter", _("wrote a letter")


class PauseReason(models.TextChoices):
    """A class, never the reason itself. ENDED is set by reopening: the days in between do not count."""

    ILLNESS = "illness", _("illness")
    LEAVE = "leave", _("leave")
    AGREEMENT = "agreement", _("by agreement")
    ENDED = "ended", _("the programme had ended")


CHOSEN_REASONS = (PauseReason.ILLNESS, PauseReason.LEAVE, PauseReason.AGREEMENT)


class HourKind(models.TextChoices):
    INDIVIDUAL = "individual", _("individual")
    GROUP = "group", _("group")
    PREPARATION = "preparation", _("preparation")
    EMPLOYER = "employer", _("with the employer")
    AFTERCARE = "aftercare", _("after-care")


# what counts towards the minutes bought: time with the candidate
COUNTED = (HourKind.INDIVIDUAL, HourKind.GROUP, HourKind.AFTERCARE)


class Presence(models.TextChoices):
    """Who was there in an hour. NOT_THERE counts only where the template says so, and then it was said before."""

    THERE = "there", _("the candidate was there")
    NOT_THERE = "not_there", _("the candidate did not come; the time counts")
    WITHOUT = "without", _("without the candidate")


class HourAnswerKind(models.TextChoices):
    CONFIRMED = "confirmed", _("right")
    DISPUTED = "disputed", _("not right")


class Phase(models.TextChoices):
    PREPARATION = "preparation", _("Preparation")
    FOUNDATION = "foundation", _("Foundation")
    OPPORTUNITIES = "opportunities", _("Opportunities")
    ACTION = "action", _("Action")
    LANDING = "landing", _("New job")


class FactKind(models.TextChoices):
    """What a candidate may let the former employer know beyond the table; gone when consent is withdrawn."""

    PHASE = "phase", _("the phase")
    NEW_JOB = "new_job", _("a new job, where and from when")


class SheetAnswer(models.TextChoices):
    """The answer to the invitation, as the employer may know it. "I want to talk first" is none."""

    WAITING = "waiting", _("no answer yet")
    NOT_IN_TIME = "not_in_time", _("not answered in time")
    ACCEPTED = "accepted", _("yes")
    DECLINED = "declined", _("no")


class SheetCourse(models.TextChoices):
    """How far the programme is, as the employer may know it: not why, and not where to."""

    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class LineState(models.TextChoices):
    """What the candidate has said to a line of the hours account. LET_PASS is shown, and never written.

    NOT_ASKED: an hour without the candidate, which costs her nothing; she may still call it not right.
    ANSWERED: called not right, and the provider has answered in words; silence does not turn it into anything else.
    """

    WAITING = "waiting", _("no answer yet")
    CONFIRMED = "confirmed", _("right")
    DISPUTED = "disputed", _("not right")
    ANSWERED = "answered", _("not right, and answered")
    LET_PASS = "let_pass", _("let pass")
    NOT_ASKED = "not_asked", _("needs no answer")


class OrdersWait(models.TextChoices):
    """What an order waits for before its programme begins, the most pressing first."""

    NOT_TICKED = "not_ticked", _("the day of the talk has passed")
    NO_COUNSELLOR = "no_counsellor", _("no counsellor has been chosen")
    NO_DAY = "no_day", _("no talk planned yet")


class ChangeReason(models.TextChoices):
    """Why somebody chose another counsellor. Counted by office and quarter, never kept with a person."""

    LANGUAGE = "language", _("I would rather speak another language")
    PLACE = "place", _("Somebody nearer to where I live")
    TIMES = "times", _("Other times suit me better")
    FIELD = "field", _("Somebody who knows my field")
    MATCH = "match", _("We did not find each other")
    OTHER = "other", _("Something else")


class LookReason(models.TextChoices):
    """Why somebody reads a file that is not her own, as the candidate reads it in the log."""

    COVER = "cover", _("stands in for your counsellor")
    SECOND = "second", _("a second pair of eyes, at your wish")
    SUPERVISION = "supervision", _("guides your counsellor in the work")
    COMPLAINT = "complaint", _("looks into a question or complaint")
    HANDOVER = "handover", _("prepares a change of counsellor")
