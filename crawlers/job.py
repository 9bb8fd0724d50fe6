"""One crawl between the ledgers and Scrapy: what is leased, what is under way, and that each of it ends exactly once.

The ledgers are synchronous, so they are called in threads. Whoever takes a link or feed out of ``_links`` or ``_feeds``
settles it; nobody else can, whatever callbacks come late.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from crawlers.faults import FetchFault
from crawlers.feeds import FeedReading
from crawlers.fetch import Fetcher
from crawlers.hosts import Hosts
from crawlers.plan import CrawlPlan, CrawlProgress, CrawlReport
from pipeline.errors import LeaseLost, NewsloomError
from pipeline.protocols import FeedLedger, FeedOutcome, LeasedFeed, LeasedLink, LinkLedger
from pipeline.values import Cause, FeedEntry, FetchedPage, Outlet, Refusal

log = logging.getLogger(__name__)

_DAY: Final = timedelta(hours=24)


class CrawlJob:
    """The state of one crawl, for the spider and its gate. ``fatal`` is what ended it early (a full disk, a lost database)."""

    def __init__(
        self,
        plan: CrawlPlan,
        feeds: FeedLedger,
        links: LinkLedger,
        fetcher: Fetcher,
        hosts: Hosts,
        *,
        clock: Callable[[], datetime],
        on_progress: Callable[[CrawlProgress], None] | None = None,
    ) -> None:
        self.plan = plan
        self.fetcher = fetcher
        self.hosts = hosts
        self.fatal: NewsloomError | None = None
        self.stopping = False
        self._clock = clock
        self._ledger = links
        self._feed_ledger = feeds
        self._on_progress = on_progress
        self._outlets = {outlet.id: outlet for outlet in plan.crawled}
        self._ready = list(self._outlets)
        self._dry: set[str] = set()
        self._changed = asyncio.Event()
        self._links: dict[str, LeasedLink] = {}
        self._feeds: dict[str, LeasedFeed] = {}
        self._feeds_total = self._feeds_done = self._unchanged = self._discovered = self._kept = self._retried = 0
        self._settling = 0
        self._refused: Counter[Cause] = Counter()
        self._faults: list[tuple[LeasedFeed, str]] = []
        self._gave: set[str] = set()  # outlets of which a feed was read

    # ------------------------------------------------------------------ what is to be done

    async def lease_feeds(self) -> list[LeasedFeed]:
        """Take the feeds of this crawl that are due."""
        planned = [(feed, outlet.id) for outlet in self.plan.outlets for feed in outlet.feeds]
        await asyncio.to_thread(self._feed_ledger.plan_feeds, planned, self._clock())
        leased = await asyncio.to_thread(
            self._feed_ledger.lease_feeds,
            list(self._outlets),
            self._clock(),
            self.plan.lease_seconds,
            even_if_not_due=self.plan.now,
        )
        self._feeds = {feed.url: feed for feed in leased}
        self._feeds_total = len(self._feeds)
        self._tell()
        return leased

    async def lease_links(self) -> list[LeasedLink]:
        """Take the next links of some outlet; waits while others are under way, and gives none when the crawl is over.

        A few at a time for each outlet: a slow one then holds up nothing but itself, and no lease runs out in a queue.
        """
        while not self.stopping:
            if self._ready:
                outlet = self._ready.pop(0)
                room = self.plan.in_flight - self._under_way(outlet)
                leased = await asyncio.to_thread(
                    self._ledger.lease_links, [outlet], room, self._clock(), self.plan.lease_seconds
                )
                if leased:
                    self._links |= {link.entry.url: link for link in leased}
                    return leased
                self._dry.add(outlet)
            elif self._links or self._feeds or self._settling:
                self._changed.clear()
                await self._changed.wait()
            else:
                break
        return []

    def now(self) -> datetime:
        """The time by the crawl's clock."""
        return self._clock()

    def outlet(self, outlet: str) -> Outlet | None:
        """The outlet by its id."""
        return self._outlets.get(outlet)

    # ------------------------------------------------------------------ what came of it

    async def feed_read(
        self, feed: LeasedFeed, reading: FeedReading, status: int, etag: str | None, modified: str | None
    ) -> None:
        """Write down a feed's links, then give the feed back; in this order, so that a crash in between loses nothing."""
        entries = [*reading.entries, *(FeedEntry(link.url, feed.outlet, feed.url) for link in reading.refused)]
        if entries:
            new = await asyncio.to_thread(self._ledger.discover, entries, self._clock())
            self._discovered += new
        at = self._clock() + (self.plan.feed_interval if reading.usable else self._backed_off(feed))
        fault, warning = (None, reading.fault) if reading.partial else (reading.fault, None)
        if warning:
            etag = modified = None  # what was read in part is read whole the next time
        await self._finish(feed, FeedOutcome(at, etag, modified, status, len(entries), fault, warning))

    async def feed_unchanged(self, feed: LeasedFeed) -> None:
        """Give back a feed that answered 304."""
        self._unchanged += 1
        next_check = self._clock() + self.plan.feed_interval
        await self._finish(feed, FeedOutcome(next_check, feed.etag, feed.last_modified, 304))

    async def feed_failed(self, feed: LeasedFeed, fault: FetchFault, status: int | None = None) -> None:
        """Give back a feed that gave nothing, for a later try: the more failures, the later, at most a day."""
        if self.stopping and fault.transient:
            await self._finish(feed, _unread(feed, self._clock()))
            return
        pause = _DAY if fault.cause is Cause.GONE else self._backed_off(feed)
        next_check = max(self._clock() + pause, fault.retry_at or self._clock())
        await self._finish(feed, FeedOutcome(next_check, status=status, fault=f"{fault.cause}: {fault.detail}"))

    async def keep(self, link: LeasedLink, page: FetchedPage) -> None:
        """End a link's fetch with its page."""
        if self._take(link):
            await self._settle(lambda: self._ledger.keep(link, page))
            self._kept += 1
            self._moved(link)

    async def fail(self, link: LeasedLink, fault: FetchFault) -> None:
        """End a link without a page: for good, or for now when a later try may do better and tries are left."""
        if not self._take(link):
            return
        if self.stopping and fault.transient:
            fault = _stopped(self._clock())  # what we broke off ourselves says nothing about the page
        tries = link.attempts + 1
        if not fault.sent or (fault.transient and tries < self.plan.attempts):
            pause = self.plan.pause(tries) if fault.sent else timedelta(0)
            at = max(self._clock() + pause, fault.retry_at or self._clock())
            await self._settle(lambda: self._ledger.retry_link(link, fault.cause, fault.detail, at, tried=fault.sent))
            self._retried += 1
        else:
            detail = f"{fault.detail} (after {tries} tries)" if fault.transient and tries > 1 else fault.detail
            refusal = Refusal(link.entry.url, fault.cause, detail, self._clock(), link.entry.outlet)
            await self._settle(lambda: self._ledger.refuse_link(link, refusal))
            self._refused[fault.cause] += 1
        self._moved(link)

    async def give_back(self) -> None:
        """Give back whatever is under way, for a crawl that ends before its work does."""
        self.stopping = True
        self._changed.set()
        for link in list(self._links.values()):
            await self.fail(link, _stopped(self._clock()))
        for feed in list(self._feeds.values()):
            await self._finish(feed, _unread(feed, self._clock()))

    def give_up(self, error: NewsloomError) -> None:
        """Remember what makes going on pointless; the spider then closes."""
        self.fatal = self.fatal or error
        self.stopping = True
        self._changed.set()

    def report(self) -> CrawlReport:
        """What has come of the crawl so far."""
        named = [(feed.outlet in self._gave, feed.url, fault) for feed, fault in self._faults]
        return CrawlReport(
            self._feeds_done,
            self._unchanged,
            self._discovered,
            self._kept,
            dict(self._refused),
            self._retried,
            faults=tuple((url, fault) for gave, url, fault in named if not gave),
            warnings=tuple((url, fault) for gave, url, fault in named if gave),
        )

    # ------------------------------------------------------------------ inside

    async def _finish(self, feed: LeasedFeed, outcome: FeedOutcome) -> None:
        if self._feeds.pop(feed.url, None) is None:
            return
        await self._settle(lambda: self._feed_ledger.finish_feed(feed, outcome, self._clock()))
        self._feeds_done += 1
        if words := outcome.fault or outcome.warning:
            self._faults.append((feed, words))
        if outcome.tried and outcome.fault is None:
            self._gave.add(feed.outlet)
        self._wake(feed.outlet)

    async def _settle(self, write: Callable[[], None]) -> None:
        self._settling += 1
        try:
            await asyncio.to_thread(write)
        except LeaseLost as lost:
            log.warning("%s", lost)  # another process has it: it ends there
        finally:
            self._settling -= 1

    def _take(self, link: LeasedLink) -> bool:
        return self._links.pop(link.entry.url, None) is not None

    def _moved(self, link: LeasedLink) -> None:
        outlet = link.entry.outlet
        if self._under_way(outlet) <= self.plan.in_flight // 2 and outlet not in self._dry:
            self._wake(outlet)
        elif not self._under_way(outlet):
            self._wake(outlet)  # a link given back for "at once" may be due
        self._changed.set()
        self._tell()

    def _wake(self, outlet: str) -> None:
        self._dry.discard(outlet)
        if outlet not in self._ready:
            self._ready.append(outlet)
        self._changed.set()
        self._tell()

    def _under_way(self, outlet: str) -> int:
        return sum(1 for link in self._links.values() if link.entry.outlet == outlet)

    def _backed_off(self, feed: LeasedFeed) -> timedelta:
        return min(_DAY, self.plan.feed_interval * (1 << min(feed.failures + 1, 8)))

    def _tell(self) -> None:
        if self._on_progress is not None:
            waiting = max(0, self._discovered - self._kept - self._refused.total())
            self._on_progress(
                CrawlProgress(
                    self._feeds_done, self._feeds_total, self._kept, self._refused.total(), max(waiting, len(self._links))
                )
            )


def _stopped(now: datetime) -> FetchFault:
    return FetchFault(Cause.CONNECTION, "the crawl was stopped", sent=False, retry_at=now)


def _unread(feed: LeasedFeed, now: datetime) -> FeedOutcome:
    return FeedOutcome(now, feed.etag, feed.last_modified, tried=False)
