"""Python's search for rubbish, as it suits a process that answers pages."""

import gc

MANY = 5_000  # new objects since the last search: enough for another one, between two pages
TOO_MANY = 200_000  # so many that it cannot wait for the end of a page
SOME_TIMES = 10  # searches among the young before one among those that outlived them


def search_less() -> None:
    """Leave what the start brought out of every search, and keep searches out of pages.

    Called once, when everything is loaded. Most objects are freed without a search; it finds rings alone.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(TOO_MANY, SOME_TIMES, SOME_TIMES)


def tidy(**_signal: object) -> None:
    """Search after an answer has gone out, when nobody waits for it: some milliseconds, after every few pages."""
    young, middle, old = gc.get_count()
    if young < MANY:
        return
    if middle < SOME_TIMES:
        gc.collect(0)
    else:
        gc.collect(1 if old < SOME_TIMES else 2)
