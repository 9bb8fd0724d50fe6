"""A page as a parsed tree, after the checks that keep a hostile page from costing more than itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from pipeline.extract.decode import decode
from pipeline.extract.jsonld import find_article, read_blocks
from pipeline.extract.refused import Refused
from pipeline.languages import words
from pipeline.plain import line
from pipeline.values import Cause

MOST_BYTES = 10_000_000
MOST_ELEMENTS = 40_000
MOST_DEPTH = 250
"""The parser cuts at 256 without a word, so a page that comes near it may have lost its text."""

BLOCKS = words(
    """
    address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol option p pre section select table tbody td tfoot th thead tr ul
    """
)
"""Elements that begin a new line where they stand."""
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe"})
_APART = BLOCKS | _UNSEEN
PARSER_FAULTS = (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError)
"""What the extraction libraries are known to raise on pages nobody has tried them on."""

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_CONTROLS = bytes([*range(9), 11, *range(14, 32)])
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|article|main|section|p|h1|title|meta)\b", re.IGNORECASE)
# Possessive and bounded: a tag of a hundred thousand attributes takes the parser minutes, and must not take us any time.
_CROWDED_TAG = re.compile(
    r"""<[a-zA-Z][\w:-]*+(?:\s++[\w:@.-]++(?:\s*+=\s*+(?:"[^"]{0,9999}+"|'[^']{0,9999}+'|[^\s"'<>]{1,9999}+))?+){1000}"""
)
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "application/xml", "text/xml")


@dataclass(frozen=True)
class Page:
    """A parsed page: its tree, the address it was found at, and its response headers with names in lower case."""

    tree: HtmlElement
    html: str
    url: str | None
    headers: Mapping[str, str]

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        """Every JSON-LD object of the page, flattened out of lists and graphs."""
        return read_blocks(self.tree)

    @cached_property
    def article(self) -> dict[str, Any]:
        """The JSON-LD object that describes this article, empty where there is none."""
        return find_article(self.blocks, self.url)

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """Content of the meta tags by name, property or itemprop in lower case; the first of each counts."""
        found: dict[str, str] = {}
        for meta in self.tree.iter("meta"):
            content = line(meta.get("content") or "")
            for key in (meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv")):
                if key and content:
                    found.setdefault(key.strip().lower(), content)
        return found

    @cached_property
    def _source(self) -> str:
        return self.html.lower()

    def mentions(self, *words: str) -> bool:
        """Tell whether the page's source holds one of these lower-case words: asked before a search of the whole tree."""
        return any(word in self._source for word in words)

    @cached_property
    def base(self) -> str:
        """What relative links are relative to."""
        given = self.tree.find(".//base")
        return resolve(self.url or "", given.get("href") or "") if given is not None else self.url or ""

    @cached_property
    def visible(self) -> str:
        """The page's text, lower-cased and on one line, up to 20,000 characters: for finding walls and error pages."""
        body = self.tree.find("body")
        texts = _visible(self.tree if body is None else body)
        return line("".join(texts))[:20_000].lower()

    def texts(self, path: str, limit: int = 20) -> list[str]:
        """Give the text of the elements an XPath finds, each on one line, empty ones left out."""
        found = self.tree.xpath(path)
        return [text for text in (text_of(element) for element in found[:limit]) if text]


def parse(body: bytes | str, url: str | None, headers: Mapping[str, str]) -> Page:
    """Give the parsed page. Raises Refused for what is no HTML, too large, too deep or not readable as text."""
    if len(body) > MOST_BYTES:
        raise Refused(Cause.TOO_LARGE, f"the page has {len(body) / 1e6:.1f} MB; up to {MOST_BYTES / 1e6:.0f} MB are read")
    html = _checked_text(body, headers)
    elements = html.count("<")
    if elements > 2 * MOST_ELEMENTS:
        raise Refused(Cause.TOO_LARGE, f"the page has about {elements:,} tags; no article we know has a tenth of that")
    if _CROWDED_TAG.search(html):
        raise Refused(Cause.TOO_LARGE, "one tag of the page has a thousand attributes or more")
    # NUL ends a text for the parser and lone surrogates stop it: like other controls they are no part of what is read.
    tree = load_html(_readable(html))
    if tree is None or not isinstance(tree, etree._Element):  # noqa: SLF001  the class has no public name
        raise Refused(Cause.UNREADABLE, "the parser made nothing of the page")
    _check_depth(tree)
    return Page(tree, html, url, headers)


def _readable(html: str) -> str:
    try:
        raw = html.encode()
    except UnicodeEncodeError:
        return _UNREADABLE.sub("", html)
    # Hardly any page has one: bytes are looked through a hundred times as fast as characters are replaced.
    return html if len(raw.translate(None, _CONTROLS)) == len(raw) else _UNREADABLE.sub("", html)


def resolve(base: str, href: str) -> str:
    """Give an absolute address; empty where the link makes none."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def text_of(element: HtmlElement) -> str:
    """Give the text inside an element on one line."""
    return line(raw_text_of(element))


def raw_text_of(element: HtmlElement) -> str:
    """Give the text inside an element as it stands there, with spaces around blocks and without what no reader sees."""
    # Most links and headings hold neither: walking the tree would cost ten times what reading them does.
    if not len(element):
        return "" if element.tag in _UNSEEN else element.text or ""
    if len(element) < 8 and _APART.isdisjoint(each.tag for each in element.iter()):
        return str(element.text_content())
    return "".join(_visible(element))


def _checked_text(body: bytes | str, headers: Mapping[str, str]) -> str:
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


def _check_depth(tree: HtmlElement) -> None:
    if tree.xpath(f"boolean(//*[ancestor::*[{MOST_DEPTH - 1}]])"):
        raise Refused(Cause.TOO_LARGE, f"the page is nested {MOST_DEPTH} deep or more: the parser cuts there and loses text")


def _visible(element: HtmlElement) -> Iterator[str]:
    unseen: HtmlElement | None = None
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if unseen is None and each.tail:
                yield each.tail
        elif event == "start":
            if unseen is None and each.tag in _UNSEEN:
                unseen = each
            if unseen is None and (each.text or each.tag in BLOCKS):
                yield (" " if each.tag in BLOCKS else "") + (each.text or "")
        else:
            if unseen is each:
                unseen = None
            elif unseen is None and each.tag in BLOCKS:
                yield " "
            if unseen is None and each.tail and each is not element:
                yield each.tail
