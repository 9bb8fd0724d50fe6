"""What a grouping pass decided, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, func, or_, select, tuple_, update

from pipeline.errors import StoreError
from pipeline.protocols import Grouped, GroupingResult
from pipeline.values import Assignment, Fingerprint, NearCopy, Relation, State
from storage import documents, leases, regrouped, sketches
from storage.codec import decode, encode
from storage.corrections import check_overtaken
from storage.engine import one_at_a_time
from storage.merging import merge_stories
from storage.schema import articles, copies, corrected, fingerprints, memberships, related, stories
from storage.schema import sketches as sketches_table
from storage.stories import PUBLISHED, coverage_changed, resolve
from storage.upsert import chunks, insert_new, put

LEASE = "grouping"


def active(tx: Connection, since: datetime) -> list[Grouped]:
    """Give the articles first seen since, with their fingerprint and story, in the order they joined."""
    rows = tx.execute(
        select(fingerprints, memberships.c.story, stories.c.state)
        .join(memberships, memberships.c.article == fingerprints.c.article)
        .join(stories, stories.c.id == memberships.c.story)
        .join(articles, articles.c.id == fingerprints.c.article)
        .where(regrouped.in_window(since))
        .order_by(memberships.c.position)
    )
    return [
        Grouped(
            replace(decode(Fingerprint, row.record), signature=bytes(row.signature), shingles=bytes(row.shingles)),
            row.story,
            published=State(row.state) in PUBLISHED,
        )
        for row in rows
    ]


def save(tx: Connection, result: GroupingResult, fence: int, now: datetime) -> None:
    """Keep a pass: fingerprints, new stories, memberships, copies, relations, merges.

    Raises LeaseLost, Overtaken where a person corrected the grouping since the pass began, StoreError.
    """
    one_at_a_time(tx)
    leases.check(tx, LEASE, fence)
    check_overtaken(tx, result.corrections)
    _keep_fingerprints(tx, result.fingerprints)
    sketches.save(tx, result.fingerprints, now, result.sketches)
    known = _open_stories(tx, result, now)
    _assign(tx, [_resolved(assignment, known) for assignment in result.assignments], now)
    _keep_copies(tx, result.copies)
    merge_stories(tx, {known[gone]: known[stays] for gone, stays in result.merged.items()}, now)
    regrouped.prune(tx)


def forget_article(tx: Connection, article: str, now: datetime) -> None:
    """Take an article out of everything that the grouping keeps: story, fingerprint, sketches, near-copies, corrections.

    A correction stays with what it says of the others: each of them is named in it, so what follows for them follows without
    this one. Part of a transaction that takes the article itself away: one that stays is grouped anew. Processes that hold the
    grouping in memory learn of it (``regrouped``), as does the story: its coverage has changed.
    """
    one_at_a_time(tx)
    story = tx.execute(select(memberships.c.story).where(memberships.c.article == article)).scalar_one_or_none()
    tx.execute(delete(copies).where(or_(copies.c.a == article, copies.c.b == article)))
    for table in (memberships, sketches_table, fingerprints, corrected):
        tx.execute(delete(table).where(table.c.article == article))
    documents.forget(tx, article, now)
    if story is not None:
        coverage_changed(tx, story, now, f"article {article} was taken away")


def copies_among(tx: Connection, ids: Sequence[str]) -> list[NearCopy]:
    """Give the known near-copies of which both are among these articles, by id."""
    wanted = set(ids)
    rows = [row for chunk in chunks(wanted) for row in tx.execute(select(copies).where(copies.c.a.in_(chunk)))]
    return [
        NearCopy(row.a, row.b, row.containment, row.jaccard, Relation(row.relation))
        for row in sorted(rows, key=lambda row: (row.a, row.b))
        if row.b in wanted
    ]


def articles_of(tx: Connection, story: str) -> list[str]:
    """Give the ids of a story's articles in the order they joined. Raises UnknownStory."""
    of_story = memberships.c.story == resolve(tx, story)
    return list(tx.execute(select(memberships.c.article).where(of_story).order_by(memberships.c.position)).scalars())


