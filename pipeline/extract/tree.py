"""A page as a parsed tree, with what several readers ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from pipeline.extract.jsonld import find_article, read_blocks
from pipeline.extract.source import checked_text, to_tree
from pipeline.languages import words
from pipeline.plain import line

BLOCKS = words(
    """
    address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol option p pre section select table tbody td tfoot th thead tr ul
    """
)
"""Elements that begin a new line where they stand."""
_ASKED_FOR = ("base", "meta", "link", "figure", "blockquote", "iframe", "video", "audio", "embed", "object")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe"})
_APART = BLOCKS | _UNSEEN
PARSER_FAULTS = (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError)
"""What the extraction libraries are known to raise on pages nobody has tried them on."""


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
    def _asked(self) -> list[HtmlElement]:
        return list(self.tree.iter(*_ASKED_FOR))

    def named(self, *tags: str) -> list[HtmlElement]:
        """Give the elements with these tags in the page's order: the tree is walked once for all that are in ``_ASKED_FOR``."""
        return [each for each in self._asked if each.tag in tags]

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """Content of the meta tags by name, property or itemprop in lower case; the first of each counts."""
        found: dict[str, str] = {}
        for meta in self.named("meta"):
            content = line(meta.get("content") or "")
            for key in (meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv")):
                if key and content:
                    found.setdefault(key.strip().lower(), content)
        return found

    @cached_property
    def _source(self) -> bytes:
        # Bytes are put in lower case and searched several times as fast as characters beyond Latin-1.
        return self.html.encode("utf-8", "ignore").lower()

    def mentions(self, *words: str) -> bool:
        """Tell whether the page's source holds one of these lower-case ASCII words: asked before a search of the whole tree."""
        return any(word.encode() in self._source for word in words)

    @cached_property
    def base(self) -> str:
        """What relative links are relative to."""
        given = self.named("base")
        return resolve(self.url or "", given[0].get("href") or "") if given else self.url or ""

    @cached_property
    def visible(self) -> str:
        """The page's text, lower-cased and on one line, up to 20,000 characters: for finding walls and error pages."""
        body = self.tree.find("body")
        texts = _visible(self.tree if body is None else body)
        return line("".join(texts))[:20_000].lower()

    def texts(self, path: str, limit: int = 20) -> list[str]:
        """Give the text of the elements an XPath finds, each on one line, empty ones left out."""
        found = _compiled(path)(self.tree)
        return [text for text in (text_of(element) for element in found[:limit]) if text]


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def parse(body: bytes | str, url: str | None, headers: Mapping[str, str]) -> Page:
    """Give the parsed page. Raises Refused for what is no HTML, too large, too deep or not readable as text."""
    html = checked_text(body, headers)
    return Page(to_tree(html), html, url, headers)


def resolve(base: str, href: str) -> str:
    """Give an absolute address; empty where the link makes none."""
    href = href.strip()
    if href.startswith(("http://", "https://")):
        return href
    try:
        return urljoin(base, href)
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
