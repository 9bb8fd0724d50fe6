"""The feeds and sitemaps of an outlet: RSS 2.0, Atom, JSON Feed 1.1, and one RSS that is broken on purpose."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from newsloom.press import body as bodies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsloom.press.content import Feed, Outlet, Piece, Press

MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
EXCERPT_WORDS = 40


@dataclass(frozen=True)
class Item:
    """What a feed says about one address."""

    url: str
    guid: str
    title: str
    published: datetime
    modified: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    html: str
    source: Outlet | None


def items(press: Press, outlet: Outlet, feed: Feed) -> tuple[Item, ...]:
    """The feed's items, the newest first: every piece under every address the feed gives it, and the dead ones."""
    found = [
        item
        for piece in press.pieces_of(outlet.folder)
        if feed.section in {"", piece.section}
        for item in _items_of(press, outlet, feed, piece)
    ]
    dead = [] if feed.section else [_dead_item(outlet, place) for place in range(len(outlet.dead))]
    return tuple(sorted([*found, *dead], key=lambda item: item.published, reverse=True))


def render(press: Press, outlet: Outlet, feed: Feed) -> bytes:
    """The feed's bytes in the outlet's character set."""
    write = {"rss": _rss, "atom": _atom, "json": _json_feed}[feed.kind]
    text = write(outlet, feed, items(press, outlet, feed))
    return (_broken(text) if feed.broken else text).encode(outlet.charset, "xmlcharrefreplace")


def sitemap(press: Press, outlet: Outlet) -> bytes:
    """A news sitemap of the outlet's pieces."""
    entries = "".join(
        f"<url><loc>{escape(press.url(piece))}</loc>"
        f"<lastmod>{(piece.modified or piece.published).isoformat()}</lastmod>"
        f"<news:news><news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{outlet.language}</news:language></news:publication>"
        f"<news:publication_date>{piece.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(piece.title)}</news:title></news:news></url>\n"
        for piece in press.pieces_of(outlet.folder)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{entries}</urlset>\n'
    ).encode()


def _items_of(press: Press, outlet: Outlet, feed: Feed, piece: Piece) -> list[Item]:
    return [
        Item(
            url=outlet.url(path) + feed.query,
            guid=outlet.url(f"/?p={piece.number}") + ("" if path == piece.path else "#2"),
            title=piece.title,
            published=piece.published,
            modified=piece.modified,
            authors=piece.authors,
            tags=piece.tags or (piece.section,),
            summary=_summary(piece, feed),
            html="\n".join(block.html for block in bodies.blocks(piece.body) if not block.post),
            source=press.outlet(piece.wire.split("/")[0]) if piece.wire else None,
        )
        for path in ((short_path(feed, piece) or piece.path), *piece.also_at)
    ]


def short_path(feed: Feed, piece: Piece) -> str:
    """The short address the feed gives a piece and the site redirects from, or nothing."""
    return feed.short.format(number=piece.number) if feed.short else ""


def _dead_item(outlet: Outlet, place: int) -> Item:
    dead = outlet.dead[place]
    url = outlet.url(dead.path)
    return Item(url, url, dead.title, dead.published, None, (), (), "", "", None)


def _summary(piece: Piece, feed: Feed) -> str:
    if feed.text == "none":
        return ""
    if feed.text == "excerpt" or not piece.summary:
        return bodies.excerpt(piece.body, EXCERPT_WORDS) + " […]" if piece.body else ""
    return piece.summary


def _rss(outlet: Outlet, feed: Feed, found: Sequence[Item]) -> str:
    content = ' xmlns:content="http://purl.org/rss/1.0/modules/content/"' if feed.text == "full" else ""
    built = f"<lastBuildDate>{_mail_date(outlet, found[0].published)}</lastBuildDate>" if found else ""
    return (
        f'<?xml version="1.0" encoding="{outlet.charset.upper()}"?>\n'
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"{content}>\n'
        f"<channel>\n<title>{escape(feed.title or outlet.name)}</title>\n<link>{outlet.url()}</link>\n"
        f"<description>{escape(outlet.tagline)}</description>\n<language>{outlet.language}</language>\n"
        f'<atom:link href="{outlet.url(feed.path)}" rel="self" type="application/rss+xml"/>\n{built}\n'
        + "".join(_rss_item(outlet, feed, item) for item in found)
        + "</channel>\n</rss>\n"
    )


