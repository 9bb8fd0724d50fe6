"""Quotations: where they begin and end, over how many sentences, who speaks them, and whether outlets give the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.facts.candidates import Candidate
from pipeline.facts.origin import Attribution, Origin
from pipeline.facts.reports import Report
from pipeline.values import Article, Citation, ConflictValue, Quote, Wording
from pipeline.verify import tokens

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
    """Who the sentences of the quotation, else the one before it, say speaks."""
    for sentence in (*range(quote.first, quote.last + 1), quote.first - 1):
        place = place_of.get((report, sentence))
        speakers = [] if place is None else [origin for origin in said[place].origins if origin.kind == "statement"]
        if speakers:
            return speakers[-1]
    return None


# --------------------------------------------------------------------------- wordings


def wordings(spoken_there: Sequence[Said], reports: Sequence[Report]) -> tuple[Wording, ...]:
    """Quotations that several outlets give, where they differ in words: held against a primary document, else the most given.

    Who shortens honestly (with an ellipsis, or a part of it) alters nothing; punctuation and case count for nothing.
    """
    found = []
    for family in _families(spoken_there):
        forms: dict[tuple[str, ...], list[Said]] = {}
        for one in family:
            forms.setdefault(_plain(one.quote.words), []).append(one)
        if len(forms) < 2:
            continue
        primary = [form for form, those in forms.items() if any(reports[one.report].primary for one in those)]
        reference = min(
            primary or forms, key=lambda form: (-len({one.report for one in forms[form]}), -len(form), forms[form][0].report)
        )
        altered = [
            form
            for form in forms
            if form != reference
            and not _part_of(forms[form][0].quote.words, reference)
            and not _part_of(forms[reference][0].quote.words, form)
        ]
        if altered:
            found.append(_wording(forms, reference, altered, reports, checked=bool(primary)))
    return tuple(found)


def _wording(
    forms: dict[tuple[str, ...], list[Said]],
    reference: tuple[str, ...],
    altered: Sequence[tuple[str, ...]],
    reports: Sequence[Report],
    *,
    checked: bool,
) -> Wording:
    def cited(those: Sequence[Said]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(reports[one.report].citation(one.quote.first) for one in those))

    speaker = next((one.quote.speaker for form in forms.values() for one in form if one.quote.speaker), None)
    return Wording(
        speaker=speaker,
        words=forms[reference][0].quote.words,
        citations=cited([one for form, those in forms.items() if form not in altered for one in those]),
        others=tuple(ConflictValue(forms[form][0].quote.words, cited(forms[form])) for form in altered),
        checked=checked,
    )


def _families(spoken_there: Sequence[Said]) -> Iterator[list[Said]]:
    """Quotations of different reports that are the same words, or nearly."""
    left = sorted(spoken_there, key=lambda one: -len(one.quote.words))
    sets = {id(one): frozenset(_plain(one.quote.words)) for one in left}
    while left:
        head, *left = left
        mine = [head]
        rest: list[Said] = []
        for one in left:
            (mine if _alike(head, one, sets[id(head)], sets[id(one)]) else rest).append(one)
        left = rest
        if len({one.report for one in mine}) > 1:
            yield mine


def _alike(a: Said, b: Said, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    shorter = min(len(mine), len(theirs)) or 1
    if a.report == b.report or len(mine & theirs) / shorter < _ALIKE:
        return False
    one, other = _plain(a.quote.words), _plain(b.quote.words)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(one), len(other)) >= _ALIKE


def _plain(words: str) -> tuple[str, ...]:
    return tuple(tokens.words(words.replace("’", "'").replace("'", "")))


def _part_of(words: str, whole: tuple[str, ...]) -> bool:
    """Whether every stretch between ellipses and brackets stands in the whole, in order."""
    at = 0
    for piece in re.split(r"\.\.\.|…|\[[^\]]*\]", words):
        part = _plain(piece)
        if not part:
            continue
        place = next(
            (start for start in range(at, len(whole) - len(part) + 1) if whole[start : start + len(part)] == part), None
        )
        if place is None:
            return False
        at = place + len(part)
    return True
