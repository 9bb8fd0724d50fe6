"""robots.txt and the wishes of hosts."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.faults import FetchFault
from crawlers.fetch import Answer
from crawlers.hosts import Hosts, read_retry_after
from crawlers.robots import Robots, read_rules
from pipeline.values import Cause

NOW = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)
PAGE = "https://paper.example/news/a"


def verdict(text, status=200, url=PAGE):
    body = text if isinstance(text, bytes) else text.encode()
    return read_rules(Answer("https://paper.example/robots.txt", status, (), body), NOW).verdict(url)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Newsloom\nAllow: /", True),
        ("User-agent: newsloom\nDisallow: /news/", False),
        ("User-agent: Newsloom/0.1 and more\nDisallow: /news/", False),
        ("User-agent: NewsloomPlus\nDisallow: /", True),
        ("User-agent: Other\nUser-agent: Newsloom\nDisallow: /", False),
        ("User-agent: Other\nSitemap: /s.xml\nUser-agent: Newsloom\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/a", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("User-agent: *\rDisallow: /", False),
        ("User-agent\0: *\nDis\0allow: /", False),
        ("<html>Not a robots file</html>", True),
        ("User-agent: *\nDisallow: /\n" + "# filler\n" * 100_000, False),
        ("# filler\n" * 100_000 + "User-agent: *\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /\xff\xfe", True),
    ],
)
def test_a_file_that_is_there_rules(text, allowed):
    assert verdict(text).allowed is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_file_that_is_not_there_allows(status):
    assert verdict("User-agent: *\nDisallow: /", status).allowed


@pytest.mark.parametrize("status", [429, 500, 502, 503, 302])
def test_a_file_that_cannot_be_had_forbids_for_now(status):
    said = verdict("", status)
    assert (said.allowed, said.unreachable) == (False, True)
    assert said.detail.startswith("robots.txt unreachable since 2026-09-14 12:00 UTC")


def test_a_crawl_delay_is_kept_up_to_half_a_minute():
    assert verdict("User-agent: *\nCrawl-delay: 7").delay == 7
    assert verdict("User-agent: *\nCrawl-delay: 86400").delay == 30
    assert verdict("User-agent: *\nCrawl-delay: soon").delay is None


def test_bots_that_are_shut_out_and_words_on_reuse_are_signals():
    text = (
        "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\nUser-agent: *\nAllow: /\nContent-Signal: search=yes, ai-train=no\n"
    )
    assert verdict(text).signals == (
        "robots.txt: Content-Signal: search=yes, ai-train=no",
        "robots.txt: GPTBot refused",
        "robots.txt: CCBot refused",
    )


def test_many_agents_times_many_rules_do_not_multiply():
    text = "".join(f"User-agent: b{number}\n" for number in range(20_000)) + "Disallow: /\n" * 10_000
    assert verdict(text + "User-agent: Newsloom\nDisallow: /news").allowed is False


# --------------------------------------------------------------------------- asked once, and again when it is time


class Site:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def fetch(self, url):
        self.asked.append(url)
        await asyncio.sleep(0)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, FetchFault):
            raise answer
        return Answer(url, answer, (), b"User-agent: *\nDisallow: /premium")


def test_a_site_is_asked_once_however_many_want_to_know():
    site = Site(200)

    async def run():
        robots = Robots(lambda: NOW)
        urls = [f"https://paper.example/{number}" for number in range(9)] + ["https://other.example/x"]
        return await asyncio.gather(*(robots.verdict(url, site.fetch) for url in urls))

    assert all(said.allowed for said in asyncio.run(run()))
    assert site.asked == ["https://paper.example/robots.txt", "https://other.example/robots.txt"]


@pytest.mark.parametrize(
    ("first", "later", "asked"),
    [
        (200, timedelta(hours=23), 1),
        (200, timedelta(hours=25), 2),
        (503, timedelta(minutes=5), 1),
        (503, timedelta(minutes=11), 2),
        (FetchFault(Cause.TIMEOUT, "timed out"), timedelta(minutes=11), 2),
        (FetchFault(Cause.REDIRECT, "too many redirects (more than 5)"), timedelta(minutes=11), 1),
    ],
)
def test_an_answer_is_kept_a_day_and_none_ten_minutes(first, later, asked):
    site = Site(first, 200)
    times = [NOW]

    async def run():
        robots = Robots(lambda: times[-1])
        before = await robots.verdict(PAGE, site.fetch)
        times.append(NOW + later)
        return before, await robots.verdict(PAGE, site.fetch)

    before, _ = asyncio.run(run())
    assert len(site.asked) == asked
    assert before.allowed is (first == 200 or getattr(first, "cause", None) is Cause.REDIRECT)


# --------------------------------------------------------------------------- hosts


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Mon, 14 Sep 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("315360000", timedelta(hours=24)),
        ("Thu, 14 Sep 2036 12:01:00 GMT", timedelta(hours=24)),
        ("-5", None),
        ("Mon, 14 Sep 2020 12:01:00 GMT", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wish_to_be_left_alone_is_understood(value, wait):
    assert read_retry_after(value, NOW) == wait


def test_a_longer_wish_is_not_shortened_by_a_later_one():
    hosts = Hosts(lambda: NOW)
    hosts.told_to_wait("paper.example", "3600")
    assert hosts.told_to_wait("paper.example", "60") == NOW + timedelta(hours=1)
    assert hosts.paused_until("other.example") is None


def test_a_turn_waits_out_the_pause_since_the_last_one():
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    async def run():
        hosts = Hosts(lambda: NOW, sleep)
        for host in ("paper.example", "paper.example", "other.example"):
            async with hosts.turn(host, 100.0):
                pass

    asyncio.run(run())
    (only,) = slept
    assert 99.0 < only <= 100.0
