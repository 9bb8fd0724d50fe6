"""The sample press, crawled whole over HTTP."""

from __future__ import annotations

from collections import Counter

import pytest
from memory_ledger import MemoryLedger

from crawlers.crawl import run_crawl
from crawlers.plan import CrawlPlan
from newsloom.press.content import load_press
from newsloom.press.server import serving
from pipeline.values import Cause, Outlet


@pytest.fixture(scope="module")
def crawled():
    press = load_press()
    ledger = MemoryLedger()
    with serving(press) as server:
        outlets = tuple(Outlet(one.folder, one.name, (one.host,), one.feed_urls, enabled=True) for one in press.outlets)
        resolve = dict.fromkeys(server.hosts, f"127.0.0.1:{server.port}")
        plan = CrawlPlan(outlets, "desk@newsroom.example", delay=0.0, pauses=(0.0,), resolve=resolve, now=True)
        first = run_crawl(plan, ledger, ledger)
        before = len(server.requests)
        second = run_crawl(plan, ledger, ledger)
        yield press, ledger, first, second, list(server.requests), before


def test_every_link_of_the_press_ends_once(crawled):
    _, ledger, first, _, _, _ = crawled
    assert ledger.without_an_end == []
    assert [url for url, ends in ledger.ends.items() if len(ends) != 1] == []
    assert first.discovered == first.kept + sum(first.refused.values()) == len(ledger.links)


def test_the_odd_pages_of_the_press_are_refused_with_their_cause(crawled):
    _, _, first, _, _, _ = crawled
    assert first.refused == {Cause.ROBOTS: 1, Cause.GONE: 1, Cause.NOT_FOUND: 1}
    assert [url for url, words in first.warnings if "broken XML" in words] == ["https://gadgetparade.example/rss"]
    assert first.faults == ()


def test_redirects_of_the_press_end_on_the_canonical_page(crawled):
    _, ledger, _, _, requests, _ = crawled
    moved = [page for page in ledger.pages.values() if getattr(page, "final_url", page.url).rstrip("/") != page.url.rstrip("/")]
    assert moved
    assert any(visit.status == 301 for visit in requests)


def test_the_second_crawl_fetches_nothing_that_is_known(crawled):
    _, _, _, second, requests, before = crawled
    later = Counter(visit.status for visit in requests[before:])
    assert (second.discovered, second.kept) == (0, 0)
    # The feed that is broken is read whole each time, every other one answers 304; robots.txt files were not needed.
    assert later == {304: second.feeds - 1, 200: 1}


def test_every_request_to_the_press_says_who_asks(crawled):
    _, _, _, _, requests, _ = crawled
    assert {visit.user_agent for visit in requests} == {"Newsloom/0.1 (+desk@newsroom.example)"}
