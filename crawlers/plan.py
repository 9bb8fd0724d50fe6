"""What a crawl is asked to do, how far it is, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from crawlers.fetch import Limits
from pipeline.errors import ConfigurationError
from pipeline.values import Cause, Outlet

PRODUCT = "Newsloom/0.1"
_CONTACT = re.compile(r"https?://\S+\.\S+|mailto:\S+@\S+|[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """One crawl. ``outlets`` are all that are enabled, ``only`` the ids of those to crawl now (empty: all of them).

    ``contact`` is a mail address or a web page that an outlet can complain to; a crawl without one does not start.
    ``delay`` is the pause in seconds between two requests to one host where the outlet has none of its own.
    ``attempts`` are tries a link in total, ``pauses`` the seconds before the second, third … try.
    ``now`` fetches feeds that are not due. Raises ConfigurationError when it cannot be used.
    """

    outlets: tuple[Outlet, ...]
    contact: str
    only: tuple[str, ...] = ()
    now: bool = False
    delay: float = 1.0
    concurrency: int = 32
    limits: Limits = field(default_factory=Limits)
    resolve: Mapping[str, str] = field(default_factory=dict)
    lease_seconds: int = 900
    attempts: int = 3
    pauses: tuple[float, ...] = (300.0, 1800.0)
    feed_interval: timedelta = timedelta(minutes=10)
    in_flight: int = 8
    max_redirects: int = 10

    def __post_init__(self) -> None:
        """Refuse a plan that could not be an honest crawl."""
        if not _CONTACT.fullmatch(self.contact.strip()):
            raise ConfigurationError(
                f"contact {self.contact!r} in newsroom.toml is no mail address and no web page: a crawl says who is behind it; "
                'write contact = "desk@your-site.example"'
            )
        known = {outlet.id for outlet in self.outlets}
        if missing := [name for name in self.only if name not in known]:
            raise ConfigurationError(f"no enabled outlet {missing[0]!r}: see `newsloom outlets list`")

    @property
    def user_agent(self) -> str:
        """The one name we go by."""
        return f"{PRODUCT} (+{self.contact.strip()})"

    @property
    def crawled(self) -> tuple[Outlet, ...]:
        """The outlets of this crawl."""
        return tuple(outlet for outlet in self.outlets if not self.only or outlet.id in self.only)

    def pause(self, tries: int) -> timedelta:
        """How long to leave a link alone after so many tries in vain (from 1)."""
        return timedelta(seconds=self.pauses[min(tries, len(self.pauses)) - 1] if self.pauses else 0.0)


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """Where a crawl stands. ``waiting`` links have been found and have no end yet."""

    feeds_done: int = 0
    feeds_total: int = 0
    kept: int = 0
    refused: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What came of a crawl. ``refused`` counts refusals by cause.

    ``faults`` are (feed, words) of the feeds of outlets that gave nothing, ``warnings`` of other feeds with something wrong:
    read as far as they go, or beside another feed of the outlet. ``retried`` links were given back for a later try.
    """

    feeds: int = 0
    unchanged: int = 0
    discovered: int = 0
    kept: int = 0
    refused: Mapping[Cause, int] = field(default_factory=dict)
    retried: int = 0
    faults: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
