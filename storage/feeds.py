"""The feeds of the configuration: when each is due, and how it fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, false, select, true, update

from pipeline.protocols import FeedOutcome, LeasedFeed
from storage.leasing import give_back, take
from storage.links import link_key
from storage.schema import feeds
from storage.upsert import insert_new


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a planned feed fares: ``fault`` in words while it cannot be read, ``failures`` in a row, ``entries`` when read.

    ``warning`` is what was wrong with it when it was read all the same.
    """

    url: str
    outlet: str
    next_check: datetime
    last_check: datetime | None
    last_ok: datetime | None
    status: int | None
    entries: int
    failures: int
    fault: str | None
    warning: str | None = None


def plan(tx: Connection, wanted: Sequence[tuple[str, str]], now: datetime) -> None:
    """Make these (url, outlet) feeds the planned ones. One that was planned before keeps its validators and its time."""
    tx.execute(update(feeds).values(planned=False))
    for url, outlet in wanted:
        key = link_key(url)
        insert_new(tx, feeds, [{"key": key, "url": url, "outlet": outlet, "planned": True, "next_check": now}])
        tx.execute(update(feeds).where(feeds.c.key == key).values(planned=True, outlet=outlet, url=url))


def lease(tx: Connection, outlets: Sequence[str], now: datetime, seconds: int, *, even_if_not_due: bool) -> list[LeasedFeed]:
    """Take the due feeds of these outlets, the longest overdue first."""
    due = true() if even_if_not_due else feeds.c.next_check <= now
    wanted = (feeds.c.planned, feeds.c.outlet.in_(outlets), due)
    rows = take(tx, feeds, wanted, (feeds.c.next_check, feeds.c.key), now=now, seconds=seconds)
    return [
        LeasedFeed(row.url, row.outlet, row.fence, etag=row.etag, last_modified=row.last_modified, failures=row.failures)
        for row in rows
    ]


def finish(tx: Connection, feed: LeasedFeed, outcome: FeedOutcome, now: datetime) -> None:
    """Record the outcome. A fault keeps the validators of the last full answer and counts up ``failures``."""
    values: dict[str, Any] = {"next_check": outcome.next_check}
    if outcome.tried:
        values |= {"status": outcome.status, "fault": outcome.fault, "last_check": now, "failures": feeds.c.failures + 1}
    if outcome.tried and outcome.fault is None:
        values |= {"failures": 0, "last_ok": now} | _validators(outcome)
    give_back(tx, feeds, [feeds.c.key == link_key(feed.url)], feed.fence, what=f"the feed {feed.url}", values=values)


def _validators(outcome: FeedOutcome) -> dict[str, Any]:
    """A 304 says that what we know still holds; it often repeats neither validator."""
    if outcome.status == 304:
        given = {"etag": outcome.etag, "last_modified": outcome.last_modified}
        return {name: value for name, value in given.items() if value is not None}
    validators = {"etag": outcome.etag, "last_modified": outcome.last_modified}
    return {**validators, "entries": outcome.entries, "warning": outcome.warning}


def states(tx: Connection) -> list[FeedState]:
    """Give every planned feed, by outlet and address."""
    rows = tx.execute(select(feeds).where(feeds.c.planned != false()).order_by(feeds.c.outlet, feeds.c.url))
    return [_state(row) for row in rows]


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        url=row.url,
        outlet=row.outlet,
        next_check=row.next_check,
        last_check=row.last_check,
        last_ok=row.last_ok,
        status=row.status,
        entries=row.entries,
        failures=row.failures,
        fault=row.fault,
        warning=row.warning,
    )
