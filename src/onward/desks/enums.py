from enum import StrEnum


class Panel(StrEnum):
    """What stands in the one panel of a candidate's page."""

    STEP = "step"
    TOUCHPOINT = "touchpoint"
    THINK = "think"
    BOOK = "book"
    REST = "rest"
    NOBODY = "nobody"


class Next(StrEnum):
    """What comes next with one candidate, as the table of the desk says it."""

    BOOKED = "booked"
    CALL = "call"
    NO_ANSWER = "no_answer"
    PAUSED = "paused"
    NONE = "none"


class Lead(StrEnum):
    """Who is named first under the question who is needed."""

    NEED = "need"
    NO_TALK = "no_talk"
    CALL = "call"
    WAITED = "waited"
    NOBODY = "nobody"


class Urgent(StrEnum):
    """What stands in the coordinator's one panel."""

    LATE_NOBODY = "late_nobody"
    LATE = "late"
    NOBODY = "nobody"
    NOT_TICKED = "not_ticked"
    NO_COUNSELLOR = "no_counsellor"
    NOTHING = "nothing"
