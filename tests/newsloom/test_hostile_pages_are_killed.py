"""A page that costs more than its limits is ended with its child, and the next one is read: in both modes."""

from datetime import UTC, datetime
from functools import partial

import pytest

from newsloom.readers import Killed, Readers
from pipeline.extract import read_page
from pipeline.values import Article, FetchedPage

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
START = "<html><head><title>The pier</title></head><body>"
SAID = "The harbour board met on Monday and agreed to rebuild the north pier, which has been shut since the storm. "


def page(name, html):
    url = f"https://quayside.example/{name}"
    return FetchedPage(url, url, 200, (("Content-Type", "text/html"),), html.encode(), NOW, "quay")


GOOD = [page(name, f"{START}<article><p>{SAID * 4}</p></article></body></html>") for name in ("before", "after")]
# Below every limit that can be told from the bytes, small in memory (under 400 MB), and many seconds of work in both
# modes: what ends it can only be the clock.
LINES = START + "<pre>" + "The board met.\n" * 600_000


@pytest.mark.parametrize("fast", [False, True], ids=["best", "fast"])
def test_a_page_that_takes_too_long_is_named_and_the_next_one_is_read(fast):
    with Readers(partial(read_page, outlets={}, now=NOW, fast=fast), workers=1, timeout=3.0, memory_mb=2048) as readers:
        outcomes = [outcome for _, outcome in readers.map([GOOD[0], page("slow", LINES), GOOD[1]])]
    assert [type(each) for each in outcomes] == [Article, Killed, Article]
    assert outcomes[1].detail == "extraction timed out after 3 s"
