"""Drafts: numbered for each story, never changed, and every citation in them leads to a sentence that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select, update

from pipeline.errors import StoreError
from pipeline.values import Citation, Draft, DraftSentence, Publication, State
from storage.codec import decode, digest, encode
from storage.engine import one_at_a_time
from storage.journal import NEWSROOM, write_down
from storage.schema import approvals, article_versions, draft_sources, drafts, memberships, outbox, publications, stories
from storage.stories import MOST_FAILURES, resolve, resolved_row
from storage.upsert import chunks

_CLOSED = (State.REJECTED, State.RETRACTED, State.QUARANTINED)
# A new draft moves only a story that no person has a hand on.
_FOLLOWS_DRAFT = (State.GATHERING, State.READY, State.QUARANTINED)


def content(draft: Draft) -> str:
    """Give what makes two drafts the same: a digest of everything but version, time and state.

    The parts of a score say no more than the score, and drafts kept before there were parts stay the same drafts; what a
    language model took for it is no part of a text, either.
    """
    record = encode(draft)
    record["sources"] = [{name: part for name, part in one.items() if name != "parts"} for one in record["sources"]]
    return digest({name: part for name, part in record.items() if name not in {"version", "updated", "state", "usage"}})


def undrafted(tx: Connection, limit: int) -> list[str]:
    """Give the ids of stories whose coverage changed since their newest draft read it, the longest waiting first."""
    rows = tx.execute(
        select(stories.c.id)
        .where(
            stories.c.merged_into.is_(None),
            stories.c.coverage > stories.c.drafted,
            stories.c.failures < MOST_FAILURES,
            stories.c.state.not_in([state.value for state in _CLOSED]),
            exists().where(memberships.c.story == stories.c.id),
        )
        .order_by(stories.c.updated, stories.c.id)
        .limit(limit)
    )
    return list(rows.scalars())


def coverage(tx: Connection, story: str) -> int:
    """Give the number that grows with each change of a story's coverage. Raises UnknownStory."""
    return int(resolved_row(tx, story).coverage)


def save(tx: Connection, draft: Draft, read_coverage: int | None, now: datetime) -> Draft:
    """Keep a draft as the next version, or give the newest back where its content is the same.

    ``read_coverage`` is the story's coverage when its articles were read for this draft, None for that of now.
    Raises UnknownStory, and StoreError for a citation that leads nowhere.
    """
    one_at_a_time(tx)
    row = resolved_row(tx, draft.story)
    read = row.coverage if read_coverage is None or row.id != draft.story else read_coverage
    draft = replace(draft, story=row.id)
    last = _newest_row(tx, row.id)
    unchanged = last is not None and last.digest == content(draft)
    if last is not None and unchanged:
        kept = decode(Draft, last.record)
    else:
        kept = replace(draft, version=1 if last is None else last.version + 1)
        _insert(tx, kept, now)
    _move_story(tx, row, draft, read, now if not unchanged else row.updated, again=unchanged)
    return kept


def draft_of(tx: Connection, story: str, version: int | None = None) -> Draft | None:
    """Give one version of a story's draft, the newest by default, None where there is none. Raises UnknownStory."""
    of_story = drafts.c.story == resolve(tx, story)
    wanted = select(drafts.c.record).where(of_story).order_by(drafts.c.version.desc()).limit(1)
    if version is not None:
        wanted = wanted.where(drafts.c.version == version)
    record = tx.execute(wanted).scalar_one_or_none()
    return None if record is None else decode(Draft, record)


def related_headlines(tx: Connection, ids: Sequence[str]) -> Mapping[str, tuple[str, str | None]]:
    """Give headline and public address of those of these stories that have a draft, under the ids that were asked for."""
    found: dict[str, tuple[str, str | None]] = {}
    for chunk in chunks(ids):
        known = tx.execute(select(stories.c.id, stories.c.merged_into).where(stories.c.id.in_(chunk)))
        for asked, stays in ((row.id, row.merged_into or row.id) for row in known):
            last = _newest_row(tx, stays)
            if last is not None:
                found[asked] = (last.headline, _address(tx, stays))
    return found


def _newest_row(tx: Connection, story: str) -> Row[Any] | None:
    return tx.execute(select(drafts).where(drafts.c.story == story).order_by(drafts.c.version.desc()).limit(1)).one_or_none()


def _address(tx: Connection, story: str) -> str | None:
    rows = tx.execute(
        select(publications.c.record)
        .where(publications.c.story == story)
        .order_by(publications.c.published.desc(), publications.c.revision.desc(), publications.c.target)
    )
    return next((publication.url for publication in (decode(Publication, row.record) for row in rows) if publication.url), None)


