"""Structured data: the JSON-LD objects of a page, and the one among them that is the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from pipeline.plain import line
from pipeline.urls import identity

_ARTICLES = re.compile(r"(?:\w*News\w*|\w*Article|BlogPosting|LiveBlogPosting|Report|AnalysisNewsArticle|SocialMediaPosting)")
_IMAGES = re.compile(r"ImageObject|Photograph")
_MOST_BLOCKS = 300
_MOST_CHARACTERS = 2_000_000


def read_blocks(tree: HtmlElement) -> list[dict[str, Any]]:
    """Give every JSON-LD object, taken out of lists, ``@graph`` and ``mainEntity``; what is no JSON is passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found.extend(_flatten(_load(script.text or "")))
            if len(found) > _MOST_BLOCKS:
                break
    return found[:_MOST_BLOCKS]


def find_article(blocks: list[dict[str, Any]], url: str | None) -> dict[str, Any]:
    """Give the object that describes the article at ``url``; of several the one that names this address, else the first."""
    articles = [block for block in blocks if is_a(block, _ARTICLES) and (block.get("headline") or block.get("datePublished"))]
    if len(articles) > 1 and url:
        here = _identity(url)
        for article in articles:
            if here in {_identity(each) for each in addresses(article)}:
                return article
    return articles[0] if articles else {}


def is_a(block: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    """Tell whether one of the object's types is of this kind."""
    given = block.get("@type")
    types = given if isinstance(given, list) else [given]
    return any(isinstance(each, str) and kind.fullmatch(each.rpartition("/")[2]) for each in types)


def text(value: Any) -> str:
    """Give a JSON-LD text on one line: entities unescaped, the first of a list, the name of an object; empty for the rest."""
    if isinstance(value, list):
        return text(value[0]) if value else ""
    if isinstance(value, dict):
        return text(value.get("@value") or value.get("name") or value.get("@id"))
    if not isinstance(value, str):
        return ""
    # Some systems escape twice.
    return line(re.sub(r"</?[a-zA-Z][^<>]{0,80}>", "", html.unescape(html.unescape(value))))


def listed(value: Any) -> list[Any]:
    """Give a value as the list it may stand for."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def addresses(block: Mapping[str, Any]) -> list[str]:
    """Give the addresses an article object gives itself, the most deliberate first."""
    main = block.get("mainEntityOfPage")
    entity = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    return [each for each in (block.get("url"), entity, block.get("@id")) if isinstance(each, str) and each]


def image_objects(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the ImageObjects among the blocks and those that they name as their ``image``, each once."""
    nested = [each for block in blocks for each in listed(block.get("image")) if isinstance(each, dict)]
    whole = [block for block in blocks if is_a(block, _IMAGES)]
    return list({id(each): each for each in (*nested, *whole)}.values())[:_MOST_BLOCKS]


def image_url(image: Mapping[str, Any]) -> str:
    """Give an ImageObject's address, empty where it has none."""
    return text(image.get("contentUrl") or image.get("url"))


def image_credit(image: Mapping[str, Any]) -> str:
    """Give whom an ImageObject is credited to: its credit line, its makers, its holder, its notice; empty if to nobody."""
    given = (text(image.get(key)) for key in ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice"))
    return next((each for each in given if each), "")


def _load(source: str) -> Any:
    trimmed = re.sub(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]|--)>\s*$", "", source.strip())
    if len(trimmed) > _MOST_CHARACTERS:
        return None
    # Real pages have raw newlines inside texts and commas before closing brackets.
    for attempt in (trimmed, re.sub(r",(\s*[}\]])", r"\1", trimmed).rstrip("; \n")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flatten(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value[:_MOST_BLOCKS]:
            yield from _flatten(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            if isinstance(value.get(key), list | dict):
                yield from _flatten(value[key], depth + 1)


def _identity(url: str) -> str:
    try:
        return identity(url)
    except ValueError:
        return url
