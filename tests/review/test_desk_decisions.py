"""Approve and reject: one exact version, a named person, nothing lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.errors import DiskFull, StoreBusy, StoreError
from pipeline.protocols import LeasedExport
from pipeline.values import Draft, Edition, PrintedSentence, Publication, State
from review.app import desk_app
from storage import Store, open_store
from tests.review.conftest import LOOPBACK, token_in
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, fill, group
from tests.review.press import NOW, OUTLETS, blocked, northwell_draft

STORY = f"/story/{NORTHWELL_ID}"


def form(desk: TestClient, **fields: str) -> dict[str, str]:
    return {"token": token_in(desk.get(STORY).text), "version": "1", "name": "Ada Sand", **fields}


def next_version(store: Store) -> Draft:
    draft = northwell_draft(NORTHWELL_ID)
    return store.save_draft(replace(draft, dek=replace(draft.dek, text="A newer dek.")), NOW)


def state(store: Store) -> State:
    return store.story(NORTHWELL_ID).state


def test_approving_keeps_the_approval_of_this_version_by_this_person(store, desk, woken):
    answer = desk.post(f"{STORY}/approve", data=form(desk))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{STORY}?done=approved")
    assert state(store) is State.APPROVED
    leased = store.lease_exports("files", NOW, 60)
    assert [(x.approved.draft.version, x.approved.by, x.approved.at) for x in leased] == [(1, "Ada Sand", NOW)]
    assert store.history(NORTHWELL_ID)[-1][1] == "Ada Sand"
    assert woken.stories == [NORTHWELL_ID]


def test_after_an_approval_the_page_says_where_the_article_goes_and_what_came_of_it(store, desk):
    desk.post(f"{STORY}/approve", data=form(desk))
    page = desk.get(f"{STORY}?done=approved").text
    assert "Approved." in page
    assert "has nothing of this story yet" in page
    store.finish_export(store.lease_exports("files", NOW, 60)[0], publication(store), NOW)
    page = desk.get(STORY).text
    assert "has version 1, revision 1, approved by" in page
    assert 'href="https://newsroom.example/northwell"' in page


def publication(store: Store) -> Publication:
    plain = PrintedSentence("x", (), "verbatim", 1)
    edition = Edition(NORTHWELL_ID, 1, "cloud", "en", NOW, plain, plain, (), (), (), (), (), 4)
    return Publication(edition, "files", "Ada Sand", NOW, NOW, url="https://newsroom.example/northwell")


def test_approving_twice_is_one_approval_and_the_second_is_told_of_the_first(store, desk):
    first = form(desk)
    assert desk.post(f"{STORY}/approve", data=first).status_code == 303
    again = desk.post(f"{STORY}/approve", data={**first, "name": "Somebody Else"})
    assert again.status_code == 409
    assert "version 1 was approved by Ada Sand on" in again.text
    assert len(store.lease_exports("files", NOW, 60)) == 1
    assert f'action="{STORY}/approve"' not in desk.get(STORY).text


def test_a_rejected_version_cannot_be_approved_and_a_newer_one_can(store, desk):
    fields = form(desk, note="Not ours.")
    desk.post(f"{STORY}/reject", data=fields)
    answer = desk.post(f"{STORY}/approve", data=fields)
    assert answer.status_code == 409
    assert "version 1 was rejected by Ada Sand on" in answer.text
    assert f'action="{STORY}/approve"' not in desk.get(STORY).text
    store.save_draft(replace(northwell_draft(NORTHWELL_ID), category="policy"), NOW)
    assert desk.post(f"{STORY}/approve", data={**fields, "version": "2"}).status_code == 303
    assert state(store) is State.APPROVED


def test_a_newer_version_turns_an_approval_away_and_shows_what_is_new(store, desk, woken):
    stale = form(desk)
    next_version(store)
    answer = desk.post(f"{STORY}/approve", data=stale)
    assert answer.status_code == 409
    assert "A newer dek." in answer.text
    assert northwell_draft("x").dek.text in answer.text
    assert f'href="{STORY}"' in answer.text
    assert state(store) is State.READY
    assert woken.stories == []


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_story_that_was_merged_away_meanwhile_is_not_decided_on(store, desk, decision):
    # both have a version 1: the number in the form is of a draft that nobody asked about
    fields = form(desk, note="A note")
    group(store, [], [], NOW, merged={"inkwell": "marl"})
    answer = desk.post(f"/story/inkwell/{decision}", data=fields)
    assert answer.status_code == 409
    assert 'href="/story/marl"' in answer.text
    assert store.story("marl").state is State.READY


def test_a_version_that_arrives_while_the_approval_is_on_its_way_turns_it_away(store, woken):
    class Racing:
        """The real store, with a writer that is quicker than the approval."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def approve(self, approved: Any, targets: Any) -> None:
            next_version(store)
            store.approve(approved, targets)

    desk = TestClient(desk_app(Racing(), OUTLETS, SETTINGS, lambda: NOW, woken), base_url=LOOPBACK, follow_redirects=False)
    answer = desk.post(f"{STORY}/approve", data=form(desk))
    assert answer.status_code == 409
    assert "You read version 1; version 2 is the newest" in answer.text
    assert state(store) is State.READY
    assert woken.stories == []


