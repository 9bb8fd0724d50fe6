"""One polite crawl: Scrapy on the asyncio reactor, started from here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from crawlers.fetch import Fetcher
from crawlers.guard import AddressPolicy
from crawlers.hosts import Hosts
from crawlers.job import CrawlJob
from crawlers.plan import CrawlPlan, CrawlProgress, CrawlReport
from crawlers.reactor import install_reactor, runner
from pipeline.protocols import FeedLedger, LinkLedger

_GRACE: Final = 5.0

# Every part of Scrapy that would act on its own is off: see ``gate.py`` for what stands in its place.
_SETTINGS: Final[dict[str, Any]] = {
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    "DOWNLOAD_HANDLERS_BASE": {
        "http": "crawlers.download.GuardedDownload",
        "https": "crawlers.download.GuardedDownload",
    },
    "DOWNLOADER_MIDDLEWARES_BASE": {"crawlers.gate.Gate": 100},
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
    "TELNETCONSOLE_ENABLED": False,
    # Workers started for each response; the default of 100 costs more than the fetch.
    "CONCURRENT_ITEMS": 1,
    # The fetcher bounds what is on the wire, the job what is leased, and each host has its turns (``hosts.py``).
    "CONCURRENT_REQUESTS": 100_000,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 100_000,
    "DOWNLOAD_DELAY": 0.0,
}


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


async def crawl(
    plan: CrawlPlan,
    feeds: FeedLedger,
    links: LinkLedger,
    *,
    clock: Callable[[], datetime] = utc_now,
    on_progress: Callable[[CrawlProgress], None] | None = None,
    hosts: Hosts | None = None,
) -> CrawlReport:
    """Fetch what is due and give what came of it, in the running loop; may be called again and again in that loop.

    ``hosts`` carries robots.txt files and hosts' wishes from one crawl to the next. A store that fails ends the crawl with
    its error; being cancelled gives back what is under way, then raises CancelledError.
    """
    install_reactor()
    from scrapy.crawler import AsyncCrawlerRunner

    from crawlers.spider import PressSpider

    _quiet()
    policy = AddressPolicy(plan.resolve)
    async with Fetcher(policy, plan.user_agent, limits=plan.limits, concurrency=plan.concurrency) as fetcher:
        job = CrawlJob(plan, feeds, links, fetcher, hosts or Hosts(clock), clock=clock, on_progress=on_progress)
        scrapy = AsyncCrawlerRunner(_SETTINGS)
        running = scrapy.crawl(PressSpider, job=job)
        try:
            await asyncio.shield(running)
        except asyncio.CancelledError:
            job.stopping = True
            await fetcher.abort()
            await asyncio.wait({running, asyncio.ensure_future(scrapy.stop())}, timeout=_GRACE)
            await job.give_back()
            raise
        if job.fatal is not None:
            raise job.fatal
        await job.give_back()
        return job.report()


def run_crawl(
    plan: CrawlPlan,
    feeds: FeedLedger,
    links: LinkLedger,
    *,
    clock: Callable[[], datetime] = utc_now,
    on_progress: Callable[[CrawlProgress], None] | None = None,
    hosts: Hosts | None = None,
) -> CrawlReport:
    """Crawl once and wait for it, outside any loop. Ctrl-C gives back what is under way, then raises KeyboardInterrupt."""
    return runner().run(crawl(plan, feeds, links, clock=clock, on_progress=on_progress, hosts=hosts))


def _quiet() -> None:
    """Let Scrapy say warnings only, into the logging of whoever runs us."""
    for name in ("scrapy", "twisted"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.WARNING)
