"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.counselling.actions.beginning import (
    Contact,
    activate,
    activate_by_phone,
    answer,
    book_first_talk,
    call_me,
    catch_up,
    decline,
    forget_holder,
    note_used,
    talk_first,
)
from onward.counselling.actions.calls import ask_call, close_calls, settle_call
from onward.counselling.actions.drafts import keep_drafts
from onward.counselling.actions.erasure import erase_of_programme
from onward.counselling.actions.handover import Passed, hand_back, hand_over
from onward.counselling.actions.meetings import (
    book_meeting,
    cancel_coming,
    cancel_meeting,
    conclude_meeting,
    describe_meeting,
    hold_meeting,
    miss_meeting,
    move_meeting,
)
from onward.counselling.actions.minutes import (
    Saved,
    add_remark,
    put_together,
    save_minutes,
    share_minutes,
    write_note,
)
from onward.counselling.actions.offers import offer_times, take_text
from onward.counselling.actions.plan import LookedBack, Plan
from onward.counselling.actions.preparation import (
    SavedAnswers,
    put_answers_together,
    save_beforehand,
    send_beforehand,
)
from onward.counselling.actions.reminders import choose_reminder
from onward.counselling.actions.steps import (
    add_step,
    change_step,
    clear_need,
    reopen_step,
    set_need,
    settle_step,
    take_over_step,
)
from onward.counselling.actions.trials import (
    book_trial_talk,
    cancel_coming_trials,
    cancel_trial_talk,
    settle_trial_talk,
)

__all__ = [
    "Contact",
    "LookedBack",
    "Passed",
    "Plan",
    "Saved",
    "SavedAnswers",
    "activate",
    "activate_by_phone",
    "add_remark",
    "add_step",
    "answer",
    "ask_call",
    "book_first_talk",
    "book_meeting",
    "book_trial_talk",
    "call_me",
    "cancel_coming",
    "cancel_coming_trials",
    "cancel_meeting",
    "cancel_trial_talk",
    "catch_up",
    "change_step",
    "choose_reminder",
    "clear_need",
    "close_calls",
    "conclude_meeting",
    "decline",
    "describe_meeting",
    "erase_of_programme",
    "forget_holder",
    "hand_back",
    "hand_over",
    "hold_meeting",
    "keep_drafts",
    "miss_meeting",
    "move_meeting",
    "note_used",
    "offer_times",
    "put_answers_together",
    "put_together",
    "reopen_step",
    "save_beforehand",
    "save_minutes",
    "send_beforehand",
    "set_need",
    "settle_call",
    "settle_step",
    "settle_trial_talk",
    "share_minutes",
    "take_text",
    "take_over_step",
    "talk_first",
    "write_note",
]
