"""What tests of several folders share: one real browser, for Playwright starts only once in a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

CHROMIUM = os.environ.get("NEWSLOOM_TEST_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser. Where it is missing the tests are skipped, but not where CI promises it."""
    missing = f"no Chromium at {CHROMIUM}: apt-get install -y chromium (or set NEWSLOOM_TEST_CHROMIUM)"
    if not shutil.which(CHROMIUM):
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
        except Error as error:
            pytest.fail(f"Chromium at {CHROMIUM} does not start: {error.message.splitlines()[0]}")
        yield browser
        browser.close()
