"""Where a page shows who signed: the texts of its bylines, the surest place first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.extract.tree import Page, text_of

_OUTSIDE = "[not(ancestor::footer or ancestor::aside or ancestor::nav)]"
_CLASS = " or ".join(f'contains(concat(" ",@class," ")," {name} ")' for name in ("byline", "author", "by", "byline__name"))
_PEOPLES_PAGES = ("author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori", "staff")
_BYLINES = (
    '//*[@itemprop="author"]//*[@itemprop="name"]|//*[@itemprop="author" and not(*)]',
    f'//a[@rel="author" or {" or ".join(f"""contains(@href,"/{name}/")""" for name in _PEOPLES_PAGES)}]{_OUTSIDE}',
    # The first test is there for speed: it fails on nearly every element, and the others are dear.
    (
        '//*[contains(@class,"by") or contains(@class,"author")][self::p or self::div or self::span or self::a]'
        f'[{_CLASS} or contains(@class,"author-name")]{_OUTSIDE}'
    ),
)
_CLASSED = (
    '//*[contains(@class,"byline") or contains(@class,"author")][self::p or self::div or self::span or self::a or self::li]'
    f"{_OUTSIDE}"
)
_BYLINE_CLASS = re.compile(r"(?:[\w-]+[_-])?(?:byline|author)s?(?:[_-]{0,2}(?:name|link)s?)?")
"""A class that names a byline the way of block and element: ``article__author``, ``pb-byline``, ``authorname``."""


def read_bylines(page: Page) -> Iterator[tuple[list[str], bool]]:
    """Give the texts of each kind of byline, and whether the page marks it so that what stands there is sure to be names."""
    for path in _BYLINES:
        yield _at_first_place(page.tree.xpath(path)), True
    if page.mentions("byline", "author"):
        yield _at_first_place(_innermost(page.tree.xpath(_CLASSED))), False


def _innermost(found: list[HtmlElement]) -> list[HtmlElement]:
    """Give the elements whose class names a byline and that hold no other one: around it often stands the date."""
    named = [each for each in found[:200] if any(map(_BYLINE_CLASS.fullmatch, (each.get("class") or "").lower().split()))]
    holders = {above for each in named for above in each.iterancestors()}
    return [each for each in named if each not in holders]


def _at_first_place(found: list[HtmlElement]) -> list[str]:
    """Give the texts at the first place of those found: bylines of teasers stand elsewhere on the page."""
    found = found[:20]
    if not found:
        return []
    place = _place(found[0])
    return [text_of(each) for each in found if _place(each) is place][:6]


def _place(element: HtmlElement) -> HtmlElement | None:
    """Give what holds a byline: the parent of the whole author where the page marks one, else of the element."""
    marked = element.xpath('ancestor-or-self::*[@itemprop="author"][1]')
    return (marked[0] if marked else element).getparent()
