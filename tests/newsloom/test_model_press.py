"""The sample press through the writer with a model: an honest echo comes back whole, a liar's values come back nowhere."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from datetime import timedelta

import pytest

from newsloom.press.body import paragraphs
from pipeline.languages import detect, language
from pipeline.near.copies import dedupe
from pipeline.protocols import Answer, StorySheet
from pipeline.sentences import split
from pipeline.values import Article, Moment, Outlet, Style, Topic
from pipeline.verify import tokens, verify_draft
from pipeline.write import writer
from pipeline.write.model import ModelWriter
from tests.write.model.scripted import writer_at

TOPICS = (Topic("people", "People", (("hire", 1.0),)),)


@pytest.fixture(scope="module")
def sheets(press):
    names = {outlet.folder: outlet.name for outlet in press.outlets}
    events = defaultdict(list)
    for piece in press.pieces:
        if piece.event:
            text = "\n".join(paragraphs(piece.body))
            code = detect(text)
            outlet = names[piece.outlet]
            moment = Moment(piece.published)
            events[piece.event].append(
                Article(
                    piece.id,
                    text,
                    piece.title,
                    outlet=outlet,
                    published=moment,
                    language=code,
                    sentences=split(text, language(code)),
                )
            )
    return [sheet(event, tuple(articles)) for event, articles in sorted(events.items())]


def sheet(event, articles):
    outlets = {article.outlet: Outlet(article.outlet, article.outlet, ()) for article in articles}
    newest = max(article.published.at for article in articles)
    return StorySheet(event, articles, outlets, tuple(dedupe(articles)), TOPICS, Style(), (), newest + timedelta(days=1))


class Mouth:
    """A model that says the draft without a model, each sentence changed by ``change``."""

    name, cites = "mouth", False

    def __init__(self, draft, change=lambda text: text):
        said = [[self.said(draft, one, change) for one in part.sentences] for part in draft.sections]
        self.page = {
            "headline": self.said(draft, draft.headline, change),
            "dek": self.said(draft, draft.dek, change),
            "sections": [{"title": part.title, "sentences": told} for part, told in zip(draft.sections, said, strict=True)],
        }

    @staticmethod
    def said(draft, sentence, change):
        return {"text": change(sentence.text), "cites": [draft.label(citation) for citation in sentence.citations]}

    def ask(self, _question):
        return Answer(json.dumps(self.page))


def test_what_is_proved_already_passes_whole_in_each_story_of_the_press(sheets):
    assert len(sheets) >= 8
    for one in sheets:
        base = writer("extractive").write(one)
        draft = ModelWriter(Mouth(base)).write(one)
        assert [s.text for s in draft.sentences] == [s.text for s in base.sentences], one.story
        assert [s.title for s in draft.sections] == [s.title for s in base.sections], one.story
        assert (draft.headline.text, draft.dek.text) == (base.headline.text, base.dek.text)
        assert {s.how for s in draft.sentences} == {"written"}
        assert [s.citations for s in draft.sentences] == [s.citations for s in base.sentences]


def raised(text):
    """The first figure of a text made another one."""
    return re.sub(r"\d+(?![\d,.]*%)", lambda match: str(int(match[0]) + 7), text, count=1)


def renamed(text):
    """The first name of a text exchanged for one that no source has."""
    names = tokens.names(text)
    return text[: names[0].start] + "Quillwater" + text[names[0].end :] if names else text


def placed(text):
    """A clause put in that nobody said."""
    return re.sub(r"\.$", ", which the mayor of Tannhof called a scandal.", text)


@pytest.mark.parametrize("lie", [raised, renamed, placed])
def test_a_liar_gets_next_to_nothing_past_the_gate(sheets, lie):
    lies = passed = 0
    for one in sheets:
        base = writer("extractive").write(one)
        draft = ModelWriter(Mouth(base, lie)).write(one)
        assert draft.sentences
        assert not [problem for problem in verify_draft(draft) if problem.blocking]
        told = {lie(s.text) for s in (base.headline, base.dek, *base.sentences)} - {s.text for s in base.sentences}
        told -= {base.headline.text, base.dek.text}
        lies += len(told)
        passed += len(told & {draft.headline.text, draft.dek.text, *(s.text for s in draft.sentences)})
    assert lies > 50
    assert passed <= 0.01 * lies, f"{passed} of {lies}"


def test_a_real_small_model_is_an_adversary_that_the_gate_holds(sheets, tmp_path):
    """A model of a hundred million parameters invents names and figures: whatever it says, what comes out is proved."""
    url = os.environ.get("NEWSLOOM_TEST_MODEL_URL")
    if not url:
        pytest.skip("NEWSLOOM_TEST_MODEL_URL names no OpenAI-compatible server on this machine, such as llama-server")
    made = writer_at(
        tmp_path / "room", url, name=os.environ.get("NEWSLOOM_TEST_MODEL_NAME", "small"), more="answer_tokens = 600\n"
    )
    for one in sheets[:3]:
        draft = made.write(one)
        assert draft.usage.calls >= 1
        assert draft.sentences
        assert not [problem for problem in verify_draft(draft) if problem.blocking]
        assert any(problem.kind in {"waiting-for-model", "model-fallback"} for problem in draft.problems)
