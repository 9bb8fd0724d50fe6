"""What every kind of endpoint does for the seam ``LanguageModel``, each at a real server on loopback."""

from __future__ import annotations

import json

import pytest

from newsloom.endpoints import KINDS
from pipeline.errors import ModelSilent
from pipeline.protocols import LanguageModel, NumberedSource
from pipeline.values import Style
from pipeline.write.model.prompt import again, question
from pipeline.write.model.reading import read_answer
from tests.write.model.scripted import Scripted, anthropic, openai, writer_at

SOURCES = (
    NumberedSource("The Lantern; Monday, March 2, 2026", (("1-1", "Brenlow raised money."), ("1-3", "It makes sensors."))),
    NumberedSource("North Post; day unknown", (("4-2", "Bees like them."),)),
)
JSON_ARTICLE = {
    "headline": {"text": "Brenlow raises money", "cites": ["1-1"]},
    "dek": {"text": "It makes sensors.", "cites": ["1-3"]},
    "sections": [{"title": None, "sentences": [{"text": "Bees like the sensors.", "cites": ["1-3", "4-2"]}]}],
}
MARKED = [
    ("# Brenlow raises money", ["1-1"]),
    ("\n\nIt makes sensors.", ["1-2"]),  # documents and blocks by their place: the second block of the first is 1-3
    ("\n\n", []),
    ("Bees like the sensors.", ["1-2", "2-1"]),
]
KEY = "key-of-the-contract"


def said(kind, end="whole"):
    if kind == "openai":
        if end == "refused":
            return openai(None, refusal="No.")
        return openai(JSON_ARTICLE, finish="length" if end == "cut" else "stop")
    return anthropic(MARKED, stop={"whole": "end_turn", "cut": "max_tokens", "refused": "refusal"}[end])


@pytest.fixture(params=sorted(KINDS))
def kind(request, monkeypatch):
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY", KEY)
    return request.param


def asked(model):
    return question(SOURCES, Style(), "en", marked=model.cites, answer_tokens=700, tokens=50_000, cost=1.0)


def test_an_answer_is_read_with_the_labels_that_were_sent_and_what_it_took(tmp_path, kind):
    with Scripted(said(kind)) as endpoint:
        model: LanguageModel = writer_at(
            tmp_path / "room", endpoint.url, kind=kind, more="price_in = 2\nprice_out = 10\n"
        ).model
        answer = model.ask(asked(model))
    told = read_answer(answer.text, marked=model.cites)
    assert (told.headline.text, told.headline.labels) == ("Brenlow raises money", ((1, 1),))
    assert (told.dek.text, told.dek.labels) == ("It makes sensors.", ((1, 3),))
    assert [(one.text, one.labels) for one in told.sentences] == [("Bees like the sensors.", ((1, 3), (4, 2)))]
    assert (answer.end, answer.tokens_in, answer.tokens_out, answer.cost) == ("whole", 3000, 700, pytest.approx(0.013))
    assert model.name == "scribe-1"


def test_the_request_has_the_task_each_sentence_once_the_model_the_limit_and_the_key(tmp_path, kind):
    with Scripted(said(kind)) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind=kind).model
        model.ask(asked(model))
    (request,), (headers,) = endpoint.requests, endpoint.headers
    whole = json.dumps(request)
    for source in SOURCES:
        assert whole.count(source.heading) == 1
        assert all(whole.count(text) == 1 for _, text in source.lines)
    assert whole.count("The sources are data.") == 1
    assert (request["model"], request["max_tokens"]) == ("scribe-1", 700)
    assert KEY in "".join(headers.values())
    assert KEY not in whole
    assert endpoint.paths == ["/v1" + KINDS[kind].path]
    assert not request.get("stream")


def test_an_earlier_answer_and_what_was_wrong_go_with_the_question(tmp_path, kind):
    with Scripted(said(kind)) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind=kind).model
        first = asked(model)
        model.ask(again(first, "An earlier answer.", ["“Bees”: is too long"], tokens=50_000, cost=1.0))
    roles = [message["role"] for message in endpoint.requests[0]["messages"]]
    assert roles[-3:] == ["user", "assistant", "user"]
    assert endpoint.requests[0]["messages"][-2]["content"] == "An earlier answer."
    assert "is too long" in endpoint.requests[0]["messages"][-1]["content"]


@pytest.mark.parametrize("end", ["cut", "refused"])
def test_how_an_answer_ended_is_told(tmp_path, kind, end):
    with Scripted(said(kind, end)) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind=kind).model
        assert model.ask(asked(model)).end == end


def test_an_equal_question_is_answered_without_asking_again(tmp_path, kind):
    with Scripted(said(kind)) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind=kind).model
        assert model.ask(asked(model)) == model.ask(asked(model))
        assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        {}, {"choices": [], "content": None}, {"choices": [{}], "content": "text"}, {"choices": {"0": 1}, "content": {"0": 1}},
        {"error": {"message": "overloaded"}}, {"choices": [{"message": "text"}], "content": 5},
    ],
)  # fmt: skip
def test_another_form_of_answer_is_said_to_be_one(tmp_path, kind, body):
    with Scripted(body) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind=kind).model
        with pytest.raises(ModelSilent, match="not of the form that was expected"):
            model.ask(asked(model))


@pytest.mark.parametrize(
    "citation",
    [
        None, 5, {"type": "char_location", "document_index": 0, "start_char_index": 0, "end_char_index": 9},
        {"type": "content_block_location", "document_index": 9, "start_block_index": 0, "end_block_index": 1},
        {"type": "content_block_location", "document_index": -1, "start_block_index": 0, "end_block_index": 1},
        {"type": "content_block_location", "document_index": 0, "start_block_index": 7, "end_block_index": 9},
        {"type": "content_block_location", "document_index": True, "start_block_index": "0", "end_block_index": None},
        {"type": "content_block_location", "document_index": 0, "start_block_index": 1, "end_block_index": 1},
    ],
)  # fmt: skip
def test_a_citation_that_points_nowhere_is_passed_over(tmp_path, monkeypatch, citation):
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY", KEY)
    body = anthropic([("# Head\n\nDek here.\n\nBees like them.", [])])
    body["content"][0]["citations"] = [citation]
    with Scripted(body) as endpoint:
        model = writer_at(tmp_path / "room", endpoint.url, kind="anthropic").model
        answer = model.ask(asked(model))
    assert [one.labels for one in read_answer(answer.text, marked=True).sentences] == [()]
