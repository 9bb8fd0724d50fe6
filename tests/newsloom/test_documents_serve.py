"""Documents while the newsroom runs: the work process wants them, the crawl process fetches them, the draft is made anew."""

import signal

import pytest

from newsloom.config import load_newsroom
from storage import open_store
from tests.newsloom.conftest import Command
from tests.newsloom.documents_room import COMPANY, HAZARDS, RELEASE, small_web, write_room
from tests.newsloom.test_serve import stop, until


@pytest.fixture
def room(tmp_path):
    with small_web() as web:
        write_room(tmp_path, web, per_story=6)
        command = Command(tmp_path)
        command.web, command.folder = web, tmp_path
        command("crawl")
        yield command


@pytest.mark.slow
def test_serve_drafts_at_once_and_again_when_the_document_has_come(room):
    newsroom = load_newsroom(room.folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    alder = store.end_of("https://alder.example/loom").id
    process = room.start("serve", "--role", "crawl,work")
    try:
        until(lambda: store.stories_of([alder]))
        story = store.stories_of([alder])[alder]
        first = until(lambda: store.draft(story))
        last = until(lambda: (draft := store.draft(story)).version > first.version and draft)
        ended = until(lambda: all(one.state != "wanted" for one in store.documents(story)) and store.documents(story))
    finally:
        status, _ = stop(process, signal.SIGTERM)
        store.close()
    assert status == 0
    assert "primary" not in {source.role for source in first.sources}
    assert RELEASE in {source.url for source in last.sources if source.role == "primary"}
    assert {one.url: one.state for one in ended if one.url in {*HAZARDS.values(), RELEASE}} == {
        RELEASE: "joined",
        **dict.fromkeys(HAZARDS.values(), "failed"),
    }
    assert room.web.asked(COMPANY, "/press/weaver-two") == 1


def test_a_newsroom_that_has_switched_documents_off_asks_for_none(tmp_path):
    with small_web() as web:
        write_room(tmp_path, web, fetch=False)
        Command(tmp_path)("run")
        assert web.asked("alder.example", "/loom") == 1
        assert web.asked(COMPANY) == 0


def test_the_sample_press_asks_for_no_document_outside_it(pressroom):
    newsroom = load_newsroom(pressroom.folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    hosts = set(newsroom.settings.fetch.resolve)
    wanted = {one.url for story in store.queue(limit=1000) for one in store.documents(story.id)}
    store.close()
    assert {url.split("/")[2] for url in wanted} <= hosts
