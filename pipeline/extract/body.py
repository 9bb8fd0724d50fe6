"""The text of the article: read from the cleared tree, its tails and promotions swept out, its corrections added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from pipeline.extract.furniture import without_furniture
from pipeline.extract.readings import plainest, read_carefully, read_quickly
from pipeline.extract.tree import Page, text_of
from pipeline.languages import Language, languages, words
from pipeline.moments import parse_moment

_WORD = re.compile(r"\w+")
_CAPTIONS = '//figcaption|//*[contains(@class,"caption") or contains(@class,"credit")]'
_PROMO_WORDS = 14
_LETTERS = re.compile(r"[a-z]+")
_SAID = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"\d")
_READING_TIME = re.compile(
    r"\W*(?:(?:estimated )?read(?:ing)? time|lese(?:zeit|dauer)|tempo de leitura|tiempo de lectura|(?:temps|durée) de lecture)?"
    r"\W*(?:ca|about|approx|env)?\W*\d+\W*min(?:uten?|utes|utos?|s)?"
    r"\W*(?:read(?:ing time)?|lese(?:zeit|dauer)|de (?:lectura|leitura|lecture))?\W*"
)
# Said to the reader: no article begins a sentence so.
_FOLLOW = re.compile(
    r"(?:follow|folgen sie|folge|sigue a|síguenos|siga|siga-nos|suivez|suivez-nous) [^.!?]{0,60}"
    r"\b(?:on|auf|bei|en|no|na|sur) "
    r"(?:twitter|x|facebook|instagram|youtube|tiktok|whatsapp|telegram|linkedin|bluesky|threads|google)\b",
    re.IGNORECASE,
)
_LONGEST_SWEPT = 300


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text, the same text before tails and promotions were swept out, and the tree that both were read from.

    Both texts may be empty. The tree is the page's without its furniture.
    """

    text: str
    whole: str
    tree: HtmlElement


def read_body(page: Page, headlines: Iterable[str], language: Language, *, fast: bool = False) -> Body:
    """Give what stands in the article.

    ``fast`` reads once and asks nobody else, unless that reading found next to nothing.
    """
    cleared = without_furniture(page.tree, lean=fast)
    titles = [plainest(headline) for headline in headlines if headline]
    whole = read_quickly(cleared, titles) if fast else ""
    if not whole:
        cleared = without_furniture(page.tree) if fast else cleared
        whole = read_carefully(cleared, titles, {plainest(text) for text in page.texts(_CAPTIONS, 200)})
    text = sweep(whole, language)
    # The tree is walked only where the page's source holds a word that begins such a paragraph.
    corrected = page.mentions(*_telling_words(language.corrections))
    return Body(_with_corrections(text, cleared.tree, language) if corrected else text, whole, cleared.tree)


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
    """Give the text without lines that only lead elsewhere (``Read more: …``) or only say when; prose is never touched.

    Lines without a word in them (rules, the borders of a table) go too.
    """
    return "\n".join(each for each in text.split("\n") if len(each) > _LONGEST_SWEPT or not _is_swept(each, language))


def _is_swept(each: str, language: Language) -> bool:
    return not _SAID.search(each) or _is_promo(each, language) or _is_stamp(each, language) or bool(_FOLLOW.match(each))


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


def _is_promo(each: str, language: Language) -> bool:
    lower = each.lower().lstrip("-•*>→ ")
    found = next((phrase for phrase in language.promo_phrases if lower.startswith(phrase)), None)
    if found is None or len(_WORD.findall(lower)) > _PROMO_WORDS:
        return False
    # A sentence may begin with the same words ("Comments by the minister were …"): it ends as a sentence does.
    rest = lower[len(found) :]
    return found.endswith(":") or not rest.strip() or rest[:1] in ":|" or not lower.rstrip("”\"'").endswith((".", "!", "?"))


def _is_stamp(each: str, language: Language) -> bool:
    lower = each.lower().strip()
    if lower.endswith((".", "!", "?")):
        return bool(_READING_TIME.fullmatch(lower))
    found = _WORD.findall(lower)
    if len(found) > _PROMO_WORDS:
        return False
    if _READING_TIME.fullmatch(lower) or (lower.startswith(language.stamps) and _NUMBER.search(lower)):
        return True
    return len(lower) <= 50 and all(map(_is_of_dates, found)) and parse_moment(lower) is not None


def _is_of_dates(word: str) -> bool:
    return bool(_NUMBER.search(word)) or word in _date_words()


@cache
def _date_words() -> frozenset[str]:
    named = (name for known in languages().values() for names in (*known.months, *known.weekdays) for name in names)
    return frozenset(named) | words("at um uhr am pm a p m utc gmt et est edt pt pst pdt cet cest mez mesz bst ist de o clock")
