"""A cassette of competent answers, honest and with planted faults, over real HTTP: adapter, repair, gate, fallback, page.

Each file says what is in it and what becomes of it: ``clean`` (no sentence refused), ``sentences`` (some refused, the rest
stands), ``whole`` (the draft without a model), ``waiting`` (the same, and no answer that can be used).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from exporters.render import render
from pipeline.edition import edition
from pipeline.records import draft_record, read_draft
from pipeline.verify import verify_draft
from pipeline.write import writer
from tests.write import planted_stories as planted
from tests.write.model.scripted import Scripted, anthropic, openai, writer_at

CASSETTE = sorted((Path(__file__).parent / "cassette").glob("*.json"))
ROUND = (planted.ROUND_LANTERN, planted.ROUND_NORTH, planted.ROUND_LEDGERLINE, planted.ROUND_BLATT)
BASE = writer("extractive").write(planted.sheet(*ROUND))


def envelope(answer):
    if "blocks" in answer:
        return anthropic(answer["blocks"], stop=answer.get("stop", "end_turn"))
    return openai(answer["content"], finish=answer.get("finish", "stop"), refusal=answer.get("refusal"))


def played(tape, folder):
    with Scripted(*map(envelope, tape["answers"])) as endpoint:
        more = "answer_tokens = 2000\n"
        draft = writer_at(folder, endpoint.url, kind=tape["endpoint"], more=more).write(planted.sheet(*ROUND))
    return draft, endpoint


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY", "key-of-the-test")


def text_of(draft):
    return [draft.headline.text, draft.dek.text, *(s.text for s in draft.sentences), *(s.title or "" for s in draft.sections)]


def test_the_cassette_has_twenty_answers_and_more_in_both_formats():
    tapes = [json.loads(path.read_text()) for path in CASSETTE]
    assert len(tapes) >= 20
    assert {tape["endpoint"] for tape in tapes} == {"openai", "anthropic"}
    assert {tape["result"] for tape in tapes} == {"clean", "sentences", "whole", "waiting"}


@pytest.mark.parametrize("path", CASSETTE, ids=lambda path: path.stem)
def test_an_answer_becomes_a_draft_that_is_proved_and_cited_whatever_is_in_it(path, tmp_path):
    tape = json.loads(path.read_text())
    draft, endpoint = played(tape, tmp_path / "room")
    # never empty, everything proved, nothing but the story's own sources, and nothing else of it changed
    assert draft.sentences
    assert not [problem for problem in verify_draft(draft) if problem.blocking]
    assert all(sentence.citations for sentence in (draft.headline, *draft.sentences))
    assert (draft.sources, draft.facts, draft.conflicts, draft.category) == (
        BASE.sources,
        BASE.facts,
        BASE.conflicts,
        BASE.category,
    )
    assert (draft.story, draft.state, draft.language, draft.updated) == (BASE.story, BASE.state, BASE.language, BASE.updated)
    assert not any(problem.blocking for problem in draft.problems)
    # what was planted is nowhere: not in the text, not in a problem, not on a page
    said = json.dumps(draft_record(draft), ensure_ascii=False)
    pages = [render(edition(draft, planted.OUTLETS), form) for form in ("html", "markdown", "text")]
    for planted_words in tape["never"]:
        assert planted_words not in " ".join(text_of(draft)), planted_words
        assert planted_words not in said.replace('"(cite', "").replace("\\", "")
        assert planted_words not in pages[0]
    assert not re.search(r"<script(?! type=\"application/ld)|onerror|javascript:", pages[0])
    links = lxml_html.document_fromstring(pages[0]).xpath("//main//a/@href|//article//a/@href")
    assert {re.match(r"https://([^/]+)/|#", link) is not None for link in links} == {True}
    assert {match[1] for link in links if (match := re.match(r"https://([^/]+)/", link))} <= {
        o.domains[0] for o in planted.OUTLETS.values()
    }
    # what became of it
    kinds = [problem.kind for problem in draft.problems]
    fallbacks = [problem for problem in draft.problems if problem.kind == "model-fallback"]
    outcome = (
        "waiting" if "waiting-for-model" in kinds
        else "clean" if not fallbacks
        else "whole" if text_of(draft) == text_of(BASE)
        else "sentences"
    )  # fmt: skip
    assert outcome == tape["result"], draft.problems
    if outcome in {"whole", "waiting"}:
        assert text_of(draft) == text_of(BASE)
    else:
        written = [s for s in draft.sentences if s.how == "written" and s.text not in text_of(BASE)]
        assert len(written) == tape["written"]
    for kind, count in tape["refused"].items():
        assert re.search(rf"\((?:.*, )?(?:{kind}) {count}\b", fallbacks[0].detail), fallbacks[0].detail
    if "left_out" in tape:
        assert "left out for taking too much of a source" in fallbacks[0].detail
    if "headline" in tape:
        assert draft.headline.text == tape["headline"]
    if "borrowed" in tape:
        assert sum(s.text in text_of(BASE) for s in draft.sentences) == tape["borrowed"]
    if "cause" in tape:
        assert f"waiting for the model: {tape['cause']}" in [problem.detail for problem in draft.problems]
    assert len(endpoint.requests) == tape["calls"] == draft.usage.calls
    assert (draft.usage.tokens_in, draft.usage.tokens_out) == (3000 * tape["calls"], 700 * tape["calls"])


@pytest.mark.parametrize("path", CASSETTE, ids=lambda path: path.stem)
def test_the_draft_of_an_answer_survives_its_json(path, tmp_path):
    draft, _ = played(json.loads(path.read_text()), tmp_path / "room")
    assert read_draft(draft_record(draft)) == draft


def test_the_same_story_is_not_asked_and_paid_for_twice(tmp_path):
    tape = json.loads(CASSETTE[5].read_text())
    with Scripted(*map(envelope, tape["answers"])) as endpoint:
        made = [writer_at(tmp_path / "room", endpoint.url).write(planted.sheet(*ROUND)) for _ in range(1)]
        from newsloom.config import load_newsroom
        from newsloom.endpoints import model_writer

        again = model_writer(load_newsroom(tmp_path / "room")).write(planted.sheet(*ROUND))
    assert again == made[0]
    assert len(endpoint.requests) == tape["calls"]
