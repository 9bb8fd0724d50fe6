"""What goes wrong with a model's endpoint costs bounded tries and a bounded sum, and the draft waits, and says for what."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from newsloom.endpoints.endpoint import REST
from pipeline.values import State
from pipeline.verify import verify_draft
from pipeline.write import writer
from tests.write import planted_stories as planted
from tests.write.model.scripted import HALF, HANG, Scripted, openai, writer_at

ROUND = (planted.ROUND_LANTERN, planted.ROUND_NORTH, planted.ROUND_LEDGERLINE)
SHEET = planted.sheet(*ROUND)
BASE = writer("extractive").write(SHEET)
GOOD = {
    "headline": {"text": "Brenlow raises money for beehive sensors", "cites": ["1-1"]},
    "dek": {"text": "Foxglove Capital joins as a new investor, and an office in Porto is planned.", "cites": ["1-2", "1-5"]},
    "sections": [
        {
            "title": None,
            "sentences": [
                {"text": "Brenlow, a Ghent company, raised money in a Series B round.", "cites": ["1-1"]},
                {"text": "Corriedale Partners led the round.", "cites": ["1-2"]},
                {"text": "Lotte Verhaegen founded Brenlow in 2019 and runs it.", "cites": ["1-4"]},
                {"text": "Brenlow has 46 employees.", "cites": ["2-2"]},
            ],
        }
    ],
}
BUSY = (429, {"Retry-After": "7"}, {"error": {"message": "slow down"}})
DOWN = (500, {}, {"error": "internal"})


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY", "sk-secret-of-the-test")


class Room:
    """A writer at a scripted endpoint, with pauses written down instead of slept."""

    def __init__(self, folder, endpoint, **how):
        self.writer = writer_at(folder, endpoint if isinstance(endpoint, str) else endpoint.url, **how)
        self.model = self.writer.model
        self.pauses, self.tick = [], 0.0
        self.model.caller.sleep = self.pauses.append
        self.model.ticks = lambda: self.tick

    def draft(self, sheet=SHEET):
        return self.writer.write(sheet)

    def spent(self):
        return self.model.spending.of_day(datetime.now(UTC))


def assert_waits(draft, cause):
    """It is the draft without a model, proved and complete, that says what it waits for; nothing of it blocks."""
    notes = [problem for problem in draft.problems if problem.kind == "waiting-for-model"]
    assert [(note.detail, note.blocking) for note in notes] == [(f"waiting for the model: {cause}", False)]
    assert (draft.headline, draft.dek, draft.sections, draft.state) == (BASE.headline, BASE.dek, BASE.sections, State.READY)
    assert verify_draft(draft) == ()


def test_an_endpoint_that_is_down_is_tried_three_times_and_the_draft_waits(tmp_path):
    room = Room(tmp_path / "room", "http://localhost:9/v1")
    assert_waits(room.draft(), "it cannot be reached")
    assert room.pauses == [1.0, 2.0]
    assert room.spent().tokens == 0


@pytest.mark.parametrize("failing", [DOWN, (503, {}, b"<html>sorry"), (529, {}, {"type": "error"})])
def test_a_failing_endpoint_is_tried_three_times_and_no_more(tmp_path, failing):
    with Scripted(failing) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        assert_waits(room.draft(), f"the endpoint failed ({failing[0]})")
        assert len(endpoint.requests) == 3
    assert room.spent().tokens == 0


def test_an_endpoint_that_asks_for_a_pause_is_given_it_and_then_answers(tmp_path):
    with Scripted(BUSY, DOWN, openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        draft = room.draft()
    assert room.pauses == [7.0, 2.0]
    assert draft.headline.text == "Brenlow raises money for beehive sensors"
    assert draft.usage.calls == 1


@pytest.mark.parametrize("told", ["3600", "31", (datetime.now(UTC) + timedelta(hours=2)).strftime("%a, %d %b %Y %H:%M:%S GMT")])
def test_nobody_waits_longer_than_half_a_minute(tmp_path, told):
    with Scripted((429, {"Retry-After": told}, {})) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        assert_waits(room.draft(), "the endpoint has had too many requests (429)")
        assert (len(endpoint.requests), room.pauses) == (1, [])


def test_a_nonsense_retry_after_is_no_pause_of_a_year(tmp_path):
    with Scripted((429, {"Retry-After": "soon\u00b2"}, {}), (503, {"Retry-After": "-5"}, {}), openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        assert room.draft().usage.calls == 1
    assert room.pauses == [1.0, 2.0]


def test_an_endpoint_that_hangs_is_left_after_its_time_and_not_asked_twice(tmp_path):
    with Scripted(HANG) as endpoint:
        room = Room(tmp_path / "room", endpoint, more="timeout = 0.4\n")
        begun = time.monotonic()
        assert_waits(room.draft(), "it did not answer within 0.4 seconds")
        assert time.monotonic() - begun < 5
        assert len(endpoint.requests) == 1
    assert room.spent().tokens > 4000, "it may be writing still: all that it might have taken counts"


def test_half_an_answer_is_asked_for_once_more_and_both_count(tmp_path):
    with Scripted(HALF) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        assert_waits(room.draft(), "the connection ended before its answer did")
        assert len(endpoint.requests) == 2
        twice = room.spent().tokens
    with Scripted(HANG) as endpoint:
        other = Room(tmp_path / "other", endpoint, more="timeout = 0.2\n")
        other.draft()
    assert twice == 2 * other.spent().tokens


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"<!doctype html><title>502", "its answer is no JSON"),
        (b'{"choices": [{"message": {"content": "', "its answer is no JSON"),
        (b'data: {"choices": [{"delta": {}}]}\n\n', "its answer is no JSON"),
        (b"[" * 100_000, "its answer is no JSON"),
        (b"[1, 2]", "its answer is no JSON object"),
        ({"choices": []}, "its answer is not of the form that was expected: it has no message"),
        ({"choices": "x", "usage": "y"}, "its answer is not of the form that was expected: it has no message"),
        (openai(""), "its answer is not the JSON that was asked for"),
        (openai(None), "its answer is not the JSON that was asked for"),
        (openai("{}"), "its answer is not the JSON that was asked for"),
        (openai({"headline": 1, "dek": [], "sections": "none"}), "its answer has no sentences"),
        (openai({"sections": [{"sentences": [{"text": 5, "cites": {}}, None, 7]}]}), "its answer has no sentences"),
    ],
)
def test_an_answer_that_is_none_is_said_and_nothing_breaks(tmp_path, body, cause):
    with Scripted(body) as endpoint:
        assert_waits(Room(tmp_path / "room", endpoint).draft(), cause)
        assert len(endpoint.requests) <= 2


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (401, "the endpoint refuses the key (401): see NEWSLOOM_MODEL_KEY"),
        (402, "the endpoint wants to be paid first (402)"),
        (404, "the endpoint has no such address or model (404): see url and name in [model]"),
        (302, "the endpoint refuses the request (302)"),
        (413, "the endpoint refuses the request (413)"),
    ],
)
def test_a_refused_call_is_not_repeated_and_the_key_is_in_no_log(tmp_path, caplog, status, cause):
    reply = (status, {"Location": "http://169.254.169.254/"}, {"error": "your key sk-secret-of-the-test is wrong"})
    with Scripted(reply) as endpoint:
        assert_waits(Room(tmp_path / "room", endpoint).draft(), cause)
        assert len(endpoint.requests) == 1
        assert endpoint.headers[0]["Authorization"] == "Bearer sk-secret-of-the-test"
    assert "sk-secret" not in caplog.text
    kept = "".join(path.read_text() for path in (tmp_path / "room" / "var" / "model").rglob("*") if path.is_file())
    assert "sk-secret" not in kept


def test_a_server_that_knows_no_schema_is_asked_in_a_plainer_way_and_that_is_remembered(tmp_path):
    def takes(request):
        return (400, {}, {"error": "unknown field"}) if "response_format" in request else openai(GOOD)

    with Scripted(takes) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        assert room.draft().usage.calls == 1
        assert [("response_format" in one) for one in endpoint.requests] == [True, True, False]
        room.draft(planted.sheet(*ROUND[:2]))
        assert [("response_format" in one) for one in endpoint.requests[3:]] == [False] * len(endpoint.requests[3:])


def test_an_endpoint_that_has_just_failed_is_left_alone_for_a_minute(tmp_path):
    with Scripted((404, {}, {}), openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        room.draft()
        assert_waits(room.draft(), "the endpoint has no such address or model (404): see url and name in [model]")
        assert len(endpoint.requests) == 1
        room.tick = REST + 1
        assert room.draft().usage.calls == 1


def test_a_finished_answer_is_not_paid_for_twice_and_a_cut_one_is_asked_for_again(tmp_path):
    with Scripted(openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        first = room.draft()
        assert room.draft() == first
        assert len(endpoint.requests) == 1
    assert room.draft() == first, "nobody is asked: the endpoint is gone"
    assert room.spent().tokens == 3700
    with Scripted(openai(GOOD, finish="length"), openai(GOOD, finish="length"), openai(GOOD)) as endpoint:
        other = Room(tmp_path / "other", endpoint)
        assert_waits(other.draft(), "its answer breaks off")
        assert other.draft().usage.calls == 1
        assert len(endpoint.requests) == 3


def test_an_answer_that_was_kept_by_halves_is_asked_for_again(tmp_path):
    with Scripted(openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        first = room.draft()
        (kept,) = (tmp_path / "room" / "var" / "model" / "answers").rglob("*.json")
        kept.write_text(kept.read_text()[:40])
        assert room.draft() == first
        assert len(endpoint.requests) == 2


def test_the_budget_of_a_draft_is_kept_before_anything_is_asked(tmp_path):
    with Scripted(openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint, more="price_in = 1000\nprice_out = 1000\n")
        assert_waits(room.draft(), "the budget of one draft does not reach for this story")
        assert endpoint.requests == []


def test_a_call_that_costs_ten_times_what_it_might_is_used_and_the_second_is_not_made(tmp_path):
    faulty = json.loads(json.dumps(GOOD).replace("46 employees", "47 employees"))
    with Scripted(openai(faulty, taken=(300_000, 40_000))) as endpoint:
        room = Room(tmp_path / "room", endpoint, more="price_in = 1\nprice_out = 4\nday_cost = 0.6\ndraft_cost = 0.1\n")
        draft = room.draft()
        assert len(endpoint.requests) == 1
        assert draft.usage.cost == pytest.approx(0.46)
        assert "47" not in " ".join(sentence.text for sentence in draft.sentences)
        assert draft.headline.text == GOOD["headline"]["text"], "what was paid for is used"
        assert room.spent().cost == pytest.approx(0.46)
        room.draft(planted.sheet(*ROUND[:2]))
        room.draft(planted.sheet(ROUND[0], ROUND[2]))
        over = room.draft(planted.sheet(*ROUND[1:]))
    assert [one.detail for one in over.problems if one.kind == "waiting-for-model"] == [
        "waiting for the model: the day's budget is spent"
    ]
    assert len(endpoint.requests) == 2


def test_a_new_day_has_a_new_budget(tmp_path):
    with Scripted(openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint, more="day_tokens = 9000\n")
        room.draft()
        waiting = room.draft(planted.sheet(*ROUND[:2]))
        assert "the day's budget is spent" in waiting.problems[-1].detail
        room.model.clock = lambda: datetime.now(UTC) + timedelta(days=1)
        assert room.draft(planted.sheet(*ROUND[:2])).usage is not None
        assert len(endpoint.requests) >= 2


def test_where_it_cannot_be_written_down_nothing_is_asked(tmp_path):
    with Scripted(openai(GOOD)) as endpoint:
        room = Room(tmp_path / "room", endpoint)
        (tmp_path / "room" / "var" / "model").mkdir(parents=True)
        (tmp_path / "room" / "var" / "model" / "spent").write_text("a file where the folder should be")
        draft = room.draft()
        assert draft.problems[-1].detail.startswith("waiting for the model: what it takes cannot be written down")
        assert endpoint.requests == []


@pytest.mark.parametrize("usage", [None, {"prompt_tokens": -5, "completion_tokens": True}, {"prompt_tokens": "many"}, []])
def test_an_endpoint_that_does_not_count_is_counted_for(tmp_path, usage):
    with Scripted({**openai(GOOD), "usage": usage}) as endpoint:
        draft = Room(tmp_path / "room", endpoint).draft()
    assert draft.usage.tokens_in > 300
    assert draft.usage.tokens_out > 100
