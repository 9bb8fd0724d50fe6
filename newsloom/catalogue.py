"""The outlets of a newsroom as files: proposing new ones, checking them, and taking lists in and out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from crawlers.check import FeedProposal, OutletCheck, check_outlet, find_feeds
from crawlers.faults import FetchFault
from crawlers.fetch import Fetcher, Limits
from crawlers.guard import AddressPolicy, AddressRefused
from crawlers.opml import read_opml, write_opml
from crawlers.plan import CrawlPlan
from newsloom.app import now
from newsloom.config import Newsroom
from pipeline.errors import NewsloomError
from pipeline.urls import registrable_domain
from pipeline.values import Outlet


@dataclass(frozen=True, slots=True)
class Added:
    """An outlet file that was written, or why there is none."""

    name: str
    path: Path | None
    fault: str | None = None


def propose(newsroom: Newsroom, plan: CrawlPlan, url: str, name: str | None) -> tuple[Path, list[FeedProposal]]:
    """Look at a site and write a disabled outlet file with the feeds found. Raises NewsloomError where there is none."""
    address = url if "://" in url else f"https://{url}"
    try:
        proposals = asyncio.run(_find(plan, address))
    except (FetchFault, AddressRefused, ValueError) as error:
        raise NewsloomError(f"{address}: {error}; nothing was written") from error
    if not proposals:
        raise NewsloomError(f"{address}: no feed found, neither named by the page nor at the usual places; nothing was written")
    title = name or proposals[0].title or registrable_domain(address)
    return write_outlet(newsroom, title, address, [one.url for one in proposals[:1]]), proposals


async def _find(plan: CrawlPlan, address: str) -> list[FeedProposal]:
    async with _fetcher(plan) as fetcher:
        return await find_feeds(address, fetcher)


def check(plan: CrawlPlan, outlets: Iterable[Outlet]) -> list[OutletCheck]:
    """What a crawl would take from each outlet, and why not the rest; nothing is stored."""
    return asyncio.run(_check(plan, list(outlets)))


async def _check(plan: CrawlPlan, outlets: list[Outlet]) -> list[OutletCheck]:
    async with _fetcher(plan) as fetcher:
        return [
            await check_outlet(outlet, fetcher, now, pause=plan.delay if outlet.delay is None else outlet.delay)
            for outlet in outlets
        ]


def _fetcher(plan: CrawlPlan) -> Fetcher:
    limits = Limits(seconds=plan.limits.seconds, body=plan.limits.body)
    return Fetcher(AddressPolicy(plan.resolve), plan.user_agent, limits=limits, concurrency=plan.concurrency)


def write_outlet(newsroom: Newsroom, name: str, site: str, feeds: list[str]) -> Path:
    """Write a disabled, unchecked outlet file. Raises NewsloomError where its domain is taken or the file is there."""
    domain = registrable_domain(site)
    taken = next((outlet for outlet in newsroom.outlets.values() if domain in outlet.domains), None)
    if taken is not None:
        raise NewsloomError(
            f"{domain} is there already: {newsroom.folder / 'outlets' / taken.id}.toml; change that file instead"
        )
    path = newsroom.folder / "outlets" / f"{outlet_id(name) or outlet_id(domain)}.toml"
    if path.exists():
        raise NewsloomError(f"{path} is there already: give another name with --name")
    content = {"name": name, "domains": [domain], "feeds": feeds, "enabled": False, "checked": False}
    path.write_text(tomlkit.dumps(content), encoding="utf-8")
    return path


def outlet_id(name: str) -> str:
    """A file name for an outlet: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]


def take_opml(newsroom: Newsroom, content: bytes) -> list[Added]:
    """Write an outlet file for every feed of an OPML list; a row that cannot be used costs only itself.

    An address that may never be contacted (a private one, another scheme than http) is such a row.
    """
    added: list[Added] = []
    domains: set[str] = set()
    policy = AddressPolicy(newsroom.settings.fetch.resolve)
    for title, feed, site in read_opml(content):
        try:
            address = site or feed
            policy.target(feed)
            policy.target(address)
            domain = registrable_domain(address)
            if domain in domains:
                added.append(
                    Added(title, None, f"{domain} stood in the list before: add this feed to its file by hand: {feed}")
                )
                continue
            added.append(Added(title, write_outlet(newsroom, title or domain, address, [feed])))
            domains.add(domain)
        except (NewsloomError, ValueError) as error:
            added.append(Added(title, None, str(error)))
    return added


def give_opml(newsroom: Newsroom) -> bytes:
    """All outlets with a feed as OPML."""
    rows = [
        (outlet.name, feed, f"https://{outlet.domains[0]}/") for outlet in newsroom.outlets.values() for feed in outlet.feeds
    ]
    return write_opml(rows, newsroom.settings.newsroom.name)
