"""The desk in a real browser, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.values import Citation, State
from storage import Store
from tests.review.newsroom import NORTHWELL_ID
from tests.review.press import NORTHWELL, northwell_draft

pytestmark = pytest.mark.browser
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Visit:
    """A page in the browser and everything it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


def visits(chromium: Browser, address: str, **options: object) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), address)
    visit.page.on("console", lambda m: visit.complaints.append(m.text) if m.type in {"error", "warning"} else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", lambda r: None if r.url.startswith(address) else visit.complaints.append(r.url))
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def visit(chromium, address) -> Iterator[Visit]:
    yield from visits(chromium, address)


@pytest.fixture
def plain(chromium, address) -> Iterator[Visit]:
    """A browser without JavaScript."""
    yield from visits(chromium, address, java_script_enabled=False)


@pytest.fixture
def phone(chromium, address) -> Iterator[Visit]:
    for visit in visits(chromium, address, has_touch=True):
        visit.page.set_viewport_size({"width": 390, "height": 844})
        yield visit


def sentence(cited: Citation) -> str:
    found = next(article for article in NORTHWELL.values() if article.id == cited.article)
    return found.sentence(cited.sentence)


CITED = [sentence(cited) for cited in northwell_draft(NORTHWELL_ID).sentences[1].citations]


def state(store: Store) -> State:
    return store.story(NORTHWELL_ID).state


def test_from_the_queue_to_the_source_sentence_by_clicks(visit):
    page = visit.go("/")
    page.get_by_role("link", name="Kestrel Vale pauses Northwell").click()
    page.locator("#s-2 .text").click()
    expect(page.locator(".src.lit")).to_have_text(CITED)
    expect(page.locator(".src.now")).to_have_text(CITED[0])
    expect(page.locator(".src.now")).to_be_in_viewport()
    expect(page.locator("#trail")).to_have_text("Sentence 2 stands on The Northern Ledger, 1-2 (1 of 3)")


def test_several_citations_are_stepped_through(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.locator("#s-2 .text").click()
    for place in (1, 2, 0):
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".src.now")).to_have_text(CITED[place])
        expect(page.locator(".src.now")).to_be_in_viewport()
    page.get_by_role("button", name="Previous").click()
    expect(page.locator(".src.now")).to_have_text(CITED[2])


