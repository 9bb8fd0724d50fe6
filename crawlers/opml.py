"""OPML 2.0, the format in which feed readers hand on their lists."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crawlers.text import one_line
from pipeline.errors import RecordError

Row = tuple[str, str, str | None]


def read_opml(content: bytes) -> list[Row]:
    """Give (title, feed address, site address) of every feed in the list, folders flattened, each feed once.

    Raises RecordError for what is no OPML, and for one with entities.
    """
    try:
        root = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise RecordError("OPML: unsafe XML (entities): export the list again without a DOCTYPE") from None
    except (ParseError, ValueError) as error:
        raise RecordError(f"OPML: this is not XML ({error}): give the file that a feed reader exports") from None
    if root.tag.lower() != "opml":
        raise RecordError(f"OPML: the file is <{root.tag[:40]}>, not <opml>: give the file that a feed reader exports")
    rows: dict[str, Row] = {}
    for outline in root.iter("outline"):
        values = {key.lower(): value for key, value in outline.attrib.items()}
        feed = values.get("xmlurl", "").strip()
        if feed:
            title = one_line(values.get("title")) or one_line(values.get("text")) or feed
            rows.setdefault(feed, (title, feed, values.get("htmlurl", "").strip() or None))
    return list(rows.values())


def write_opml(rows: Iterable[Row], title: str = "Outlets") -> bytes:
    """Give an OPML 2.0 file with these (title, feed address, site address), readable by ``read_opml``."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = one_line(title) or "Outlets"
    body = SubElement(root, "body")
    for name, feed, site in rows:
        shown = one_line(name) or feed
        attributes = {"type": "rss", "text": shown, "title": shown, "xmlUrl": feed} | ({"htmlUrl": site} if site else {})
        SubElement(body, "outline", attributes)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
