"""What the queue is ordered by and outlets are known by: the assessment that was taken down with each draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from pipeline.judgement import Assessment, Decided, Material
from pipeline.rank import PastStory, Standing
from pipeline.values import State
from storage.codec import decode, encode
from storage.schema import assessments, drafts, related, stories
from storage.upsert import chunks, insert_new

_TAKEN = (State.APPROVED, State.EXPORTED, State.UPDATED_SINCE)
# So many of the newest decisions are learned from: what was decided years ago was another beat.
_DECIDED = 2000


def save(tx: Connection, assessment: Assessment, draft: int) -> None:
    """Keep what this version of a draft's story can be judged by, as of when the draft was kept; the first one stays."""
    of_draft = (drafts.c.story == assessment.story, drafts.c.version == draft)
    kept = tx.execute(select(drafts.c.kept).where(*of_draft)).scalar_one_or_none()
    if kept is not None:
        insert_new(tx, assessments, [{"story": assessment.story, "draft": draft, "record": encode(assessment), "kept": kept}])


def unassessed(tx: Connection, limit: int) -> list[tuple[str, int]]:
    """Give story and version of the newest drafts that nothing was taken down for yet, the oldest first."""
    newest = select(drafts.c.story, func.max(drafts.c.version).label("version")).group_by(drafts.c.story).subquery()
    rows = tx.execute(
        select(newest.c.story, newest.c.version)
        .join(stories, stories.c.id == newest.c.story)
        .join(drafts, and_(drafts.c.story == newest.c.story, drafts.c.version == newest.c.version))
        .outerjoin(assessments, and_(assessments.c.story == newest.c.story, assessments.c.draft == newest.c.version))
        .where(assessments.c.story.is_(None), stories.c.merged_into.is_(None))
        .order_by(drafts.c.kept, newest.c.story)
        .limit(limit)
    )
    return [(row.story, row.version) for row in rows]


def material(tx: Connection, ids: Sequence[str]) -> Material:
    """Give what these stories are judged from."""
    return Material(_newest(tx, ids), tuple(_decided(tx)), _related(tx, ids))


def past_stories(tx: Connection, since: datetime, until: datetime) -> list[PastStory]:
    """Give who did what in each story, as it was last drafted in this time; ids of merged stories are passed over.

    Drafts are never changed, so the answer for a time that has gone by stays the same but for merges.
    """
    last = (
        select(assessments.c.story, func.max(assessments.c.draft).label("draft"))
        .where(assessments.c.kept >= since, assessments.c.kept < until)
        .group_by(assessments.c.story)
        .subquery()
    )
    rows = tx.execute(
        select(assessments.c.record)
        .join(last, and_(assessments.c.story == last.c.story, assessments.c.draft == last.c.draft))
        .join(stories, stories.c.id == assessments.c.story)
        .where(stories.c.merged_into.is_(None))
        .order_by(assessments.c.story)
    )
    return [_past(record) for record in rows.scalars()]


def _past(record: Any) -> PastStory:
    # Not the whole assessment: there are thousands of them.
    standings = tuple(decode(Standing, each) for each in record["standings"])
    return PastStory(record["story"], record["category"], datetime.fromisoformat(record["at"]), standings)


def _newest(tx: Connection, ids: Sequence[str]) -> dict[str, Assessment]:
    found: dict[str, Assessment] = {}
    for chunk in chunks(ids):
        last = (
            select(assessments.c.story, func.max(assessments.c.draft).label("draft"))
            .where(assessments.c.story.in_(chunk))
            .group_by(assessments.c.story)
            .subquery()
        )
        same = and_(assessments.c.story == last.c.story, assessments.c.draft == last.c.draft)
        rows = tx.execute(select(assessments.c.story, assessments.c.record).join(last, same))
        found |= {row.story: decode(Assessment, row.record) for row in rows}
    return found


def _decided(tx: Connection) -> list[Decided]:
    states = [state.value for state in (*_TAKEN, State.REJECTED)]
    rows = tx.execute(
        select(stories.c.id, stories.c.state)
        .where(stories.c.merged_into.is_(None), stories.c.state.in_(states))
        .order_by(stories.c.updated.desc(), stories.c.id)
        .limit(_DECIDED)
    ).all()
    known = _newest(tx, [row.id for row in rows])
    headlines = _headlines(tx, list(known))
    return [Decided(State(row.state) in _TAKEN, headlines.get(row.id, ""), known[row.id]) for row in rows if row.id in known]


def _headlines(tx: Connection, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(ids):
        rows = tx.execute(select(drafts.c.story, drafts.c.headline).where(drafts.c.story.in_(chunk)).order_by(drafts.c.version))
        found |= {row.story: row.headline for row in rows}
    return found


def _related(tx: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for chunk in chunks(ids):
        wanted = set(chunk)
        rows = tx.execute(select(related).where(or_(related.c.a.in_(chunk), related.c.b.in_(chunk))).order_by(related.c.a))
        for row in rows:
            for one, other in ((row.a, row.b), (row.b, row.a)):
                if one in wanted:
                    found.setdefault(one, []).append(other)
    return found
