"""What we owe hosts from one request to the next: their robots.txt, their turn, and the rest they asked for."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from crawlers.faults import FetchFault
from crawlers.robots import Robots
from pipeline.values import Cause

_LONGEST: Final = timedelta(hours=24)
_UNSAID: Final = timedelta(minutes=5)


class Hosts:
    """Kept by the crawl process over its crawls (one loop), so that a host's wish outlives the crawl it was made in.

    The turns are kept here and not in Scrapy's slots: those start everything in a queue at once where the delay is 0, and
    forget at the end of a crawl when a host was asked last.
    """

    def __init__(self, clock: Callable[[], datetime], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.robots = Robots(clock)
        self._clock = clock
        self._sleep = sleep
        self._until: dict[str, datetime] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait until nobody else is asking this host and ``delay`` seconds have passed since it was asked last.

        Raises FetchFault when the host wants to be left alone by then.
        """
        now = asyncio.get_running_loop().time
        async with self._turns.setdefault(host, asyncio.Lock()):
            self.check_pause(host)
            if host in self._last and (wait := self._last[host] + delay - now()) > 0:
                await self._sleep(wait)
            self._last[host] = now()
            yield

    def told_to_wait(self, host: str, retry_after: str | None) -> datetime:
        """Note a 429 or 503 and give until when the host is left alone: as it asked, at most a day; 5 minutes where unclear."""
        now = self._clock()
        until = now + min(_LONGEST, read_retry_after(retry_after, now) or _UNSAID)
        self._until[host] = max(until, self._until.get(host, until))
        return self._until[host]

    def check_pause(self, host: str) -> None:
        """Raise FetchFault, as a request that was not sent, while a host wants to be left alone."""
        if (until := self.paused_until(host)) is not None:
            detail = f"the host asked to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC"
            raise FetchFault(Cause.HTTP, detail, transient=True, retry_at=until, sent=False)

    def paused_until(self, host: str) -> datetime | None:
        """Until when a host is to be left alone, None where it may be asked."""
        until = self._until.get(host)
        if until is not None and until <= self._clock():
            del self._until[host]
            return None
        return until


def read_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Give the wait that a Retry-After header asks for (RFC 9110 10.2.3: seconds or a date), None for none and for nonsense."""
    if value is None or not (value := value.strip()):
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
    if not math.isfinite(seconds) or seconds <= 0:
        return None
    return timedelta(seconds=min(seconds, _LONGEST.total_seconds()))
