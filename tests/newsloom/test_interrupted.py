"""A run that is stopped anywhere loses nothing and repeats nothing."""

import signal
import time
from collections import Counter

import pytest

from newsloom.cli import STOPPED
from newsloom.config import load_newsroom
from newsloom.demo import write_demo_newsroom
from newsloom.press.server import serving
from storage import open_store
from tests.newsloom.conftest import Command


@pytest.fixture
def room(press, tmp_path):
    with serving(press) as web:
        write_demo_newsroom(tmp_path / "room", press, press_port=web.port, desk_port=0)
        command = Command(tmp_path / "room")
        command.web, command.folder = web, tmp_path / "room"
        yield command


def standing(folder):
    newsroom = load_newsroom(folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    counts = store.counts()
    members = {one.id: sorted(article.id for article in store.story_articles(one.id)) for one in store.queue(limit=1000)}
    store.close()
    return counts, members


def wait_for(process, condition, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError(f"the run ended (status {process.poll()}) or took too long before it could be stopped")


def drafted(folder):
    newsroom = load_newsroom(folder)
    if not (newsroom.var / "newsloom.db").exists():
        return 0
    store = open_store(newsroom.database, newsroom.var / "archive")
    try:
        return store.counts().drafts
    finally:
        store.close()


POINTS = {
    "in the middle of the crawl": lambda room: len(room.web.requests) > 60,
    "while pages are read": lambda room: any(room.folder.glob("var/newsloom.db")) and room.pages_read() > 10,
    "while drafts are written": lambda room: room.pages_read() > 80 and drafted(room.folder) > 3,
}


def pages_read(folder):
    newsroom = load_newsroom(folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    try:
        return store.counts().articles
    finally:
        store.close()


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_any_point_goes_on_where_it_was(room, pressroom, point):
    room.pages_read = lambda: pages_read(room.folder)
    process = room.start("run")
    wait_for(process, lambda: POINTS[point](room))
    process.kill()
    process.communicate()

    room("run")

    assert standing(room.folder) == standing(pressroom.folder)
    asked = Counter(visit for visit in room.web.requests if visit.status == 200 and "robots" not in visit.path)
    in_flight = 16  # the concurrency of the demo: what was under way when the run was killed may be asked for again
    twice = [visit for visit, times in asked.items() if times > 1 and not ("feed" in visit.path or "rss" in visit.path)]
    assert len(twice) <= in_flight, twice


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 1)], ids=["Ctrl-C", "SIGTERM"])
def test_a_stop_says_one_line_and_the_next_run_goes_on(room, pressroom, sent, status):
    process = room.start("run")
    wait_for(process, lambda: len(room.web.requests) > 60)
    process.send_signal(sent)
    _, error = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Traceback" not in error
    assert error.strip().splitlines()[-1] == f"newsloom: {STOPPED}"
    room("run")
    assert standing(room.folder) == standing(pressroom.folder)
