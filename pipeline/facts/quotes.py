"""Quotations: where they begin and end, over how many sentences, who speaks them, and whether outlets give the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.facts.candidates import Candidate
from pipeline.facts.origin import Attribution, Origin
from pipeline.facts.reports import Report
from pipeline.values import Article, Quote

_OPENS, _CLOSES = "“„«", "”“»"
_FEWEST = 5
_ALIKE = 0.6
_MARK = re.compile('[“”„«»"]')


def quotes_of(article: Article) -> tuple[Quote, ...]:
    """Give the quotations of an article in order, without their speakers.

    A quotation that a paragraph leaves open goes on where the next paragraph begins with a mark (a newspaper opens each
    paragraph of it anew and closes the last one); else it ends with its paragraph and is not whole.
    """
    found: list[Quote] = []
    at = 0
    pending: int | None = None
    for line in article.text.split("\n"):
        start = at
        at += len(line) + 1
        opened = pending
        if pending is not None and not (line.lstrip()[:1] and line.lstrip()[0] in _OPENS + '"'):
            found.append(_quote(article, pending, start - 1, whole=False))
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
            if place is not None and len(quote.words.split()) >= _FEWEST:
                origin = _behind(quote, number, place_of, said)
                named = replace(quote, speaker=(origin.by or origin.who) if origin else None)
                found.append(Said(named, number, place, origin.who if origin else ""))
    return tuple(found)


def _behind(quote: Quote, report: int, place_of: dict[tuple[int, int], int], said: Sequence[Attribution]) -> Origin | None:
    """Who the sentences of the quotation say speaks: the last that says so, since a speaker stands behind what he says."""
    for sentence in range(quote.last, quote.first - 1, -1):
        place = place_of.get((report, sentence))
        speakers = [] if place is None else [origin for origin in said[place].origins if origin.kind == "statement"]
        if speakers:
            return speakers[-1]
    return None
