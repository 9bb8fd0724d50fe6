"""What of a story is approved, on its way out or out already: what a correction of the grouping must look at first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from pipeline.errors import CorrectionRefused
from pipeline.values import State
from storage.schema import approvals, draft_sources, outbox, publications, stories


def approved_sources(tx: Connection, story: str) -> set[str]:
    """Give the articles that the newest approved version of a story stands on; none where no version was approved."""
    newest = select(func.max(approvals.c.id)).where(approvals.c.story == story).scalar_subquery()
    version = tx.execute(select(approvals.c.version).where(approvals.c.id == newest)).scalar_one_or_none()
    of_draft = (draft_sources.c.story == story, draft_sources.c.draft == version)
    return set(tx.execute(select(draft_sources.c.article).where(*of_draft)).scalars())


def published_at(tx: Connection, story: str) -> str:
    """Give the targets that have an article of this story, by name; empty where none has."""
    of_story = select(publications.c.target).where(publications.c.story == story).distinct().order_by(publications.c.target)
    return ", ".join(tx.execute(of_story).scalars())


def left_out(tx: Connection, story: str) -> str:
    """Give in words what becomes of the article of a story that goes into another one."""
    out = published_at(tx, story)
    if out:
        return f"the article of {story} would stay at {out} until it is taken down there"
    return f"the approved version of {story} would not be exported"


def withdraw(tx: Connection, story: str, now: datetime, why: str, leaving: Collection[str] | None = None) -> tuple[str, ...]:
    """Take back exports that wait, where the approved version stands on articles that leave (None: the story goes).

    Gives what was taken back, in words. A story of which nothing is out is to be drafted and approved anew.
    Raises CorrectionRefused while an export is on its way.
    """
    waits = (outbox.c.story == story, outbox.c.state != "done")
    rows = tx.execute(select(outbox).where(*waits).order_by(outbox.c.target).with_for_update()).all()
    if leaving is not None and not approved_sources(tx, story) & set(leaving):
        return ()
    if busy := [row.target for row in rows if row.lease_until is not None and row.lease_until > now]:
        raise CorrectionRefused(
            f"{story} is being exported to {busy[0]} right now: try again when that has ended (`newsloom story {story}`)"
        )
    tx.execute(delete(outbox).where(*waits))
    if not published_at(tx, story):
        approved = (stories.c.id == story, stories.c.state.in_([State.APPROVED.value, State.UPDATED_SINCE.value]))
        tx.execute(update(stories).where(*approved).values(state=State.GATHERING.value))
    return tuple(f"the approved version of {story} no longer waits for {row.target}: {why}" for row in rows)
