"""Takes pictures of the desk's pages: ``python -m tests.review.screenshots FOLDER`` (from the repository's root).

Each page at 1280 and 390 pixels, light and dark, over the invented newsroom of the tests.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from review.app import desk_app
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, fill, open_at
from tests.review.press import NOW, OUTLETS, blocked, northwell_draft
from tests.review.serving import served

CHROMIUM = "/usr/bin/chromium"
SIZES = {"1280": (1280, 800), "390": (390, 844)}


def light_a_sentence(page: Page) -> None:
    page.locator("#s-2 .text").click()


def show_the_end(page: Page) -> None:
    page.locator("#decide").scroll_into_view_if_needed()
    page.locator(".draft").evaluate("element => element.scrollTo(0, element.scrollHeight)")


def open_the_reasons(page: Page) -> None:
    page.locator("details.block summary").first.click()
    page.locator("details.block summary").last.click()
    page.locator("details.reject summary").click()
    show_the_end(page)


def open_help(page: Page) -> None:
    page.keyboard.press("?")


SHOTS = {
    "queue": ("/", None),
    "story": (f"/story/{NORTHWELL_ID}", None),
    "story-lit": (f"/story/{NORTHWELL_ID}", light_a_sentence),
    "story-end": (f"/story/{NORTHWELL_ID}", show_the_end),
    "story-why": (f"/story/{NORTHWELL_ID}", open_the_reasons),
    "no-draft": ("/story/ombud", None),
    "help": (f"/story/{NORTHWELL_ID}", open_help),
    "missing": ("/story/nowhere", None),
}


def take(browser: Browser, address: str, folder: Path) -> None:
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            for name, (path, prepare) in SHOTS.items():
                page = context.new_page()
                page.goto(address + path)
                if prepare:
                    prepare(page)
                page.wait_for_timeout(100)
                page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=width < 600 and prepare is None)
                page.close()
            context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as newsroom, sync_playwright() as playwright:
        store = fill(open_at(Path(newsroom)), blocked(northwell_draft(NORTHWELL_ID)))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with served(desk_app(store, OUTLETS, SETTINGS, lambda: NOW)) as address:
            take(browser, address, folder)
        browser.close()
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
