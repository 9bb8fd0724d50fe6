"""A feed's bytes into links: RSS 0.9 to 2.0, RDF, Atom and JSON Feed, honest, broken or hostile.

Pure: bytes in, values out. feedparser reads the XML; before it stand the entity check and a cut to the newest entries, since it
takes 9 seconds over 100,000 items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from urllib.parse import urljoin

import feedparser

from crawlers.jsonfeed import JsonFeedError, read_json_feed
from crawlers.newest import cut_to_newest
from crawlers.text import clean
from crawlers.xml import UnsafeXml, check_prolog, check_shape
from pipeline.urls import normalise
from pipeline.values import Cause, FeedEntry

MAX_ENTRIES: Final = 2_000
MAX_URL: Final = 2_048
_HTML: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A link in a feed that cannot be fetched: as it stood there (cut to 4,000 characters), why, and the detail in words."""

    url: str
    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What a feed says. ``fault`` is what a person should know of it, None for a clean one; entries may stand beside it.

    ``ignored`` counts entries older than the newest 2,000.
    """

    entries: tuple[FeedEntry, ...] = ()
    fault: str | None = None
    title: str | None = None
    site: str | None = None
    ignored: int = 0
    refused: tuple[RefusedLink, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether this was a feed at all, maybe an empty one."""
        return bool(self.entries or self.title or self.refused or not self.fault)

    @property
    def partial(self) -> bool:
        """Whether it gave links in spite of its fault: then the fault is a warning."""
        return bool(self.fault and (self.entries or self.refused))


def read_feed(body: bytes, url: str, outlet: str, content_type: str | None = None, feed: str | None = None) -> FeedReading:
    """Give the links of a feed in its order. Never raises for bad input: the fault says what was wrong with it.

    ``url`` is where the bytes came from (relative links are resolved against it), ``content_type`` the header as sent,
    ``feed`` the address it is known by where that is another one (after a redirect).
    """
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return FeedReading(fault="empty answer")
    try:
        if start[:1] in {b"{", b"["}:
            head, raw, ignored = read_json_feed(body, MAX_ENTRIES)
            fault = None
        elif _HTML.match(start):
            return FeedReading(fault="not a feed: an HTML page")
        else:
            check_prolog(body)
            body, ignored = cut_to_newest(body, MAX_ENTRIES)
            check_shape(body)
            head, raw, fault = _read_xml(body, url, content_type)
    except (UnsafeXml, JsonFeedError) as error:
        return FeedReading(fault=str(error))
    entries, refused = _links(raw, url, feed or url, outlet)
    notes = [fault] if fault else []
    if ignored:
        notes.append(f"{ignored:,} items ignored: only the newest {MAX_ENTRIES:,} are taken")
    if raw and not entries and not refused:
        notes.append("none of its items has a link")
    return FeedReading(tuple(entries), "; ".join(notes) or None, head.get("title"), head.get("site"), ignored, tuple(refused))


def _read_xml(
    body: bytes, url: str, content_type: str | None
) -> tuple[dict[str, str | None], list[dict[str, Any]], str | None]:
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    # A stream, never the bytes themselves: feedparser opens a string that looks like a path or an address.
    parsed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    raw = [_entry(item) for item in parsed.entries[:MAX_ENTRIES]]
    feed = {"title": clean(parsed.feed.get("title")), "site": parsed.feed.get("link")}
    broken = _broken(parsed)
    if not parsed.get("version") and not raw:
        return {}, [], f"not a feed: {broken or 'no RSS, RDF or Atom in it'}"
    return feed, raw, f"broken XML, read as far as it goes: {broken}" if broken else None


def _broken(parsed: Any) -> str | None:
    """Say what the parser minded, None where it minded only the headers."""
    minded = parsed.get("bozo_exception")
    if minded is None or isinstance(minded, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        return None
    return " ".join(str(minded).split())[:160]


def _entry(item: Any) -> dict[str, Any]:
    source = item.get("source") or {}
    names = [author.get("name") for author in item.get("authors") or ()] or [item.get("author")]
    return {
        "links": (item.get("feedburner_origlink"), _alternate(item), item.get("link"), _permalink(item)),
        "title": item.get("title"),
        "published": item.get("published") or item.get("updated") or item.get("created"),
        "authors": names,
        "source": source.get("title") or source.get("href") or source.get("link"),
        "guid": item.get("id"),
    }


def _alternate(item: Any) -> str | None:
    links = [link for link in item.get("links") or () if link.get("rel", "alternate") == "alternate" and link.get("href")]
    html = [link for link in links if "html" in link.get("type", "text/html")]
    return next((str(link["href"]) for link in html), None)


def _permalink(item: Any) -> str | None:
    guid = item.get("id")
    return guid if item.get("guidislink", True) and isinstance(guid, str) and guid.startswith(("http://", "https://")) else None


def _links(raw: Iterable[dict[str, Any]], base: str, feed: str, outlet: str) -> tuple[list[FeedEntry], list[RefusedLink]]:
    entries: list[FeedEntry] = []
    refused: list[RefusedLink] = []
    for item in raw:
        link = next((str(link).strip() for link in item["links"] if _is_link(link, item["guid"])), None)
        if link is None:
            continue
        link = _absolute(base, link)
        if problem := link_problem(link):
            refused.append(RefusedLink(link[:4_000], Cause.URL, problem))
            continue
        entries.append(
            FeedEntry(
                url=link,
                outlet=outlet,
                feed=feed,
                title=clean(item["title"]),
                published=clean(item["published"]),
                authors=tuple(name for author in item["authors"][:20] if (name := clean(author))),
                source=clean(item["source"]),
                guid=clean(item["guid"], MAX_URL),
            )
        )
    return entries, refused


def link_problem(link: str) -> str | None:
    """Give in words why a link is no address that a page could have, None for one that may be tried."""
    if len(link) > MAX_URL:
        return f"the address is longer than {MAX_URL:,} characters"
    try:
        normalise(link)
    except ValueError as error:
        return " ".join(str(error).split())[:200]
    return None


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _is_link(link: object, guid: object) -> bool:
    """Tell a link from an identifier (``tag:``, ``urn:``) that stands where the link should be."""
    return isinstance(link, str) and bool(link.strip()) and (link != guid or link.startswith(("http://", "https://")))
