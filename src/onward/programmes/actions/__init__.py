"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.programmes.actions.choice import change_counsellor, close_earlier, open_earlier
from onward.programmes.actions.contact import (
    assign_counsellor,
    confirm_identity,
    follow_up_silence,
    propose_counsellor,
    record_attempt,
    record_first_contact,
)
from onward.programmes.actions.course import (
    agree_start,
    change_phase,
    close_programme,
    extend_programme,
    pause_programme,
    record_meeting_held,
    reopen_programme,
    resume_programme,
)
from onward.programmes.actions.erasure import erase_due, erase_programme, say_what_goes
from onward.programmes.actions.facts import publish_fact, withdraw_fact
from onward.programmes.actions.handover import begin_hand_over, end_hand_over, hand_over_programme, take_back
from onward.programmes.actions.hour_answers import confirm_hours, dispute_hours, enter_answer, reply_to_dispute
from onward.programmes.actions.hours import book_hours, book_missed, correct_hours
from onward.programmes.actions.invitations import (
    Redeemed,
    answer_invitation,
    check_code,
    end_codes,
    redeem_code,
    reissue_invitation,
    start_over,
    use_invitation,
)
from onward.programmes.actions.looks import end_look, note_look, start_look
from onward.programmes.actions.settling import settle_talks

__all__ = [
    "Redeemed",
    "agree_start",
    "answer_invitation",
    "assign_counsellor",
    "begin_hand_over",
    "book_hours",
    "book_missed",
    "change_counsellor",
    "change_phase",
    "check_code",
    "close_earlier",
    "close_programme",
    "confirm_hours",
    "confirm_identity",
    "correct_hours",
    "dispute_hours",
    "end_codes",
    "end_hand_over",
    "end_look",
    "enter_answer",
    "erase_due",
    "erase_programme",
    "extend_programme",
    "follow_up_silence",
    "hand_over_programme",
    "note_look",
    "open_earlier",
    "pause_programme",
    "propose_counsellor",
    "publish_fact",
    "record_attempt",
    "record_first_contact",
    "record_meeting_held",
    "redeem_code",
    "reissue_invitation",
    "reopen_programme",
    "reply_to_dispute",
    "resume_programme",
    "say_what_goes",
    "settle_talks",
    "start_look",
    "start_over",
    "take_back",
    "use_invitation",
    "withdraw_fact",
]
