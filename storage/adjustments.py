"""What was learned from corrections: numbered versions, never changed, and which one is used since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select

from pipeline.errors import CorrectionRefused
from pipeline.protocols import KeptAdjustment
from storage.engine import one_at_a_time
from storage.journal import write_down
from storage.schema import adjustment_uses, adjustments


def all_of(tx: Connection) -> list[KeptAdjustment]:
    """Give every version, oldest first."""
    rows = tx.execute(select(adjustments).order_by(adjustments.c.version))
    return [KeptAdjustment(row.version, row.by, row.at, row.record) for row in rows]


def in_use(tx: Connection) -> KeptAdjustment | None:
    """Give the version that the grouping uses, None for the score as it ships."""
    newest = select(func.max(adjustment_uses.c.seq)).scalar_subquery()
    used = select(adjustment_uses.c.version).where(adjustment_uses.c.seq == newest).scalar_subquery()
    row = tx.execute(select(adjustments).where(adjustments.c.version == used)).one_or_none()
    return None if row is None else KeptAdjustment(row.version, row.by, row.at, row.record)


def keep(tx: Connection, record: Mapping[str, object], by: str, now: datetime) -> int:
    """Keep weights as the next version and use it; gives its number."""
    one_at_a_time(tx)
    version = int(tx.execute(select(func.max(adjustments.c.version))).scalar_one() or 0) + 1
    tx.execute(adjustments.insert().values(version=version, by=by, at=now, record=dict(record)))
    _use(tx, version, by, now)
    return version


def use(tx: Connection, version: int, by: str, now: datetime) -> None:
    """Use a version that is kept, or with 0 the score as it ships. Raises CorrectionRefused."""
    one_at_a_time(tx)
    known = list(tx.execute(select(adjustments.c.version).order_by(adjustments.c.version)).scalars())
    if version and version not in known:
        there = f"there are 0 to {known[-1]}" if known else "nothing was learned yet"
        raise CorrectionRefused(f"no version {version} of what was learned: {there} (newsloom learn --list)")
    _use(tx, version, by, now)


def _use(tx: Connection, version: int, by: str, now: datetime) -> None:
    seq = int(tx.execute(select(func.max(adjustment_uses.c.seq))).scalar_one() or 0) + 1
    tx.execute(adjustment_uses.insert().values(seq=seq, version=version or None, by=by, at=now))
    write_down(tx, now, by, None, f"the grouping uses version {version} of what was learned")
