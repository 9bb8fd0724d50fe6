"""What failed again and again is set aside with its cause, and taken up again when somebody says so."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, null, select, update

from pipeline.errors import StoreError
from pipeline.values import Assignment, State
from storage import leases
from storage.codec import encode
from storage.engine import one_at_a_time
from storage.grouping import LEASE
from storage.journal import NEWSROOM, write_down
from storage.schema import articles, memberships, stories
from storage.stories import MOST_FAILURES, resolved_row

# A person's decision on these stands, whatever becomes of a newer draft.
_SET_ASIDE = (State.GATHERING, State.READY, State.IN_REVIEW)


def fail_draft(tx: Connection, story: str, detail: str, now: datetime) -> bool:
    """Count a draft that could not be written; gives whether the story is now set aside. Raises UnknownStory."""
    one_at_a_time(tx)
    row = resolved_row(tx, story)
    failures = row.failures + 1
    values: dict[str, object] = {"failures": failures}
    if failures >= MOST_FAILURES:
        values |= {"note": f"could not be drafted: {detail}", "updated": max(now, row.updated)}
        values |= {"state": State.QUARANTINED.value} if State(row.state) in _SET_ASIDE else {}
    tx.execute(update(stories).where(stories.c.id == row.id).values(values))
    write_down(tx, now, NEWSROOM, row.id, f"could not be drafted ({failures} of {MOST_FAILURES} tries): {detail}")
    return bool(failures >= MOST_FAILURES)


def fail_grouping(tx: Connection, article: str, detail: str, fence: int, now: datetime) -> str | None:
    """Count an article that could not be grouped; gives the story it is set aside in, alone, once it is. Raises LeaseLost."""
    one_at_a_time(tx)
    leases.check(tx, LEASE, fence)
    failures = tx.execute(
        update(articles).where(articles.c.id == article).values(failures=articles.c.failures + 1).returning(articles.c.failures)
    ).scalar_one()
    if failures < MOST_FAILURES:
        return None
    story = f"s{hashlib.sha256(f'{article} {now.isoformat()}'.encode()).hexdigest()[:15]}"
    note = f"could not be grouped: {detail}"
    tx.execute(stories.insert().values(id=story, state=State.QUARANTINED.value, created=now, updated=now, note=note))
    last = tx.execute(select(func.max(memberships.c.position))).scalar_one() or 0
    record = encode(Assignment(article, story))
    tx.execute(memberships.insert().values(article=article, story=story, position=last + 1, assignment=record, joined=now))
    write_down(tx, now, NEWSROOM, story, f"article {article} {note} ({failures} tries)")
    return story


def retry(tx: Connection, story: str, by: str, now: datetime) -> None:
    """Take a story that was set aside up again: it is grouped and drafted as if new. Raises UnknownStory, StoreError."""
    one_at_a_time(tx)
    row = resolved_row(tx, story)
    if row.failures < MOST_FAILURES and row.state != State.QUARANTINED.value:
        raise StoreError(f"story {row.id} is {row.state} and nothing of it failed: there is nothing to try again")
    write_down(tx, now, by, row.id, "to be tried again")
    if row.failures < MOST_FAILURES:
        _ungroup(tx, row.id)
        return
    state = State.GATHERING.value if row.state == State.QUARANTINED.value else row.state
    tx.execute(
        update(stories)
        .where(stories.c.id == row.id)
        .values(state=state, failures=0, note=null(), updated=max(now, row.updated))
    )


def _ungroup(tx: Connection, story: str) -> None:
    """The article waits for the grouping again; the story that only held it goes."""
    held = select(memberships.c.article).where(memberships.c.story == story)
    tx.execute(update(articles).where(articles.c.id.in_(held)).values(failures=0))
    tx.execute(delete(memberships).where(memberships.c.story == story))
    tx.execute(delete(stories).where(stories.c.id == story, ~exists().where(memberships.c.story == story)))
