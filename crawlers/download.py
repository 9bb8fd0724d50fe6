"""The Scrapy side of the fetch: a download handler that does one guarded hop, with an answer's faults as exceptions."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.fetch import Answer, Fetcher


class GuardedDownload:
    """Downloads through the ``Fetcher`` that the spider was given; whatever else a request carries is not sent."""

    lazy = True

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the spider's fetcher."""
        return cls(crawler.spider.job.fetcher)  # type: ignore[union-attr]  # ours is the only spider

    async def download_request(self, request: Request) -> Response:
        """Give the response to one request, its body decoded. Raises FetchFault."""
        sent = {key.decode("latin-1"): values[-1].decode("latin-1") for key, values in request.headers.items() if values}
        answer = await self._fetcher.get(request.url, sent)
        return Response(request.url, status=answer.status, headers=list(answer.headers), body=answer.body, request=request)

    async def close(self) -> None:
        """Leave the fetcher open: it belongs to the crawl."""


def answer_of(response: Response) -> Answer:
    """Give a response of this handler as the answer it was."""
    headers = tuple(
        (key.decode("latin-1"), value.decode("latin-1")) for key, values in response.headers.items() for value in values
    )
    return Answer(response.url, response.status, headers, response.body)
