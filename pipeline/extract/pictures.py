"""Whose a picture is and what may be done with it: what structured data, microdata and a figure's own attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipeline.extract import jsonld
from pipeline.extract.tree import Page, resolve, text_of
from pipeline.plain import line

_TERMS = ("license", "acquireLicensePage", "copyrightNotice", "creditText")
_ATTRIBUTE = re.compile(r"data-(?:[a-z]+-){0,2}(?:credits?|copyright|photographer|licen[cs]e|rights)(?:-(?:line|text|notice))?")
# The order in which an attribute names who made the picture.
_CREDITING = ("photographer", "credit", "copyright")
_NO_WORDS = re.compile(r"(?:https?:|/|\{|\[|#).*|true|false|null|none|undefined|[\d\W_]*", re.IGNORECASE | re.DOTALL)
_PICTURES = ("img", "amp-img")
_LONGEST = 200
_MOST = 200


def picture_terms(page: Page) -> Iterator[str]:
    """Give what is said about credit and reuse of pictures, as ``image TERM: WORDS (ADDRESS)``.

    Read in JSON-LD ``ImageObject``, in microdata and ``rel=license`` links inside a figure, and in data attributes of
    figures and images (``data-credit``, ``data-copyright``, ``data-photographer``).
    """
    for image in jsonld.image_objects([page.article, *page.blocks]):
        address = resolve(page.base, jsonld.image_url(image))
        for key in _TERMS:
            if said := jsonld.text(image.get(key))[:_LONGEST]:
                yield f"image {key}: {said} ({address})"
    for element in islice(page.tree.iter("figure", "picture", *_PICTURES), _MOST):
        found = [*_attributes(element), *(_marked(page, element) if element.tag == "figure" else ())]
        address = resolve(page.base, _source(element)) if found else ""
        for key, said in found:
            yield f"image {key}: {said} ({address})"


def attributed_credit(figure: HtmlElement) -> str | None:
    """Give whom the data attributes of a figure, or of what is in it, credit: its photographer before its holder."""
    found = [pair for element in figure.iter("figure", "picture", *_PICTURES) for pair in _attributes(element)]
    for kind in _CREDITING:
        for key, said in found:
            if kind in key:
                return said
    return None


def _attributes(element: HtmlElement) -> list[tuple[str, str]]:
    return [
        (key, said)
        for key, value in element.items()
        if key.startswith("data-") and _ATTRIBUTE.fullmatch(key) and (said := _words(value))
    ]


def _marked(page: Page, figure: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in islice(figure.iter("a", "link", "meta", "span", "p", "div", "figcaption"), _MOST):
        term = element.get("itemprop")
        href = element.get("href") or ""
        if term in _TERMS:
            said = (href and resolve(page.base, href)) or element.get("content") or text_of(element)
        elif "license" in (element.get("rel") or "").lower().split():
            term, said = "license", resolve(page.base, href)
        else:
            continue
        if said:
            yield term, said[:_LONGEST]


def _words(value: str) -> str:
    """Give an attribute's words, empty for what is an address, a switch or a number."""
    said = line(jsonld.text(value[: 4 * _LONGEST]))
    return "" if len(said) > _LONGEST or _NO_WORDS.fullmatch(said) else said


def _source(element: HtmlElement) -> str:
    picture = element if element.tag in _PICTURES else next(element.iter(*_PICTURES), None)
    return (picture.get("src") or picture.get("data-src") or "") if picture is not None else ""