def test_a_blocking_problem_disables_the_button_and_turns_the_form_away(empty_store):
    store = fill(empty_store, blocked(northwell_draft(NORTHWELL_ID)))
    desk = TestClient(desk_app(store, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK, follow_redirects=False)
    page = desk.get(STORY).text
    assert "disabled aria-describedby" in page
    assert "the quotation is not in the cited sentence letter for letter" in page
    answer = desk.post(f"{STORY}/approve", data=form(desk))
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert state(store) is State.READY


def test_rejecting_keeps_the_note(store, desk):
    answer = desk.post(f"{STORY}/reject", data=form(desk, note="The figure is from one outlet only."))
    assert answer.headers["location"] == f"{STORY}?done=rejected"
    assert state(store) is State.REJECTED
    assert store.story(NORTHWELL_ID).note == "The figure is from one outlet only."
    assert "The figure is from one outlet only." in desk.get(STORY).text


@pytest.mark.parametrize("note", ["", "   \n "])
def test_rejecting_needs_a_note(store, desk, note):
    answer = desk.post(f"{STORY}/reject", data=form(desk, note=note))
    assert answer.status_code == 422
    assert "Say in a sentence why" in answer.text
    assert state(store) is State.READY


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decision_needs_a_name(store, desk, decision):
    answer = desk.post(f"{STORY}/{decision}", data=form(desk, name=" \t", note="A reason that is kept."))
    assert answer.status_code == 422
    assert "Give your name" in answer.text
    assert state(store) is State.READY
    if decision == "reject":
        assert "A reason that is kept." in answer.text


def test_a_rejection_of_an_older_version_is_turned_away_with_its_note(store, desk):
    stale = form(desk, note="A note of three lines")
    next_version(store)
    answer = desk.post(f"{STORY}/reject", data=stale)
    assert answer.status_code == 409
    assert "A note of three lines" in answer.text
    assert state(store) is State.READY


def test_an_exported_story_is_not_rejected_and_the_page_says_what_to_do(store, desk):
    fields = form(desk, note="Too late a thought")
    desk.post(f"{STORY}/approve", data=fields)
    store.finish_export(store.lease_exports("files", NOW, 60)[0], publication(store), NOW)
    answer = desk.post(f"{STORY}/reject", data=fields)
    assert answer.status_code == 409
    assert "cannot be rejected any more" in answer.text
    assert "Too late a thought" in answer.text
    assert state(store) is State.EXPORTED


@pytest.mark.parametrize("version", ["", "x", "-1", "1e3", "٣"])
def test_a_form_without_a_version_does_nothing(store, desk, version):
    assert desk.post(f"{STORY}/approve", data=form(desk, version=version)).status_code == 400
    assert state(store) is State.READY


def test_a_story_without_a_draft_cannot_be_approved(store, desk):
    answer = desk.post("/story/ombud/approve", data=form(desk, version="1"))
    assert answer.status_code == 409
    assert store.story("ombud").state is State.GATHERING


def test_the_name_is_remembered_in_a_cookie_that_scripts_cannot_read(desk):
    answer = desk.post(f"{STORY}/approve", data=form(desk, name="  Zoë\u202e  Ångström \n"))
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("desk_name="))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert 'name="name" value="Zoë Ångström"' in desk.get("/story/marl").text


def test_the_newsrooms_editor_is_the_name_until_one_is_given(store):
    settings = replace(SETTINGS, editor="The Desk")
    desk = TestClient(desk_app(store, OUTLETS, settings, lambda: NOW), base_url=LOOPBACK)
    assert 'name="name" value="The Desk"' in desk.get(STORY).text


def test_a_database_that_another_process_holds_is_a_page_that_says_so(store, tmp_path):
    impatient = open_store(f"sqlite:///{tmp_path}/newsloom.db", tmp_path / "archive", wait=0.1)
    desk = TestClient(desk_app(impatient, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK, follow_redirects=False)
    fields = form(desk)
    other = sqlite3.connect(tmp_path / "newsloom.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = desk.post(f"{STORY}/approve", data=fields)
    finally:
        other.close()
    impatient.close()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "busy" in answer.text
    assert state(store) is State.READY


@pytest.mark.parametrize(
    ("fault", "status", "title"),
    [
        (StoreBusy("the writer holds it"), 503, "The database is busy"),
        (DiskFull("0 bytes left in var"), 503, "No room is left on the disk"),
        (StoreError("the archive has no such page"), 503, "The database did not answer as it should"),
        (RuntimeError("secret detail"), 500, "A fault in the desk"),
    ],
)
@pytest.mark.parametrize("path", ["/", STORY])
def test_a_fault_is_a_page_with_a_sentence_and_never_a_traceback(store, path, fault, status, title):
    class Broken:
        """The real store, of which reading stories fails."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def queue(self, *_: Any, **__: Any) -> None:
            raise fault

        story = queue

    desk = TestClient(desk_app(Broken(), OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK, raise_server_exceptions=False)
    answer = desk.get(path)
    assert answer.status_code == status
    assert title in answer.text
    assert "Traceback" not in answer.text
    assert "secret detail" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (str(fault) in answer.text) == (status == 503)


def test_the_desk_asks_for_an_export_of_what_was_approved_and_nothing_else(store, desk):
    desk.post(f"{STORY}/approve", data=form(desk))
    exports: list[LeasedExport] = store.lease_exports(None, NOW, 60)
    assert [(x.target, x.approved.draft.story) for x in exports] == [("files", NORTHWELL_ID)]
