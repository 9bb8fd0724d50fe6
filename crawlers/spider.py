"""The spider: due feeds, then the links they lead to, until none is left. Thin: the thinking is in ``answers`` and ``job``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.answers import page_fault, status_fault
from crawlers.download import answer_of
from crawlers.faults import FetchFault
from crawlers.feeds import link_problem, read_feed
from crawlers.guard import AddressRefused
from crawlers.job import CrawlJob
from pipeline.documents.values import DOCUMENTS
from pipeline.errors import NewsloomError
from pipeline.protocols import LeasedFeed, LeasedLink
from pipeline.urls import normalise
from pipeline.values import Cause, FetchedPage

log = logging.getLogger(__name__)

_ACCEPT_FEED = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"


class PressSpider(Spider):
    """Crawls for one ``CrawlJob``."""

    name = "newsloom"

    def __init__(self, job: CrawlJob) -> None:
        super().__init__()
        self.job = job
        self._endings: set[asyncio.Future[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        """Make the spider, and have it told of errors in its own callbacks: each of those still ends a feed or link."""
        spider: PressSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.went_wrong, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Give the requests of the crawl as there is room for them."""
        try:
            for feed in await self.job.lease_feeds():
                if request := await self._feed_request(feed):
                    yield request
            while links := await self.job.lease_links():
                for link in links:
                    if request := await self._link_request(link):
                        yield request
        except NewsloomError as error:
            self._close(error)

    # ------------------------------------------------------------------ feeds

    async def _feed_request(self, feed: LeasedFeed) -> Request | None:
        headers = {"Accept": _ACCEPT_FEED}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified
        try:
            self.job.fetcher.policy.target(feed.url)
        except AddressRefused as refused:
            await self.job.feed_failed(feed, FetchFault(Cause.ADDRESS, str(refused)))
            return None
        return Request(
            feed.url,
            callback=self.feed_came,
            errback=self.feed_failed,
            cb_kwargs={"feed": feed},
            headers=headers,
            meta={"kind": "feed", "outlet": feed.outlet},
            dont_filter=True,
        )

    async def feed_came(self, response: Response, feed: LeasedFeed) -> None:
        """Read the feed and write down its links."""
        answer = answer_of(response)
        try:
            if answer.status == 304:
                await self.job.feed_unchanged(feed)
            elif fault := status_fault(answer, response.meta.get("retry_at")):
                await self.job.feed_failed(feed, fault, answer.status)
            else:
                reading = await asyncio.to_thread(
                    read_feed, answer.body, answer.url, feed.outlet, answer.header("content-type"), feed.url
                )
                await self.job.feed_read(feed, reading, answer.status, answer.header("etag"), answer.header("last-modified"))
        except NewsloomError as error:
            self._close(error)

    async def feed_failed(self, failure: Failure) -> None:
        """Give the feed back with its fault."""
        try:
            await self.job.feed_failed(_request_of(failure).cb_kwargs["feed"], _fault_of(failure))
        except NewsloomError as error:
            self._close(error)

    # ------------------------------------------------------------------ pages

    async def _link_request(self, link: LeasedLink) -> Request | None:
        try:
            self.job.fetcher.policy.target(link.entry.url)
        except AddressRefused as refused:
            cause = Cause.ADDRESS
            problem: str | None = str(refused)
        else:
            cause = Cause.URL
            problem = link_problem(link.entry.url)
        if problem:
            await self.job.fail(link, FetchFault(cause, problem))
            return None
        return Request(
            normalise(link.entry.url),
            callback=self.page_came,
            errback=self.page_failed,
            cb_kwargs={"link": link},
            meta={"kind": "page", "outlet": link.entry.outlet},
            dont_filter=True,
        )

    async def page_came(self, response: Response, link: LeasedLink) -> None:
        """Keep the page, or end its link with what is wrong with it."""
        answer = answer_of(response)
        try:
            is_document = link.entry.outlet == DOCUMENTS.id
            if fault := page_fault(answer, response.meta.get("retry_at"), plain_text=is_document):
                await self.job.fail(link, fault)
            else:
                await self.job.keep(link, _page(link, response, self.job.now()))
        except NewsloomError as error:
            self._close(error)

    async def page_failed(self, failure: Failure) -> None:
        """End the link with its fault."""
        try:
            await self.job.fail(_request_of(failure).cb_kwargs["link"], _fault_of(failure))
        except NewsloomError as error:
            self._close(error)

    # ------------------------------------------------------------------ what must not happen

    def went_wrong(self, failure: Failure, response: Response | Failure) -> None:
        """End the feed or link whose callback broke: an error of ours costs one item, not the crawl, and is on record."""
        request = getattr(response, "request", None)
        if request is not None:
            ending = asyncio.ensure_future(self._end_broken(request, failure.value))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    async def _end_broken(self, request: Request, error: BaseException | None) -> None:
        fault = FetchFault(Cause.UNREADABLE, f"unexpected {type(error).__name__}: {error}"[:300])
        if link := request.cb_kwargs.get("link"):
            await self.job.fail(link, fault)
        elif feed := request.cb_kwargs.get("feed"):
            await self.job.feed_failed(feed, fault)

    def _close(self, error: NewsloomError) -> None:
        """End the crawl: the store cannot take what we bring."""
        self.job.give_up(error)
        raise CloseSpider("store") from error


def _page(link: LeasedLink, response: Response, now: datetime) -> FetchedPage:
    answer = answer_of(response)
    return FetchedPage(
        url=link.entry.url,
        final_url=answer.url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        fetched_at=now,
        outlet=link.entry.outlet,
        entry=link.entry,
        signals=response.meta.get("signals", ()),
    )


def _fault_of(failure: Failure) -> FetchFault:
    error = failure.value
    if isinstance(error, FetchFault):
        return error
    log.warning("unexpected while fetching %s: %r", _request_of(failure).url, error)
    return FetchFault(Cause.UNREADABLE, f"unexpected {type(error).__name__}: {error}"[:300])


def _request_of(failure: Failure) -> Request:
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there for errbacks
    return request
