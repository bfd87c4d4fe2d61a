"""What the guidance file may listen to. Sent inside the transaction of the change; all carry `programme` and `at`."""

from django.dispatch import Signal

programme_begun = Signal()
"""The tick was acted on: a person, a programme and an invitation exist. Also when a tick follows one taken back."""

programme_taken_back = Signal()
"""The tick was taken back in time: nothing of this programme may be shown any more."""

counsellor_assigned = Signal()
"""Somebody else is responsible now. Carries `counsellor`, `before` (ids, before may be None), `by`, `handed_over`.

handed_over: whoever sent it sees to the meetings and tells the candidate.
"""

counsellor_chosen = Signal()
"""The candidate has chosen another counsellor; sent after `counsellor_assigned`. Carries `before` (an id) and `by`."""

code_used_again = Signal()
"""A code that was already used was typed in: the candidate was told; somebody calls."""

account_closed = Signal()
"""Whoever used the account until now is out; a new code begins anew. Carries `by`."""

invitation_unanswered = Signal()
"""An invitation has found silence for some working hours: a call to make, never an answer."""

invitation_answered = Signal()
"""Carries `answer` (enums.AnswerKind) and `by`."""

first_contact_made = Signal()
"""The first talk both ways: the clock has stopped. Carries `by`."""

identity_confirmed = Signal()
"""By voice, by the counsellor: from now on the account opens the programme. Carries `by`."""

programme_started = Signal()
"""The first meeting was held. Carries `by`."""

phase_changed = Signal()
"""Carries `before`, `after` (enums.Phase) and `by`."""

hours_disputed = Signal()
"""The candidate says that a line of the hours account is not right. Carries `entry` and `by`."""

programme_paused = Signal()
programme_resumed = Signal()

programme_closed = Signal()
"""Ended or declined. Carries `by`."""

programme_reopened = Signal()
"""What is left goes on. Carries `by`."""

programme_erased = Signal()
"""The time of a programme is up: it is about to be erased, in this transaction and under the erasure role.

Whoever stands above removes what it has hung on the programme; what is left there makes the erasure fail as a whole.
"""
