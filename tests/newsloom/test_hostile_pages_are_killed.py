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
# Below every limit that can be told from the bytes, and minutes of work for the parser or the readers.
CROWDED = f"{START}<p>{SAID}</p>" + (f"<p {' '.join(f'a{n}=1' for n in range(990))}>The board met.</p>" * 1_000)
LINES = START + "<pre>" + "The board met.\n" * 600_000


@pytest.mark.parametrize(("fast", "slow"), [(False, LINES), (True, CROWDED)], ids=["best", "fast"])
def test_a_page_that_takes_too_long_is_named_and_the_next_one_is_read(fast, slow):
    with Readers(partial(read_page, outlets={}, now=NOW, fast=fast), workers=1, timeout=2.5, memory_mb=1024) as readers:
        outcomes = [outcome for _, outcome in readers.map([GOOD[0], page("slow", slow), GOOD[1]])]
    assert [type(each) for each in outcomes] == [Article, Killed, Article]
    assert outcomes[1].detail == "extraction timed out after 2.5 s"
