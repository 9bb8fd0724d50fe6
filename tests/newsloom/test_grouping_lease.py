"""The lease of the grouping outlasts a window that takes long to read, and not the process that reads it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import UTC, datetime, timedelta

import pytest

from newsloom import grouping
from newsloom.app import opened
from newsloom.config import load_newsroom
from newsloom.grouping import GROUP_LEASE, group_articles
from newsloom.progress import Silent
from newsloom.starter_files import write_newsroom
from pipeline.errors import LeaseLost
from pipeline.protocols import GroupingResult
from pipeline.values import Moment
from tests.storage.samples import article, crawl

START = datetime.now(UTC) - timedelta(days=1)
A_STEP = timedelta(seconds=GROUP_LEASE / 5)
FERRIES = 9


@pytest.fixture
def folder(tmp_path):
    """A newsroom with so many articles that are grouped and one that waits."""
    room = tmp_path / "room"
    write_newsroom(room, name="Loom", contact="desk@loom.example", beat="x")
    with opened(load_newsroom(room)) as app:
        for number in range(FERRIES + 1):
            said = f"The ferry number {number} of Orlet stopped at noon. Its captain Ines Calloway waits for {number + 40} spare parts."
            crawl(app.store, f"ferry-{number}", article(f"ferry-{number}", said, published=Moment(START)), at=START)
            if number == FERRIES - 1:
                assert group_articles(app, Silent()) == FERRIES
    return room


class SlowClock:
    """A clock that goes on by a fifth of the lease each time it is read, as if every article took that long."""

    def __init__(self, watch=lambda _at: None):
        self.at, self.read, self.watch = datetime.now(UTC), 0, watch

    def __call__(self):
        self.at += A_STEP
        self.read += 1
        if self.read > 1:  # the first reading is for the taking of the lease
            self.watch(self.at)
        return self.at


@pytest.mark.parametrize("late", [False, True])
def test_nobody_takes_over_while_a_long_rebuild_goes_on(folder, monkeypatch, late):
    with opened(load_newsroom(folder)) as app, opened(load_newsroom(folder)) as rival:
        if late:  # what is older than the window is grouped beside all that was active then, read for it alone
            old = article("old", "The pier of Orlet was sold.", published=Moment(START - timedelta(days=200)))
            crawl(app.store, "old", old, at=START)
        taken = []
        clock = SlowClock(lambda at: taken.append(rival.store.acquire("grouping", "rival", at, 60)))
        monkeypatch.setattr(grouping, "now", clock)
        assert group_articles(app, Silent()) == 1 + late
        assert clock.read > FERRIES, "longer than the lease, by far"
        assert set(taken) == {None}
        assert rival.store.acquire("grouping", "rival", clock.at, 60), "and given back at the end"


def _killed_in_a_rebuild(folder, told):
    def die(at):
        if clock.read == FERRIES:
            told.put(at)
            told.close()
            told.join_thread()
            os.kill(os.getpid(), signal.SIGKILL)

    grouping.now = clock = SlowClock(die)
    with opened(load_newsroom(folder)) as app:
        group_articles(app, Silent())


def test_who_dies_in_a_rebuild_is_followed_when_the_lease_ends_and_can_keep_nothing(folder):
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    with opened(load_newsroom(folder)) as app:  # before it dies: whoever opens the store on the same machine need not wait
        child = context.Process(target=_killed_in_a_rebuild, args=(folder, told))
        child.start()
        died = told.get(timeout=60)
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        assert app.store.acquire("grouping", "second", died, 60) is None
        fence = app.store.acquire("grouping", "second", died + timedelta(seconds=GROUP_LEASE), 60)
        assert fence is not None
        with pytest.raises(LeaseLost):
            app.store.save_grouping(GroupingResult((), (), (), {}), fence - 1, died)
        app.store.release("grouping", "second", fence)
        assert group_articles(app, Silent()) == 1
