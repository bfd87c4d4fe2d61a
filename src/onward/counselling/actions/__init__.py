"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.counselling.actions.beginning import (
    Contact,
    activate,
    activate_by_phone,
    answer,
    book_first_talk,
    call_me,
    decline,
    talk_first,
)
from onward.counselling.actions.calls import ask_call, close_calls, settle_call
from onward.counselling.actions.erasure import erase_of_programme
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
from onward.counselling.actions.steps import (
    add_step,
    change_step,
    clear_need,
    reopen_step,
    set_need,
    settle_step,
)

__all__ = [
    "Contact",
    "Saved",
    "activate",
    "activate_by_phone",
    "add_remark",
    "add_step",
    "answer",
    "ask_call",
    "book_first_talk",
    "book_meeting",
    "call_me",
    "cancel_coming",
    "cancel_meeting",
    "change_step",
    "clear_need",
    "close_calls",
    "conclude_meeting",
    "decline",
    "describe_meeting",
    "erase_of_programme",
    "hold_meeting",
    "miss_meeting",
    "move_meeting",
    "put_together",
    "reopen_step",
    "save_minutes",
    "set_need",
    "settle_call",
    "settle_step",
    "share_minutes",
    "talk_first",
    "write_note",
]
