"""The crawl as a whole: real Scrapy, a real server, every discovered link to its one end."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from misbehaving import Reply, Server, page, rss

from crawlers import spider
from crawlers.crawl import crawl
from crawlers.fetch import Limits
from crawlers.hosts import Hosts
from crawlers.plan import CrawlPlan
from crawlers.reactor import runner
from pipeline.errors import ConfigurationError, DiskFull
from pipeline.values import FeedEntry


def to(location, status=302):
    return Reply(status=status, headers={"Location": location})


async def silence(_seen, _writer):
    await asyncio.sleep(30)


# --------------------------------------------------------------------------- every link has one end


def test_each_discovered_link_ends_as_one_page_or_one_refusal(press):
    press.outlet("daily", "/a", "/gone", "/missing", "/shut", "/picture", "/empty", "/fails")
    press.page("daily", "/a")
    press.page("daily", "/gone", Reply(status=410))
    press.page("daily", "/shut", Reply(status=403))
    press.page("daily", "/picture", Reply(b"\x89PNG", content_type="image/png"))
    press.page("daily", "/empty", Reply(b"  \n"))
    press.page("daily", "/fails", Reply(status=500))
    report = press.crawl()
    paths = ("/a", "/gone", "/missing", "/shut", "/picture", "/empty", "/fails")
    assert {path: press.end_of("daily", path) for path in paths} == {
        "/a": ["kept"],
        "/gone": ["gone"],
        "/missing": ["not-found"],
        "/shut": ["http"],
        "/picture": ["not-html"],
        "/empty": ["empty"],
        "/fails": ["http"],
    }
    assert (report.discovered, report.kept, sum(report.refused.values()), report.retried) == (7, 1, 6, 2)
    assert press.server.paths("daily.example").count("/fails") == 3
    assert press.ledger.without_an_end == []


def test_a_kept_page_is_what_the_server_sent_and_what_the_feed_said(press):
    press.outlet("daily", "/a?utm_source=rss")
    press.page("daily", "/a", Reply("<p>Z\u00fcrich</p>".encode("latin-1"), content_type="text/html; charset=iso-8859-1"))
    press.crawl()
    kept = press.ledger.pages["http://daily.example/a?utm_source=rss"]
    assert kept.body.decode("latin-1") == "<p>Zürich</p>"
    assert ("Content-Type", "text/html; charset=iso-8859-1") in kept.headers
    assert (kept.status, kept.outlet, kept.entry.title, kept.final_url) == (200, "daily", "Item 0", "http://daily.example/a")


def test_links_that_are_no_address_end_too(press):
    press.outlet("daily", "mailto://desk", "http://daily.example/" + "x" * 3_000, "http://u:p@daily.example/", "/a").page(
        "daily", "/a"
    )
    press.crawl()
    assert press.ledger.without_an_end == []
    assert sorted(end for ends in press.ledger.ends.values() for end in ends) == ["address", "address", "kept", "url"]


def test_the_same_link_in_two_feeds_is_fetched_once(press):
    press.outlet("daily", "/a").outlet("weekly", "http://daily.example/a").page("daily", "/a")
    press.crawl()
    assert press.server.paths("daily.example").count("/a") == 1
    assert press.end_of("daily", "/a") == ["kept"]


def test_links_left_by_a_crash_are_fetched_by_the_next_crawl(press):
    press.outlet("daily").page("daily", "/late")
    press.ledger.discover([FeedEntry("http://daily.example/late", "daily", "f")], press.clock())
    press.crawl()
    assert press.end_of("daily", "/late") == ["kept"]


def test_an_error_of_ours_costs_one_link_and_is_on_record(press, monkeypatch):
    def broken(answer, retry_at=None, *, plain_text=False):
        if answer.url.endswith("/a"):
            raise KeyError("ours")

    monkeypatch.setattr(spider, "page_fault", broken)
    press.outlet("daily", "/a", "/b").page("daily", "/a").page("daily", "/b")
    press.crawl()
    assert press.end_of("daily", "/a") == ["unreadable"]
    assert "KeyError" in press.ledger.pages["http://daily.example/a"].detail
    assert press.end_of("daily", "/b") == ["kept"]


def test_a_full_disk_ends_the_crawl_with_its_name_and_loses_no_link(press, monkeypatch):
    def full(link, page):
        raise DiskFull("no room in var/archive")

    monkeypatch.setattr(press.ledger, "keep", full)
    press.outlet("daily", "/a", "/b").page("daily", "/a").page("daily", "/b")
    with pytest.raises(DiskFull):
        press.crawl()
    assert len(press.ledger.without_an_end) == 2
    monkeypatch.undo()
    press.clock.forward(seconds=901)
    press.crawl()
    assert press.ledger.without_an_end == []


# --------------------------------------------------------------------------- a bad outlet costs only itself


def test_a_silent_outlet_holds_up_nobody_else(press):
    press.outlet("silent", "/a", "/b", "/c").page("silent", "/a", silence).page("silent", "/b", silence).page(
        "silent", "/c", silence
    )
    press.outlet("daily", "/a", "/b").page("daily", "/a").page("daily", "/b")
    press.crawl(limits=Limits(seconds=0.3), attempts=1)
    assert [press.end_of("silent", path) for path in ("/a", "/b", "/c")] == [["timeout"]] * 3
    assert press.end_of("daily", "/a") == press.end_of("daily", "/b") == ["kept"]
    times = {seen.path: seen for seen in press.server.seen if seen.host == "daily.example"}
    silent = [seen for seen in press.server.seen if seen.host == "silent.example" and seen.path == "/c"]
    assert times["/b"].started < silent[0].started


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (Reply(status=404), "not-found: not found (404)"),
        (Reply(status=410), "gone: gone (410)"),
        (Reply(status=500), "http: answered 500"),
        (page(), "not a feed: an HTML page"),
        (Reply(b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss/>', content_type="text/xml"), "unsafe XML (entities)"),
        (to("http://169.254.169.254/feed"), "redirect to blocked address"),
        (silence, "timeout: timed out after 0.3 s (headers)"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why_and_others_go_on(press, feed, words):
    press.outlet("bad", feed=feed).outlet("daily", "/a").page("daily", "/a")
    report = press.crawl(limits=Limits(seconds=0.3))
    assert next(fault for url, fault in report.faults if url == "http://bad.example/feed.xml").count(words) == 1
    assert press.end_of("daily", "/a") == ["kept"]


def test_a_feed_that_is_read_as_far_as_it_goes_is_a_warning_with_its_cause(press):
    press.outlet("daily", "/a").page("daily", "/a")
    whole = rss("http://daily.example/a")
    press.outlet("daily", feed=replace(whole, body=whole.body.replace(b"</channel>", b"<odd & broken></channel>")))
    report = press.crawl()
    assert report.faults == ()
    ((url, words),) = report.warnings
    assert (url, "broken XML, read as far as it goes" in words) == ("http://daily.example/feed.xml", True)
    ((_, outcome),) = press.ledger.outcomes
    assert (outcome.fault, outcome.warning) == (None, words)
    assert press.end_of("daily", "/a") == ["kept"]


def test_a_failing_feed_is_asked_less_and_less_often_but_every_day(press):
    press.outlet("bad", feed=Reply(status=500))
    waits = []
    for _ in range(10):
        press.crawl()
        waits.append(press.ledger.outcomes[-1][1].next_check - press.clock())
        press.clock.forward(hours=24)
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=20)
    assert waits[-1] == timedelta(hours=24)


# --------------------------------------------------------------------------- redirects and the way inside


def test_a_redirect_is_followed_and_the_last_address_kept(press):
    press.outlet("daily", "/old").page("daily", "/old", to("/new", 301)).page("daily", "/new")
    press.crawl()
    assert press.ledger.pages["http://daily.example/old"].final_url == "http://daily.example/new"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_inside(press, status):
    with Server() as canary:
        targets = [f"http://127.0.0.1:{canary.port}/", f"http://localhost:{canary.port}/", f"http://2130706433:{canary.port}/"]
        targets += [
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "data:text/html,x",
            f"//127.0.0.1:{press.server.port}/",
        ]
        press.outlet("daily", *[f"/{number}" for number in range(len(targets))])
        for number, target in enumerate(targets):
            press.page("daily", f"/{number}", to(target, status))
        press.crawl()
        assert canary.seen == []
    assert {end for ends in press.ledger.ends.values() for end in ends} == {"address"}
    assert all("redirect to blocked address" in refusal.detail for refusal in press.ledger.pages.values())
    assert press.server.paths("127.0.0.1") == []


def test_a_refresh_in_the_page_or_its_headers_is_not_followed(press):
    with Server() as canary:
        inside = f"http://127.0.0.1:{canary.port}/"
        body = f'<html><meta http-equiv="refresh" content="0;url={inside}"><body>x</body></html>'.encode()
        press.outlet("daily", "/a").page("daily", "/a", Reply(body, headers={"Refresh": f"0;url={inside}"}))
        press.crawl()
        assert canary.seen == []
    assert press.end_of("daily", "/a") == ["kept"]


def test_links_in_a_feed_that_lead_inside_are_refused_unasked(press):
    with Server() as canary:
        links = [f"http://127.0.0.1:{canary.port}/a", f"http://0x7f.1:{canary.port}/b", "http://intranet/", "http://[::1]/"]
        press.outlet("daily", *links)
        press.crawl()
        assert canary.seen == []
    assert sorted(end for ends in press.ledger.ends.values() for end in ends) == ["address"] * 4
    assert "address not allowed: 127.0.0.1 (loopback)" in {refusal.detail for refusal in press.ledger.pages.values()}


def test_circles_and_endless_chains_of_redirects_end(press):
    press.outlet("daily", "/circle", "/chain0").page("daily", "/circle", to("/back")).page("daily", "/back", to("/circle"))
    for number in range(30):
        press.page("daily", f"/chain{number}", to(f"/chain{number + 1}"))
    press.crawl()
    assert press.end_of("daily", "/circle") == press.end_of("daily", "/chain0") == ["redirect"]
    assert len([path for path in press.server.paths("daily.example") if path.startswith("/chain")]) == 11


def test_a_redirect_to_another_host_asks_that_hosts_robots_first(press):
    press.outlet("daily", "/a").page("daily", "/a", to("http://other.example/a"))
    press.server.on("other.example", "/robots.txt", Reply(b"User-agent: *\nDisallow: /"))
    press.server.on("other.example", "/a", page())
    press.crawl(hosts={"other.example"})
    assert press.end_of("daily", "/a") == ["robots"]
    assert press.server.paths("other.example") == ["/robots.txt"]


# --------------------------------------------------------------------------- politeness


@pytest.mark.parametrize("robots", [Reply(status=500), Reply(status=503), Reply(status=429), silence, to("http://127.0.0.1/")])
def test_nothing_is_fetched_while_robots_cannot_be_had(press, robots):
    press.outlet("daily", "/a", robots=robots).page("daily", "/a")
    press.crawl(limits=Limits(seconds=0.3), pauses=(300.0,))
    assert "/a" not in press.server.paths("daily.example")
    assert press.ledger.without_an_end == ["http://daily.example/a"]
    causes = [cause for cause, _ in press.ledger.retries["http://daily.example/a"]]
    assert causes in (["robots"], ["http"])


def test_a_link_is_fetched_once_robots_can_be_had_again(press):
    press.outlet("daily", "/a", robots=Reply(status=500)).page("daily", "/a")
    press.crawl(pauses=(300.0,))
    press.server.on("daily.example", "/robots.txt", Reply(b""))
    press.clock.forward(seconds=301)
    press.crawl()
    assert press.end_of("daily", "/a") == ["kept"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_may_be_fetched(press, status):
    press.outlet("daily", "/a", robots=Reply(status=status)).page("daily", "/a")
    press.crawl()
    assert press.end_of("daily", "/a") == ["kept"]


def test_robots_is_asked_once_a_host_and_obeyed(press):
    rules = Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: Newsloom\nDisallow: /premium/\n\nUser-agent: GPTBot\nDisallow: /")
    press.outlet("daily", "/a", "/b", "/premium/c", robots=rules).page("daily", "/a").page("daily", "/b").page(
        "daily", "/premium/c"
    )
    press.crawl()
    assert press.server.paths("daily.example").count("/robots.txt") == 1
    assert (press.end_of("daily", "/a"), press.end_of("daily", "/premium/c")) == (["kept"], ["robots"])
    assert "/premium/c" not in press.server.paths("daily.example")
    assert "robots.txt: GPTBot refused" in press.ledger.pages["http://daily.example/a"].signals


def test_a_host_gets_one_request_at_a_time(press):
    async def slowly(_seen, writer):
        await asyncio.sleep(0.1)
        return page()

    paths = [f"/{number}" for number in range(6)]
    press.outlet("daily", *paths)
    for path in paths:
        press.page("daily", path, slowly)
    press.crawl()
    seen = sorted((one for one in press.server.seen if one.host == "daily.example"), key=lambda one: one.started)
    assert len(seen) == 8
    assert all(later.started >= earlier.ended for earlier, later in itertools.pairwise(seen))


def test_a_host_that_says_wait_is_left_alone_also_by_the_next_crawl(press):
    press.outlet("daily", "/a", "/b", "/c", robots=Reply(b""))
    press.page("daily", "/a", Reply(status=429, headers={"Retry-After": "3600"})).page("daily", "/b").page("daily", "/c")
    hosts = Hosts(press.clock)

    def again():
        return runner().run(crawl(press.plan(), press.ledger, press.ledger, clock=press.clock, hosts=hosts))

    again()
    assert press.server.paths("daily.example") == ["/feed.xml", "/robots.txt", "/a"]
    press.clock.forward(minutes=30)
    again()
    assert press.server.paths("daily.example") == ["/feed.xml", "/robots.txt", "/a"]
    press.clock.forward(minutes=31)
    press.page("daily", "/a")
    again()
    assert press.ledger.without_an_end == []


def test_every_request_names_us_and_our_contact(press):
    press.outlet("daily", "/a").page("daily", "/a", to("/b")).page("daily", "/b")
    press.crawl(contact="https://newsroom.example/about-our-crawler")
    agents = {seen.headers["user-agent"] for seen in press.server.seen}
    assert agents == {"Newsloom/0.1 (+https://newsroom.example/about-our-crawler)"}


@pytest.mark.parametrize("contact", ["", "me", "Newsroom Ltd", "x@y"])
def test_a_crawl_without_a_contact_does_not_start(contact):
    with pytest.raises(ConfigurationError, match="contact"):
        CrawlPlan((), contact)


# --------------------------------------------------------------------------- again and again


def test_an_unchanged_feed_costs_one_conditional_request(press):
    def feed(seen):
        if seen.headers.get("if-none-match") == '"v1"' and seen.headers.get("if-modified-since"):
            return Reply(status=304)
        reply = rss("http://daily.example/a")
        reply.headers = {"ETag": '"v1"', "Last-Modified": "Mon, 14 Sep 2026 10:00:00 GMT"}
        return reply

    press.outlet("daily", feed=feed).page("daily", "/a")
    press.crawl()
    before = len(press.server.seen)
    report = press.crawl(now=True)
    assert [seen.path for seen in press.server.seen[before:]] == ["/feed.xml"]
    assert (report.feeds, report.unchanged, report.discovered) == (1, 1, 0)
    press.crawl(now=True)
    assert press.server.seen[-1].headers["if-none-match"] == '"v1"'


def test_a_feed_is_asked_again_only_when_it_is_due(press):
    press.outlet("daily", "/a").page("daily", "/a")
    press.crawl()
    assert press.crawl().feeds == 0
    press.clock.forward(minutes=10)
    assert press.crawl().feeds == 1


def test_only_the_chosen_outlet_is_crawled_and_the_others_stay_planned(press):
    press.outlet("daily", "/a").outlet("weekly", "/b").page("daily", "/a").page("weekly", "/b")
    press.crawl(only=("weekly",))
    assert press.server.paths("daily.example") == []
    assert press.end_of("weekly", "/b") == ["kept"]
    assert set(press.ledger.feeds) == {"http://daily.example/feed.xml", "http://weekly.example/feed.xml"}


def test_one_loop_carries_many_crawls_and_robots_is_kept_between_them(press):
    press.outlet("daily", "/a").page("daily", "/a").page("daily", "/b")
    hosts = Hosts(press.clock)

    async def two():
        first = await crawl(press.plan(), press.ledger, press.ledger, clock=press.clock, hosts=hosts)
        press.server.on("daily.example", "/feed.xml", rss("http://daily.example/b"))
        second = await crawl(press.plan(now=True), press.ledger, press.ledger, clock=press.clock, hosts=hosts)
        return first.kept, second.kept

    assert runner().run(two()) == (1, 1)
    assert press.server.paths("daily.example").count("/robots.txt") == 1


def test_progress_counts_up_to_the_end(press):
    press.outlet("daily", "/a", "/missing").page("daily", "/a")
    press.crawl()
    last = press.progress[-1]
    assert (last.feeds_done, last.feeds_total, last.kept, last.refused, last.waiting) == (1, 1, 1, 1, 0)


def test_a_cancelled_crawl_gives_back_what_is_under_way(press):
    press.outlet("daily", "/a", "/b", robots=Reply(b"")).page("daily", "/a", silence).page("daily", "/b")

    async def stopped():
        running = asyncio.ensure_future(
            crawl(press.plan(limits=Limits(seconds=20.0), pauses=(300.0,)), press.ledger, press.ledger, clock=press.clock)
        )
        while "/a" not in press.server.paths("daily.example"):  # noqa: ASYNC110  the server is in another thread
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert running.cancelled()

    runner().run(stopped())
    assert all(row["until"] is None or row["state"] != "waiting" for row in press.ledger.links.values())
    assert [row["attempts"] for row in press.ledger.links.values()] == [0, 0], "what we broke off ourselves is no try"
    press.page("daily", "/a")
    press.crawl(pauses=(300.0,))  # what was stopped need not wait
    assert press.ledger.without_an_end == []


def test_ctrl_c_ends_a_crawl_cleanly_in_its_own_process(press):
    press.outlet("daily", "/a", robots=Reply(b"")).page("daily", "/a", silence)
    script = textwrap.dedent("""
        import sys
        from crawlers.crawl import run_crawl
        from crawlers.fetch import Limits
        from crawlers.plan import CrawlPlan
        from memory_ledger import MemoryLedger
        from pipeline.values import Outlet
        ledger = MemoryLedger()
        outlet = Outlet("daily", "Daily", ("daily.example",), ("http://daily.example/feed.xml",), enabled=True)
        plan = CrawlPlan((outlet,), "desk@newsroom.example", delay=0.0, limits=Limits(seconds=60.0),
                         resolve={"daily.example": sys.argv[1]})
        try:
            run_crawl(plan, ledger, ledger)
        except KeyboardInterrupt:
            print("stopped", [(row["state"], row["until"]) for row in ledger.links.values()])
    """)
    here = Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": f"{here.parent.parent}{os.pathsep}{here}"}
    child = subprocess.Popen(
        [sys.executable, "-c", script, press.server.pair()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    while "/a" not in press.server.paths("daily.example") and child.poll() is None:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    out, error = child.communicate(timeout=20)
    assert (out.strip(), error) == ("stopped [('waiting', None)]", "")


def test_a_lease_that_somebody_else_took_over_changes_nothing(press):
    press.outlet("daily", "/a")

    async def slowly(seen, _writer):
        press.clock.forward(hours=1)
        press.ledger.lease_links(["daily"], 8, press.clock(), 900)
        return page()

    press.page("daily", "/a", slowly)
    press.crawl()
    assert press.end_of("daily", "/a") == []
