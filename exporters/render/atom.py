"""Atom 1.0 (RFC 4287) of what was exported, written through an XML library so that it is always well-formed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree

from exporters.render.clean import printable, web_address
from exporters.render.html import Entry, feed_html
from exporters.render.look import Look, look_of, modified, permanent_id

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(entries: Sequence[Entry], look: Look) -> bytes:
    """Give the feed of these publications (at least one), in the order given.

    Raises RecordError where a citation leads nowhere.
    """
    home = (web_address(look.home) or "").rstrip("/")
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", permanent_id(f"feed:{home or look.site}"))
    _add(feed, "title", printable(look.site))
    _add(feed, "updated", _stamp(max(modified(entry.publication) for entry in entries)))
    _link(feed, "self", "application/atom+xml", f"{home}/feed.atom" if home else "feed.atom")
    _link(feed, "alternate", "text/html", f"{home}/index.html" if home else "index.html")
    _add(_add(feed, "author"), "name", printable(look.site))
    for entry in entries:
        _entry(feed, entry, look)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(feed: etree._Element, entry: Entry, look: Look) -> None:
    publication = entry.publication
    edition = publication.edition
    category = printable(edition.category)
    node = _add(feed, "entry")
    _add(node, "id", permanent_id(edition.story))
    _add(node, "title", printable(edition.headline.text))
    _link(node, "alternate", "text/html", publication.url or entry.file)
    _add(node, "published", _stamp(publication.first_published))
    _add(node, "updated", _stamp(modified(publication)))
    _add(node, "category", attributes={"term": category, "label": look.category(category)})
    _add(node, "summary", printable(edition.dek.text))
    content = {"type": "html", _LANGUAGE: printable(edition.language)}
    _add(node, "content", feed_html(edition, look_of(publication, look, entry.making)), content)


def _link(parent: etree._Element, rel: str, kind: str, href: str) -> None:
    _add(parent, "link", attributes={"rel": rel, "type": kind, "href": href})


def _add(
    parent: etree._Element, name: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> etree._Element:
    node = etree.SubElement(parent, f"{{{_ATOM}}}{name}", dict(attributes or {}))
    node.text = text
    return node


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
