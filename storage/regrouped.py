"""What changed in the grouping, for processes that hold it in memory: the triggers of migration 0006 write it down."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select

from pipeline.protocols import Grouped, Regrouped
from pipeline.values import Fingerprint
from storage.codec import decode
from storage.schema import articles, fingerprints, memberships, regrouped, stories
from storage.stories import PUBLISHED
from storage.upsert import chunks

# Whoever is further behind reads everything anew.
_KEPT = 100_000


def in_window(since: datetime) -> ColumnElement[bool]:
    """Give whether an article is active since then: by when it was first seen, whatever date it bears.

    Nothing is published after it was seen. So a date only ever lied about the place in the window: a page dated 2099 stayed
    in it for ever, and one dated 1970 is news all the same on the day it is found.
    """
    return articles.c.first_seen >= since


def changes(tx: Connection, after: int | None, since: datetime, known: Container[str]) -> Regrouped:
    """Give what changed after a number, or everything where nobody can tell.

    That is for None, for a number older than what is kept, and for one that this database has not reached (a backup).
    """
    first, last = tx.execute(select(func.min(regrouped.c.seq), func.max(regrouped.c.seq))).one()
    newest = int(last or 0)
    active = in_window(since)
    published = _published(tx)
    if after is None or after > newest or (first is not None and first > after + 1):
        return Regrouped(newest, True, _grouped(tx, active, published), {}, (), published)
    changed = list(tx.execute(select(regrouped.c.article).where(regrouped.c.seq > after).distinct()).scalars())
    now: dict[str, str] = {}
    for chunk in chunks(changed):
        rows = tx.execute(_rows(memberships.c.article, memberships.c.story).where(active, memberships.c.article.in_(chunk)))
        now |= {row.article: row.story for row in rows}
    unknown = [article for article in now if article not in known]
    found = [one for chunk in chunks(unknown) for one in _grouped(tx, active & memberships.c.article.in_(chunk), published)]
    gone = tuple(article for article in changed if article not in now)
    order = _order(tx, unknown)
    found.sort(key=lambda one: order[one.fingerprint.article])
    return Regrouped(newest, False, tuple(found), now, gone, published)


def prune(tx: Connection) -> None:
    """Drop what is too old to be asked for."""
    newest = select(func.max(regrouped.c.seq)).scalar_subquery()
    tx.execute(delete(regrouped).where(regrouped.c.seq <= newest - _KEPT))


def _grouped(tx: Connection, wanted: ColumnElement[bool], published: frozenset[str]) -> tuple[Grouped, ...]:
    columns = (fingerprints.c.record, memberships.c.story, articles.c.first_seen)
    rows = tx.execute(_rows(*columns).where(wanted).order_by(fingerprints.c.seq, fingerprints.c.article))
    return tuple(_one(row, published) for row in rows)


def _one(row: Row[Any], published: frozenset[str]) -> Grouped:
    return Grouped(decode(Fingerprint, row.record), row.story, row.story in published, row.first_seen)


def _rows(*columns: ColumnElement[Any]) -> Any:
    return (
        select(*columns)
        .join(fingerprints, fingerprints.c.article == memberships.c.article)
        .join(articles, articles.c.id == memberships.c.article)
    )


def _order(tx: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for chunk in chunks(ids):
        rows = tx.execute(select(fingerprints.c.article, fingerprints.c.seq).where(fingerprints.c.article.in_(chunk)))
        found |= {row.article: (row.seq, row.article) for row in rows}
    return found


def _published(tx: Connection) -> frozenset[str]:
    states = [state.value for state in PUBLISHED]
    return frozenset(tx.execute(select(stories.c.id).where(stories.c.state.in_(states))).scalars())
