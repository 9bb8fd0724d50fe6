"""The readings of one tree: what trafilatura and the readability algorithm take for the text, and which of them is believed.

The choice of the medoid of several extractors follows the common finding that their errors differ; the readings are
trafilatura's precise and fast modes and the readability algorithm that trafilatura carries.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.readability_lxml import Document

from pipeline.extract.furniture import Cleared
from pipeline.extract.tree import BLOCKS, PARSER_FAULTS
from pipeline.plain import paragraphs

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_SHINGLE = 4
_UNREAD = frozenset({"script", "style", "noscript", "iframe", "figcaption", "svg", "form", "button"})
_LEAST_QUICK = 250
"""In characters: below this the quick reading is not trusted alone."""
_LEAST_SHARE = 0.25
"""Of the page's prose: below this the quick reading stopped where the text goes on in another box."""
_AGREED = 0.5
_WHOLE = 0.7
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A text and the bag of its runs of four words."""

    text: str
    shingles: Counter[tuple[str, ...]]


def read_quickly(cleared: Cleared, titles: Collection[str]) -> str:
    """Give one reading without its repeated headline; empty where it found too little to be trusted alone."""
    text = _without(_trafilatura(cleared.tree), titles)
    return text if len(text) >= max(_LEAST_QUICK, _LEAST_SHARE * cleared.prose) else ""


def read_carefully(cleared: Cleared, titles: Collection[str], captions: Collection[str]) -> str:
    """Give of three readings the one nearest to the others, without its repeated headline; empty where all are.

    ``titles`` and ``captions`` are as ``plainest`` gives them. Where the chosen reading breaks off and another holds all of
    it and goes on, and the page has the prose for it, that one is given.
    """
    precise = _without(_trafilatura(cleared.tree, precise=True), titles)
    balanced = _without(_trafilatura(cleared.tree), titles)
    other = _without(_readability(cleared.tree), titles, captions)
    readings = [_Reading(text, _shingles(text)) for text in (precise, balanced, other) if text]
    if not readings:
        return ""
    chosen = _medoid(readings)
    third = readings[-1]
    if third.text != other or max(_overlap(third, each) for each in readings[:-1] or readings) < _AGREED:
        # Without the third the precise reading is a cut of the balanced one, and as often as not it cuts too much.
        return balanced or chosen.text
    goes_on = len(chosen.text) < _WHOLE * min(len(other), cleared.prose) and _share_held(chosen, third) >= _NEARLY_ALL
    return other if goes_on else chosen.text


def _trafilatura(tree: HtmlElement, *, precise: bool = False) -> str:
    try:
        document = bare_extraction(tree, include_comments=False, favor_precision=precise, fast=not precise)
    except PARSER_FAULTS:
        # A page that one reading fails on is read by the others; if all fail there is no text, and that is refused.
        return ""
    return paragraphs(getattr(document, "text", None) or "")


def _readability(tree: HtmlElement) -> str:
    try:
        markup = Document(copy.deepcopy(tree)).summary()
        found = lxml.html.fromstring(markup)
    except PARSER_FAULTS:
        return ""
    parts: list[str] = []
    unread: HtmlElement | None = None
    for event, element in etree.iterwalk(found, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        edge = "\n" if element.tag in BLOCKS else ""
        if event == "start":
            unread = element if unread is None and element.tag in _UNREAD else unread
            if unread is None:
                parts.append(edge + _one_line(element.text))
        else:
            unread = None if unread is element else unread
            if unread is None:
                parts.append(edge + _one_line(element.tail))
    return paragraphs("".join(parts))


def _one_line(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")


def _without(text: str, titles: Collection[str], captions: Collection[str] = ()) -> str:
    """Drop the headline where it is repeated among the first three lines, and lines that are a picture's caption."""
    kept = []
    for number, each in enumerate(text.split("\n")):
        bare = plainest(each)
        if bare in captions or (number < 3 and any(_is_headline(bare, title) for title in titles)):
            continue
        kept.append(each)
    return "\n".join(kept)


def _is_headline(bare: str, title: str) -> bool:
    if not bare or not title:
        return False
    return bare == title or (bare.count(" ") >= 3 and (title.startswith(bare) or title.endswith(bare)))


def _medoid(readings: list[_Reading]) -> _Reading:
    """Give the reading with the greatest summed overlap with the others; the earlier one where they are level."""
    nearness = [sum(_overlap(one, each) for each in readings if each is not one) for one in readings]
    return readings[nearness.index(max(nearness))]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _overlap(one: _Reading, other: _Reading) -> float:
    shared = (one.shingles & other.shingles).total()
    return 2 * shared / max(1, one.shingles.total() + other.shingles.total())


def _share_held(part: _Reading, whole: _Reading) -> float:
    return (part.shingles & whole.shingles).total() / max(1, part.shingles.total())


def plainest(text: str) -> str:
    """Give the words of a text in lower case and nothing else: the form in which lines are compared."""
    return " ".join(_WORD.findall(text.lower()))