def _rss_item(outlet: Outlet, feed: Feed, item: Item) -> str:
    full = f"<content:encoded><![CDATA[{item.html}]]></content:encoded>" if feed.text == "full" else ""
    source = f'<source url="{item.source.feed_urls[0]}">{escape(item.source.name)}</source>' if item.source else ""
    parts = [
        f"<title>{escape(item.title)}</title>",
        f"<link>{escape(item.url)}</link>",
        f'<guid isPermaLink="false">{escape(item.guid)}</guid>',
        f"<pubDate>{_mail_date(outlet, item.published)}</pubDate>",
        *(f"<dc:creator>{escape(author)}</dc:creator>" for author in item.authors),
        *(f"<category>{escape(tag)}</category>" for tag in item.tags),
        f"<description>{escape(item.summary)}</description>" if item.summary else "",
        source,
        full,
    ]
    return "<item>\n" + "\n".join(part for part in parts if part) + "\n</item>\n"


def _atom(outlet: Outlet, feed: Feed, found: Sequence[Item]) -> str:
    updated = max(((item.modified or item.published) for item in found), default=None)
    stamp = f"<updated>{updated.isoformat()}</updated>\n" if updated else "<updated>2026-09-14T00:00:00Z</updated>\n"
    return (
        f'<?xml version="1.0" encoding="{outlet.charset}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">\n'
        f"<id>{outlet.url()}</id>\n<title>{escape(feed.title or outlet.name)}</title>\n"
        f"<subtitle>{escape(outlet.tagline)}</subtitle>\n"
        f'<link rel="self" href="{outlet.url(feed.path)}"/>\n<link href="{outlet.url()}"/>\n{stamp}'
        + "".join(_atom_entry(outlet, feed, item) for item in found)
        + "</feed>\n"
    )


def _atom_entry(outlet: Outlet, feed: Feed, item: Item) -> str:
    published = item.published.astimezone(outlet.zone)
    updated = (item.modified or item.published).astimezone(outlet.zone)
    authors = "".join(f"<author><name>{escape(author)}</name></author>" for author in item.authors or (outlet.name,))
    tags = "".join(f'<category term="{escape(tag)}"/>' for tag in item.tags)
    summary = f'<summary type="html">{escape(escape(item.summary, quote=False))}</summary>' if item.summary else ""
    content = f'<content type="html">{escape(item.html)}</content>' if feed.text == "full" else ""
    return (
        f"<entry>\n<id>tag:{outlet.host},2026:{escape(item.guid.split('=')[-1])}</id>\n"
        f'<title>{escape(item.title)}</title>\n<link rel="alternate" type="text/html" href="{escape(item.url)}"/>\n'
        f"<published>{published.isoformat()}</published>\n<updated>{updated.isoformat()}</updated>\n"
        f"{authors}{tags}\n{summary}{content}\n</entry>\n"
    )


def _json_feed(outlet: Outlet, feed: Feed, found: Sequence[Item]) -> str:
    listed = [
        {
            "id": item.guid,
            "url": item.url,
            "title": item.title,
            "date_published": item.published.astimezone(outlet.zone).isoformat(),
            "authors": [{"name": author} for author in item.authors],
            "tags": list(item.tags),
            "summary": item.summary,
        }
        | ({"content_html": item.html} if feed.text == "full" else {"content_text": item.summary})
        | ({"date_modified": item.modified.isoformat()} if item.modified else {})
        for item in found
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title or outlet.name,
        "home_page_url": outlet.url(),
        "feed_url": outlet.url(feed.path),
        "language": outlet.language,
        "items": listed,
    }
    return json.dumps(head, ensure_ascii=False, indent=1)


def _broken(text: str) -> str:
    """The feed as a careless system would write it: bare ampersands and a category that never ends."""
    return text.replace("&amp;", "&").replace("</category>", "", 1)


def _mail_date(outlet: Outlet, moment: datetime) -> str:
    return format_datetime(moment.astimezone(outlet.zone))
