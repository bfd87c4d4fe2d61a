"""Searches for rubbish: seldom, and between pages."""

import gc
import weakref

import pytest

from onward.config.memory import MANY, SOME_TIMES, search_less, tidy


class Ring:
    def __init__(self):
        self.itself = self


@pytest.fixture
def searched():
    """Which generations were searched meanwhile."""
    found = []

    def note(phase, info):
        if phase == "stop":
            found.append(info["generation"])

    search_less()
    gc.collect()
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def test_a_ring_goes_once_there_is_enough_to_search(searched):
    ring = weakref.ref(Ring())

    tidy()
    assert ring() is not None

    kept = [[] for _ in range(MANY)]
    assert searched == []  # no page waits for it
    tidy(signal="request_finished")
    assert ring() is None
    assert searched == [0]
    assert len(kept) == MANY


def test_what_outlives_many_searches_is_searched_too(searched):
    kept = []
    for _ in range((SOME_TIMES + 1) * (SOME_TIMES + 3)):
        kept.append([[] for _ in range(MANY)])
        tidy()

    assert searched.count(1) > 1
    assert searched.count(2) == 1
