"""A failing sentence is decided on in a real browser: by keyboard alone, without JavaScript, and after a form was refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from review.app import desk_app
from storage import Store
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, fill
from tests.review.press import NOW, OUTLETS, blocked, northwell_draft
from tests.review.serving import served
from tests.review.test_desk_browser import AXE, Visit, visits

pytestmark = pytest.mark.browser
STORY = f"/story/{NORTHWELL_ID}"


@pytest.fixture
def room(empty_store: Store) -> Store:
    return fill(empty_store, blocked(northwell_draft(NORTHWELL_ID)))


@pytest.fixture
def address(room: Store) -> Iterator[str]:
    with served(desk_app(room, OUTLETS, SETTINGS, lambda: NOW)) as found:
        yield found


@pytest.fixture
def visit(chromium, address) -> Iterator[Visit]:
    yield from visits(chromium, address)


@pytest.fixture
def plain(chromium, address) -> Iterator[Visit]:
    yield from visits(chromium, address, java_script_enabled=False)


def press_to(page, selector: str) -> None:
    """Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_by_keyboard_alone_a_sentence_is_kept_and_taken_back_and_taken_out(visit, room):
    page = visit.go(STORY)
    page.locator("#s-8").focus()
    press_to(page, "#ruling-8 summary")
    page.keyboard.press("Enter")
    press_to(page, "#ruling-8 input[name=note]")
    page.keyboard.type("I heard the tape")
    press_to(page, "#ruling-8 input[name=name]")
    page.keyboard.type("Ada Sand")
    page.keyboard.press("Enter")
    expect(page.locator("#ruling-8")).to_contain_text("Kept by Ada Sand")
    expect(page.locator("#ruling-8")).to_contain_text("I heard the tape")
    assert [one.verdict for one in room.sentence_rulings(NORTHWELL_ID)] == ["kept"]
    press_to(page, "#ruling-8 button")
    page.keyboard.press("Enter")
    expect(page.locator("#ruling-8 summary")).to_be_visible()
    assert room.sentence_rulings(NORTHWELL_ID) == []
    page.locator("#ruling-8 summary").press("Enter")
    press_to(page, "#ruling-8 button.stop")
    page.keyboard.press("Enter")
    expect(page.locator("#ruling-8")).to_contain_text("Taken out by Ada Sand")


def test_a_reason_of_spaces_opens_that_form_again_and_no_other(visit):
    page = visit.go(STORY)
    visit.complaints.clear()
    page.locator("#ruling-8 summary").click()
    page.locator("#ruling-8 input[name=note]").fill("   ")
    page.locator("#ruling-8 input[name=name]").first.fill("Bo Lind")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("say why it is kept")
    expect(page.locator("#ruling-8 input[name=note]")).to_be_focused()
    expect(page.locator("#ruling-8 input[name=name]").first).to_have_value("Bo Lind")
    expect(page.locator("details.reject")).not_to_have_attribute("open", "")
    visit.complaints.clear()  # the browser notes the 422 that is wanted here


def test_without_javascript_a_sentence_is_kept(plain, room):
    page = plain.go(STORY)
    page.locator("#ruling-8 summary").click()
    page.locator("#ruling-8 input[name=note]").fill("I heard the tape")
    page.locator("#ruling-8 input[name=name]").first.fill("Ada Sand")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#ruling-8")).to_contain_text("Kept by Ada Sand")
    assert page.url.endswith("#s-8")


def test_axe_finds_nothing_in_a_story_with_a_kept_and_a_failing_sentence(visit):
    page = visit.go(STORY)
    page.locator("#ruling-8 summary").click()
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    page.locator("#ruling-8 input[name=note]").fill("I heard the tape")
    page.locator("#ruling-8 input[name=name]").first.fill("Ada Sand")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#kept")).to_be_visible()
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
