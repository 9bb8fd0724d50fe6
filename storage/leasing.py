"""Rows that one process at a time works on: taken for a while, given back with the fence number of the taking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, case, or_, select, update

from pipeline.errors import LeaseLost

# A row whose taker died this often is what kills them.
MOST_LOST = 10


def take(
    tx: Connection,
    table: Table,
    wanted: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    *,
    now: datetime,
    seconds: int,
    limit: int | None = None,
) -> list[Row[Any]]:
    """Lease the wanted rows that nobody holds, in this order, until ``now + seconds``; gives them as they are then.

    Two processes never get the same row: on PostgreSQL the rows of others are skipped, on SQLite only one process is here.
    """
    free = or_(table.c.lease_until.is_(None), table.c.lease_until <= now)
    keys = list(table.primary_key.columns)
    chosen = tx.execute(
        select(*keys).where(*wanted, free).order_by(*order).limit(limit).with_for_update(skip_locked=True)
    ).all()
    return [_take_row(tx, table, tuple(row), now + timedelta(seconds=seconds)) for row in chosen]


def _take_row(tx: Connection, table: Table, key: tuple[Any, ...], until: datetime) -> Row[Any]:
    # A lease that is still written down was neither finished nor given back: its taker died.
    lost = table.c.lost + case((table.c.lease_until.is_not(None), 1), else_=0)
    return tx.execute(
        update(table)
        .where(*(column == value for column, value in zip(table.primary_key.columns, key, strict=True)))
        .values(fence=table.c.fence + 1, lost=lost, lease_until=until, holder=holder_of(tx))
        .returning(*table.c)
    ).one()


def holder_of(tx: Connection) -> str | None:
    """The process whose transaction this is, as leases name it; None where the store was opened without a name."""
    return tx.get_execution_options().get("newsloom_holder")


def reclaim(tx: Connection, tables: Sequence[Table], gone: Callable[[str], bool], now: datetime) -> int:
    """End the leases of holders that are gone, so that nobody waits for the time they had left; gives how many.

    The rows stay taken as far as ``lost`` is concerned: a row whose takers die again and again is still found out.
    """
    ended = 0
    for table in tables:
        held = table.c.lease_until > now
        holders = tx.execute(select(table.c.holder).where(held, table.c.holder.is_not(None)).distinct()).scalars()
        dead = [holder for holder in holders if gone(holder)]
        if dead:
            ended += tx.execute(update(table).where(held, table.c.holder.in_(dead)).values(lease_until=now)).rowcount
    return ended


def give_back(
    tx: Connection, table: Table, held: Sequence[ColumnElement[bool]], fence: int, *, what: str, values: dict[str, Any]
) -> Row[Any]:
    """Write ``values`` to the row that is held under this fence, end its lease, and give the row as it is then.

    Raises LeaseLost, and nothing is changed, when it was taken again or has ended since.
    """
    row = tx.execute(
        update(table)
        .where(*held, table.c.fence == fence, table.c.lease_until.is_not(None))
        .values(lease_until=None, **values)
        .returning(*table.c)
    ).one_or_none()
    if row is None:
        raise LeaseLost(f"{what} was taken over or ended by another process: this result is not kept")
    return row