def test_a_click_on_one_citation_shows_that_one(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.locator("#s-2 .cite").nth(2).click()
    expect(page.locator(".src.now")).to_have_text(CITED[2])
    expect(page.locator(".src.now")).to_be_in_viewport()


def test_every_sentence_lights_exactly_the_sentences_it_cites(visit):
    page, draft = visit.go(f"/story/{NORTHWELL_ID}"), northwell_draft(NORTHWELL_ID)
    lines = page.locator("[data-line]")
    for n, ours in enumerate((draft.headline, draft.dek, *draft.sentences)):
        lines.nth(n).locator(".text").click()
        assert sorted(page.locator(".src.lit").all_inner_texts()) == sorted(sentence(cited) for cited in set(ours.citations))


def test_a_source_sentence_shows_where_it_is_used(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.locator("#src-1-2").click()
    expect(page.locator(".line.lit")).to_have_count(2)
    expect(page.locator("#s-dek")).to_have_class("line dek-line lit now")
    page.locator("#src-1-2").click()
    expect(page.locator("#s-2")).to_have_class("line lit now")
    expect(page.locator("#trail")).to_have_text("The Northern Ledger, 1-2 is used in sentence 2 (2 of 2)")
    page.locator("#src-1-11 ~ .back").last.click()
    expect(page.locator("#s-4")).to_have_class("line lit now")


def test_text_can_be_selected_without_losing_it(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    box = page.locator("#s-1 .text").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 8)
    page.mouse.up()
    assert page.evaluate("String(getSelection())")
    expect(page.locator(".src.lit")).to_have_count(0)


def test_the_whole_way_with_the_keyboard_alone(visit, store):
    page = visit.go("/")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Kestrel Vale pauses Northwell")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/northwell")
    for _ in range(4):
        page.keyboard.press("j")
    expect(page.locator("#s-2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".src.now")).to_have_text(CITED[0])
    page.keyboard.press("Enter")
    expect(page.locator(".src.now")).to_have_text(CITED[1])
    page.keyboard.press("n")
    expect(page.locator(".src.now")).to_have_text(CITED[2])
    page.keyboard.press("p")
    page.keyboard.press("k")
    expect(page.locator("#s-1")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#s-7")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".lit")).to_have_count(0)
    page.keyboard.press("a")
    page.keyboard.type("Ada Sand")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Approved.")
    assert state(store) is State.APPROVED
    page.keyboard.press("u")
    page.wait_for_url(lambda url: url.endswith("/"))


def test_help_opens_with_a_key_and_single_keys_can_be_switched_off(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("[data-line]:focus")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys are on").check()


def test_keys_are_letters_while_one_types(visit):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.keyboard.press("r")
    page.keyboard.type("jar u?")
    expect(page.locator(".reject textarea")).to_have_value("jar u?")


def test_approving_by_click(visit, store):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.locator(".approve input[name=name]").fill("Ada Sand")
    page.get_by_role("button", name="Approve version 1").click()
    expect(page.get_by_role("status").first).to_have_text("Approved.")
    assert state(store) is State.APPROVED
    page.reload()  # post, redirect, get: nothing is sent twice
    assert sum("approved version" in what for _, _, what in store.history(NORTHWELL_ID)) == 1


def test_rejecting_needs_a_note(visit, store):
    page = visit.go(f"/story/{NORTHWELL_ID}")
    page.get_by_text("Reject…").click()
    page.locator(".reject input[name=name]").fill("Ada Sand")
    page.get_by_role("button", name="Reject the story").click()
    assert page.locator(".reject textarea").evaluate("field => field.validity.valueMissing")
    assert state(store) is State.READY
    page.get_by_label("Why").fill("Two outlets, one press release.")
    page.get_by_role("button", name="Reject the story").click()
    expect(page.get_by_text("Rejected. Later coverage opens the story again.")).to_be_visible()
    assert state(store) is State.REJECTED


def test_without_javascript_a_citation_leads_to_its_sentence_and_back(plain):
    page = plain.go(f"/story/{NORTHWELL_ID}")
    page.locator("#s-2 .cite").nth(1).click()
    assert page.url.endswith("#src-2-3")
    expect(page.locator(":target")).to_have_text(CITED[1])
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator("#src-2-3 + .back").click()
    assert page.url.endswith("#s-2")
    expect(page.locator("#s-2")).to_be_in_viewport()
    expect(page.get_by_text("Choose a sentence")).to_be_hidden()


def test_without_javascript_approving_and_rejecting_work(plain, store):
    page = plain.go(f"/story/{NORTHWELL_ID}")
    page.locator(".approve input[name=name]").fill("Ada Sand")
    page.get_by_role("button", name="Approve version 1").click()
    expect(page.get_by_text("Approved.")).to_be_visible()
    assert state(store) is State.APPROVED
    page.goto(f"{plain.address}/story/marl")
    page.get_by_text("Reject…").click()
    page.get_by_label("Why").fill("Only a press release.")
    page.get_by_role("button", name="Reject the story").click()
    expect(page.get_by_text("Rejected.")).to_be_visible()
    assert store.story("marl").state is State.REJECTED


def test_on_a_phone_the_sources_come_as_a_sheet_over_the_draft(phone):
    page = phone.go(f"/story/{NORTHWELL_ID}")
    expect(page.locator("#pane")).to_be_hidden()
    page.locator("#s-6 .text").tap()
    expect(page.locator(".src.now")).to_be_in_viewport()
    line, pane = page.locator("#s-6").bounding_box(), page.locator("#pane").bounding_box()
    assert line["y"] >= 0
    assert line["y"] + line["height"] <= pane["y"] + 1
    page.locator("#close").tap()
    expect(page.locator("#pane")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/", f"/story/{NORTHWELL_ID}"])
def test_nothing_moves_while_a_page_loads(visit, path):
    page = visit.page
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(e => shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    visit.go(path)
    page.wait_for_timeout(200)
    assert page.evaluate("shift") == 0


@pytest.mark.parametrize(
    "path",
    ["/", "/?state=retracted", f"/story/{NORTHWELL_ID}", "/story/ombud", "/story/nowhere"],
    ids=["queue", "empty", "story", "no draft", "404"],
)
def test_axe_finds_nothing(visit, path):
    page = visit.go(path)
    if path == f"/story/{NORTHWELL_ID}":
        page.locator("details").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        page.locator("#s-2 .text").click()
    if path == "/story/nowhere":
        visit.complaints.clear()  # the browser notes the 404 that is wanted here
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate("axe.run().then(result => result.violations)")
            told = [
                f"{f['impact']}: {f['id']}: {f['nodes'][0]['html'][:120]}: {f['nodes'][0]['failureSummary']}" for f in found
            ]
            assert told == [], (scheme, width)
