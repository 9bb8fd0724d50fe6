"""The characters of an answer and the tree the parser makes of them, after the checks that keep a hostile page cheap."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement

from pipeline.extract.decode import decode
from pipeline.extract.refused import Refused
from pipeline.values import Cause

MOST_BYTES = 10_000_000
MOST_ELEMENTS = 40_000
MOST_DEPTH = 250
"""The parser cuts at 256 without a word, so a page that comes near it may have lost its text."""

_SURROGATES = re.compile("[\ud800-\udfff]")
# A form feed is white space to a browser and no character at all to XML.
_SPACED = bytes.maketrans(b"\x0c", b" ")
_CONTROLS = bytes([*range(9), 11, *range(14, 32)])
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|article|main|section|p|h1|title|meta)\b", re.IGNORECASE)
# Possessive and bounded: a tag of a hundred thousand attributes takes the parser minutes, and must not take us any time.
_CROWDED_TAG = re.compile(
    rb"""<[a-zA-Z][^\s"'<>/=]*+(?:[\s/]++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]{0,9999}+"|'[^']{0,9999}+'|[^\s"'<>]{1,9999}+))?+){1000}"""
)
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "application/xml", "text/xml")
_DOCTYPE = re.compile(rb"\s*<!doctype[^<>]{0,500}>", re.IGNORECASE)
_CLOSED_ROOT = re.compile(rb"(<html\b[^<>]{0,2000}?)\s*/>", re.IGNORECASE)
_OPENING_BYTES = 4096
_TOO_DEEP = etree.XPath(f"boolean({'/*' * MOST_DEPTH})")


def _new_parser() -> etree.HTMLParser:
    """Give a parser whose every element is an ``HtmlElement``: a class for each tag is chosen in Python, at twice the cost."""
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


_PARSER = _new_parser()


def checked_text(body: bytes | str, headers: Mapping[str, str]) -> str:
    """Give the characters of an answer. Raises Refused for what is no HTML, too large or not readable as text."""
    if len(body) > MOST_BYTES:
        raise Refused(Cause.TOO_LARGE, f"the page has {len(body) / 1e6:.1f} MB; up to {MOST_BYTES / 1e6:.0f} MB are read")
    content_type = headers.get("content-type", "")
    raw = body.encode("utf-8", "replace") if isinstance(body, str) else body
    if not raw.strip():
        raise Refused(Cause.EMPTY, "the answer has no content at all")
    kind = content_type.partition(";")[0].strip().lower()
    if kind and kind not in _HTML_TYPES:
        raise Refused(Cause.NOT_HTML, f"the answer is {kind}, not a page")
    if raw.lstrip()[:1] in {b"{", b"["} or not _HTML.search(raw[:200_000]):
        wide = isinstance(body, bytes) and body[:2] in {b"\xff\xfe", b"\xfe\xff"}
        if not wide and "utf-16" not in content_type.lower():
            raise Refused(Cause.NOT_HTML, f"the answer begins {raw.strip()[:20].decode('latin-1')!r}, which is no page")
    if isinstance(body, str):
        return body
    html = decode(body, content_type or None)
    if html is None:
        raise Refused(Cause.UNREADABLE, "no charset makes text of the page: its labels are wrong and none could be guessed")
    return html


def to_tree(html: str) -> HtmlElement:
    """Give the root of the page's tree. Raises Refused for a page too crowded or too deep, LxmlError for what is no page."""
    elements = html.count("<")
    if elements > 2 * MOST_ELEMENTS:
        raise Refused(Cause.TOO_LARGE, f"the page has about {elements:,} tags; no article we know has a tenth of that")
    raw = _readable(html)
    if _CROWDED_TAG.search(raw):
        raise Refused(Cause.TOO_LARGE, "one tag of the page has a thousand attributes or more")
    tree = etree.fromstring(raw, parser=_PARSER)
    if not isinstance(tree, HtmlElement):
        raise Refused(Cause.UNREADABLE, "the parser made nothing of the page")
    if _TOO_DEEP(tree):
        raise Refused(Cause.TOO_LARGE, f"the page is nested {MOST_DEPTH} deep or more: the parser cuts there and loses text")
    return tree


def _readable(html: str) -> bytes:
    """Give the bytes to parse: without what is no part of a text, and without the two beginnings that parsers stumble on."""
    try:
        raw = html.encode()
    except UnicodeEncodeError:
        raw = _SURROGATES.sub("", html).encode()
    # NUL ends a text for the parser: like other controls and noncharacters it is no part of what is read.
    raw = raw.translate(_SPACED, _CONTROLS)
    for each in _NONCHARACTERS:
        raw = raw.replace(each, b"")
    # A doctype of XHTML changes how parts of the tree are written out later, and nothing else.
    if (doctype := _DOCTYPE.match(raw)) and b"/" in doctype[0]:
        raw = raw[doctype.end() :]
    # A root that closes itself ends the page for the parser.
    if closed := _CLOSED_ROOT.search(raw, 0, _OPENING_BYTES):
        raw = raw[: closed.end(1)] + b">" + raw[closed.end() :]
    return raw
