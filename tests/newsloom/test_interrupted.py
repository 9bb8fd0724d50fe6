"""A run that is stopped anywhere loses nothing and repeats nothing."""

import signal
import sqlite3
import time
from contextlib import closing
from urllib.parse import urlsplit

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


def kept_pages(folder):
    with closing(sqlite3.connect(load_newsroom(folder).var / "newsloom.db")) as database:
        found = database.execute("SELECT url FROM pages").fetchall()
    return {
        parts.hostname + parts.path + (f"?{parts.query}" if parts.query else "")
        for parts in (urlsplit(url) for (url,) in found)
    }


def to_the_end(room):
    """Run again, and once more for what a busy machine did not fetch in time: its pause is over at once."""
    room("run")
    with closing(sqlite3.connect(load_newsroom(room.folder).var / "newsloom.db")) as database:
        waiting = database.execute("SELECT url, cause, detail FROM links WHERE state = 'waiting'").fetchall()
        assert len(waiting) <= 2, waiting
        assert all(cause in {"connection", "timeout", "robots", "http"} and detail for _, cause, detail in waiting), waiting
        with database:
            database.execute("UPDATE links SET due = discovered WHERE state = 'waiting'")
    if waiting:
        room("run")


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
    kept, asked = kept_pages(room.folder), len(room.web.requests)

    to_the_end(room)

    assert standing(room.folder) == standing(pressroom.folder)
    again = {visit.host + visit.path for visit in room.web.requests[asked:]}
    assert kept
    assert not kept & again  # only what had not reached the disk when the run was killed is asked for a second time


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
