"""A planted failing sentence, from the refused approval to the exported side-car, in the terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsloom.app import now
from newsloom.cli import run
from newsloom.work import export_waiting
from pipeline.verify import verify_publication
from tests.newsloom.odd_room import bring_in, odd_room, page, story_of, work
from tests.newsloom.test_one_origin import FERRY, TOLD_AGAIN

LIE = "with 977 passengers"


@pytest.fixture
def planted(tmp_path):
    """A newsroom with one story, whose newest draft has a sentence that its source does not prove: (folder, story, sentence)."""
    folder = tmp_path / "room"
    with odd_room(folder) as app:
        texts = (FERRY, *TOLD_AGAIN)
        pages = [page(f"p{n}", text, "Ferry aground off Cape Tarn", outlet=f"o{n}") for n, text in enumerate(texts)]
        names = bring_in(app, pages)
        work(app)
        draft = app.store.draft(story_of(app, names["p0"]))
        section = draft.sections[0]
        lie = replace(section.sentences[0], text=section.sentences[0].text.rstrip(".") + f" {LIE}.")
        body = (replace(section, sentences=(lie, *section.sentences[1:])), *draft.sections[1:])
        kept = app.store.save_draft(replace(draft, sections=body), now())
    return folder, kept.story, kept.version


def side_car(folder, story):
    with odd_room_again(folder) as app:
        (done,) = export_waiting(app, story=story)
        assert done.fault is None, done.fault
        (path,) = [one for one in (app.newsroom.var / "export").glob("*-*.json") if story in one.read_text("utf-8")]
    return json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")


def odd_room_again(folder):
    from newsloom.app import opened
    from newsloom.config import load_newsroom

    return opened(load_newsroom(folder))


def newsloom(folder, *words):
    return run(["--newsroom", str(folder), *words])


def test_a_failing_sentence_is_kept_approved_and_said_to_be_kept_where_it_is_printed(planted, capsys):
    folder, story, version = planted
    approval = ("approve", story, "--version", str(version), "--as", "Bo Lind")
    assert newsloom(folder, *approval) == 1
    assert "cannot be approved" in capsys.readouterr().err
    assert newsloom(folder, "keep", story, "1", "--version", str(version), "--as", "Ada Quist", "--reason", " ") == 1
    assert (
        newsloom(folder, "keep", story, "1", "--version", str(version), "--as", "Ada Quist", "--reason", "I saw the list") == 0
    )
    assert newsloom(folder, *approval) == 0
    record, text = side_car(folder, story)
    assert LIE in text
    assert [(one["by"], LIE in one["text"]) for one in record["kept"]] == [("Ada Quist", True)]
    assert "I saw the list" not in json.dumps(record)
    verdict = verify_publication(record)
    assert verdict.supported
    assert any("kept by Ada Quist" in one.detail for one in verdict.problems)


def test_a_failing_sentence_that_is_taken_out_is_printed_nowhere(planted):
    folder, story, version = planted
    assert newsloom(folder, "take-out", story, "1", "--version", str(version), "--as", "Ada Quist") == 0
    assert newsloom(folder, "approve", story, "--version", str(version), "--as", "Bo Lind") == 0
    record, text = side_car(folder, story)
    assert LIE not in text
    assert LIE not in json.dumps(record)
    assert "kept" not in record
    assert verify_publication(record).supported


def test_what_was_decided_is_taken_back_once(planted, capsys):
    folder, story, version = planted
    assert newsloom(folder, "take-out", story, "1", "--version", str(version), "--as", "Ada Quist") == 0
    assert newsloom(folder, "take-back", story, "1", "--version", str(version), "--as", "Ada Quist") == 0
    assert newsloom(folder, "take-back", story, "1", "--version", str(version), "--as", "Ada Quist") == 1
    assert "nothing was decided on sentence 1" in capsys.readouterr().err
    assert newsloom(folder, "approve", story, "--version", str(version), "--as", "Bo Lind") == 1


def test_the_terminal_numbers_sentences_and_says_what_fails_what_was_decided_and_what_goes_out(planted, capsys):
    folder, story, version = planted
    at = ("--version", str(version))
    assert newsloom(folder, "approve", story, *at, "--as", "Bo Lind") == 1
    said = capsys.readouterr().err
    assert f"newsloom keep {story} 1 --version {version}" in said
    assert f"newsloom take-out {story} 1" in said
    assert newsloom(folder, "keep", story, "1", "--version", "99", "--as", "Ada Quist", "--reason", "x") == 1
    assert f"version {version} is the newest, not 99" in capsys.readouterr().err
    assert newsloom(folder, "keep", story, "1", *at, "--as", "Ada Quist", "--reason", "seen \x1b[31mred") == 0
    capsys.readouterr()
    assert newsloom(folder, "story", story) == 0
    told = capsys.readouterr().out
    assert "! number: " in told
    assert "kept by Ada Quist: seen [31mred" in told
    assert newsloom(folder, "story", story, "--json") == 0
    checked = json.loads(capsys.readouterr().out)["checked"]
    one = next(one for one in checked["sentences"] if one["number"] == 1)
    assert one["ruling"]["by"] == "Ada Quist"
    assert newsloom(folder, "approve", story, *at, "--as", "Bo Lind", "--rulings", "0" * 32) == 1
    assert "a ruling changed" in capsys.readouterr().err
    assert newsloom(folder, "approve", story, *at, "--as", "Bo Lind", "--rulings", checked["rulings"]) == 0
    assert "goes out although it fails its check, kept by Ada Quist" in capsys.readouterr().out
    assert newsloom(folder, "take-back", story, "1", *at, "--as", "Ada Quist") == 1
    assert "no second approval" not in capsys.readouterr().err
