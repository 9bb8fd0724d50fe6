"""The clock: which work is due, and who starts it.

APScheduler only ticks here. What is due lives in the database (feeds with their next check, links, pages, stories, outbox),
so a lost tick loses nothing, two schedulers do no harm, and nothing is ever kept in a job store.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from pipeline.errors import NewsloomError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to look after again and again: ``run`` asks the database what is due and does it."""

    name: str
    every_seconds: float
    run: Callable[[], Awaitable[object]]


def clock(duties: Sequence[Duty], start: datetime) -> AsyncIOScheduler:
    """A scheduler, not started, that runs each duty at ``start`` and then at its interval, in UTC.

    Late ticks run once when they can (no grace limit, coalesced), and a duty never overlaps itself. One that fails with
    a named error is logged and runs again at its next tick.
    """
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1})
    for duty in duties:
        trigger = IntervalTrigger(seconds=duty.every_seconds, timezone=UTC)
        scheduler.add_job(partial(_run, duty), trigger, id=duty.name, name=duty.name, next_run_time=start)
    # a duty that takes longer than its interval is normal, and APScheduler would log each tick it leaves out
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    return scheduler


async def _run(duty: Duty) -> None:
    try:
        await duty.run()
    except asyncio.CancelledError:
        return  # the clock is being stopped, which is no fault of the duty
    except NewsloomError as error:
        log.warning("%s: %s", duty.name, error)
