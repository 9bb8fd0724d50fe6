"""What editors see and decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, literal, null, select, update

from pipeline.approval import check_undecided, confirmation
from pipeline.errors import NotApprovable, StoreError
from pipeline.protocols import StorySummary
from pipeline.values import Approved, Confirmed, Decision, State, same_person
from storage.engine import one_at_a_time
from storage.journal import write_down
from storage.outbox import intend
from storage.rulings import decided_problems, is_what_is_kept, ruled_record
from storage.schema import approvals, articles, confirmations, drafts, memberships, outbox, rejections, stories
from storage.stories import resolved_row
from storage.upsert import chunks

_NEVER_APPROVED = {State.RETRACTED, State.QUARANTINED}
# Nothing of such a story waits for an editor.
_DECIDED = {State.APPROVED, State.EXPORTED, State.REJECTED, State.RETRACTED, State.QUARANTINED}


def queue(tx: Connection, state: State | None, since: datetime | None, limit: int) -> list[StorySummary]:
    """Give a line for each story, the most recently changed first."""
    wanted = select(stories).where(stories.c.merged_into.is_(None))
    if state is not None:
        wanted = wanted.where(stories.c.state == state.value)
    if since is not None:
        wanted = wanted.where(stories.c.updated >= since)
    rows = tx.execute(wanted.order_by(stories.c.updated.desc(), stories.c.id).limit(limit)).all()
    ids = [row.id for row in rows]
    newest, counts = _newest_drafts(tx, ids), _coverage(tx, ids)
    titles = _first_titles(tx, [story for story in ids if story not in newest])
    settled = decided_problems(tx, {story: row.version for story, row in newest.items()})
    waiting = _confirmed_by(tx, [row.id for row in rows if State(row.state) not in _DECIDED], newest)
    return [
        replace(found, problems=max(0, found.problems - settled.get(row.id, 0)))
        for row in rows
        for found in [
            _summary(row, newest.get(row.id), counts.get(row.id, (0, 0)), titles.get(row.id, ""), waiting.get(row.id, ""))
        ]
    ]


def approve(tx: Connection, approved: Approved, targets: Sequence[str], now: datetime) -> None:
    """Keep an approval and what is to be exported. Raises NotApprovable, UnknownStory; then nothing has changed."""
    one_at_a_time(tx)
    draft = approved.draft
    row, before = _open(tx, approved)
    first = confirmation(draft.version, before)
    if approved.confirmed_by and (first is None or not same_person(first.by, approved.confirmed_by)):
        raise NotApprovable(f"story {row.id}, version {draft.version}: no confirmation by {approved.confirmed_by} is kept")
    approval = _approval(tx, approved)
    intend(tx, row.id, approval, targets, now)
    tx.execute(
        update(stories)
        .where(stories.c.id == row.id)
        .values(state=State.APPROVED.value, updated=max(now, row.updated), note=null())
    )
    to = ", ".join(targets) or "no target"
    write_down(tx, now, approved.by, row.id, f"approved version {draft.version} for {to}{_besides(approved)}")


def confirm(tx: Connection, confirmed: Confirmed, now: datetime) -> None:
    """Keep the first of two approvals. Raises NotApprovable, UnknownStory; then nothing has changed."""
    one_at_a_time(tx)
    row, before = _open(tx, confirmed)
    version = confirmed.draft.version
    if first := confirmation(version, before):
        raise NotApprovable(f"story {row.id}, version {version} was confirmed by {first.by} already: load it again")
    tx.execute(confirmations.insert().values(story=row.id, version=version, by=confirmed.by, at=confirmed.at))
    tx.execute(update(stories).where(stories.c.id == row.id).values(updated=max(now, row.updated)))
    write_down(tx, now, confirmed.by, row.id, f"confirmed version {version} as the first of two editors")


def _open(tx: Connection, decided: Approved | Confirmed) -> tuple[Row[Any], list[Decision]]:
    """The row of the story and what was decided on it, where this version of it may be decided on. Raises NotApprovable."""
    draft = decided.draft
    row = resolved_row(tx, draft.story)
    if row.id != draft.story:
        raise NotApprovable(f"story {draft.story} was merged into {row.id}: review that one")
    if State(row.state) in _NEVER_APPROVED:
        raise NotApprovable(f"story {row.id} is {row.state}: it cannot be approved")
    _check_version(tx, decided)
    before = decisions(tx, row.id)
    check_undecided(row.id, draft.version, before)
    return row, before


def _besides(approved: Approved) -> str:
    if approved.confirmed_by:
        return f", confirmed by {approved.confirmed_by}"
    return ", by one editor, as the newsroom has only one" if approved.alone and approved.draft.sensitive else ""


def reject(tx: Connection, story: str, by: str, note: str, now: datetime) -> None:
    """Close a story, and its newest version for good, with a note.

    Raises UnknownStory, and StoreError for one that is published or on its way out.
    """
    one_at_a_time(tx)
    row = resolved_row(tx, story)
    state = State(row.state)
    taken = tx.execute(
        select(func.count()).select_from(outbox).where(outbox.c.story == row.id, outbox.c.fence > 0)
    ).scalar_one()
    if taken or state in {State.EXPORTED, State.RETRACTED}:
        raise StoreError(f"story {row.id} is published or being exported, so it cannot be rejected any more")
    tx.execute(delete(outbox).where(outbox.c.story == row.id))
    newest = tx.execute(select(func.max(drafts.c.version)).where(drafts.c.story == row.id)).scalar_one()
    tx.execute(rejections.insert().values(story=row.id, version=newest, by=by, at=now, note=note))
    tx.execute(
        update(stories)
        .where(stories.c.id == row.id)
        .values(state=State.REJECTED.value, note=note, updated=max(now, row.updated))
    )
    write_down(tx, now, by, row.id, f"rejected: {note}")


def decisions(tx: Connection, story: str) -> list[Decision]:
    """Give what persons decided on the versions of this story, oldest first. Raises UnknownStory."""
    found: list[Row[Any]] = []
    for verdict, table in (("confirmed", confirmations), ("approved", approvals), ("rejected", rejections)):
        columns = (table.c.version, literal(verdict).label("verdict"), table.c.by, table.c.at)
        found += tx.execute(select(*columns).where(table.c.story == resolved_row(tx, story).id)).all()
    # at the same moment a rejection comes after the approval that it takes back: an approval never follows one
    order = {"confirmed": 0, "approved": 1, "rejected": 2}
    found.sort(key=lambda row: (row.at, order[row.verdict]))
    return [Decision(row.version, row.verdict, row.by, row.at) for row in found]


def _check_version(tx: Connection, decided: Approved | Confirmed) -> None:
    draft = decided.draft
    newest = tx.execute(select(func.max(drafts.c.version)).where(drafts.c.story == draft.story)).scalar_one()
    stored = tx.execute(
        select(drafts.c.digest).where(drafts.c.story == draft.story, drafts.c.version == draft.version)
    ).scalar_one_or_none()
    if stored is None:
        raise NotApprovable(
            f"story {draft.story} has no draft version {draft.version}: the newest is {newest or 'not written yet'}"
        )
    if newest != draft.version:
        raise NotApprovable(f"story {draft.story} has a newer draft, version {newest}: review that one")
    if not is_what_is_kept(tx, decided, stored):
        raise NotApprovable(f"version {draft.version} of story {draft.story} is not the text that is kept: load it again")


def _approval(tx: Connection, approved: Approved) -> int:
    row: dict[str, Any] = {
        "story": approved.draft.story,
        "version": approved.draft.version,
        "by": approved.by,
        "at": approved.at,
        "confirmed_by": approved.confirmed_by or None,
        "alone": approved.alone,
    }
    if ruled := ruled_record(approved):
        row["ruled"] = ruled
    return int(tx.execute(approvals.insert().values(row).returning(approvals.c.id)).scalar_one())


def _newest_drafts(tx: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    newest: dict[str, Row[Any]] = {}
    shown = (
        drafts.c.story,
        drafts.c.version,
        drafts.c.headline,
        drafts.c.category,
        drafts.c.independent_sources,
        drafts.c.problems,
        drafts.c.sensitive,
    )
    for chunk in chunks(ids):
        rows = tx.execute(select(*shown).where(drafts.c.story.in_(chunk)).order_by(drafts.c.story, drafts.c.version))
        newest |= {row.story: row for row in rows}
    return newest


def _coverage(tx: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    outlet = func.coalesce(articles.c.outlet, articles.c.domain, articles.c.id)
    for chunk in chunks(ids):
        rows = tx.execute(
            select(memberships.c.story, func.count().label("articles"), func.count(outlet.distinct()).label("outlets"))
            .join(articles, articles.c.id == memberships.c.article)
            .where(memberships.c.story.in_(chunk))
            .group_by(memberships.c.story)
        )
        counts |= {row.story: (row.articles, row.outlets) for row in rows}
    return counts


def _first_titles(tx: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Until a story has a headline of ours, it is shown under the title of its first article."""
    titles: dict[str, str] = {}
    for chunk in chunks(ids):
        rows = tx.execute(
            select(memberships.c.story, articles.c.title)
            .join(articles, articles.c.id == memberships.c.article)
            .where(memberships.c.story.in_(chunk))
            .order_by(memberships.c.position.desc())
        )
        titles |= {row.story: row.title for row in rows}
    return titles


def _confirmed_by(tx: Connection, ids: Sequence[str], newest: Mapping[str, Row[Any]]) -> dict[str, str]:
    """Who has confirmed the newest draft of each of these stories, where it waits for a second editor."""
    found: dict[str, str] = {}
    for chunk in chunks(ids):
        rows = tx.execute(select(confirmations).where(confirmations.c.story.in_(chunk)))
        found |= {row.story: row.by for row in rows if row.story in newest and newest[row.story].version == row.version}
    return found


def _summary(row: Row[Any], draft: Row[Any] | None, counts: tuple[int, int], title: str, confirmed_by: str) -> StorySummary:
    return StorySummary(
        id=row.id,
        state=State(row.state),
        headline=draft.headline if draft else title,
        category=draft.category if draft else "",
        articles=counts[0],
        outlets=counts[1],
        independent_sources=draft.independent_sources if draft else 0,
        problems=draft.problems if draft else 0,
        version=draft.version if draft else None,
        updated=row.updated,
        sensitive=bool(draft.sensitive) if draft else False,
        confirmed_by=confirmed_by,
    )
