"""Killable children: one page that hangs, dies or eats memory costs only itself."""

import os
import time

import pytest

from newsloom.readers import Killed, Readers


def read(item):
    if item == "hang":
        time.sleep(60)
    if item == "die":
        os._exit(3)
    if item == "eat":
        return len(bytearray(2 << 30))
    if item == "raise":
        raise ValueError("no page of ours")
    return item.upper()


@pytest.fixture(scope="module")
def readers():
    with Readers(read, workers=2, timeout=2.0, memory_mb=768) as pool:
        yield pool


@pytest.mark.parametrize(
    ("bad", "words"),
    [("hang", "timed out after 2 s"), ("die", "exit code 3"), ("eat", "more memory"), ("raise", "ValueError: no page of ours")],
)
def test_a_bad_page_costs_only_itself_and_the_order_stays(readers, bad, words):
    items = ["a", "b", bad, "c", "d"]
    outcomes = list(readers.map(items))
    assert [item for item, _ in outcomes] == items
    assert [outcome for item, outcome in outcomes if item != bad] == ["A", "B", "C", "D"]
    (killed,) = [outcome for item, outcome in outcomes if item == bad]
    assert isinstance(killed, Killed)
    assert words in killed.detail


def test_items_are_taken_only_as_they_are_needed(readers):
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield str(number)

    answers = readers.map(items())
    next(answers)
    assert len(taken) <= 11
    answers.close()
