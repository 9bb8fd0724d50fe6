"""The Scrapy side of the fetch: a download handler that does one guarded hop, with an answer's faults as exceptions."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.fetch import Answer, Fetcher
from crawlers.hosts import Hosts
from crawlers.job import CrawlJob


class GuardedDownload:
    """Downloads through the crawl's ``Fetcher``; whatever else a request carries is not sent.

    Here, and not in the gate, a request waits for its turn: what is in a host's queue has passed the gate already.
    """

    lazy = True

    def __init__(self, fetcher: Fetcher, hosts: Hosts) -> None:
        self._fetcher = fetcher
        self._hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the spider's fetcher and what is known of hosts."""
        job: CrawlJob = crawler.spider.job  # type: ignore[union-attr]  # ours is the only spider
        return cls(job.fetcher, job.hosts)

    async def download_request(self, request: Request) -> Response:
        """Give the response to one request, its body decoded. Raises FetchFault."""
        host = urlsplit(request.url).hostname or ""
        sent = {key.decode("latin-1"): values[-1].decode("latin-1") for key, values in request.headers.items() if values}
        async with self._hosts.turn(host, request.meta["delay"]):
            answer = await self._fetcher.get(request.url, sent)
            if answer.status in {429, 503}:
                request.meta["retry_at"] = self._hosts.told_to_wait(host, answer.header("retry-after"))
        return Response(request.url, status=answer.status, headers=list(answer.headers), body=answer.body, request=request)

    async def close(self) -> None:
        """Leave the fetcher open: it belongs to the crawl."""


def answer_of(response: Response) -> Answer:
    """Give a response of this handler as the answer it was."""
    headers = tuple(
        (key.decode("latin-1"), value.decode("latin-1")) for key, values in response.headers.items() for value in values
    )
    return Answer(response.url, response.status, headers, response.body)
