"""What never stands in a log: the part of an address that opens a door."""

import logging
import re

BLACK = "███"
# a manager's link, a code from a letter, a demo person's link, a feed of a calendar; also inside ?next=, where slashes
# are written %2F
DOORS = re.compile(
    r"""(?P<way>(?:/|%2F)(?:talks(?:/|%2F)enter|demo|start|calendar(?=(?:/|%2F)[\w=-]+\.ics))(?:/|%2F))
        (?!(?:you|keep|talk-first|no|declined|terms|answer|talk|call|done)(?:/|%2F|[\s?"'&]|$))
        [^/\s?"'&%]+""",
    re.VERBOSE | re.IGNORECASE,
)


def blackened(text: str) -> str:
    """The text without what opens a door."""
    return DOORS.sub(lambda found: found["way"] + BLACK, text)


class HideDoors(logging.Filter):
    """Blackens what opens a door in the message and in its traceback; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = blackened(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = blackened(record.exc_text)
        return True
