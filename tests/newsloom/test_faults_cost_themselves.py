"""What goes wrong with one article or one story costs only itself, and is set aside after three tries."""

import logging

import pytest

from newsloom.app import opened, opened_to_read
from newsloom.config import load_newsroom
from newsloom.grouping import group_articles
from newsloom.progress import Silent
from newsloom.starter_files import write_newsroom
from newsloom.work import draft_story, write_drafts
from pipeline.cluster.live import decide
from pipeline.errors import DiskFull, NewsloomError, StoreBusy, StoreUnusable
from pipeline.values import State
from tests.storage.samples import NOW, article, crawl, draft


@pytest.fixture
def room(tmp_path):
    write_newsroom(tmp_path / "room", name="Loom", contact="desk@loom.example", beat="x")
    with opened(load_newsroom(tmp_path / "room")) as app:
        yield app


class Writer:
    """Writes a draft of each story but the ones whose only article is among the poisoned."""

    def __init__(self, *poisoned, error=None):
        self.poisoned, self.error = poisoned, error or ZeroDivisionError("by chance")

    def write(self, sheet):
        if any(read.title in self.poisoned for read in sheet.articles):
            raise self.error
        return draft(sheet.story, sheet.articles, sheet.articles[0].title)


def decided_by(monkeypatch, decide):
    """For articles of the time that is held in memory, and for older ones."""
    for module in ("kept", "live"):
        monkeypatch.setattr(f"pipeline.cluster.{module}.decide", decide)


def story_of(app, title):
    return next(one.id for one in app.store.queue() if one.headline == title)


def three_stories(app):
    texts = ("The mill burned in Orrin.", "A heron nests on the quay.", "Tax on salt rises in Varn.")
    for name, text in zip(("one", "two", "three"), texts, strict=True):
        crawl(app.store, name, article(name, f"{text} Nobody knows why."))


def test_a_story_that_cannot_be_drafted_is_quarantined_with_its_cause_and_the_others_go_on(room, monkeypatch, caplog):
    three_stories(room)
    group_articles(room, Silent())
    monkeypatch.setattr("pipeline.write.writer", lambda _name: Writer("Two"))
    assert write_drafts(room, Silent()) == 2
    bad = story_of(room, "Two")
    assert room.store.story(bad).state is State.QUARANTINED
    assert room.store.story(bad).note == "could not be drafted: unexpected ZeroDivisionError: by chance"
    assert sum("could not be drafted" in what for _, _, what in room.store.history(bad)) == 3
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING][-1].endswith("tries again")
    logged = (room.newsroom.var / "logs" / "newsloom.log").read_text()
    assert "Traceback" in logged
    assert write_drafts(room, Silent()) == 0, "it is not tried for ever"

    monkeypatch.setattr("pipeline.write.writer", lambda _name: Writer())
    room.store.retry(bad, "Ada", NOW)
    assert write_drafts(room, Silent()) == 1
    assert (room.store.story(bad).state, room.store.story(bad).note) == (State.READY, None)


def test_a_quarantined_story_can_be_drafted_by_a_person(room, monkeypatch):
    three_stories(room)
    group_articles(room, Silent())
    monkeypatch.setattr("pipeline.write.writer", lambda _name: Writer("One", "Two", "Three"))
    assert write_drafts(room, Silent()) == 0
    assert {one.state for one in room.store.queue()} == {State.QUARANTINED}
    monkeypatch.setattr("pipeline.write.writer", lambda _name: Writer())
    draft_story(room, story_of(room, "One"))
    assert room.store.story(story_of(room, "One")).state is State.READY


@pytest.mark.parametrize("error", [DiskFull("disk full: /x"), StoreBusy("held"), StoreUnusable("damaged")])
def test_what_is_wrong_with_the_database_is_no_fault_of_a_story(room, monkeypatch, error):
    three_stories(room)
    group_articles(room, Silent())
    monkeypatch.setattr("pipeline.write.writer", lambda _name: Writer("Two", error=error))
    with pytest.raises(type(error)):
        write_drafts(room, Silent())
    assert State.QUARANTINED not in {one.state for one in room.store.queue()}


def test_an_article_that_cannot_be_grouped_stands_aside_alone_and_comes_back_when_asked(room, monkeypatch):
    def poisoned(state, near, fresh, **more):
        if any(room.store.article(mine.article).title == "Two" for mine in fresh):
            raise RecursionError("too deep")
        return decide(state, near, fresh, **more)

    three_stories(room)
    decided_by(monkeypatch, poisoned)
    group_articles(room, Silent())
    states = {one.headline: one.state for one in room.store.queue()}
    assert states == {"One": State.GATHERING, "Two": State.QUARANTINED, "Three": State.GATHERING}
    aside = story_of(room, "Two")
    assert room.store.story(aside).note == "could not be grouped: unexpected RecursionError: too deep"
    assert room.store.ungrouped(9) == []

    decided_by(monkeypatch, decide)
    room.store.retry(aside, "Ada", NOW)
    group_articles(room, Silent())
    assert {one.state for one in room.store.queue()} == {State.GATHERING}
    assert len(room.store.queue()) == 3


def test_a_grouping_that_fails_without_any_new_article_blames_none(room, monkeypatch):
    def broken(*_given, **_more):
        raise ValueError("odd")

    three_stories(room)
    decided_by(monkeypatch, broken)
    with pytest.raises(NewsloomError, match="the stories there are cannot be grouped"):
        group_articles(room, Silent())
    assert len(room.store.ungrouped(9)) == 3


def test_a_database_that_refuses_a_grouping_blames_no_article(room):
    three_stories(room)
    with room.store._db.write() as tx:
        tx.exec_driver_sql("alter table fingerprints rename to elsewhere")
    with pytest.raises(StoreUnusable):
        group_articles(room, Silent())
    assert len(room.store.ungrouped(9)) == 3


def test_a_look_writes_nothing(room):
    three_stories(room)
    group_articles(room, Silent())
    with room.store._db.write(), opened_to_read(room.newsroom) as looking:  # somebody writes meanwhile
        assert len(looking.store.queue()) == 3
