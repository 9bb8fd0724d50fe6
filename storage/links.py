"""Discovered links, from waiting to their one end: ``waiting -> fetched -> article | refused``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, null, select, update

from pipeline.documents.values import DOCUMENTS
from pipeline.protocols import LeasedLink
from pipeline.urls import normalise
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Refusal
from storage.articles import article_in
from storage.codec import decode, encode
from storage.columns import clean
from storage.leasing import MOST_LOST, give_back, take
from storage.schema import links, pages
from storage.upsert import chunks, insert_new


def link_key(url: str) -> str:
    """Give what a link is known by: the SHA-256 of its normalised address, or of the text itself where it is no address.

    A text that is no address is kept too: it ends as a refusal, and not without a trace.
    """
    try:
        known_as = normalise(url)
    except ValueError:
        known_as = url
    return hashlib.sha256(clean(known_as).encode()).hexdigest()


def discover(tx: Connection, entries: Sequence[FeedEntry], now: datetime) -> int:
    """Write down the links that are not known yet; gives how many. What a feed says later of a known link changes nothing.

    But one that was only known as a document is its outlet's from then on: its article is grouped as any other.
    """
    by_key: dict[str, FeedEntry] = {}
    for entry in entries:
        by_key.setdefault(link_key(entry.url), entry)
    for chunk in chunks(list(by_key)):
        for known, outlet in tx.execute(select(links.c.key, links.c.outlet).where(links.c.key.in_(chunk))).all():
            entry = by_key.pop(known)
            if outlet == DOCUMENTS.id != entry.outlet:
                tx.execute(update(links).where(links.c.key == known).values(outlet=entry.outlet, entry=encode(entry)))
    return insert_new(tx, links, [_new_row(key, entry, now) for key, entry in by_key.items()])


def _new_row(key: str, entry: FeedEntry, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "url": entry.url,
        "outlet": entry.outlet,
        "entry": encode(entry),
        "state": "waiting",
        "discovered": now,
        "due": now,
    }


def lease(tx: Connection, outlets: Sequence[str], limit: int, now: datetime, seconds: int) -> list[LeasedLink]:
    """Take waiting links whose time has come, oldest first. One whose takers died again and again is refused instead."""
    wanted = (links.c.state == "waiting", links.c.outlet.in_(outlets), links.c.due <= now)
    rows = take(tx, links, wanted, (links.c.discovered, links.c.key), now=now, seconds=seconds, limit=limit)
    leased = []
    for row in rows:
        if row.lost >= MOST_LOST:
            detail = f"{row.lost} processes died while fetching it"
            end_refused(tx, row.key, Refusal(row.url, Cause.UNREADABLE, detail, now, row.outlet))
        else:
            leased.append(LeasedLink(decode(FeedEntry, row.entry), row.fence, row.attempts))
    return leased


def keep(tx: Connection, link: LeasedLink, page: FetchedPage, body: str) -> None:
    """Put a fetched page, whose bytes are in the archive as ``body``, up for extraction. Raises LeaseLost."""
    row = _give_back(tx, link, {"state": "fetched"})
    tx.execute(
        pages.insert().values(
            link=row.key,
            final_key=link_key(page.final_url),
            url=page.url,
            final_url=page.final_url,
            status=page.status,
            headers=encode(page.headers),
            body=body,
            fetched=page.fetched_at,
            outlet=page.outlet or row.outlet,
            signals=encode(page.signals),
            due=page.fetched_at,
        )
    )


def refuse(tx: Connection, link: LeasedLink, refusal: Refusal) -> None:
    """End a leased link without an article. Raises LeaseLost."""
    row = _give_back(tx, link, {})
    end_refused(tx, row.key, refusal)


def retry(tx: Connection, link: LeasedLink, cause: Cause, detail: str, at: datetime, *, tried: bool) -> None:
    """Give a link back to be fetched at ``at``; only one that was ``tried`` has an attempt less. Raises LeaseLost."""
    attempts = links.c.attempts + (1 if tried else 0)
    _give_back(tx, link, {"attempts": attempts, "cause": cause.value, "detail": detail, "due": at})


def end_of(tx: Connection, url: str) -> Article | Refusal | None:
    """Give the article or the refusal that a link ended as; None where it has no end or is not known."""
    row = tx.execute(select(links).where(links.c.key == link_key(url))).one_or_none()
    if row is None or row.state not in {"article", "refused"}:
        return None
    if row.state == "article":
        return article_in(tx, row.article)
    return _refusal(row)


def recheck(tx: Connection, urls: Sequence[str], now: datetime) -> int:
    """Put links that have ended up to be fetched once more; gives how many. Their articles stay what they are meanwhile."""
    changed = 0
    for chunk in chunks({link_key(url) for url in urls}):
        changed += tx.execute(
            update(links)
            .where(links.c.key.in_(chunk), links.c.state.in_(("article", "refused")))
            .values(state="waiting", due=now, attempts=0, lost=0, ended=null())
        ).rowcount
    return changed


def end_article(tx: Connection, key: str, article: str, now: datetime) -> None:
    """End a link as this article."""
    tx.execute(
        update(links).where(links.c.key == key).values(state="article", article=article, cause=null(), detail=null(), ended=now)
    )


def end_refused(tx: Connection, key: str, refusal: Refusal) -> None:
    """End a link without an article; one that has led to an article before keeps it, with the fault written beside."""
    had = tx.execute(select(links.c.article).where(links.c.key == key)).scalar_one()
    tx.execute(
        update(links)
        .where(links.c.key == key)
        .values(
            state="article" if had else "refused",
            cause=refusal.cause.value,
            detail=refusal.detail,
            ended=refusal.at,
            lease_until=null(),
        )
    )


def refusals(tx: Connection, limit: int) -> list[Refusal]:
    """Give the newest refusals first."""
    rows = tx.execute(select(links).where(links.c.state == "refused").order_by(links.c.ended.desc(), links.c.key).limit(limit))
    return [_refusal(row) for row in rows]


def _refusal(row: Row[Any]) -> Refusal:
    return Refusal(row.url, Cause(row.cause), row.detail or "", row.ended, row.outlet)


def refusals_by_cause(tx: Connection) -> dict[Cause, int]:
    """Give how many links ended without an article, by cause."""
    rows = tx.execute(select(links.c.cause, func.count()).where(links.c.state == "refused").group_by(links.c.cause))
    return {Cause(cause): count for cause, count in rows}


def _give_back(tx: Connection, link: LeasedLink, values: dict[str, Any]) -> Row[Any]:
    held = [links.c.key == link_key(link.entry.url), links.c.state == "waiting"]
    return give_back(tx, links, held, link.fence, what=f"the link {link.entry.url}", values=values)
