"""Quotations: where they begin and end, over how many sentences, who speaks them, and whether outlets give the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.facts.candidates import Candidate
from pipeline.facts.origin import Attribution, Origin
from pipeline.facts.reports import Report
from pipeline.sentences import paragraphs
from pipeline.values import Article, Quote
from pipeline.verify import tokens

_OPENS, _CLOSES = "“„«", "”“»"
_FEWEST = 5
# fewer words than that are a quotation where another source has it whole
_SCRAP, _TELLING = 2, 2
_KEY = 8
_ALIKE = 0.6
_MARK = re.compile('[“”„«»"]')


def quotes_of(article: Article) -> tuple[Quote, ...]:
    """Give the quotations of an article in order, without their speakers.

    A quotation that a paragraph leaves open goes on where the next paragraph begins with a mark (a newspaper opens each
    paragraph of it anew and closes the last one); else it ends with its paragraph and is not whole.
    """
    found: list[Quote] = []
    pending: int | None = None
    for paragraph in paragraphs(article.text):
        start, line = paragraph.start, article.text[paragraph.start : paragraph.end]
        opened = pending
        if pending is not None and not (line.lstrip()[:1] and line.lstrip()[0] in _OPENS + '"'):
            found.append(_quote(article, pending, len(article.text[:start].rstrip()), whole=False))
            opened = None
        skip_first = opened is not None
        for match in _MARK.finditer(line):
            place = start + match.start()
            if skip_first:
                skip_first = False
                continue
            mark = match.group()
            if opened is None:
                if mark in _OPENS or (mark == '"' and not _closes(article.text, place)):
                    opened = place
            elif mark in _CLOSES or mark == '"':
                found.append(_quote(article, opened, place + 1, whole=True))
                opened = None
        pending = opened
    if pending is not None:
        found.append(_quote(article, pending, len(article.text), whole=False))
    return tuple(found)


def _closes(text: str, place: int) -> bool:
    """Whether a straight mark that nothing opened stands where one closes: an inch, or a slip."""
    return place > 0 and not text[place - 1].isspace() and text[place - 1] not in "(—–-["


def _quote(article: Article, start: int, end: int, *, whole: bool) -> Quote:
    sentences = [number for number, span in enumerate(article.sentences) if span.start < end and start < span.end]
    words = article.text[start:end].strip('“”„«»"').strip()
    first, last = (sentences[0], sentences[-1]) if sentences else (0, 0)
    fragment = len(words.split()) < _FEWEST or (first == last and not words[:1].isupper())
    return Quote(article.id, article.version, start, end, first, last, words, None, whole and not fragment)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of a story: the place of its first sentence among the candidates, the party its speaker speaks for."""

    quote: Quote
    report: int
    place: int
    party: str = ""


def spoken(candidates: Sequence[Candidate], reports: Sequence[Report], said: Sequence[Attribution]) -> tuple[Said, ...]:
    """The quotations of a story of five words and more, each with its speaker where the text tells who that is."""
    place_of = {(candidate.report, candidate.index): place for place, candidate in enumerate(candidates)}
    found = []
    for number, report in enumerate(reports):
        if not _MARK.search(report.article.text):
            continue
        for quote in quotes_of(report.article):
            place = place_of.get((number, quote.first))
            if place is not None and len(quote.words.split()) >= _SCRAP:
                origin = _behind(quote, number, place_of, said)
                named = replace(quote, speaker=(origin.by or origin.who) if origin else None)
                found.append(Said(named, number, place, origin.who if origin else ""))
    return tuple(one for one in found if len(one.quote.words.split()) >= _FEWEST or _taken(one, found))


def _taken(scrap: Said, those: Sequence[Said]) -> bool:
    """Whether a few words in marks are taken from a quotation that another source has whole."""
    words = plain(scrap.quote.words)
    if len(frozenset(words) - tokens.STOP) < _TELLING:
        return False
    return any(
        one.report != scrap.report
        and len(one.quote.words.split()) >= _FEWEST
        and part_of(scrap.quote.words, plain(one.quote.words))
        for one in those
    )


def same_words(quoted: Sequence[Said]) -> list[list[Said]]:
    """The quotations of a story, those together that are of the same words: one is a part of the other, or both begin alike."""
    found: list[tuple[tuple[str, ...], list[Said]]] = []
    for one in sorted(quoted, key=lambda said: -len(said.quote.words)):
        words = plain(one.quote.words)
        home = next((those for whole, those in found if words[:_KEY] == whole[:_KEY] or part_of(one.quote.words, whole)), None)
        if home is None:
            found.append((words, [one]))
        else:
            home.append(one)
    places = {id(one): number for number, one in enumerate(quoted)}
    return sorted(
        (sorted(those, key=lambda one: places[id(one)]) for _, those in found), key=lambda those: places[id(those[0])]
    )


_CONTRACTED = (
    (r"\bcan't\b|\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"n't\b", " not"), (r"(?<=\w)'re\b", " are"),
    (r"(?<=\w)'s\b", " is"), (r"(?<=\w)'ve\b", " have"), (r"(?<=\w)'ll\b", " will"), (r"(?<=\w)'m\b", " am"),
    (r"(?<=\w)'d\b", " would"),
)  # fmt: skip
_CUT = re.compile(r"\.\.\.|…|\[[^\]]*\]")


@lru_cache(maxsize=2048)
def plain(words: str) -> tuple[str, ...]:
    """The words without marks and case; what is contracted is written out: one outlet prints "it's", another "it is"."""
    low = words.lower().replace("’", "'").replace("‘", "'")
    if "'" in low or "cannot" in low:
        for short, full in _CONTRACTED:
            low = re.sub(short, full, low)
    return tuple(tokens.words(low.replace("'", "")))


def part_of(words: str, whole: Sequence[str]) -> bool:
    """Whether every stretch between ellipses and brackets stands in the whole, in order."""
    at = 0
    for piece in _CUT.split(words):
        part = plain(piece)
        if not part:
            continue
        place = next(
            (start for start in range(at, len(whole) - len(part) + 1) if tuple(whole[start : start + len(part)]) == part), None
        )
        if place is None:
            return False
        at = place + len(part)
    return True


def _behind(quote: Quote, report: int, place_of: dict[tuple[int, int], int], said: Sequence[Attribution]) -> Origin | None:
    """Who the sentences of the quotation say speaks: the last that says so, since a speaker stands behind what he says."""
    for sentence in range(quote.last, quote.first - 1, -1):
        place = place_of.get((report, sentence))
        speakers = [] if place is None else [origin for origin in said[place].origins if origin.kind == "statement"]
        if speakers:
            return speakers[-1]
    return None
