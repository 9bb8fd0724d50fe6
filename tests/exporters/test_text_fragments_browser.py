"""A citation leads to its sentence: Chromium, real pages on loopback, and whether it scrolls there and marks it."""

from __future__ import annotations

import html as escaping
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import invented_story
import pytest
from invented_story import OUTLETS, draft
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotInTime

from exporters.history import outlets_of, with_outlets
from exporters.render import Look, html
from exporters.render.clean import cut_address, directive, sentence_address, with_directives
from pipeline.edition import edition

pytestmark = pytest.mark.browser

SENTENCES = (
    "Short one.",
    "Day-to-day costs, she said, are up: R&D takes 40% of it (and rising) - “a lot”, by any measure.",
    "The state-of-the-art, well-known A&B-C unit & its follow-up cost $1,200, #1 of 3, at https://plant.example/?a=b&c=d.",
    '"We would rather apologise for an empty aisle than for a full one," the chief executive said on Tuesday.',
    "中国工厂周二宣布召回四千二百台仓库机器人，因为其中两台撞穿了防火门。",
    "東京のメーカーは火曜日、倉庫ロボット4200台を回収すると発表した。",
    "أعلنت الشركة يوم الثلاثاء أنها ستسحب أربعة آلاف ومئتي روبوت من المستودعات بعد أن اصطدم اثنان منها بباب حريق.",
    "Die Straßenbehörde prüft, ob vier Lagerhäuser betroffen waren, größer als zunächst gedacht, wie sie am Dienstag mitteilte.",
    "กรมแรงงานเปิดการสอบสวนเหตุการณ์ในคลังสินค้าแล้ว",
    "Two sentences may end alike, and this one ends as the one after it does, in the current quarter.",
    "We expect the recall to cost about 31 million euros and to be paid for in the current quarter.",
)
_FILLER = "".join(f"<p>Nothing of note in line {number}.</p>" for number in range(60))


def _page() -> str:
    told = "".join(f'<p id="n{number}">{escaping.escape(one)}</p>{_FILLER}' for number, one in enumerate(SENTENCES))
    style = "::target-text { background: #f0f; color: #fff } p { margin: 1em }"
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{_FILLER}{told}</body></html>'


@contextmanager
def _serving(pages: Mapping[str, str]) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with _serving({"/story": _page()}) as address:
        yield f"{address}/story"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    yield context.new_page()
    context.close()


def _in_view(page: Page, number: int) -> bool:
    box = "() => { const b = document.getElementById('n%d').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    try:
        page.wait_for_function(box % number, timeout=3000)
    except NotInTime:
        return False
    return True


def _shown(page: Page, number: int) -> bytes:
    return page.locator(f"#n{number}").screenshot()


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_the_browser_goes_to_the_sentence_and_marks_it(page: Page, source: str, number: int) -> None:
    page.goto(source)
    assert not _in_view_now(page, number)
    plain = _shown(page, number)
    page.goto("about:blank")
    page.goto(sentence_address(source, SENTENCES[number]))
    assert _in_view(page, number)
    assert _shown(page, number) != plain
    other = (number + 1) % len(SENTENCES)
    marked = _shown(page, other)
    page.goto("about:blank")
    page.goto(source)
    assert _shown(page, other) == marked, "only the sentence is marked"


def _in_view_now(page: Page, number: int) -> bool:
    return cast(
        "bool",
        page.evaluate(
            f"() => {{ const b = document.getElementById('n{number}').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }}"
        ),
    )


def test_what_is_no_sentence_of_the_page_is_not_found(page: Page, source: str) -> None:
    page.goto(sentence_address(source, "Nobody has written this."))
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 0


def test_a_sentence_that_was_cut_is_found_by_its_beginning(page: Page, source: str) -> None:
    page.goto(cut_address(source, " ".join(SENTENCES[7].split()[:5]) + "…"))
    assert _in_view(page, 7)


def test_several_sentences_are_all_marked_and_the_first_is_gone_to(page: Page, source: str) -> None:
    page.goto(source)
    plain = {number: _shown(page, number) for number in (1, 3)}
    page.goto("about:blank")
    page.goto(with_directives(source, [directive(SENTENCES[number], whole=True) for number in (3, 1)]))
    assert _in_view(page, 3)
    assert all(_shown(page, number) != plain[number] for number in plain)


def test_an_address_with_a_fragment_keeps_it_and_finds_the_sentence(page: Page, source: str) -> None:
    address = sentence_address(f"{source}#n9", SENTENCES[5])
    assert address.startswith(f"{source}#n9:~:text=")
    page.goto(address)
    assert _in_view(page, 5)


def test_a_click_on_a_citation_of_our_page_ends_at_the_sentence(page: Page, source: str) -> None:
    sources = tuple(replace(each, url=source, sentences=SENTENCES[:6]) for each in draft().sources)
    of = replace(draft(), sources=sources)
    printed = with_outlets(edition(of, {name: replace(one, quote_words=40) for name, one in OUTLETS.items()}), outlets_of(of))
    with _serving({"/ours": html(printed, Look())}) as ours:
        page.goto(f"{ours}/ours")
        mark = page.locator(".cite > a[data-labels='1-4']").first
        assert mark.get_attribute("aria-label") == "Source 1: The Lantern Post, October 6, 2026, 8:12 a.m. UTC"
        mark.click()
        page.wait_for_url("**/story**")
        assert _in_view(page, 3)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_and_the_skip_link_shows_when_it_is_reached(
    chromium: Browser,
    width: int,
    scheme: str,
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_content(html(invented_story.printed(), Look()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("each => each === document.activeElement && each.getBoundingClientRect().top >= 0")
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    context.close()
