"""What stories are about and who told of it first, and what editors say of subjects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Exists, Row, and_, delete, exists, func, or_, select, update

from pipeline.dossiers.values import Listed, ListedSubject, Mention, Mentions, Ruling, Telling, Told
from pipeline.errors import StoreError
from pipeline.values import State
from storage.codec import decode, encode
from storage.drafts import related_headlines
from storage.engine import one_at_a_time
from storage.journal import write_down
from storage.schema import drafts, listed_subjects, memberships, stories, story_subjects, subject_rulings, tellings
from storage.upsert import put

# So many subjects of the newest stories are listed, and so many stories are looked at again for a change of the list.
_MOST_MENTIONS = 20_000
_TOLD_AGAIN = 2_000


def untold(tx: Connection, limit: int) -> list[tuple[str, int]]:
    """Give story and version of the newest drafts that nothing was read off yet, the oldest first."""
    newest = select(drafts.c.story, func.max(drafts.c.version).label("version")).group_by(drafts.c.story).subquery()
    rows = tx.execute(
        select(newest.c.story, newest.c.version)
        .join(stories, stories.c.id == newest.c.story)
        .join(drafts, and_(drafts.c.story == newest.c.story, drafts.c.version == newest.c.version))
        .outerjoin(tellings, tellings.c.story == newest.c.story)
        .where(stories.c.merged_into.is_(None), or_(tellings.c.story.is_(None), tellings.c.draft != newest.c.version))
        .order_by(drafts.c.kept, newest.c.story)
        .limit(limit)
    )
    return [(row.story, row.version) for row in rows]


def save(tx: Connection, telling: Telling) -> None:
    """Keep what a draft tells in place of what an older one told; one that a newer draft has overtaken is passed over."""
    one_at_a_time(tx)
    newest = tx.execute(select(func.max(drafts.c.version)).where(drafts.c.story == telling.story)).scalar_one_or_none()
    if newest != telling.version:
        return
    row = {"story": telling.story, "draft": telling.version, "record": encode(telling), "at": telling.at}
    put(tx, tellings, [row])
    tx.execute(delete(story_subjects).where(story_subjects.c.story == telling.story))
    found = {subject.key: subject for subject in reversed(telling.subjects)}
    for key, subject in found.items():
        tx.execute(
            story_subjects.insert().values(
                story=telling.story,
                key=key,
                kind=subject.kind,
                name=subject.name,
                owner=subject.owner or None,
                variants=encode(subject.variants),
                at=telling.at,
            )
        )


def mentions(tx: Connection) -> Mentions:
    """Give the subjects of the newest stories, one a story and name; merged and emptied stories have none."""
    rows = tx.execute(
        select(story_subjects)
        .join(stories, stories.c.id == story_subjects.c.story)
        .where(stories.c.merged_into.is_(None), _has_coverage(story_subjects.c.story))
        .order_by(story_subjects.c.at.desc(), story_subjects.c.story, story_subjects.c.key)
        .limit(_MOST_MENTIONS + 1)
    ).all()
    found = tuple(_mention(row) for row in rows[:_MOST_MENTIONS])
    return Mentions(found, whole=len(rows) <= _MOST_MENTIONS)


def told(tx: Connection, keys: Sequence[str], limit: int) -> list[Told]:
    """Give the newest stories about a subject with one of these keys: with their newest headline, state and address."""
    rows = tx.execute(
        select(tellings.c.story, tellings.c.record, stories.c.state)
        .join(stories, stories.c.id == tellings.c.story)
        .where(
            stories.c.merged_into.is_(None),
            _has_coverage(tellings.c.story),
            tellings.c.story.in_(select(story_subjects.c.story).where(story_subjects.c.key.in_(list(keys)))),
        )
        .order_by(tellings.c.at.desc(), tellings.c.story.desc())
        .limit(limit)
    ).all()
    headlines = related_headlines(tx, [row.story for row in rows])
    return [_told(row.story, row.record, row.state, *headlines.get(row.story, ("", None))) for row in rows]


def about(tx: Connection, story: str) -> tuple[Mention, ...]:
    """Give the subjects of one story, as its newest telling has them."""
    rows = tx.execute(select(story_subjects).where(story_subjects.c.story == story).order_by(story_subjects.c.name))
    return tuple(_mention(row) for row in rows)


def rulings(tx: Connection) -> list[Ruling]:
    """Give what persons said of subjects, by key."""
    rows = tx.execute(select(subject_rulings).order_by(subject_rulings.c.key))
    return [Ruling(row.key, row.verdict, row.by, row.at, row.target) for row in rows]


def rule(tx: Connection, ruling: Ruling, name: str) -> None:
    """Keep a ruling in place of an older one on the same subject. Raises StoreError where it would be one with itself."""
    one_at_a_time(tx)
    steps = {one.key: one.target for one in rulings(tx) if one.verdict == "same"}
    target = ruling.target
    while ruling.verdict == "same" and target != ruling.key and target in steps:
        target = steps[target]
    if ruling.key == target:
        raise StoreError(f"{name} is one with {ruling.target} already: take that back first, then say which is which")
    row = {"key": ruling.key, "verdict": ruling.verdict, "target": target, "by": ruling.by, "at": ruling.at}
    put(tx, subject_rulings, [row])
    said = "is no subject" if ruling.verdict == "hidden" else f"is the same as {target}"
    write_down(tx, ruling.at, ruling.by, None, f"subject {name} ({ruling.key}) {said}")


def unrule(tx: Connection, key: str, by: str, now: datetime) -> None:
    """Take a ruling back; where there is none nothing happens."""
    one_at_a_time(tx)
    if tx.execute(delete(subject_rulings).where(subject_rulings.c.key == key)).rowcount:
        write_down(tx, now, by, None, f"what was said of subject {key} was taken back")


def listed(tx: Connection) -> Listed:
    """Give the editors' list of persons and technologies, by key."""
    rows = tx.execute(select(listed_subjects.c.record).order_by(listed_subjects.c.key))
    return Listed(tuple(decode(ListedSubject, record) for record in rows.scalars()))


