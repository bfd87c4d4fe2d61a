"""Without a screen: whatever a candidate can open or do, somebody on the staff can do for her, or it says why not.

The table is kept complete by the addresses themselves. A new page under /me/ or /start/ needs a line here: the page on
which staff do the same for somebody on the phone, or a reason why nobody can.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from onward.core.access import STAFF

ON_BEHALF = {
    # the beginning
    "counselling:start": "counselling:activate",
    "counselling:start_code": "counselling:activate",
    "counselling:start_you": "counselling:activate",
    "counselling:start_terms": "counselling:activate",
    "counselling:start_no": "counselling:activate",
    "counselling:start_declined": "counselling:activate",
    "counselling:start_answer": "counselling:activate",
    "counselling:start_say_no": "counselling:activate",
    "counselling:start_talk_first": "counselling:spoke",
    "counselling:start_talk": "counselling:book",
    "counselling:start_call": "counselling:first",
    "counselling:start_done": "counselling:first",
    # meetings
    "desks:candidate": "counselling:candidate",
    "counselling:my_meetings": "counselling:candidate",
    "counselling:book_my_meeting": "counselling:book",
    "counselling:my_meeting": "counselling:remark",
    "counselling:move_my_meeting": "counselling:move",
    "counselling:cancel_my_meeting": "counselling:end",
    "counselling:my_reminders": "counselling:reminders",
    "counselling:beforehand": "counselling:beforehand_for",
    "accounts:my_address": "letters:address",
    # the plan
    "counselling:my_steps": "counselling:candidate",
    "counselling:new_step": "counselling:new_step_for",
    "counselling:change_step": "counselling:step",
    "counselling:finish_step": "counselling:settle_step",
    "counselling:drop_step": "counselling:settle_step",
    "counselling:my_need": "counselling:need",
    "counselling:my_plan_card": "counselling:plan_card",
    # who helps
    "counselling:choose_counsellor": "counselling:choose_for",
    "counselling:change_counsellor": "counselling:change_for",
    "counselling:book_trial": "counselling:trial_for",
    "counselling:cancel_trial": "counselling:cancel_trial_for",
    "counselling:earlier": "programmes:office_earlier",
    # messages
    "dialogue:mine": "dialogue:write_down",
    # hours and dates
    "programmes:my_hours": "programmes:desk_programme",
    "programmes:confirm_hours": "programmes:desk_said",
    "programmes:dispute_hours": "programmes:desk_said",
    "programmes:my_hours_file": "programmes:desk_hours_file",
    "programmes:my_dates": "programmes:desk_programme",
    # what the former employer sees, who has looked, what is erased: in a letter, as the candidate's page says it
    "programmes:my_wall": "letters:want",
    "programmes:my_kept": "letters:want",
    # jobs gone for
    "applications:list": "applications:desk_list",
    "applications:new": "applications:desk_new",
    "applications:open": "applications:desk_open",
    "applications:change": "applications:desk_change",
    "applications:asked": "applications:desk_asked",
    "applications:delete": "applications:desk_delete",
    # the new job, and what the former employer learns
    "landing:mine": "landing:desk_mine",
    "landing:new": "landing:desk_new",
    "landing:change": "landing:desk_change",
    "landing:consents": "landing:desk_consents",
    "landing:tell": "landing:desk_tell",
    "landing:untell": "landing:desk_untell",
    "landing:show_phase": "landing:desk_show_phase",
    "landing:hide_phase": "landing:desk_hide_phase",
    "landing:lost": "landing:desk_lost",
}

NOBODY_ELSE = {
    "counselling:keep_beforehand": "Keeps what is typed meanwhile: the counsellor keeps what was said at once.",
    "counselling:put_answers_together": "Puts two windows of one's answers together: by phone there is no window.",
    "counselling:ask_my_call": "Asks to be called back: whoever says it on the phone is spoken with already.",
    "counselling:start_keep": "Keeps what was typed while another page is read: by phone nothing is half typed.",
    "dialogue:my_draft": "A draft is its author's alone, and by phone there is none.",
    "dialogue:my_together": "Puts two windows of one draft together: by phone there is no window.",
    "dialogue:my_seen": "That a screen has shown something: what a letter tells is told when it is posted.",
    "dialogue:my_file": "A file is read on a screen; on paper it comes by the counsellor's hand.",
    "dialogue:my_drop": "Takes a file off an own draft, and by phone there is none.",
    "applications:export": "A file for a screen; its rows are read aloud from the counsellor's list.",
    "scheduling:address": "A calendar address is for a phone or a computer; the letter of appointments stands for it.",
    "scheduling:renew_address": "As above: without a calendar on a screen there is no address to renew.",
    "scheduling:drop_address": "As above: without a calendar on a screen there is no address to end.",
}


def addresses(resolver=None, before="", space=""):
    """Every address with its name and view, as (address, "app:name", view)."""
    for part in (resolver or get_resolver()).url_patterns:
        address = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from addresses(part, address, part.namespace or space)
        elif isinstance(part, URLPattern):
            yield address, f"{space}:{part.name}", part.callback


def of_candidate():
    return {name for address, name, _view in addresses() if address.startswith(("me/", "start/"))}


def test_everything_a_candidate_can_do_has_a_way_without_a_screen_or_a_reason():
    assert of_candidate() == {*ON_BEHALF, *NOBODY_ELSE}


def test_nothing_stands_in_two_tables():
    assert len(ON_BEHALF) + len(NOBODY_ELSE) == len({*ON_BEHALF, *NOBODY_ELSE})


@pytest.mark.parametrize("name", sorted(set(ON_BEHALF.values())))
def test_the_way_is_a_page_of_staff(name):
    opened = {found: view for _address, found, view in addresses()}

    assert opened[name].audience & STAFF
    assert not opened[name].audience - STAFF


@pytest.mark.parametrize("reason", sorted(set(NOBODY_ELSE.values())))
def test_every_exception_says_why(reason):
    assert len(reason) > 30
