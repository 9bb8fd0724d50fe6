"""The way of each request through Scrapy, in one middleware: robots first, then its host's turn; then redirects, hop by hop.

Scrapy's own middlewares are all off: it fetches when robots.txt cannot be had, follows a redirect to anywhere, keeps cookies,
and drops what it has seen before without a word.
"""

from __future__ import annotations

from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.answers import next_hop
from crawlers.download import answer_of
from crawlers.faults import FetchFault
from crawlers.fetch import Answer
from crawlers.job import CrawlJob
from crawlers.robots import MAX_REDIRECTS, Verdict
from pipeline.documents.values import DOCUMENTS
from pipeline.values import Cause

_ROBOTS: Final = "robots.txt"


class Gate:
    """Lets a request pass, holds it back, or sends it on to where its answer points. Faults are exceptions for the errback.

    ``request.meta``: ``kind`` (``feed``, ``page`` or ``robots.txt``), ``outlet``, ``visited`` (the addresses of this chain).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the gate of a crawl."""
        return cls(crawler)

    @property
    def _job(self) -> CrawlJob:
        job: CrawlJob = self._crawler.spider.job  # type: ignore[union-attr]  # ours is the only spider
        return job

    async def process_request(self, request: Request) -> None:
        """Let the request go on to wait for its host's turn. Raises FetchFault where it may not."""
        if self._job.stopping:
            raise FetchFault(Cause.CONNECTION, "the crawl was stopped", sent=False)
        self._job.hosts.check_pause(_host(request))
        verdict: Verdict | None = None
        # A feed was named by the operator and is there for programs; links in it were chosen by others.
        if request.meta["kind"] == "page":
            verdict = await self._ask_robots(request)
            request.meta["signals"] = verdict.signals
            self._job.hosts.check_pause(_host(request))
        self._pace(request, verdict.delay if verdict else None)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Give the answer, or the request for the next hop. Raises FetchFault for a redirect that is not followed."""
        answer = answer_of(response)
        most = MAX_REDIRECTS if request.meta["kind"] == _ROBOTS else self._job.plan.max_redirects
        visited = (*request.meta.get("visited", ()), request.url)
        target = next_hop(answer, visited, self._job.fetcher.policy, most)
        if target is None:
            return response
        return _onward(request, target, visited)

    async def _ask_robots(self, request: Request) -> Verdict:
        async def fetch(url: str) -> Answer:
            meta = {"kind": _ROBOTS, "outlet": request.meta["outlet"]}
            response = await self._crawler.engine.download_async(Request(url, meta=meta, dont_filter=True))
            return answer_of(response)

        verdict = await self._job.hosts.robots.verdict(request.url, fetch)
        if not verdict.allowed:
            raise FetchFault(Cause.ROBOTS, verdict.detail, transient=verdict.unreachable)
        return verdict

    def _pace(self, request: Request, crawl_delay: float | None) -> None:
        """Say how many seconds lie between two requests to this host: the outlet's own or ours, more where robots.txt asks."""
        outlet = self._job.outlet(request.meta["outlet"])
        if request.meta["outlet"] == DOCUMENTS.id:
            # a document may lie on the site of an outlet that asked for a pause of its own
            outlet = next((one for one in self._job.plan.outlets if not _sites(_host(request)).isdisjoint(one.domains)), None)
        own = outlet.delay if outlet and outlet.delay is not None else self._job.plan.delay
        request.meta["delay"] = max(own, crawl_delay or 0.0)


def _sites(host: str) -> set[str]:
    """A host and every domain that it is below."""
    labels = host.split(".")
    return {".".join(labels[number:]) for number in range(len(labels))}


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _onward(request: Request, target: str, visited: tuple[str, ...]) -> Request:
    """Make the next hop: the same callbacks, a queue of its own, and nothing in it that was meant for another host."""
    meta = {"kind": request.meta["kind"], "outlet": request.meta["outlet"], "visited": visited}
    headers = request.headers if _host(request) == urlsplit(target).hostname else None
    return Request(
        target,
        callback=request.callback,
        errback=request.errback,
        cb_kwargs=request.cb_kwargs,
        headers=headers,
        meta=meta,
        dont_filter=True,
    )
