"""Primary documents in a crawl: the rules of every page, and text besides; no outlet's page may be text."""

from contextlib import asynccontextmanager

import pytest
from misbehaving import Reply, page

from crawlers.crawl import run_crawl
from crawlers.hosts import Hosts
from pipeline.documents.values import DOCUMENTS
from pipeline.values import FeedEntry

TEXT = Reply(b"An order of the court.\n\nIt is so ordered.", content_type="text/plain; charset=utf-8")
RULES = Reply(b"User-agent: *\nDisallow: /inside/", content_type="text/plain")


@pytest.fixture
def court(press):
    """An outlet, and a court whose pages are asked for as documents."""
    press.outlet("daily", "/a")
    press.page("daily", "/a")
    press.server.on("court.example", "/robots.txt", RULES)
    press.outlets[DOCUMENTS.id] = DOCUMENTS
    return press


def ends(press, *paths, **settings):
    urls = [f"http://court.example{path}" for path in paths]
    press.ledger.discover([FeedEntry(url, DOCUMENTS.id, DOCUMENTS.id) for url in urls], press.clock())
    press.crawl(hosts={"court.example"}, **settings)
    return {path: press.ledger.ends[url] for path, url in zip(paths, urls, strict=True)}


def test_a_document_may_be_text_and_nothing_else_that_is_no_page(court):
    court.server.on("court.example", "/order.txt", TEXT)
    court.server.on("court.example", "/order", page("An order of the court."))
    court.server.on("court.example", "/order.pdf", Reply(b"%PDF-1.7", content_type="application/pdf"))
    court.server.on("court.example", "/empty.txt", Reply(b" \n", content_type="text/plain"))
    assert ends(court, "/order.txt", "/order", "/order.pdf", "/empty.txt") == {
        "/order.txt": ["kept"],
        "/order": ["kept"],
        "/order.pdf": ["not-html"],
        "/empty.txt": ["empty"],
    }


def test_the_page_of_an_outlet_may_not_be_text(court):
    court.page("daily", "/a", TEXT)
    court.crawl()
    assert court.end_of("daily", "/a") == ["not-html"]


def test_robots_and_the_address_guard_stand_before_documents_too(court):
    court.server.on("court.example", "/inside/order", page("Forbidden."))
    court.server.on("court.example", "/moved", Reply(status=302, headers={"Location": "http://127.0.0.1:1/x"}))
    court.server.on("court.example", "/forbidden", Reply(status=301, headers={"Location": "http://court.example/inside/order"}))
    assert ends(court, "/inside/order", "/moved", "/forbidden") == {
        "/inside/order": ["robots"],
        "/moved": ["address"],
        "/forbidden": ["robots"],
    }


def test_a_document_is_tried_so_often_and_no_more(court):
    court.server.on("court.example", "/busy", Reply(status=500))
    assert ends(court, "/busy", attempts=3) == {"/busy": ["http"]}


def test_a_crawl_of_documents_alone_asks_no_feed_and_forgets_none(court):
    court.server.on("court.example", "/order", page("An order of the court."))
    assert ends(court, "/order", only=(DOCUMENTS.id,)) == {"/order": ["kept"]}
    assert "http://daily.example/a" not in court.ledger.ends
    court.crawl()
    assert court.end_of("daily", "/a") == ["kept"]


def test_what_a_host_asked_of_one_crawl_holds_in_the_crawl_of_documents_after_it(court):
    """``newsloom run`` crawls twice: robots.txt is not asked for again, and who wants to be left alone is."""
    court.page("daily", "/a", Reply(status=429, headers={"Retry-After": "3600"}))
    hosts = Hosts(court.clock)
    url = "http://daily.example/order"
    run_crawl(court.plan(hosts={"court.example"}), court.ledger, court.ledger, clock=court.clock, hosts=hosts)
    court.ledger.discover([FeedEntry(url, DOCUMENTS.id, DOCUMENTS.id)], court.clock())
    court.server.on("daily.example", "/order", page("An order."))
    before = len(court.server.seen)
    run_crawl(court.plan(only=(DOCUMENTS.id,)), court.ledger, court.ledger, clock=court.clock, hosts=hosts)
    assert len(court.server.seen) == before
    court.clock.forward(hours=2)
    run_crawl(court.plan(only=(DOCUMENTS.id,)), court.ledger, court.ledger, clock=court.clock, hosts=hosts)
    assert court.ledger.ends[url] == ["kept"]
    assert [seen.path for seen in court.server.seen[before:]] == ["/order"]


def test_a_document_on_an_outlets_site_is_asked_for_at_the_outlets_pace(court, monkeypatch):
    court.outlet("slow", "/a", delay=7.0)
    court.page("slow", "/order", page("An order."))
    court.server.on("court.example", "/order", page("An order."))
    waited = {}

    @asynccontextmanager
    async def turn(_hosts, host, delay):
        waited.setdefault(host, set()).add(delay)
        yield

    monkeypatch.setattr(Hosts, "turn", turn)
    urls = ["http://slow.example/order", "http://court.example/order"]
    court.ledger.discover([FeedEntry(url, DOCUMENTS.id, DOCUMENTS.id) for url in urls], court.clock())
    court.crawl(hosts={"court.example"}, only=(DOCUMENTS.id,), delay=1.0)
    assert waited == {"slow.example": {7.0}, "court.example": {1.0}}
