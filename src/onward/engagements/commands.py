"""`onward import-list FILE --agreement NAME`: store a list as orders from the command line, all of it or nothing."""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from onward.core.access import SYSTEM
from onward.core.errors import Refused
from onward.engagements import actions
from onward.engagements.lists import limits

STORED, REFUSED = 0, 2


def import_list(given: Namespace) -> int:
    """Prints JSON (with `--json`) or a sentence; returns 0 for stored, 2 for refused. Nothing is stored in part.

    given: `file`, `agreement`, `json`. The caller has set up Django and taken the inside's writing role.
    """
    path = Path(given.file)
    try:
        with path.open("rb") as file:
            content = file.read(limits.BYTES + 1)  # one byte more than is allowed: enough to refuse it
        outcome = actions.import_file(
            by=SYSTEM, agreement=given.agreement, content=content, filename=path.name, at=datetime.now(UTC)
        )
    except (OSError, Refused) as refusal:
        said = refusal.strerror if isinstance(refusal, OSError) else str(refusal)
        return _say(given, {"stored": 0, "refused": said}, str(said), REFUSED)
    answer = {"stored": outcome.people, "list": str(outcome.list_id), "agreement": given.agreement}
    return _say(given, answer, f"Stored under {given.agreement}: {outcome.people}", STORED)


def _say(given: Namespace, answer: dict, sentence: str, code: int) -> int:
    if given.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        (sys.stdout if code == STORED else sys.stderr).write(sentence + "\n")
    return code
