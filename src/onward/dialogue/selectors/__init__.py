"""Reads: the only door to messages, drafts and files for views and the apps above."""

from onward.dialogue.selectors.away import Away, answer_hours, answer_time_of, away_notes, away_of, promise
from onward.dialogue.selectors.files import content_of, files
from onward.dialogue.selectors.looks import LookedAt, looked_at
from onward.dialogue.selectors.pages import ConversationPage, conversation_page
from onward.dialogue.selectors.threads import Thread, draft_of, thread
from onward.dialogue.selectors.waiting import WaitingForAnswer, talks, waiting_for_answer

__all__ = [
    "Away",
    "ConversationPage",
    "LookedAt",
    "Thread",
    "WaitingForAnswer",
    "answer_hours",
    "answer_time_of",
    "away_notes",
    "away_of",
    "content_of",
    "conversation_page",
    "draft_of",
    "files",
    "looked_at",
    "promise",
    "talks",
    "thread",
    "waiting_for_answer",
]
