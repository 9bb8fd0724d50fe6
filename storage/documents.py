"""Primary documents of stories: ``wanted -> joined | failed``. They are fetched as links, once for all stories that want them.

A document is no member of a story: it is in no membership and has no fingerprint, so it never opens, steers or joins
anything in the grouping.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, null, select, update

from pipeline.documents.values import DOCUMENTS, StoryDocument, Wanted
from pipeline.urls import article_id, identity
from pipeline.values import Article, Cause, FeedEntry, Refusal, State
from storage.articles import newest
from storage.columns import clean
from storage.engine import one_at_a_time
from storage.journal import NEWSROOM, write_down
from storage.links import discover, end_of, link_key
from storage.schema import links, memberships, story_documents
from storage.stories import coverage_changed, resolve, resolved_row, with_redirects
from storage.upsert import chunks, insert_new

# So many addresses a story asks for in all, in terms of its limit: what cannot be had leaves room for others, but not for ever.
ASKED = 2


def want(tx: Connection, story: str, wanted: Sequence[Wanted], limit: int, now: datetime) -> int:
    """Write down what a story wants, the best first, while there is room; gives how many are new. Raises UnknownStory."""
    here = resolve(tx, story)
    known = _rows(tx, here)
    keys = {row.key for row in known}
    room = limit - sum(row.state != "failed" for row in known)
    asked = ASKED * limit - len(known)
    new = 0
    for one in wanted:
        key = document_key(one.url)
        if key in keys or new >= asked or (room <= 0 and not one.unreadable):
            continue
        room -= 0 if one.unreadable else 1
        new += insert_new(tx, story_documents, [_new_row(tx, here, key, one, now)])
    return new


def of_story(tx: Connection, story: str) -> list[StoryDocument]:
    """Give what a story wanted, in the order it did; what a merged story wanted too counts once. Raises UnknownStory."""
    return [_document(row) for row in _rows(tx, resolve(tx, story))]


def articles_of(tx: Connection, story: str) -> list[tuple[StoryDocument, Article]]:
    """Give the joined documents with their newest versions, without members of the story. Raises UnknownStory."""
    here = resolve(tx, story)
    members = set(tx.execute(select(memberships.c.article).where(memberships.c.story == here)).scalars())
    joined = {row.article: _document(row) for row in _rows(tx, here) if row.article is not None and row.article not in members}
    return [(joined[article.id], article) for article in newest(tx, list(joined))]


def ended(tx: Connection, limit: int) -> list[tuple[StoryDocument, Article | Refusal]]:
    """Give the wanted documents whose link has ended, with its end."""
    rows = tx.execute(
        _question()
        .where(story_documents.c.state == "wanted", links.c.state.in_(("article", "refused")))
        .order_by(story_documents.c.since, story_documents.c.story, story_documents.c.key)
        .limit(limit)
    )
    ends = [(_document(row), end_of(tx, row.asked)) for row in rows]
    return [(document, end) for document, end in ends if end is not None]


def join(tx: Connection, document: StoryDocument, article: str, now: datetime) -> bool:
    """Make the article a source of the story: its draft is out of date then. A story that was rejected stays so."""
    one_at_a_time(tx)
    if not _end(tx, document, now, {"state": "joined", "article": article}):
        return False
    story = resolved_row(tx, document.story)
    said = f"primary document joined: {document.url} ({'; '.join(document.why)})"
    if story.state == State.REJECTED.value:
        write_down(tx, now, NEWSROOM, story.id, said)
    else:
        coverage_changed(tx, story.id, now, said)
    return True


def fail(tx: Connection, document: StoryDocument, cause: Cause | None, detail: str, now: datetime) -> bool:
    """End a wanted document without an article, and write down why."""
    if not _end(tx, document, now, {"state": "failed", "cause": cause.value if cause else None, "detail": detail}):
        return False
    said = "not fetched" if cause else "not used"
    write_down(tx, now, NEWSROOM, resolve(tx, document.story), f"primary document {said}: {document.url}: {detail}")
    return True


def want_again(tx: Connection, urls: Sequence[str], now: datetime) -> None:
    """Let the stories that could not have these addresses wait for them again: they are about to be fetched once more."""
    for chunk in chunks({link_key(url) for url in urls}):
        tx.execute(
            update(story_documents)
            .where(story_documents.c.link.in_(chunk), story_documents.c.state == "failed")
            .values(state="wanted", cause=null(), detail=null(), ended=null(), since=now)
        )


def forget(tx: Connection, article: str, now: datetime) -> None:
    """Take an article out of the stories that it serves as a document."""
    here = story_documents.c.article == article
    served = tx.execute(select(story_documents.c.story).where(here)).scalars().all()
    gone = {"state": "failed", "article": null(), "detail": "was taken away", "ended": now}
    tx.execute(update(story_documents).where(here).values(gone))
    for story in sorted({resolve(tx, one) for one in served}):
        coverage_changed(tx, story, now, f"document {article} was taken away")


def document_key(url: str) -> str:
    """Give what a document is known by: the SHA-256 of the identity of its address. Raises ValueError for no web address."""
    return hashlib.sha256(clean(identity(url)).encode()).hexdigest()


def _new_row(tx: Connection, story: str, key: str, one: Wanted, now: datetime) -> dict[str, Any]:
    row = {"story": story, "key": key, "url": one.url, "kind": one.kind, "why": list(one.why), "since": now}
    if one.unreadable:
        return {**row, "state": "failed", "cause": Cause.NOT_HTML.value, "detail": one.unreadable, "ended": now}
    return {**row, "state": "wanted", "link": _link(tx, key, one.url, now)}


def _link(tx: Connection, key: str, url: str, now: datetime) -> str:
    """The link of a document: that by which it was asked for or found before under any of its addresses, else a new one."""
    earlier = select(story_documents.c.link).where(story_documents.c.key == key, story_documents.c.link.is_not(None))
    found = select(links.c.key).where(links.c.article == article_id(url)).order_by(links.c.discovered, links.c.key)
    same = select(links.c.key).where(links.c.key == link_key(url))
    for known in (earlier, same, found):
        if (link := tx.execute(known.limit(1)).scalar_one_or_none()) is not None:
            return str(link)
    discover(tx, [FeedEntry(url, DOCUMENTS.id, DOCUMENTS.id)], now)
    return link_key(url)


def _end(tx: Connection, document: StoryDocument, now: datetime, values: dict[str, str | None]) -> bool:
    changed = tx.execute(
        update(story_documents)
        .where(
            story_documents.c.story == document.story,
            story_documents.c.key == document_key(document.url),
            story_documents.c.state == "wanted",
        )
        .values({**values, "ended": now})
    )
    return bool(changed.rowcount)


def _question() -> Select[Any]:
    tries = (links.c.url.label("asked"), links.c.attempts, links.c.cause.label("fault"), links.c.detail.label("fault_detail"))
    return select(story_documents, *tries).join(links, links.c.key == story_documents.c.link, isouter=True)


def _rows(tx: Connection, story: str) -> list[Row[Any]]:
    """The rows of a story and of those merged into it, one a document: the joined one, else the first that asked."""
    found: dict[str, Row[Any]] = {}
    asked = _question().where(story_documents.c.story.in_(with_redirects(tx, story)))
    for row in tx.execute(asked.order_by(story_documents.c.since, story_documents.c.story, story_documents.c.key)):
        if row.key not in found or (row.state == "joined" and found[row.key].state != "joined"):
            found[row.key] = row
    return list(found.values())


def _document(row: Row[Any]) -> StoryDocument:
    cause = row.cause or (row.fault if row.state == "wanted" else None)
    return StoryDocument(
        story=row.story,
        url=row.url,
        kind=row.kind,
        why=tuple(row.why),
        state=row.state,
        since=row.since,
        article=row.article,
        cause=Cause(cause) if cause else None,
        detail=row.detail or (row.fault_detail if row.state == "wanted" else "") or "",
        attempts=row.attempts or 0,
    )
