"""What a crawl of one outlet would take, and why not the rest; and which feeds a site has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import urljoin

from lxml import etree, html

from crawlers.answers import page_fault, status_fault
from crawlers.faults import FetchFault
from crawlers.feeds import FeedReading, link_problem, read_feed
from crawlers.fetch import Answer, Fetcher
from crawlers.follow import follow, follow_robots
from crawlers.guard import AddressRefused
from crawlers.robots import Robots, Verdict
from crawlers.text import clean
from pipeline.values import FeedEntry, Outlet

_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_COMMON: Final = (
    "/feed/",
    "/feed",
    "/rss",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)
_ACCEPT: Final = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_MAX_PROPOSALS: Final = 20


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """One entry of a feed: ``problem`` in words is why it would not be taken, None where it would."""

    url: str
    title: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """One feed: its HTTP status (None: no answer), how many links it has, its fault in words, and its first links.

    A fault beside links is a warning: the feed was read as far as it goes.
    """

    url: str
    status: int | None
    entries: int
    fault: str | None
    links: tuple[LinkCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletCheck:
    """What a crawl of an outlet would meet. ``delay`` are the seconds that robots.txt asks for between two requests."""

    outlet: str
    feeds: tuple[FeedCheck, ...]
    robots: str
    delay: float | None = None

    @property
    def healthy(self) -> bool:
        """Whether every feed gives links and every link that was tried would be taken."""
        return bool(self.feeds) and all(
            feed.entries and all(link.problem is None for link in feed.links) for feed in self.feeds
        )


@dataclass(frozen=True, slots=True)
class FeedProposal:
    """A feed of a site: its address, its title, how many links it has now, and where it was found."""

    url: str
    title: str | None
    entries: int
    found: str


async def check_outlet(
    outlet: Outlet, fetcher: Fetcher, clock: Callable[[], datetime], links: int = 3, pause: float = 1.0
) -> OutletCheck:
    """Ask each feed of the outlet and the first ``links`` pages of it, ``pause`` seconds apart; nothing is stored."""
    robots = Robots(clock)
    verdicts: list[Verdict] = []
    feeds = [await _check_feed(outlet, feed, fetcher, robots, verdicts, links=links, pause=pause) for feed in outlet.feeds]
    delays = [verdict.delay for verdict in verdicts if verdict.delay is not None]
    return OutletCheck(outlet.id, tuple(feeds), _robots_words(verdicts), max(delays, default=None))


async def find_feeds(url: str, fetcher: Fetcher) -> list[FeedProposal]:
    """Give the feeds of a site that can be read: the address itself, those its page names, else the usual places.

    Raises FetchFault when the address itself gives no answer.
    """
    answer = await follow(fetcher, url)
    if fault := status_fault(answer):
        raise fault
    own = read_feed(answer.body, answer.url, "")
    if own.entries or (own.usable and own.title):
        return [FeedProposal(answer.url, own.title, len(own.entries), "the address itself")]
    named = _named_feeds(answer)
    proposals = await _readable(fetcher, dict.fromkeys(named, "named by the page"))
    if proposals:
        return proposals
    return await _readable(fetcher, {urljoin(answer.url, path): "a usual place" for path in _COMMON})


async def _check_feed(
    outlet: Outlet, feed: str, fetcher: Fetcher, robots: Robots, verdicts: list[Verdict], *, links: int, pause: float
) -> FeedCheck:
    try:
        answer = await follow(fetcher, feed, accept=_ACCEPT)
    except FetchFault as fault:
        return FeedCheck(feed, None, 0, f"{fault.cause}: {fault.detail}")
    if refused := status_fault(answer):
        return FeedCheck(feed, answer.status, 0, refused.detail)
    reading = await _read(answer, outlet.id)
    checks = []
    for entry in reading.entries[:links]:
        await asyncio.sleep(pause)
        checks.append(LinkCheck(entry.url, entry.title, await _problem(entry, fetcher, robots, verdicts)))
    checks += [LinkCheck(link.url[:200], None, link.detail) for link in reading.refused[:links]]
    return FeedCheck(feed, answer.status, len(reading.entries), reading.fault, tuple(checks))


async def _problem(entry: FeedEntry, fetcher: Fetcher, robots: Robots, verdicts: list[Verdict]) -> str | None:
    if problem := link_problem(entry.url):
        return problem
    try:
        fetcher.policy.target(entry.url)
        verdict = await robots.verdict(entry.url, partial(follow_robots, fetcher))
        verdicts.append(verdict)
        if not verdict.allowed:
            return verdict.detail
        fault = page_fault(await follow(fetcher, entry.url))
    except AddressRefused as refused:
        return str(refused)
    except FetchFault as error:
        return f"{error.cause}: {error.detail}"
    return fault.detail if fault else None


def _robots_words(verdicts: list[Verdict]) -> str:
    if not verdicts:
        return "not asked: no link to ask about"
    refused = sum(not verdict.allowed for verdict in verdicts)
    return f"{len(verdicts) - refused} of {len(verdicts)} links allowed" + (
        f": {verdicts[0].detail}" if verdicts[0].detail else ""
    )


def _named_feeds(answer: Answer) -> list[str]:
    """Give the feeds that a page names in its head, in its order."""
    try:
        tree = html.fromstring(answer.body, base_url=answer.url)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    found = []
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        target = clean(link.get("href"), 2_048)
        if "alternate" in rel and kind in _FEED_TYPES and target:
            found.append(urljoin(answer.url, target))
    return list(dict.fromkeys(found))[:_MAX_PROPOSALS]


async def _readable(fetcher: Fetcher, candidates: dict[str, str]) -> list[FeedProposal]:
    proposals: dict[str, FeedProposal] = {}
    for url, found in candidates.items():
        try:
            answer = await follow(fetcher, url, accept=_ACCEPT)
        except FetchFault:
            continue
        if status_fault(answer):
            continue
        reading = await _read(answer, "")
        if reading.entries:
            proposals.setdefault(answer.url, FeedProposal(answer.url, reading.title, len(reading.entries), found))
    return list(proposals.values())


async def _read(answer: Answer, outlet: str) -> FeedReading:
    return await asyncio.to_thread(read_feed, answer.body, answer.url, outlet, answer.header("content-type"))
