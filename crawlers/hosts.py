"""What we know of hosts from one request to the next: their robots.txt, and until when they asked to be left alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from crawlers.robots import Robots

_LONGEST: Final = timedelta(hours=24)
_UNSAID: Final = timedelta(minutes=5)


class Hosts:
    """Kept by the crawl process over its crawls (one loop), so that a host's wish outlives the crawl it was made in."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.robots = Robots(clock)
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def told_to_wait(self, host: str, retry_after: str | None) -> datetime:
        """Note a 429 or 503 and give until when the host is left alone: as it asked, at most a day; 5 minutes where unclear."""
        now = self._clock()
        until = now + min(_LONGEST, read_retry_after(retry_after, now) or _UNSAID)
        self._until[host] = max(until, self._until.get(host, until))
        return self._until[host]

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
