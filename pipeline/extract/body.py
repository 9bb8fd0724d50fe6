"""The text of the article: three readings of one tree, the one nearest to the others, and its furniture swept out.

The choice of the medoid of several extractors follows the common finding that their errors differ; the readings are
trafilatura's precise and fast modes and the readability algorithm that trafilatura carries.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.readability_lxml import Document

from pipeline.extract.furniture import without_furniture
from pipeline.extract.tree import BLOCKS, PARSER_FAULTS, Page, text_of
from pipeline.languages import Language, languages, words
from pipeline.moments import parse_moment
from pipeline.plain import paragraphs

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_UNREAD = frozenset({"script", "style", "noscript", "iframe", "figcaption", "svg", "form", "button"})
_CAPTIONS = '//figcaption|//*[contains(@class,"caption") or contains(@class,"credit")]'
_PROMO_WORDS = 14
_LEAST_QUICK = 250
"""In characters: below this the quick reading is not trusted alone."""
_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d")
_READING_TIME = re.compile(r"\W*\d+\W*(?:min(?:ute)?s?|minuten)\W*(?:read|lesezeit)?\W*")


def read_body(page: Page, headlines: Iterable[str], language: Language, *, fast: bool = False) -> tuple[str, str]:
    """Give the article's text and the same text before tails and promotions were swept out; both may be empty.

    ``fast`` reads once and asks nobody else, unless that reading found next to nothing.
    """
    tree = without_furniture(page.tree, lean=fast)
    titles = [_plainest(headline) for headline in headlines if headline]
    whole = _quick(tree, titles) if fast else ""
    if not whole:
        tree = without_furniture(page.tree) if fast else tree
        whole = _agreed(page, tree, titles)
    text = sweep(whole, language)
    # The tree is walked only where the page's source holds a word that begins such a paragraph.
    corrected = page.mentions(*_telling_words(language.corrections))
    return _with_corrections(text, tree, language) if corrected else text, whole


def _quick(tree: HtmlElement, titles: list[str]) -> str:
    text = _without(_trafilatura(tree, generous=True), titles, frozenset())
    return text if len(text) >= _LEAST_QUICK else ""


def _agreed(page: Page, tree: HtmlElement, titles: list[str]) -> str:
    captions = {_plainest(text) for text in page.texts(_CAPTIONS, 200)}
    readings = [
        _without(_trafilatura(tree, precise=True), titles, frozenset()),
        _without(_trafilatura(tree, precise=False), titles, frozenset()),
        _without(_readability(tree), titles, captions),
    ]
    return _medoid([reading for reading in readings if reading])


def without_byline(text: str, authors: Iterable[str]) -> str:
    """Give the text without a line near its beginning that holds the authors' names and next to nothing else."""
    named = {word for author in authors for word in _WORD.findall(author.lower())}
    if not named:
        return text
    lines = text.split("\n")
    return "\n".join(each for number, each in enumerate(lines) if number > 3 or not _is_byline(each, named))


def _is_byline(each: str, named: set[str]) -> bool:
    found = _WORD.findall(each.lower())
    return len(found) <= 10 and sum(word in named for word in found) >= max(2, 0.6 * len(found))


def sweep(text: str, language: Language) -> str:
    """Give the text without lines that only lead elsewhere (``Read more: …``) or only say when; prose is never touched."""
    return "\n".join(each for each in text.split("\n") if not _is_promo(each, language) and not _is_stamp(each, language))


@cache
def _telling_words(openings: tuple[str, ...]) -> frozenset[str]:
    """Give the longest run of plain letters of each: a page's source may write accents and spaces in other ways."""
    return frozenset(max(_LETTERS.findall(each), key=len, default="") for each in openings)


def _with_corrections(text: str, tree: HtmlElement, language: Language) -> str:
    """Add the corrections that the page prints in a box of their own: an article is not read without them."""
    if not text:
        return text
    present = "".join(text.split())
    for element in tree.iter("p", "div", "aside", "section"):
        opening = f"{element.text or ''}{''.join(child.text or '' for child in element[:1])}"[:80].lower().lstrip(" ([*")
        if not opening.startswith(language.corrections):
            continue
        said = text_of(element)
        if 30 <= len(said) <= 800 and "".join(said.split()) not in present and ":" in said + opening:
            text = f"{text}\n{said}"
            present += "".join(said.split())
    return text


def _trafilatura(tree: HtmlElement, *, precise: bool = False, generous: bool = False) -> str:
    try:
        document = bare_extraction(
            tree, include_comments=False, favor_precision=precise, favor_recall=generous, fast=not precise
        )
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
    return re.sub(r"\s+", " ", text or "")


def _without(text: str, titles: list[str], captions: Iterable[str]) -> str:
    """Drop the headline where it is repeated among the first three lines, and lines that are a picture's caption."""
    kept = []
    for number, each in enumerate(text.split("\n")):
        bare = _plainest(each)
        if bare in captions or (number < 3 and any(_is_headline(bare, title) for title in titles)):
            continue
        kept.append(each)
    return "\n".join(kept)


def _is_headline(bare: str, title: str) -> bool:
    if not bare or not title:
        return False
    return bare == title or (bare.count(" ") >= 3 and (title.startswith(bare) or title.endswith(bare)))


def _medoid(readings: list[str]) -> str:
    """Give the reading with the greatest summed overlap with the others; the earlier one where they are level."""
    if len(set(readings)) < 2:
        return readings[0] if readings else ""
    grams = [_shingles(reading) for reading in readings]
    nearness = [sum(_overlap(one, other) for other in grams if other is not one) for one in grams]
    return readings[nearness.index(max(nearness))]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _overlap(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def _is_promo(each: str, language: Language) -> bool:
    lower = each.lower().lstrip("-•*>→ ")
    if len(_WORD.findall(lower)) > _PROMO_WORDS:
        return False
    found = next((phrase for phrase in language.promo_phrases if lower.startswith(phrase)), None)
    if found is None:
        return False
    # A sentence may begin with the same words ("Comments by the minister were …"): it ends as a sentence does.
    rest = lower[len(found) :]
    return found.endswith(":") or not rest.strip() or rest[:1] in ":|" or not lower.rstrip("”\"'").endswith((".", "!", "?"))


def _is_stamp(each: str, language: Language) -> bool:
    lower = each.lower().strip()
    if len(_WORD.findall(lower)) > _PROMO_WORDS or lower.endswith((".", "!", "?")):
        return False
    if _READING_TIME.fullmatch(lower) or (lower.startswith(language.stamps) and _NUMBER.search(lower)):
        return True
    return len(lower) <= 50 and all(map(_is_of_dates, _WORD.findall(lower))) and parse_moment(lower) is not None


def _is_of_dates(word: str) -> bool:
    return bool(_NUMBER.search(word)) or word in _date_words()


@cache
def _date_words() -> frozenset[str]:
    named = (name for known in languages().values() for names in (*known.months, *known.weekdays) for name in names)
    return frozenset(named) | words("at um uhr am pm a p m utc gmt et est edt pt pst pdt cet cest mez mesz bst ist de o clock")


def _plainest(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
