"""A draft that names a minor, a victim or an accused person, from the queue to the export: two names, and who is missing is said."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from starlette.testclient import TestClient

from pipeline.sensitive import sensitive_problems
from pipeline.values import Assignment, Draft, State
from review.app import desk_app
from storage import Store
from tests.review.conftest import LOOPBACK, token_in
from tests.review.newsroom import SETTINGS, group, keep_articles
from tests.review.press import NOW, OUTLETS, article, at, short_draft

TEXT = """Founder Henrik Dahl was charged with fraud on Monday.
Tilda Voss, 16, found that money was missing.
Lerna was sold in May."""
STORY = "/story/lerna"


@pytest.fixture
def planted(store: Store) -> Draft:
    """A story whose draft names an accused man and a girl of sixteen, marked as the work process marks it."""
    found = article("gridreview", "Founder charged over Lerna", TEXT, at(9), "https://gridreview.example/lerna")
    keep_articles(store, [found])
    group(store, [Assignment(found.id, "lerna")], [found], at(9.2))
    draft = short_draft("lerna", found, "Founder charged over the sale of Lerna", "policy")
    return store.save_draft(replace(draft, problems=sensitive_problems(draft)), at(9.3))


@pytest.fixture
def pages(planted: Draft, desk: TestClient) -> TestClient:
    assert planted.sensitive
    return desk


def form(desk: TestClient, name: str, version: str = "1") -> dict[str, str]:
    return {"token": token_in(desk.get(STORY).text), "version": version, "name": name, "note": ""}


def said(desk: TestClient, path: str = STORY) -> str:
    return " ".join(lxml.html.fromstring(desk.get(path).text).text_content().split())


def row(desk: TestClient) -> str:
    rows = lxml.html.fromstring(desk.get("/").text).cssselect(".row")
    (one,) = [row for row in rows if "Founder charged" in row.text_content()]
    return " ".join(one.text_content().split())


def waiting(store: Store) -> list[str]:
    return [leased.approved.draft.story for leased in store.lease_exports(None, at(20), 60)]


def test_the_desk_says_before_who_must_approve_and_why(pages):
    page = said(pages)
    assert "Two editors must approve this version." in page
    assert "Tilda Voss is named as a minor" in page
    assert "Henrik Dahl is named as accused" in page
    assert "Confirm version 1" in page
    assert "needs two editors" in row(pages)


def test_the_first_editor_lets_nothing_out_and_the_desk_names_who_is_missing(pages, store, woken):
    answer = pages.post(f"{STORY}/approve", data=form(pages, "Ada Sand"))
    assert answer.headers["location"] == f"{STORY}?done=confirmed"
    assert "another person must approve it" in said(pages, answer.headers["location"])
    assert "Waits for a second editor. Ada Sand has confirmed this version" in said(pages)
    assert "waits for a second editor after Ada Sand" in row(pages)
    assert "Approve version 1" in said(pages)
    assert (store.story("lerna").state, waiting(store), woken.stories) == (State.READY, [], [])


@pytest.mark.parametrize("same", ["Ada Sand", "ada sand", " ADA  SAND "])
def test_the_same_person_is_not_two(pages, store, same):
    pages.post(f"{STORY}/approve", data=form(pages, "Ada Sand"))
    answer = pages.post(f"{STORY}/approve", data=form(pages, same))
    assert answer.status_code == 409
    assert "another person must" in answer.text
    assert (store.story("lerna").state, waiting(store)) == (State.READY, [])


def test_another_person_lets_it_out_and_both_are_on_record(pages, store, woken):
    for name in ("Ada Sand", "Bo Lind"):
        pages.post(f"{STORY}/approve", data=form(pages, name))
    (leased,) = store.lease_exports(None, at(20), 60)
    assert (leased.approved.by, leased.approved.confirmed_by, leased.approved.alone) == ("Bo Lind", "Ada Sand", False)
    assert woken.stories == ["lerna"]
    record = [what for _, _, what in store.history("lerna")]
    assert any("confirmed version 1 as the first of two editors" in what for what in record)
    assert any("confirmed by Ada Sand" in what for what in record)
    assert "waits for" not in row(pages)


def test_a_new_version_needs_both_again(pages, store, planted):
    pages.post(f"{STORY}/approve", data=form(pages, "Ada Sand"))
    newer = replace(planted, dek=planted.sentences[2])
    store.save_draft(newer, at(10))
    assert "needs two editors" in row(pages)
    pages.post(f"{STORY}/approve", data=form(pages, "Bo Lind", "2"))
    assert waiting(store) == []
    assert "Bo Lind has confirmed this version" in said(pages)


def test_a_newsroom_that_said_it_has_one_editor_needs_one_and_the_record_says_so(planted, store):
    alone = desk_app(store, OUTLETS, replace(SETTINGS, second_editor=False), lambda: NOW)
    desk = TestClient(alone, base_url=LOOPBACK, follow_redirects=False)
    assert "Two editors must" not in said(desk)
    desk.post(f"{STORY}/approve", data=form(desk, "Ada Sand"))
    assert waiting(store) == [planted.story]
    assert any("by one editor, as the newsroom has only one" in what for _, _, what in store.history("lerna"))


def test_a_story_without_such_a_person_needs_one_editor(desk, store):
    token = token_in(desk.get("/story/inkwell").text)
    desk.post("/story/inkwell/approve", data={"token": token, "version": "1", "name": "Ada Sand", "note": ""})
    assert waiting(store) == ["inkwell"]
