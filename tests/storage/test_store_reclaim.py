"""What a killed process had taken is free at once for the next one, not when its time runs out."""

import subprocess
import sys
from datetime import UTC, datetime

from newsloom.process import is_gone, name_of_this
from pipeline.values import FeedEntry, Refusal
from storage import open_store

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
ENTRIES = [FeedEntry(f"https://ledger.example/{number}", "ledger", "https://ledger.example/feed") for number in range(3)]


def dead_name():
    """The name of a process that has ended."""
    code = "from newsloom.process import name_of_this; print(name_of_this())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_this_process_is_not_gone_and_one_that_ended_is():
    assert not is_gone(name_of_this())
    assert is_gone(dead_name())
    assert not is_gone("another-machine:1:2")
    host, pid, _ = name_of_this().split(":")
    assert is_gone(f"{host}:{pid}:1"), "a later process with the same number is another one"


def test_leases_of_the_dead_are_free_at_once_and_those_of_the_living_are_not(place, tmp_path):
    dead, living = dead_name(), name_of_this()
    killed, other = (open_store(place.url, tmp_path / "archive", holder=name) for name in (dead, living))
    killed.discover(ENTRIES, NOW)
    taken = killed.lease_links(["ledger"], 2, NOW, 900)
    mine = other.lease_links(["ledger"], 5, NOW, 900)
    assert (len(taken), len(mine)) == (2, 1)
    killed.acquire("grouping", dead, NOW, 900)
    assert other.acquire("grouping", living, NOW, 900) is None

    assert other.reclaim(is_gone, NOW) == 3

    assert {link.entry.url for link in other.lease_links(["ledger"], 5, NOW, 900)} == {link.entry.url for link in taken}
    assert other.acquire("grouping", living, NOW, 900) is not None
    for store in (killed, other):
        store.close()


def test_the_end_of_a_link_can_be_asked(place, tmp_path):
    from pipeline.values import Cause

    store = open_store(place.url, tmp_path / "archive")
    store.discover(ENTRIES[:1], NOW)
    url = ENTRIES[0].url
    assert store.end_of(url) is None
    (link,) = store.lease_links(["ledger"], 1, NOW, 60)
    refusal = Refusal(url, Cause.GONE, "gone (410)", NOW, "ledger")
    store.refuse_link(link, refusal)
    assert store.end_of(url) == refusal
    assert store.end_of("https://ledger.example/never-seen") is None
    store.close()
