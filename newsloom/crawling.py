"""Crawls of a newsroom: one that is waited for, and the crawl process of ``serve``."""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import dataclass
from functools import partial

from crawlers.crawl import crawl, run_crawl
from crawlers.hosts import Hosts
from crawlers.plan import CrawlPlan, CrawlProgress
from crawlers.reactor import runner
from newsloom.app import App, now
from newsloom.progress import Meter
from scheduler import Duty, clock

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0  # seconds between two questions to the database about what is due


@dataclass(frozen=True, slots=True)
class Crawled:
    """What went wrong with which feed, in words: ``faults`` where an outlet gave nothing, else ``warnings``."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def crawl_once(app: App, only: tuple[str, ...], meter: Meter, hosts: Hosts, *, even_if_not_due: bool) -> Crawled:
    """Crawl what is due (or everything) and wait for it. ``hosts`` has what hosts asked of us before, and learns more."""
    return _crawl(app, app.crawl_plan(only, even_if_not_due=even_if_not_due), meter, hosts)


def crawl_documents(app: App, only: tuple[str, ...], meter: Meter, hosts: Hosts) -> Crawled:
    """Fetch what stories want as primary documents and wait for it, by the same way and rules as every page."""
    return _crawl(app, app.documents_plan(only), meter, hosts)


def _crawl(app: App, plan: CrawlPlan, meter: Meter, hosts: Hosts) -> Crawled:
    report = run_crawl(plan, app.store, app.store, on_progress=partial(_show, meter, _Shown()), hosts=hosts)
    return Crawled(_in_words(report.faults), _in_words(report.warnings))


def _in_words(named: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{feed}: {words}" for feed, words in named)


class _Shown:
    """How much of a crawl the meter has been told of; a crawl counts up, a meter takes steps."""

    def __init__(self) -> None:
        self.done = 0


def _show(meter: Meter, shown: _Shown, progress: CrawlProgress) -> None:
    done = progress.feeds_done + progress.kept + progress.refused
    meter.total(progress.feeds_total + progress.kept + progress.refused + progress.waiting)
    meter.advance(done - shown.done)
    shown.done = done


def crawl_forever(app: App) -> None:
    """Crawl what is due until SIGTERM: one loop for Scrapy and the clock. What is under way then is given back."""
    runner().run(_forever(app))


async def _forever(app: App) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    hosts = Hosts(now)
    ticking = clock([Duty("crawl", LOOK_EVERY, partial(_crawl_due, app, hosts))], now())
    ticking.start()
    await stop.wait()
    ticking.shutdown(wait=False)
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)


async def _crawl_due(app: App, hosts: Hosts) -> None:
    report = await crawl(app.crawl_plan(), app.store, app.store, clock=now, hosts=hosts)
    for line in (*_in_words(report.faults), *_in_words(report.warnings)):
        log.warning("%s", line)