def list_one(tx: Connection, subject: ListedSubject) -> None:
    """Put a person or technology on the list; the newest stories are looked through for it at the next pass."""
    one_at_a_time(tx)
    put(tx, listed_subjects, [{"key": subject.key, "kind": subject.kind, "record": encode(subject)}])
    write_down(tx, subject.since, subject.by, None, f"{subject.kind} {subject.name} put on the list of subjects: {subject.why}")
    _look_again(tx)


def unlist(tx: Connection, key: str, by: str, now: datetime) -> None:
    """Take one off the list, and what was found of it at once; where it is not on the list nothing happens."""
    one_at_a_time(tx)
    kind = tx.execute(select(listed_subjects.c.kind).where(listed_subjects.c.key == key)).scalar_one_or_none()
    if kind is None:
        return
    tx.execute(delete(listed_subjects).where(listed_subjects.c.key == key))
    tx.execute(delete(story_subjects).where(story_subjects.c.key == key, story_subjects.c.kind == kind))
    write_down(tx, now, by, None, f"{kind} {key} taken off the list of subjects")


def _look_again(tx: Connection) -> None:
    newest = select(tellings.c.story).order_by(tellings.c.at.desc()).limit(_TOLD_AGAIN).scalar_subquery()
    tx.execute(update(tellings).where(tellings.c.story.in_(newest)).values(draft=0))


def _has_coverage(story: Column[Any]) -> Exists:
    """Whether a story has an article: one that lost its last is none."""
    return exists().where(memberships.c.story == story)


def _mention(row: Row[Any]) -> Mention:
    return Mention(row.story, row.key, row.kind, row.name, tuple(row.variants), row.owner or "", row.at)


def _told(story: str, record: Any, state: str, headline: str, url: str | None) -> Told:
    telling = decode(Telling, record)
    return Told(story, headline, State(state), telling.at, telling.parts, url)
