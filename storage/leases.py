"""Named leases: work that one process at a time may do in the whole newsroom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from pipeline.errors import LeaseLost
from storage.schema import leases
from storage.upsert import insert_new


def acquire(tx: Connection, name: str, holder: str, now: datetime, seconds: int) -> int | None:
    """Give a fence number larger than any before, or None while another holder has the lease."""
    insert_new(tx, leases, [{"name": name, "holder": None, "fence": 0, "until": now}])
    row = tx.execute(select(leases).where(leases.c.name == name).with_for_update()).one()
    if row.holder not in {None, holder} and row.until > now:
        return None
    fence = int(row.fence) + 1
    tx.execute(
        update(leases).where(leases.c.name == name).values(holder=holder, fence=fence, until=now + timedelta(seconds=seconds))
    )
    return fence


def reclaim(tx: Connection, gone: Callable[[str], bool], now: datetime) -> int:
    """Take the leases of holders that are gone from them; gives how many."""
    holders = tx.execute(select(leases.c.holder).where(leases.c.until > now, leases.c.holder.is_not(None)).distinct()).scalars()
    dead = [holder for holder in holders if gone(holder)]
    return tx.execute(update(leases).where(leases.c.holder.in_(dead)).values(holder=None)).rowcount if dead else 0


def renew(tx: Connection, name: str, holder: str, fence: int, until: datetime) -> None:
    """Hold it until then. Raises LeaseLost."""
    kept = tx.execute(
        update(leases).where(leases.c.name == name, leases.c.holder == holder, leases.c.fence == fence).values(until=until)
    )
    if kept.rowcount == 0:
        raise _lost(name)


def release(tx: Connection, name: str, holder: str, fence: int) -> None:
    """Give it back; the fence number stays, so that the next one is larger."""
    tx.execute(
        update(leases).where(leases.c.name == name, leases.c.holder == holder, leases.c.fence == fence).values(holder=None)
    )


def check(tx: Connection, name: str, fence: int) -> None:
    """Make sure that this fence is the newest and held, until the transaction ends. Raises LeaseLost."""
    row = tx.execute(select(leases).where(leases.c.name == name).with_for_update()).one_or_none()
    if row is None or row.holder is None or row.fence != fence:
        raise _lost(name)


def _lost(name: str) -> LeaseLost:
    return LeaseLost(f"the lease {name!r} was taken over by another process: this result is not kept")
