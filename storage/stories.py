"""Stories: ids that stay good for ever, who is in them and why, and what state new coverage brings them to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from pipeline.errors import UnknownStory
from pipeline.values import Assignment, State, Story
from storage.codec import decode
from storage.journal import NEWSROOM, write_down
from storage.schema import memberships, related, stories

# A person has approved these, so readers may know them by this id.
PUBLISHED = (State.APPROVED, State.EXPORTED, State.UPDATED_SINCE, State.RETRACTED)
# A story whose coverage could not be drafted this often waits for a person, or for other coverage.
MOST_FAILURES = 3
_AFTER_NEW_COVERAGE = {
    State.APPROVED: State.UPDATED_SINCE,
    State.EXPORTED: State.UPDATED_SINCE,
    State.REJECTED: State.GATHERING,
}


def resolved_row(tx: Connection, story: str) -> Row[Any]:
    """Give the row of a story, of the one it was merged into where it was. Raises UnknownStory."""
    row = tx.execute(select(stories).where(stories.c.id == story)).one_or_none()
    if row is not None and row.merged_into is not None:
        row = tx.execute(select(stories).where(stories.c.id == row.merged_into)).one_or_none()
    if row is None:
        raise UnknownStory(f"no story {story!r}: `newsloom stories` lists those there are")
    return row


def resolve(tx: Connection, story: str) -> str:
    """Give the id that this id stands for now. Raises UnknownStory."""
    return str(resolved_row(tx, story).id)


def with_redirects(tx: Connection, story: str) -> list[str]:
    """Give this id and those that were merged into it."""
    rows = tx.execute(select(stories.c.id).where(or_(stories.c.id == story, stories.c.merged_into == story)))
    return list(rows.scalars())


def story(tx: Connection, story: str) -> Story:
    """Give a story by its id or by one that was merged into it. Raises UnknownStory."""
    row = resolved_row(tx, story)
    rows = tx.execute(select(memberships).where(memberships.c.story == row.id).order_by(memberships.c.position))
    return Story(
        id=row.id,
        state=State(row.state),
        members=tuple(decode(Assignment, member.assignment) for member in rows),
        created=row.created,
        updated=row.updated,
        related=_related(tx, row.id),
        note=row.note,
    )


def coverage_changed(tx: Connection, story: str, now: datetime, what: str, by: str = NEWSROOM) -> None:
    """Note that a story has other coverage: its draft is out of date, and what a person had closed is open again."""
    row = tx.execute(select(stories).where(stories.c.id == story).with_for_update()).one()
    state = _AFTER_NEW_COVERAGE.get(State(row.state), State(row.state))
    values: dict[str, Any] = {"coverage": stories.c.coverage + 1, "updated": max(now, row.updated), "failures": 0}
    if row.failures >= MOST_FAILURES:  # what could not be drafted is something else now
        state = State.GATHERING if state is State.QUARANTINED else state
        values["note"] = None
    tx.execute(update(stories).where(stories.c.id == story).values(state=state.value, **values))
    write_down(tx, now, by, story, what if state == row.state else f"{what}: now {state.value}")


def _related(tx: Connection, story: str) -> tuple[str, ...]:
    rows = tx.execute(select(related).where(or_(related.c.a == story, related.c.b == story)))
    return tuple(sorted(row.b if row.a == story else row.a for row in rows))
