"""Checking an outlet, finding its feeds, and lists of feeds."""

from __future__ import annotations

import asyncio

import pytest
from misbehaving import Reply, page, rss

from crawlers.check import check_outlet, find_feeds
from crawlers.faults import FetchFault
from crawlers.fetch import Fetcher, Limits
from crawlers.guard import AddressPolicy
from crawlers.opml import read_opml, write_opml
from pipeline.errors import RecordError


def asked(press, question, *hosts):
    async def run():
        policy = AddressPolicy({host: press.server.pair() for host in hosts})
        async with Fetcher(policy, "Newsloom/0.1 (+desk@newsroom.example)", limits=Limits(seconds=1.0)) as fetcher:
            return await question(fetcher)

    return asyncio.run(run())


def check(press, name):
    return asked(press, lambda fetcher: check_outlet(press.outlets[name], fetcher, press.clock, pause=0.0), f"{name}.example")


def test_a_healthy_outlet_is_healthy(press):
    press.outlet("daily", "/a", "/b", robots=Reply(b"User-agent: *\nCrawl-delay: 3")).page("daily", "/a").page("daily", "/b")
    found = check(press, "daily")
    assert found.healthy
    assert (found.feeds[0].entries, found.delay, found.robots) == (2, 3.0, "2 of 2 links allowed")


def test_a_check_says_of_each_link_why_it_would_not_be_taken(press):
    press.outlet("daily", "/missing", "/premium/a", "http://10.0.0.1/", robots=Reply(b"User-agent: *\nDisallow: /premium"))
    found = check(press, "daily")
    problems = [link.problem for link in found.feeds[0].links]
    assert problems == ["not found (404)", "robots.txt forbids this path to us", "address not allowed: 10.0.0.1 (private)"]
    assert not found.healthy


def test_a_check_of_a_dead_feed_says_so(press):
    press.outlet("daily", feed=Reply(status=410))
    assert check(press, "daily").feeds[0].fault == "gone (410)"


def find(press, url="http://daily.example/"):
    return asked(press, lambda fetcher: find_feeds(url, fetcher), "daily.example")


def test_feeds_that_the_page_names_are_proposed_when_they_can_be_read(press):
    head = '<link rel="alternate" type="application/rss+xml" href="/news.rss"><link rel="alternate" type="application/rss+xml" href="/dead">'
    press.page("daily", "/", Reply(f"<html><head>{head}</head></html>".encode()))
    press.page("daily", "/news.rss", rss("/a", "/b", title="News"))
    (proposal,) = find(press)
    assert (proposal.url, proposal.title, proposal.entries) == ("http://daily.example/news.rss", "News", 2)


def test_the_usual_places_are_tried_where_the_page_names_none(press):
    press.page("daily", "/").page("daily", "/feed/", rss("/a"))
    assert [proposal.url for proposal in find(press)] == ["http://daily.example/feed/"]


def test_the_address_of_a_feed_is_its_own_proposal(press):
    press.page("daily", "/feed.xml", rss("/a"))
    assert [proposal.found for proposal in find(press, "http://daily.example/feed.xml")] == ["the address itself"]


def test_a_site_that_leads_inside_is_refused(press):
    press.page("daily", "/", Reply(status=302, headers={"Location": "http://169.254.169.254/"}))
    with pytest.raises(FetchFault, match="redirect to blocked address"):
        find(press)


def test_a_site_without_a_feed_gives_none(press):
    press.page("daily", "/", page())
    assert find(press) == []


# --------------------------------------------------------------------------- OPML


def test_a_list_comes_back_as_it_was_written():
    rows = [
        ("The <Daily> & Co", "https://daily.example/feed?a=1&b=2", "https://daily.example/"),
        ("W", "https://w.example/f", None),
    ]
    assert read_opml(write_opml(rows)) == rows


def test_folders_are_flattened_and_doubles_dropped():
    content = b"""<opml version="1.0"><body><outline text="Tech"><outline text="D" xmlUrl="https://d.example/f"/>
    <outline text="again" xmlurl="https://d.example/f"/></outline><outline text="no feed"/></body></opml>"""
    assert read_opml(content) == [("D", "https://d.example/f", None)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html/>",
        b'<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;" xmlUrl="u"/></body></opml>',
        b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline text="&a;" xmlUrl="u"/></body></opml>',
    ],
)
def test_what_is_no_list_is_refused_in_one_line(content):
    with pytest.raises(RecordError, match=r"^OPML: "):
        read_opml(content)