def _insert(tx: Connection, draft: Draft, now: datetime) -> None:
    used = _checked_sources(tx, draft)
    problems = {*draft.problems, *(problem for sentence in _sentences(draft) for problem in sentence.problems)}
    tx.execute(
        drafts.insert().values(
            story=draft.story,
            version=draft.version,
            digest=content(draft),
            headline=draft.headline.text,
            category=draft.category,
            independent_sources=draft.independent_sources,
            problems=len({(problem.kind, problem.detail) for problem in problems}),
            sensitive=draft.sensitive,
            record=encode(draft),
            kept=now,
        )
    )
    for article, version in sorted(used):
        tx.execute(draft_sources.insert().values(story=draft.story, draft=draft.version, article=article, version=version))
    write_down(tx, now, NEWSROOM, draft.story, f"draft {draft.version} written: {draft.state.value}")


def _checked_sources(tx: Connection, draft: Draft) -> set[tuple[str, int]]:
    """Give the article versions a draft stands on. Raises StoreError where one, or a cited sentence of one, is not kept."""
    cited = set(_citations(draft))
    used = {(citation.article, citation.version) for citation in cited}
    used |= {(source.article, source.version) for source in draft.sources}
    kept = _kept_versions(tx, {article for article, _ in used})
    for citation in sorted(cited):
        sentences, _ = kept.get((citation.article, citation.version), (0, ""))
        if not 0 <= citation.sentence < sentences:
            raise StoreError(
                f"a draft of story {draft.story} cites sentence {citation.sentence} of article {citation.article} "
                f"version {citation.version}, which is not kept: the draft is not kept either"
            )
    for source in draft.sources:
        _, digest_kept = kept.get((source.article, source.version), (0, ""))
        if digest_kept != source.digest:
            raise StoreError(
                f"a draft of story {draft.story} names article {source.article} version {source.version} with another text "
                "than the one that is kept: the draft is not kept"
            )
    return used


def _kept_versions(tx: Connection, ids: set[str]) -> dict[tuple[str, int], tuple[int, str]]:
    kept: dict[tuple[str, int], tuple[int, str]] = {}
    for chunk in chunks(ids):
        columns = (
            article_versions.c.article,
            article_versions.c.version,
            article_versions.c.sentences,
            article_versions.c.digest,
        )
        rows = tx.execute(select(*columns).where(article_versions.c.article.in_(chunk)))
        kept |= {(row.article, row.version): (row.sentences, row.digest) for row in rows}
    return kept


def _sentences(draft: Draft) -> tuple[DraftSentence, ...]:
    return (draft.headline, draft.dek, *draft.sentences)


def _citations(draft: Draft) -> Iterator[Citation]:
    for sentence in _sentences(draft):
        yield from sentence.citations
    for fact in draft.facts:
        yield from fact.citations
    for conflict in draft.conflicts:
        for value in conflict.values:
            yield from value.citations
    for change in draft.updates:
        yield from change.citations


def _move_story(tx: Connection, row: Row[Any], draft: Draft, read: int, updated: datetime, *, again: bool) -> None:
    state = State(row.state)
    if state in _FOLLOWS_DRAFT:
        state = draft.state
    elif again and state is State.UPDATED_SINCE and read >= row.coverage:
        state = _state_before_update(tx, row.id)
    values: dict[str, Any] = {"drafted": func.coalesce(read, stories.c.coverage), "failures": 0}
    if row.failures >= MOST_FAILURES or row.state == State.QUARANTINED.value:
        values["note"] = None
    values |= {"state": state.value, "updated": max(updated, row.updated)}
    tx.execute(update(stories).where(stories.c.id == row.id).values(values))


def _state_before_update(tx: Connection, story: str) -> State:
    """New coverage that changed no word: where the newest draft is the approved one, nothing is left to review."""
    approved = tx.execute(
        select(approvals.c.id, approvals.c.version).where(approvals.c.story == story).order_by(approvals.c.id.desc()).limit(1)
    ).one()
    newest = tx.execute(select(func.max(drafts.c.version)).where(drafts.c.story == story)).scalar_one()
    if newest != approved.version:
        return State.UPDATED_SINCE
    exported = tx.execute(
        select(exists().where(outbox.c.story == story, outbox.c.approval == approved.id, outbox.c.state == "done"))
    ).scalar_one()
    return State.EXPORTED if exported else State.APPROVED
