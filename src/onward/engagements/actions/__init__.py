"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.engagements.actions.agreements import (
    add_package,
    change_agreement,
    end_package,
    name_coordinators,
    record_agreement,
)
from onward.engagements.actions.erasure import erase_ended, erase_order, erase_told_order
from onward.engagements.actions.lists import (
    answer_rows,
    drop_expired_drafts,
    drop_list,
    import_file,
    read_again,
    read_draft,
    record_list,
    upload_list,
)
from onward.engagements.actions.managers import (
    end_idle_links,
    end_manager_link,
    record_manager,
    send_manager_link,
    show_manager_link,
)
from onward.engagements.actions.orders import change_order, record_order
from onward.engagements.actions.talks import (
    call_off_talk,
    let_tick_stand,
    note_handed_over,
    plan_talk,
    plan_talks,
    settle_ticks,
    take_back_tick,
    tick_talk_held,
)
from onward.engagements.actions.templates import load_templates

__all__ = [
    "add_package",
    "answer_rows",
    "call_off_talk",
    "change_agreement",
    "change_order",
    "drop_expired_drafts",
    "drop_list",
    "end_idle_links",
    "end_manager_link",
    "end_package",
    "erase_ended",
    "erase_order",
    "erase_told_order",
    "import_file",
    "let_tick_stand",
    "load_templates",
    "name_coordinators",
    "note_handed_over",
    "plan_talk",
    "plan_talks",
    "read_again",
    "read_draft",
    "record_agreement",
    "record_list",
    "record_manager",
    "record_order",
    "send_manager_link",
    "settle_ticks",
    "show_manager_link",
    "take_back_tick",
    "tick_talk_held",
    "upload_list",
]
