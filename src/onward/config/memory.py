"""Python's search for rubbish, as it suits a process that answers pages."""

import gc

OFTEN = 20_000  # new objects between two searches; the default of 700 took a third of the time of a long page


def search_less() -> None:
    """Leave what the start brought out of every search, and search seldom: rows and texts of a page go with the page.

    Called once, when everything is loaded. Most objects are freed without a search; it finds rings alone.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN, 10, 10)
