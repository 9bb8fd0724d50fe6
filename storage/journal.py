"""The audit log: who did what to which story, numbered without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.engine import one_at_a_time
from storage.schema import audit

# Who the log names where no person decided.
NEWSROOM = "newsloom"


def write_down(tx: Connection, at: datetime, who: str, story: str | None, what: str) -> None:
    """Add a line. Its number is one more than the last: with ``one_at_a_time`` nothing comes between."""
    one_at_a_time(tx)
    last = tx.execute(select(func.max(audit.c.seq))).scalar_one()
    tx.execute(audit.insert().values(seq=(last or 0) + 1, at=at, who=who, story=story, what=what))


def history(tx: Connection, stories: Sequence[str]) -> list[tuple[datetime, str, str]]:
    """Give (when, who, what) for these story ids, in the order it happened."""
    rows = tx.execute(select(audit).where(audit.c.story.in_(stories)).order_by(audit.c.seq))
    return [(row.at, row.who, row.what) for row in rows]
