from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from memory_ledger import MemoryLedger
from misbehaving import Server, page, rss

from crawlers.crawl import run_crawl
from crawlers.fetch import Limits
from crawlers.plan import CrawlPlan
from pipeline.values import Outlet


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.time = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def forward(self, **how):
        self.time += timedelta(**how)


class Press:
    """Outlets under invented names on one misbehaving server, and the ledger that a crawl of them fills."""

    def __init__(self, server):
        self.server = server
        self.ledger = MemoryLedger()
        self.clock = Clock()
        self.outlets = {}
        self.progress = []

    def outlet(self, name, *paths, feed=None, robots=None, **settings):
        """An outlet whose feed links these paths (or whole addresses)."""
        host = f"{name}.example"
        links = [path if "://" in path else f"http://{host}{path}" for path in paths]
        self.server.on(host, "/feed.xml", feed or rss(*links))
        if robots is not None:
            self.server.on(host, "/robots.txt", robots)
        self.outlets[name] = Outlet(name, name.title(), (host,), (f"http://{host}/feed.xml",), enabled=True, **settings)
        return self

    def page(self, name, path, reply=None):
        self.server.on(f"{name}.example", path, reply or page(f"Words of {path}."))
        return self

    def plan(self, **settings):
        hosts = {f"{name}.example" for name in self.outlets} | settings.pop("hosts", set())
        values = {
            "contact": "desk@newsroom.example",
            "delay": 0.0,
            "pauses": (0.0,),
            "limits": Limits(seconds=1.0, body=200_000),
            "resolve": {host: self.server.pair() for host in hosts},
        }
        return CrawlPlan(tuple(self.outlets.values()), **(values | settings))

    def crawl(self, **settings):
        return run_crawl(self.plan(**settings), self.ledger, self.ledger, clock=self.clock, on_progress=self.progress.append)

    def end_of(self, name, path):
        url = path if "://" in path else f"http://{name}.example{path}"
        return self.ledger.ends[url]


@pytest.fixture
def press():
    with Server() as server:
        yield Press(server)
