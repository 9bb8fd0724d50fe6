"""``newsloom why`` about what a running newsroom has kept: with the phrases that the pass had no time to look for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsloom.app import opened
from newsloom.config import load_newsroom
from newsloom.grouping import group_articles
from newsloom.progress import Silent
from newsloom.starter_files import write_newsroom
from newsloom.why import why_article, why_two
from pipeline.errors import NewsloomError
from pipeline.values import Moment
from tests.storage.samples import article, crawl

START = datetime.now(UTC) - timedelta(days=1)
SAID = "Mayor Ines Calloway told the council of Orlet that the granary costs 181 million"


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "room"
    write_newsroom(folder, name="Loom", contact="desk@loom.example", beat="x")
    with opened(load_newsroom(folder)) as app:
        yield app


def kept(app, name, text):
    return crawl(app.store, name, article(name, text, title="Granary of Orlet closed", published=Moment(START)), at=START)[1]


def test_what_was_decided_in_a_pass_is_told_with_the_phrases_that_both_print(room):
    kept(room, "one", f"The granary was shut. {SAID}. Engineers saw a crack of 17 metres in its western wall.")
    kept(room, "two", f"Nobody may enter. {SAID}. The western wall has a crack of 17 metres, engineers say.")
    group_articles(room, Silent())
    recorded = room.store.story(room.store.queue()[0].id).members
    second, near = next((one.article, one.nearest[0]) for one in recorded if one.nearest)
    assert not any("phrases" in reason for reason in near.reasons), "the pass looked for none"
    told = why_article(room, second)["decided"]["nearest"][0]
    assert told["reasons"][: len(near.reasons)] == list(near.reasons)
    (phrases,) = told["reasons"][len(near.reasons) :]
    assert phrases.startswith(f"shared phrases: “{SAID}” (14 words)")


def test_a_large_window_says_how_far_it_is_and_a_small_one_says_nothing(room, monkeypatch, capsys):
    first = kept(room, "one", f"The granary was shut. {SAID}.")
    kept(room, "two", f"Nobody may enter. {SAID}.")
    group_articles(room, Silent())
    capsys.readouterr()
    quiet = why_article(room, first.id)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("newsloom.why.SAID_FROM", 2)
    assert why_article(room, first.id) == quiet
    assert "why: 2 articles are compared: 2/2" in capsys.readouterr().err


def test_what_is_no_article_is_answered_by_what_it_is(room):
    one = kept(room, "one", f"The granary was shut. {SAID}.")
    group_articles(room, Silent())
    (story,) = room.store.queue()
    with pytest.raises(NewsloomError, match=f"is a story: `newsloom story {story.id}` lists its articles"):
        why_article(room, story.id)
    for asked in (lambda: why_article(room, " "), lambda: why_two(room, one.id, "")):
        with pytest.raises(NewsloomError, match="no article is named: give its id or its address"):
            asked()
    with pytest.raises(NewsloomError) as long:
        why_article(room, "x" * 100_000)
    assert len(str(long.value)) < 250
