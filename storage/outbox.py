"""Approved articles on their way out: what is to go where, who is bringing it, and what each target has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, null, select, update

from pipeline.protocols import LeasedExport
from pipeline.values import Approved, Draft, Publication, State
from storage.codec import decode, encode
from storage.engine import one_at_a_time
from storage.journal import NEWSROOM, write_down
from storage.leasing import give_back, take
from storage.rulings import read_ruled
from storage.schema import approvals, drafts, outbox, publications, stories
from storage.stories import resolve
from storage.upsert import insert_new

# An approval of such a story holds: its article may go out.
_STANDS = (State.APPROVED, State.EXPORTED, State.UPDATED_SINCE)


def intend(tx: Connection, story: str, approval: int, targets: Sequence[str], now: datetime) -> None:
    """Write down that this approval is to go to these targets; the newest approval of a story wins.

    An export that is on its way keeps its lease: the newer one waits until that has ended, so a target never gets two at once.
    """
    for target in dict.fromkeys(targets):
        row = {"story": story, "target": target, "approval": approval, "state": "waiting", "due": now}
        if not insert_new(tx, outbox, [row]):
            tx.execute(
                update(outbox)
                .where(outbox.c.story == story, outbox.c.target == target)
                .where((outbox.c.approval != approval) | (outbox.c.state == "failed"))
                .values(approval=approval, state="waiting", due=now, attempts=0, detail=null())
            )


def lease(tx: Connection, target: str | None, now: datetime, seconds: int, story: str | None) -> list[LeasedExport]:
    """Take what waits for this target (or for any), the longest waiting first. Raises UnknownStory.

    A story and a target that are both named are somebody asking for this very export: one that failed is tried now, and a
    target that the settings did not have when the story was approved gets it too.
    """
    if story is not None and target is not None:
        _ask_for(tx, resolve(tx, story), target, now)
    wanted = [outbox.c.state == "waiting", outbox.c.due <= now]
    if target is not None:
        wanted.append(outbox.c.target == target)
    if story is not None:
        wanted.append(outbox.c.story == resolve(tx, story))
    rows = take(tx, outbox, wanted, (outbox.c.due, outbox.c.story, outbox.c.target), now=now, seconds=seconds)
    return [
        LeasedExport(_approved(tx, row.approval), row.target, row.fence, _newest_publication(tx, row.story, row.target))
        for row in rows
    ]


def _ask_for(tx: Connection, story: str, target: str, now: datetime) -> None:
    one_at_a_time(tx)
    state = tx.execute(select(stories.c.state).where(stories.c.id == story)).scalar_one()
    approval = tx.execute(select(func.max(approvals.c.id)).where(approvals.c.story == story)).scalar_one()
    if approval is not None and State(state) in _STANDS:
        row = {"story": story, "target": target, "approval": approval, "state": "waiting", "due": now}
        insert_new(tx, outbox, [row])
    again = {"state": "waiting", "due": now, "attempts": 0}
    of_export = (outbox.c.story == story, outbox.c.target == target, outbox.c.state != "done")
    tx.execute(update(outbox).where(*of_export).values(again))


def finish(tx: Connection, leased: LeasedExport, publication: Publication, now: datetime) -> None:
    """Record that the target has it, as the next revision. Raises LeaseLost.

    Where a newer version was approved meanwhile, that one still waits.
    """
    one_at_a_time(tx)
    draft = leased.approved.draft
    row = _give_back(tx, leased, {"detail": null()})
    exported = _approval_of(tx, draft)
    before = _newest_publication(tx, row.story, row.target)
    kept = replace(
        publication,
        target=row.target,
        revision=before.revision + 1 if before else 1,
        first_published=before.first_published if before else publication.first_published,
    )
    tx.execute(
        publications.insert().values(
            story=row.story, target=row.target, revision=kept.revision, approval=exported, published=now, record=encode(kept)
        )
    )
    if exported == row.approval:
        _write(tx, row, {"state": "done"})
        _mark_exported(tx, row.story, now)
    write_down(tx, now, NEWSROOM, row.story, f"version {draft.version} exported to {row.target} as revision {kept.revision}")


def fail(tx: Connection, leased: LeasedExport, detail: str, retry_at: datetime | None, now: datetime) -> None:
    """Record that the target did not take it: again at ``retry_at``, or when a person says so. Raises LeaseLost."""
    one_at_a_time(tx)
    row = _give_back(tx, leased, {"attempts": outbox.c.attempts + 1, "detail": detail})
    if _approval_of(tx, leased.approved.draft) == row.approval:
        waits = {"due": retry_at} if retry_at is not None else {"state": "failed"}
        _write(tx, row, waits)
    then = f"again at {retry_at.isoformat(timespec='seconds')}" if retry_at else "waits for a person"
    write_down(tx, now, NEWSROOM, row.story, f"not exported to {row.target}: {detail} ({then})")


def newest_publications(tx: Connection, target: str) -> list[Publication]:
    """Give the newest revision of everything the target has, most recently published first."""
    newest = (
        select(publications.c.story, func.max(publications.c.revision).label("revision"))
        .where(publications.c.target == target)
        .group_by(publications.c.story)
        .subquery()
    )
    same = and_(publications.c.story == newest.c.story, publications.c.revision == newest.c.revision)
    rows = tx.execute(
        select(publications.c.record)
        .join(newest, same)
        .where(publications.c.target == target)
        .order_by(publications.c.published.desc(), publications.c.story)
    )
    return [decode(Publication, row.record) for row in rows]


def _approved(tx: Connection, approval: int) -> Approved:
    row = tx.execute(
        select(drafts.c.record, approvals.c.by, approvals.c.at, approvals.c.confirmed_by, approvals.c.alone, approvals.c.ruled)
        .join(drafts, and_(drafts.c.story == approvals.c.story, drafts.c.version == approvals.c.version))
        .where(approvals.c.id == approval)
    ).one()
    draft, rulings = read_ruled(row.ruled, row.record)
    return Approved(draft, row.by, row.at, row.confirmed_by or "", row.alone, rulings)


def _approval_of(tx: Connection, draft: Draft) -> int:
    of_draft = (approvals.c.story == draft.story, approvals.c.version == draft.version)
    return int(tx.execute(select(func.max(approvals.c.id)).where(*of_draft)).scalar_one())


def _newest_publication(tx: Connection, story: str, target: str) -> Publication | None:
    record = tx.execute(
        select(publications.c.record)
        .where(publications.c.story == story, publications.c.target == target)
        .order_by(publications.c.revision.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if record is None else decode(Publication, record)


def _give_back(tx: Connection, leased: LeasedExport, values: dict[str, Any]) -> Row[Any]:
    held = [outbox.c.story == leased.approved.draft.story, outbox.c.target == leased.target, outbox.c.state == "waiting"]
    what = f"the export of {leased.approved.draft.story} to {leased.target}"
    return give_back(tx, outbox, held, leased.fence, what=what, values=values)


def _write(tx: Connection, row: Row[Any], values: dict[str, Any]) -> None:
    tx.execute(update(outbox).where(outbox.c.story == row.story, outbox.c.target == row.target).values(values))


def _mark_exported(tx: Connection, story: str, now: datetime) -> None:
    tx.execute(
        update(stories)
        .where(stories.c.id == story, stories.c.state == State.APPROVED.value)
        .values(state=State.EXPORTED.value, updated=now)
    )
