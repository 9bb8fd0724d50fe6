"""Two stories that turned out to be one event: which id stays, and everything that moves to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from pipeline.errors import StoreError
from pipeline.values import State
from storage.codec import Json
from storage.journal import NEWSROOM, write_down
from storage.schema import memberships, related, sentence_rulings, stories
from storage.stories import PUBLISHED, coverage_changed
from storage.upsert import insert_new


def merge_stories(tx: Connection, merged: Mapping[str, str], now: datetime) -> None:
    """Merge stories that are no redirects themselves (``gone -> stays``; chains are followed to their end).

    Which id stays is decided here: the published one, else the older, else the one asked for.
    Raises StoreError where two of them are published: that is a person's choice.
    """
    for wanted, others in _groups(merged).items():
        rows = list(tx.execute(select(stories).where(stories.c.id.in_([wanted, *others])).with_for_update()))
        keeper = _keeper(rows, wanted)
        for row in sorted(rows, key=lambda row: (row.created, row.id)):
            if row.id != keeper:
                merge_into(tx, row.id, keeper, now)


def _groups(merged: Mapping[str, str]) -> dict[str, list[str]]:
    """Give for each id that is asked to stay those that are to go, chains followed."""
    groups: dict[str, list[str]] = {}
    for gone in merged:
        stays, seen = gone, {gone}
        while stays in merged and merged[stays] not in seen:
            stays = merged[stays]
            seen.add(stays)
        if stays in merged and merged[stays] != stays:
            # A ring: every id in it is asked to stay, so any one may; the smallest is the same on every run.
            stays = min(seen)
        if stays != gone:
            groups.setdefault(stays, []).append(gone)
    return groups


def _keeper(rows: list[Row[Any]], wanted: str) -> str:
    published = [row.id for row in rows if State(row.state) in PUBLISHED]
    if len(published) > 1:
        raise StoreError(
            f"the stories {' and '.join(sorted(published))} are both published: only a person may merge them (newsloom merge)"
        )
    if published:
        return str(published[0])
    return str(min(rows, key=lambda row: (row.created, row.id != wanted)).id)


def merge_into(tx: Connection, gone: str, keeper: str, now: datetime, by: str = NEWSROOM) -> None:
    """Bring all that a story has to another one; its id leads there from now on. Which one stays is decided before."""
    for member in tx.execute(select(memberships).where(memberships.c.story == gone)).all():
        moved: Json = {**member.assignment, "story": keeper}
        tx.execute(update(memberships).where(memberships.c.article == member.article).values(story=keeper, assignment=moved))
    _move_relations(tx, gone, keeper)
    # Redirects to what goes now lead straight to what stays: one step, never a chain.
    tx.execute(
        update(stories).where(or_(stories.c.id == gone, stories.c.merged_into == gone)).values(merged_into=keeper, updated=now)
    )
    write_down(tx, now, by, gone, f"merged into {keeper}")
    _drop_rulings(tx, gone, keeper, now, by)
    coverage_changed(tx, keeper, now, f"took in {gone}", by)


def _drop_rulings(tx: Connection, gone: str, keeper: str, now: datetime, by: str) -> None:
    """Drop what was decided on sentences of a story that is gone: it was of its draft. The log says so."""
    dropped = tx.execute(delete(sentence_rulings).where(sentence_rulings.c.story == gone)).rowcount
    if dropped:
        what = (
            f"{dropped} decision{'s' * (dropped != 1)} on failing sentences dropped with its draft: decide on those of {keeper}"
        )
        write_down(tx, now, by, gone, what)


def _move_relations(tx: Connection, gone: str, keeper: str) -> None:
    of_gone = or_(related.c.a == gone, related.c.b == gone)
    others = {row.b if row.a == gone else row.a for row in tx.execute(select(related).where(of_gone))} - {keeper}
    tx.execute(delete(related).where(of_gone))
    pairs = (sorted((keeper, other)) for other in others)
    insert_new(tx, related, [{"a": a, "b": b} for a, b in pairs])
