"""A failing sentence on the desk: kept with a reason, taken out, taken back; an approval is of what was read."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pipeline.values import State
from review.app import desk_app
from tests.review.conftest import LOOPBACK, token_in
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, fill
from tests.review.press import NOW, OUTLETS, blocked, northwell_draft

STORY = f"/story/{NORTHWELL_ID}"


@pytest.fixture
def room(empty_store):
    return fill(empty_store, blocked(northwell_draft(NORTHWELL_ID)))


@pytest.fixture
def desk(room):
    return TestClient(desk_app(room, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK, follow_redirects=False)


def send(desk, verb, **fields):
    given = {"token": token_in(desk.get(STORY).text), "version": "1", "name": "Ada Sand", "sentence": "8", **fields}
    return desk.post(f"{STORY}/{verb}", data=given)


def approval(desk):
    page = desk.get(STORY).text
    return {"ruled": page.partition('name="ruled" value="')[2].partition('"')[0]}


def test_a_kept_sentence_stops_approval_no_more_and_says_by_whom_and_why_in_plain_text(room, desk):
    assert send(desk, "approve", **approval(desk)).status_code == 409
    answer = send(desk, "keep", note="<script>alert(1)</script> I heard the tape")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{STORY}?done=ruled#s-8")
    page = desk.get(STORY).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; I heard the tape" in page
    assert "Kept</b> by <bdi>Ada Sand</bdi>" in page
    assert f'action="{STORY}/take-back"' in page
    assert "disabled aria-describedby" not in page
    assert send(desk, "approve", **approval(desk)).status_code == 303
    assert room.story(NORTHWELL_ID).state is State.APPROVED
    assert f'action="{STORY}/take-back"' not in desk.get(STORY).text


def test_a_sentence_taken_out_is_shown_as_that_and_can_be_taken_back(room, desk):
    assert send(desk, "take-out").status_code == 303
    page = desk.get(STORY).text
    assert "Taken out</b> by <bdi>Ada Sand</bdi>" in page
    assert "taken-out" in page
    assert send(desk, "take-back", name="Bo Lind").status_code == 303
    assert room.sentence_rulings(NORTHWELL_ID) == []
    assert "disabled aria-describedby" in desk.get(STORY).text


def test_an_approval_of_a_text_that_was_ruled_on_since_it_was_read_is_turned_away(room, desk):
    send(desk, "keep", note="I heard the tape")
    read = approval(desk)
    send(desk, "take-back")
    send(desk, "take-out")
    answer = send(desk, "approve", **read)
    assert answer.status_code == 409
    assert "since you read this" in answer.text
    assert room.story(NORTHWELL_ID).state is State.READY


@pytest.mark.parametrize(
    ("verb", "fields", "status"),
    [
        ("keep", {"note": ""}, 422),
        ("keep", {"note": "why", "name": " "}, 422),
        ("keep", {"note": "why", "sentence": "1"}, 422),
        ("keep", {"note": "why", "sentence": "999"}, 422),
        ("take-out", {"sentence": "headline"}, 422),
        ("take-out", {"version": "2"}, 409),
        ("take-out", {"token": "0" * 64}, 403),
    ],
)
def test_a_form_that_may_not_be_followed_changes_nothing(room, desk, verb, fields, status):
    assert send(desk, verb, **fields).status_code == status
    assert room.sentence_rulings(NORTHWELL_ID) == []


def test_each_failing_sentence_and_no_other_has_its_forms_and_a_reason_is_not_lost(desk):
    page = desk.get(STORY).text
    assert page.count(f'action="{STORY}/keep"') == page.count(f'action="{STORY}/take-out"') == 1
    answer = send(desk, "keep", note="I heard the tape", name=" ")
    assert 'value="I heard the tape"' in answer.text


def test_a_refused_keeping_opens_and_focuses_its_own_form_with_the_name_and_not_the_rejection(desk):
    page = send(desk, "keep", note="  ", name="Cy Orme").text
    assert '<details class="ruling" id="ruling-8" open>' in page
    form = page.partition(f'action="{STORY}/keep"')[2].partition("</form>")[0]
    assert "autofocus" in form
    assert 'value="Cy Orme"' in form
    assert '<a href="#ruling-8">To the form</a>' in page
    assert '<details class="reject">' in page
    assert '<details class="reject" open>' in send(desk, "reject", note=" ").text


def test_beside_the_approval_it_says_which_failing_sentence_goes_out(desk):
    send(desk, "keep", note="I heard the tape")
    said = desk.get(STORY).text.partition('id="kept"')[2].partition("</ul>")[0]
    assert "1 sentence that fails its check goes out" in said
    assert "I heard the tape" in said