def _keep_fingerprints(tx: Connection, made: Sequence[Fingerprint]) -> None:
    last = tx.execute(select(func.max(fingerprints.c.seq))).scalar_one() or 0
    put(tx, fingerprints, [_fingerprint_row(fingerprint, last + number) for number, fingerprint in enumerate(made, start=1)])


def _fingerprint_row(fingerprint: Fingerprint, seq: int) -> dict[str, object]:
    return {
        "seq": seq,
        "article": fingerprint.article,
        "version": fingerprint.version,
        "signature": fingerprint.signature,
        "shingles": fingerprint.shingles,
        "record": encode(replace(fingerprint, signature=b"", shingles=b"")),
    }


def _open_stories(tx: Connection, result: GroupingResult, now: datetime) -> dict[str, str]:
    """Make the stories that articles are put into and that are not there yet; gives for each id named the one it stands for."""
    homes = dict.fromkeys(assignment.story for assignment in result.assignments)
    insert_new(
        tx,
        stories,
        [{"id": home, "state": State.GATHERING.value, "created": now, "updated": now} for home in homes],
    )
    named = set(homes) | set(result.merged) | set(result.merged.values())
    named |= {other for assignment in result.assignments for other in assignment.related}
    known: dict[str, str] = {}
    for chunk in chunks(named):
        rows = tx.execute(select(stories.c.id, stories.c.merged_into).where(stories.c.id.in_(chunk)))
        known |= {row.id: row.merged_into or row.id for row in rows}
    if missing := sorted(named - set(known)):
        raise StoreError(
            f"the grouping names stories that do not exist: {', '.join(missing[:5])}; nothing of this pass is kept"
        )
    return known


def _resolved(assignment: Assignment, known: Mapping[str, str]) -> Assignment:
    others = dict.fromkeys(known[other] for other in assignment.related)
    return replace(assignment, story=known[assignment.story], related=tuple(others))


def _assign(tx: Connection, assignments: Sequence[Assignment], now: datetime) -> None:
    changed: dict[str, list[str]] = {}
    position = tx.execute(select(func.max(memberships.c.position))).scalar_one() or 0
    for assignment in assignments:
        position += 1
        for story, what in _assign_one(tx, assignment, position, now):
            changed.setdefault(story, []).append(what)
        pairs = (sorted((assignment.story, other)) for other in assignment.related if other != assignment.story)
        insert_new(tx, related, [{"a": a, "b": b} for a, b in pairs])
    for story, happened in changed.items():
        coverage_changed(tx, story, now, _said(happened))


def _assign_one(tx: Connection, assignment: Assignment, position: int, now: datetime) -> list[tuple[str, str]]:
    """Put one article where it belongs; gives the stories whose coverage that changes, and how."""
    here = memberships.c.article == assignment.article
    before = tx.execute(select(memberships.c.story).where(here)).scalar_one_or_none()
    record = encode(assignment)
    if before == assignment.story:
        tx.execute(update(memberships).where(here).values(assignment=record))
        return []
    row = {"article": assignment.article, "story": assignment.story, "position": position, "assignment": record, "joined": now}
    put(tx, memberships, [row])
    joined = (assignment.story, f"article {assignment.article} joined")
    return [joined] if before is None else [joined, (before, f"article {assignment.article} moved to {assignment.story}")]


def _said(happened: Sequence[str]) -> str:
    return happened[0] if len(happened) == 1 else f"{len(happened)} changes of coverage, the first: {happened[0]}"


def _keep_copies(tx: Connection, found: Iterable[NearCopy]) -> None:
    for chunk in chunks(found):
        # One pair is one row, whichever of the two turned out to be the later one.
        tx.execute(delete(copies).where(tuple_(copies.c.a, copies.c.b).in_([(copy.b, copy.a) for copy in chunk])))
        put(
            tx,
            copies,
            [
                {
                    "a": copy.a,
                    "b": copy.b,
                    "containment": copy.containment,
                    "jaccard": copy.jaccard,
                    "relation": copy.relation.value,
                }
                for copy in chunk
            ],
        )
