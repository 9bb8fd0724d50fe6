"""Articles and their versions: identity is the canonical address, a version is a text, and neither is ever rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, exists, func, or_, select, text, update

from pipeline.documents.values import DOCUMENTS
from pipeline.urls import article_id, same_site
from pipeline.values import Article, FetchedPage, Moment, Rights
from storage import stories
from storage.codec import decode, encode
from storage.columns import clean
from storage.engine import one_at_a_time
from storage.schema import article_versions, articles, links, memberships, story_documents
from storage.schema import stories as stories_table
from storage.upsert import chunks


def keep(
    tx: Connection, given: Article, page: FetchedPage, now: datetime
) -> tuple[str, Literal["new", "version", "unchanged"]]:
    """Store an article as it was read from ``page``; gives its id and what it was to us."""
    article = replace(given, id=_identity(given, page), text=clean(given.text))
    _alone_with(tx, article.id)
    known = article_in(tx, article.id)
    if known is None:
        _insert(tx, replace(article, version=1, first_seen=article.first_seen or page.fetched_at), now)
        return article.id, "new"
    if known.digest == article.digest:
        _rewrite(tx, merged(known, article))
        return article.id, "unchanged"
    # The story is locked before its coverage changes, so that no approval and no grouping pass looks the other way.
    one_at_a_time(tx)
    _next_version(tx, replace(article, version=known.version + 1, first_seen=known.first_seen), now)
    for story in _stories_with(tx, article.id):
        stories.coverage_changed(tx, story, now, f"{article.outlet or 'an outlet'} changed the text of {article.title!r}")
    return article.id, "version"


def _stories_with(tx: Connection, article: str) -> list[str]:
    """The story that an article is in, and those that it serves as a document."""
    member = select(memberships.c.story).where(memberships.c.article == article)
    served = (
        select(func.coalesce(stories_table.c.merged_into, stories_table.c.id))
        .join(story_documents, story_documents.c.story == stories_table.c.id)
        .where(story_documents.c.article == article)
    )
    return sorted({*tx.execute(member).scalars(), *tx.execute(served).scalars()})


def merged(known: Article, read: Article) -> Article:
    """Give the same text with the better of what two readings said about it: what is new fills and adds, nothing is lost.

    A new title replaces the old one. The first publication date stays unless it becomes more exact: outlets re-date
    old pieces, and each date that was given is among ``dates``.
    """
    return replace(
        known,
        title=read.title or known.title,
        url=known.url or read.url,
        outlet=known.outlet or read.outlet,
        domain=known.domain or read.domain,
        authors=read.authors or known.authors,
        published=_published(known.published, read.published),
        modified=read.modified or known.modified,
        dates=_union(known.dates, read.dates),
        language=read.language or known.language,
        paywalled=known.paywalled if read.paywalled is None else read.paywalled,
        links=read.links or known.links,
        embeds=_union(known.embeds, read.embeds),
        credits=_union(known.credits, read.credits),
        images=read.images or known.images,
        rights=_merged_rights(known.rights, read.rights),
    )


def article_in(tx: Connection, article: str, version: int | None = None) -> Article | None:
    """Give one version of an article, the newest by default, or None."""
    wanted = articles.c.version if version is None else version
    record = tx.execute(
        select(article_versions.c.record)
        .join(articles, articles.c.id == article_versions.c.article)
        .where(articles.c.id == article, article_versions.c.version == wanted)
    ).scalar_one_or_none()
    return None if record is None else decode(Article, record)


def newest(tx: Connection, ids: Sequence[str]) -> list[Article]:
    """Give the newest versions of these articles, in the order asked; ids that are unknown are left out."""
    found: dict[str, Article] = {}
    for chunk in chunks(ids):
        rows = tx.execute(
            select(article_versions.c.article, article_versions.c.record)
            .join(articles, articles.c.id == article_versions.c.article)
            .where(articles.c.id.in_(chunk), article_versions.c.version == articles.c.version)
        )
        found |= {row.article: decode(Article, row.record) for row in rows}
    return [found[article] for article in ids if article in found]


def ungrouped(tx: Connection, limit: int) -> list[Article]:
    """Give the newest versions of articles that are in no story, by publication, then first seen; documents never."""
    dated = func.coalesce(articles.c.published, articles.c.first_seen)
    fetched_as_document = exists().where(links.c.article == articles.c.id, links.c.outlet == DOCUMENTS.id)
    found_otherwise = exists().where(links.c.article == articles.c.id, links.c.outlet != DOCUMENTS.id)
    rows = tx.execute(
        select(articles.c.id)
        .join(memberships, memberships.c.article == articles.c.id, isouter=True)
        .where(memberships.c.article.is_(None), or_(~fetched_as_document, found_otherwise))
        .order_by(dated, articles.c.first_seen, articles.c.id)
        .limit(limit)
    )
    return newest(tx, list(rows.scalars()))


def _identity(article: Article, page: FetchedPage) -> str:
    """A canonical address counts only on the page's own site: nobody becomes a version of another outlet's article."""
    for address in (article.canonical_url, article.url, page.final_url):
        if address is not None and same_site(address, page.final_url):
            return article_id(address)
    return article.id


def _alone_with(tx: Connection, article: str) -> None:
    """Two readers of pages with one canonical address take turns, also when the article is not there yet."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("select pg_advisory_xact_lock(hashtextextended(:article, 1))"), {"article": article})


def _insert(tx: Connection, article: Article, now: datetime) -> None:
    tx.execute(articles.insert().values(id=article.id, version=1, first_seen=article.first_seen, **_shown(article)))
    _insert_version(tx, article, now)


def _next_version(tx: Connection, article: Article, now: datetime) -> None:
    _insert_version(tx, article, now)
    tx.execute(update(articles).where(articles.c.id == article.id).values(version=article.version, **_shown(article)))


def _insert_version(tx: Connection, article: Article, now: datetime) -> None:
    tx.execute(
        article_versions.insert().values(
            article=article.id,
            version=article.version,
            digest=article.digest,
            sentences=len(article.sentences),
            record=encode(article),
            kept=now,
        )
    )


def _rewrite(tx: Connection, article: Article) -> None:
    """Write better metadata to a version. Its text and its sentences are not touched: citations stand on them."""
    tx.execute(
        update(article_versions)
        .where(article_versions.c.article == article.id, article_versions.c.version == article.version)
        .values(record=encode(article))
    )
    tx.execute(update(articles).where(articles.c.id == article.id).values(**_shown(article)))


def _shown(article: Article) -> dict[str, Any]:
    return {
        "url": article.canonical_url or article.url,
        "outlet": article.outlet,
        "domain": article.domain,
        "title": article.title,
        "published": article.published.at if article.published else None,
    }


def _published(known: Moment | None, read: Moment | None) -> Moment | None:
    if known is None or read is None:
        return known or read
    more_exact = known.day_only and not read.day_only and abs(read.at - known.at) < timedelta(days=2)
    return read if more_exact else known


def _union(known: tuple[Any, ...], read: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*known, *read)))


def _merged_rights(known: Rights, read: Rights) -> Rights:
    """A refusal that was said once holds until a person lifts it."""
    return Rights(
        licence=read.licence or known.licence,
        text_mining_reserved=_ever(known.text_mining_reserved, read.text_mining_reserved),
        no_archive=_ever(known.no_archive, read.no_archive),
        refused_bots=_union(known.refused_bots, read.refused_bots),
        signals=_union(known.signals, read.signals),
    )


def _ever(known: bool | None, read: bool | None) -> bool | None:  # noqa: FBT001  three values, not a flag
    if known is None or read is None:
        return read if known is None else known
    return known or read
