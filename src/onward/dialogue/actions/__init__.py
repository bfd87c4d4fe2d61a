"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.dialogue.actions.away import remove_away, set_answer_time, set_away
from onward.dialogue.actions.changes import change_counsellor, erase_of_programme, forget_holder, tell_what_waits
from onward.dialogue.actions.drafts import Saved, drop_file, put_together, save_draft
from onward.dialogue.actions.messages import mark_seen, need_no_answer, send_message, write_down

__all__ = [
    "Saved",
    "change_counsellor",
    "drop_file",
    "erase_of_programme",
    "forget_holder",
    "mark_seen",
    "need_no_answer",
    "put_together",
    "remove_away",
    "save_draft",
    "send_message",
    "set_answer_time",
    "set_away",
    "tell_what_waits",
    "write_down",
]
