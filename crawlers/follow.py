"""A few requests outside a crawl, one after the other: for checking an outlet and for finding its feeds."""

from __future__ import annotations

from crawlers.answers import next_hop
from crawlers.fetch import Answer, Fetcher
from crawlers.robots import MAX_REDIRECTS


async def follow(fetcher: Fetcher, url: str, most: int = 10, accept: str | None = None) -> Answer:
    """Give the answer at the end of at most ``most`` redirects, each checked before it is followed. Raises FetchFault."""
    visited: tuple[str, ...] = ()
    while True:
        answer = await fetcher.get(url, {"Accept": accept} if accept else None)
        visited = (*visited, url)
        target = next_hop(answer, visited, fetcher.policy, most)
        if target is None:
            return answer
        url = target


async def follow_robots(fetcher: Fetcher, url: str) -> Answer:
    """Give the answer to a request for robots.txt (RFC 9309: at most five redirects). Raises FetchFault."""
    return await follow(fetcher, url, MAX_REDIRECTS)
