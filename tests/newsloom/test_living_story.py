"""A story that goes on in a real store: versions follow each other, and what was approved stays as it was read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from newsloom.app import now, opened
from newsloom.cli import run
from newsloom.config import load_newsroom
from newsloom.work import draft_story, export_waiting
from pipeline.approval import approve
from pipeline.values import State
from tests.newsloom.odd_room import bring_in, odd_room, page, story_of, work
from tests.newsloom.test_one_origin import FERRY, TOLD_AGAIN

FRIDAY = datetime.now(UTC) - timedelta(hours=20)
LATER = (
    "The ferry Albatross is free again: two tugs pulled the ship off the rocks at Cape Tarn at high water on Monday night. Captain "
    "Ines Moraud stayed on board until it was moored in Lorne. Inspectors of the shipping authority have taken the steering pump "
    "ashore. Blueline Ferries expects the Albatross to be in the dock for three weeks. All 214 passengers had reached Lorne by bus."
)


@pytest.fixture
def room(tmp_path):
    """A newsroom with the ferry's story drafted from two reports: (folder, app, story)."""
    folder = tmp_path / "room"
    with odd_room(folder) as app:
        names = bring_in(app, [report(0, FERRY), report(1, TOLD_AGAIN[1])], FRIDAY)
        work(app)
        yield folder, app, story_of(app, names["p0"])


def report(number, text):
    when = FRIDAY + timedelta(hours=3 * number)
    return page(f"p{number}", text, "Ferry Albatross aground off Cape Tarn", outlet=f"o{number}", published=when)


def goes_on(app):
    """The third report of it comes in."""
    bring_in(app, [report(2, LATER)], FRIDAY + timedelta(hours=7))
    work(app)


def texts(draft):
    return [sentence.text for sentence in draft.sentences]


def test_what_held_in_the_last_version_stands_word_for_word_in_the_next(room):
    _, app, story = room
    first = app.store.draft(story)
    goes_on(app)
    second = app.store.draft(story)
    assert (first.version, second.version) == (1, 2)
    assert [text for text in texts(second) if text in texts(first)] == texts(first)
    assert len(second.sources) == 3
    assert any(
        citation.article not in {one.article for one in first.sources} for one in second.sentences for citation in one.citations
    )


def test_drafting_again_without_new_coverage_keeps_the_version(room):
    _, app, story = room
    draft_story(app, story)
    assert app.store.draft(story).version == 1
    goes_on(app)
    draft_story(app, story)
    assert app.store.draft(story).version == 2


def test_an_approved_version_never_changes_and_what_goes_out_is_that_version(room):
    folder, app, story = room
    (folder / "out").mkdir()
    first = app.store.draft(story)
    app.store.approve(approve(first, "Ada Editor", now()), ["files"])
    goes_on(app)
    assert app.store.story(story).state is State.UPDATED_SINCE
    assert app.store.draft(story, 1) == first
    assert app.store.draft(story).version == 2
    (waiting,) = app.store.lease_exports("files", now(), 60, story)
    assert waiting.approved.draft == first
    assert not [one for one in export_waiting(app, "files", story) if one.fault is None], "version 2 waits for a person"


def test_the_terminal_tells_what_is_new_since_the_version_that_was_decided_on(room, capsys):
    folder, app, story = room
    app.store.approve(approve(app.store.draft(story), "Ada Editor", now()), [])
    goes_on(app)
    assert run(["--newsroom", str(folder), "draft", story]) == 0
    told = capsys.readouterr().out
    assert "new since version 1:" in told
    assert "new source: o2: Ferry Albatross aground off Cape Tarn" in told
    assert "this asks for: update (" in told
    assert run(["--newsroom", str(folder), "draft", story, "--json"]) == 0
    since = json.loads(capsys.readouterr().out)["since"]
    assert (since["version"], since["course"]["kind"], len(since["sources"])) == (1, "update", 1)
    assert since["facts"]
    assert since["withdrawn"] == []


def test_nobody_who_decided_on_nothing_is_told_what_is_new_unless_they_ask(room, capsys):
    folder, app, story = room
    goes_on(app)
    assert run(["--newsroom", str(folder), "draft", story]) == 0
    assert "new since" not in capsys.readouterr().out
    assert run(["--newsroom", str(folder), "draft", story, "--since", "1"]) == 0
    told = capsys.readouterr().out
    assert "new since version 1:" in told
    assert "this asks for" not in told, "version 1 was never approved"
    assert run(["--newsroom", str(folder), "draft", story, "--since", "9"]) == 1
    assert "has no version 9" in capsys.readouterr().err


def test_an_editor_can_have_all_of_it_written_anew(room):
    folder, app, story = room
    goes_on(app)
    living = app.store.draft(story)
    assert run(["--newsroom", str(folder), "draft", story, "--whole"]) == 0
    with opened(load_newsroom(folder)) as again:
        whole = again.store.draft(story)
    assert whole.sources == living.sources
    assert (whole.version == 2) == (texts(whole) == texts(living))
