"""Who reads and who writes what candidate and counsellor share.

A coordinator knows that there was a meeting, never what was said. Until the counsellor has confirmed by voice who the
candidate is, the candidate's account reads only what its own user wrote, and nothing from before it was last closed.
"""

from datetime import datetime

from django.db.models import F, Q

from onward.core.access import NOTHING, Actor, Role
from onward.counselling.enums import MinutesState
from onward.counselling.models import Meeting, Minutes, Step, TrialTalk
from onward.programmes import policies as programmes
from onward.programmes.enums import OVER, State
from onward.programmes.models import Programme

NOT_TAKEN_BACK = ~Q(programme__state=State.TAKEN_BACK)


def _of_readable(actor: Actor) -> Q:
    rows = Programme.objects.filter(programmes.readable_programmes(actor))
    return Q(programme__in=rows.values("pk"))


def _own(actor: Actor, by: str = "created_by", at: str = "created_at") -> Q:
    """What a candidate reads of the own programme: all of it once confirmed, before that what she wrote herself.

    Whoever held the code before wrote under the same name: what is older than the account's last closing is not hers.
    """
    confirmed = Q(programme__identity_confirmed_at__isnull=False)
    never_closed = Q(programme__candidate__holder_since=None)
    since = never_closed | Q(**{f"{at}__gte": F("programme__candidate__holder_since")})
    own = NOT_TAKEN_BACK & Q(programme__candidate=actor.person_id)
    return own & (confirmed | (Q(**{by: actor.person_id}) & since))


def _open_to_counsellor(actor: Actor) -> Q:
    """After a change by the candidate what was before is closed, until she opens it."""
    return programmes.readable_since(actor, "created_at")


# Reading ----------------------------------------------------------------------------------------------------------


def readable_meetings(actor: Actor) -> Q:
    """That there is a meeting, when and how. What it is about, a coordinator's page leaves out.

    A counsellor who was chosen in a change sees those of the time before only once the candidate has opened them.
    """
    match actor.role:
        case Role.CANDIDATE:
            return _own(actor)
        case Role.COUNSELLOR:
            return _open_to_counsellor(actor)
        case Role.COORDINATOR | Role.SYSTEM:
            return _of_readable(actor)
        case _:
            return NOTHING


def readable_trials(actor: Actor) -> Q:
    """The candidate, and whoever is tried; coordinators those entered by phone. The counsellor of now is not told."""
    match actor.role:
        case Role.CANDIDATE:
            return NOT_TAKEN_BACK & Q(programme__candidate=actor.person_id)
        case Role.COUNSELLOR:
            return NOT_TAKEN_BACK & Q(appointment__host=actor.person_id)
        case Role.COORDINATOR:
            return _of_readable(actor) & ~Q(created_by=F("programme__candidate"))
        case _:
            return NOTHING


def may_change_trial(actor: Actor, trial: TrialTalk) -> bool:
    """Give the time back: both who meet; a coordinator what was entered by phone."""
    if programmes.is_own(actor, trial.programme):
        return True
    if trial.created_by != trial.programme.candidate_id and programmes.coordinates(actor, trial.programme):
        return True
    return actor.role is Role.COUNSELLOR and trial.appointment.host_id == actor.person_id


def readable_minutes(actor: Actor) -> Q:
    """Shared minutes: the candidate and the own counsellor. A draft: its author alone."""
    shared, mine = Q(state=MinutesState.SHARED), Q(author=actor.person_id)
    stands = ~Q(meeting__programme__state=State.TAKEN_BACK)
    match actor.role:
        case Role.CANDIDATE:
            own = Q(meeting__programme__candidate=actor.person_id)
            return stands & shared & own & Q(meeting__programme__identity_confirmed_at__isnull=False)
        case Role.COUNSELLOR:
            hers = Q(meeting__programme__counsellor=actor.person_id)
            return hers & mine & stands | shared & programmes.readable_since(actor, "shared_at", "meeting__programme")
        case _:
            return NOTHING


def readable_beforehand(actor: Actor) -> Q:
    """What the candidate sent before a meeting: she herself, and the own counsellor."""
    if actor.role is Role.COUNSELLOR:
        return programmes.readable_since(actor, "sent_at", "meeting__programme")
    return _own_before_meeting(actor, "sent_at")


def readable_beforehand_drafts(actor: Actor) -> Q:
    """What she has not sent: nobody else."""
    return _own_before_meeting(actor, "saved_at")


def _own_before_meeting(actor: Actor, at: str) -> Q:
    if actor.role is not Role.CANDIDATE:
        return NOTHING
    holder = "meeting__programme__candidate__holder_since"
    since = Q(**{holder: None}) | Q(**{f"{at}__gte": F(holder)})
    own = Q(meeting__programme__candidate=actor.person_id, meeting__programme__identity_confirmed_at__isnull=False)
    return ~Q(meeting__programme__state=State.TAKEN_BACK) & own & since


