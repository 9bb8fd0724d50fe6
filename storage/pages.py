"""Fetched pages that wait to be read, and the way back to the bytes of those that were."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, or_, select, update

from pipeline.protocols import LeasedPage
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Refusal
from storage import articles, links
from storage.codec import decode
from storage.leasing import MOST_LOST, give_back, take
from storage.links import link_key
from storage.schema import links as links_table
from storage.schema import pages

# A page that failed this often is not tried again.
MOST_FAILURES = 3


def lease(tx: Connection, limit: int, now: datetime, seconds: int) -> list[tuple[LeasedPage, str]]:
    """Take pages that wait, oldest first: each still without its bytes, and with their name in the archive.

    The bytes are read when the transaction is over, so that nobody waits for the disk.
    """
    wanted = (pages.c.done.is_(False), pages.c.due <= now)
    leased = []
    for row in take(tx, pages, wanted, (pages.c.due, pages.c.id), now=now, seconds=seconds, limit=limit):
        if row.lost >= MOST_LOST:
            _quarantine(tx, row, f"{row.lost} processes died while reading it", now)
        else:
            leased.append((LeasedPage(_without_bytes(tx, row), row.fence, row.attempts), row.body))
    return leased


def spoil(tx: Connection, leased: LeasedPage, detail: str, now: datetime) -> None:
    """End the link of a page whose bytes cannot be read: it costs only itself. Raises LeaseLost."""
    _quarantine(tx, _give_back(tx, leased, {}), detail, now)


def keep_article(tx: Connection, leased: LeasedPage, article: Article, now: datetime) -> Literal["new", "version", "unchanged"]:
    """Store what was read from a page and end its link as that article. Raises LeaseLost."""
    row = _give_back(tx, leased, {"done": True})
    kept, outcome = articles.keep(tx, article, leased.page, now)
    links.end_article(tx, row.link, kept, now)
    return outcome


def refuse(tx: Connection, leased: LeasedPage, refusal: Refusal) -> None:
    """End the link of a page without an article. Raises LeaseLost."""
    row = _give_back(tx, leased, {"done": True, "detail": refusal.detail})
    links.end_refused(tx, row.link, refusal)


def release(tx: Connection, leased: LeasedPage, detail: str, retry_at: datetime) -> None:
    """Give a page back after a fault of ours; after three it is refused as unreadable. Raises LeaseLost."""
    row = _give_back(tx, leased, {"attempts": pages.c.attempts + 1, "detail": detail, "due": retry_at})
    if row.attempts >= MOST_FAILURES:
        _quarantine(tx, row, f"reading it failed {row.attempts} times: {detail}", retry_at)


def archived(tx: Connection, url: str) -> tuple[FetchedPage, str] | None:
    """Give the newest kept answer to this address, before or after redirects, and the name of its bytes."""
    key = link_key(url)
    found = or_(pages.c.link == key, pages.c.final_key == key)
    row = tx.execute(select(pages).where(found).order_by(pages.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else (_without_bytes(tx, row), row.body)


def _without_bytes(tx: Connection, row: Row[Any]) -> FetchedPage:
    entry = tx.execute(select(links_table.c.entry).where(links_table.c.key == row.link)).scalar_one()
    return FetchedPage(
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        headers=decode(tuple[tuple[str, str], ...], row.headers),
        body=b"",
        fetched_at=row.fetched,
        outlet=row.outlet,
        entry=decode(FeedEntry, entry),
        signals=tuple(row.signals),
    )


def _quarantine(tx: Connection, row: Row[Any], detail: str, at: datetime) -> None:
    tx.execute(update(pages).where(pages.c.id == row.id).values(done=True, lease_until=None, detail=detail))
    links.end_refused(tx, row.link, Refusal(row.url, Cause.UNREADABLE, detail, at, row.outlet))


def _give_back(tx: Connection, leased: LeasedPage, values: dict[str, Any]) -> Row[Any]:
    page = leased.page
    key = link_key(page.entry.url if page.entry else page.url)
    held = [pages.c.link == key, pages.c.done.is_(False)]
    return give_back(tx, pages, held, leased.fence, what=f"the page {page.url}", values=values)