def readable_notes(actor: Actor) -> Q:
    """Private notes have one reader: whoever wrote them, also after somebody else became the counsellor."""
    if actor.role is not Role.COUNSELLOR:
        return NOTHING
    return NOT_TAKEN_BACK & Q(author=actor.person_id)


def readable_steps(actor: Actor) -> Q:
    match actor.role:
        case Role.CANDIDATE:
            return _own(actor)
        case Role.COUNSELLOR:
            return _open_to_counsellor(actor)
        case _:
            return NOTHING


def readable_need_marks(actor: Actor) -> Q:
    """That more is needed: the candidate, the own counsellor, and coordinators, who can help with time."""
    match actor.role:
        case Role.CANDIDATE:
            return _own(actor, by="set_by", at="set_at")
        case Role.COUNSELLOR | Role.COORDINATOR | Role.SYSTEM:
            return _of_readable(actor)
        case _:
            return NOTHING


def readable_text_words(actor: Actor) -> Q:
    """What a candidate wrote by text message: the own counsellor, and nobody who coordinates."""
    return programmes.readable_since(actor, "at") if actor.role is Role.COUNSELLOR else NOTHING


def readable_calls(actor: Actor) -> Q:
    """Who waits to be called: whoever can call."""
    if actor.role in {Role.COUNSELLOR, Role.COORDINATOR, Role.SYSTEM}:
        return _of_readable(actor)
    return NOTHING


# Looking through: on its own pages alone, which change nothing ----------------------------------------------------


def meetings_in_look(actor: Actor, now: datetime) -> Q:
    return programmes.readable_in_look(actor, now, "created_at")


def minutes_in_look(actor: Actor, now: datetime) -> Q:
    """Shared ones. A draft is its author's, and a private note has no other reader at all."""
    return Q(state=MinutesState.SHARED) & programmes.readable_in_look(actor, now, "shared_at", "meeting__programme")


def steps_in_look(actor: Actor, now: datetime) -> Q:
    return programmes.readable_in_look(actor, now, "created_at")


# Writing ----------------------------------------------------------------------------------------------------------


def may_begin(actor: Actor, programme: Programme) -> bool:
    """Answer, ask to be called and choose the first time: the candidate, or staff for somebody on the phone."""
    return programmes.may_answer(actor, programme)


def may_book_meeting(actor: Actor, programme: Programme) -> bool:
    return programme.state not in OVER and programmes.may_answer(actor, programme)


def may_change_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Move and cancel: the candidate what she may see, the own counsellor, a coordinator."""
    programme = meeting.programme
    if programmes.is_own(actor, programme):
        return _sees_own(actor, programme, meeting)
    return programmes.may_serve(actor, programme)


def may_choose_reminder(actor: Actor, programme: Programme) -> bool:
    """The candidate, or staff who hear it on the phone."""
    return programmes.may_answer(actor, programme)


def may_prepare(actor: Actor, meeting: Meeting) -> bool:
    """Answer the three questions: the candidate, once her voice was heard; the counsellor for her."""
    programme = meeting.programme
    if programme.state in OVER:
        return False
    if programmes.is_own(actor, programme):
        return programme.identity_confirmed_at is not None
    return programmes.may_lead(actor, programme)


def may_lead_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Say that it was held or missed, write and share its minutes."""
    return programmes.may_lead(actor, meeting.programme)


def may_write_minutes(actor: Actor, minutes: Minutes) -> bool:
    return minutes.author_id == actor.person_id and may_lead_meeting(actor, minutes.meeting)


def may_remark(actor: Actor, minutes: Minutes) -> bool:
    """Add to shared minutes: both who were there. By phone the counsellor writes what the candidate says."""
    programme = minutes.meeting.programme
    if not minutes.is_shared:
        return False
    return programmes.may_lead(actor, programme) or (
        programmes.is_own(actor, programme) and programmes.may_see_programme(actor, programme)
    )


def may_note(actor: Actor, programme: Programme) -> bool:
    return programmes.may_lead(actor, programme)


def may_plan_steps(actor: Actor, programme: Programme) -> bool:
    if programme.state in OVER:
        return False
    return programmes.is_own(actor, programme) or programmes.may_lead(actor, programme)


def may_change_step(actor: Actor, step: Step) -> bool:
    if not may_plan_steps(actor, step.programme):
        return False
    return programmes.may_lead(actor, step.programme) or _sees_own(actor, step.programme, step)


def may_mark_need(actor: Actor, programme: Programme) -> bool:
    return may_plan_steps(actor, programme)


def may_ask_call(actor: Actor, programme: Programme) -> bool:
    """The candidate, staff who heard it, or the system on silence and on a code used twice."""
    return actor.role is Role.SYSTEM or programmes.may_answer(actor, programme)


def may_call(actor: Actor, programme: Programme) -> bool:
    return programmes.may_serve(actor, programme)


def _sees_own(actor: Actor, programme: Programme, thing: Meeting | Step) -> bool:
    if programmes.may_see_programme(actor, programme):
        return True
    since = programme.candidate.holder_since
    return thing.created_by == actor.person_id and (since is None or thing.created_at >= since)
