"""The frozen split: where the sentences of a text begin and end.

Own rules in the convention of newspapers: a quotation of several sentences is split inside the quote marks, a paragraph's
end always ends a sentence, and a line without a full stop (a sub-head) is a sentence of its own. The split of an article
version is made once and kept, since citations point into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pipeline.languages import Language
from pipeline.values import Span

LONGEST = 90
"""No sentence has more words than this: a longer one is cut where it breathes."""
LONGEST_CHARACTERS = 1_500
"""Nor more characters, though it be one word: what reads a sentence may take time that grows with its square."""

_WORD = re.compile(r"\w+")
# The vowel signs of Devanagari are no letters to ``re``.
_WHOLE_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# What a conversion leaves where lines ended, twice and more in a row ("LINE_BREAK LINE_BREAK"): a paragraph's end, no words.
_DEBRIS = re.compile(r"(?:\b[A-Z]{2,}(?:_[A-Z]{2,})+\b[^\S\n]*){2,}")
_CLOSERS = "\"'”’»)\\]›“"
# A run of marks is looked at once, from its first mark: from each of them, half a million dots would take half an hour.
_END = re.compile(rf"(?:(?<![.!?…।])[.!?…।]++[{_CLOSERS}]*+(?=\s)|[。！？]+[」』）”]*)")
_OPENERS = "\"'“‘„»«‚›‹([—–-•*¿¡"
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+")
# A dateline goes on: "SALTMARSH, Ill. (AP) — A ferry".
_STATE = re.compile(
    r"[A-Z][\w’'-]+, (?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|"
    r"Ore|Pa|Tenn|Va|Vt|Wash|Wis|Wyo)$"
)
_ELLIPSIS = re.compile(r"\.\.|…")
# A name that ends in a mark goes on with the form of its company ("Zing! Inc."); no sentence begins with one.
_COMPANY_FORMS = frozenset({"inc", "corp", "ltd", "llc", "plc", "gmbh"})
_BREATHS = (re.compile(r"[;:—–]\s"), re.compile(r",\s"), re.compile(r"\s"))


def split(text: str, language: Language) -> tuple[Span, ...]:
    """Give the sentences of ``text`` in order: half-open, in code points, without surrounding white space.

    Together they cover every character that is not white space nor left by a conversion (``paragraphs``), and none has more
    than ``LONGEST`` words or ``LONGEST_CHARACTERS``.
    """
    spans: list[Span] = []
    for paragraph in paragraphs(text):
        edges = [paragraph.start, *_boundaries(text, paragraph.start, paragraph.end, language), paragraph.end]
        for start, end in pairwise(edges):
            if trimmed := _trim(text, start, end):
                spans.extend(piece for cut in _cut(text, trimmed) for piece in _chop(text, cut))
    return tuple(spans)


def paragraphs(text: str) -> Iterator[Span]:
    """Give the paragraphs of ``text`` in order, without the marks that a conversion left in place of its line ends."""
    for line in _PARAGRAPH.finditer(text):
        start = line.start()
        for debris in _DEBRIS.finditer(text, line.start(), line.end()):
            yield from (Span(start, debris.start()),) if debris.start() > start else ()
            start = debris.end()
        if start < line.end():
            yield Span(start, line.end())


def _boundaries(text: str, start: int, end: int, language: Language) -> Iterator[int]:
    for found in _END.finditer(text, start, end):
        # Bounded looks to both sides keep the split linear in a paragraph of ten megabytes.
        before = text[max(start, found.start() - 40) : found.start()]
        after = text[found.end() : min(end, found.end() + 120)]
        if found[0][0] in "。！？।" or _ends_sentence(before, found[0], after, language):
            yield found.end()


def _ends_sentence(before: str, mark: str, after: str, language: Language) -> bool:
    """Tell whether ``mark`` between two parts of a paragraph ends a sentence."""
    following = after.lstrip()
    word = following.lstrip(_OPENERS + " \u00a0\u202f")
    if word and word[0].islower() and not re.match(r"[a-z]{1,2}[A-Z]", word):
        return False
    if mark in {"!", "?"} and word == following and _first_word(word) in _COMPANY_FORMS:
        return False
    closed = mark[-1] in _CLOSERS
    if closed and mark[0] in "!?…":
        return not _is_attribution(following, language)
    if _ELLIPSIS.match(mark):
        return not re.match(r"I\b", word)
    if mark == "." and re.match(r"\((?:[A-Z]{2,5}|Reuters)\)\s?[-–—]|--|[–—]", following) and _STATE.search(before):
        return False
    plain_dot = mark[0] == "." and (not closed or mark[-1] in ")]")
    return not (word and plain_dot and _is_abbreviated(before, word, language))


def _is_abbreviated(before: str, word: str, language: Language) -> bool:
    """Tell whether the dot after ``before`` belongs to its last word, so that the sentence goes on with ``word``."""
    last = re.split(r"\s", before)[-1]
    token = last.lstrip(_OPENERS)
    lower = token.lower()
    starts_anew = _first_word(word) in language.stop_words | language.openings
    # "l’art. 4": an elided article is no part of the abbreviation.
    if lower in language.titles or re.sub(r"^[ldnscj][’']", "", lower) in language.titles:
        return True
    if lower in language.abbreviations or lower.rpartition("-")[2] in language.abbreviations:
        return not starts_anew
    if _ACRONYM.fullmatch(token + "."):
        # One letter is an initial ("J. Doe") unless the sentence clearly begins again ("plan B. The").
        return not starts_anew
    return language.ordinal_dot and bool(re.fullmatch(r"\d{1,2}", token)) and not starts_anew


def _first_word(text: str) -> str:
    found = _WHOLE_WORD.match(text)
    return found[0].lower() if found else ""


def _is_attribution(following: str, language: Language) -> bool:
    """Tell whether a quotation is followed by who said it (``"Why?" Reyl asked``)."""
    words = [word.lower() for word in _WHOLE_WORD.findall(following[:60])[:4]]
    return not set(following[:1]) & set('"“„«»') and any(word in language.speech_verbs for word in words[1:])


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Cut what is longer than ``LONGEST`` words: at a semicolon, else a comma, else a space, else between two words."""
    ends = [word.end() for word in _WORD.finditer(text, span.start, span.end)]
    start, first = span.start, 0
    while len(ends) - first > LONGEST:
        # The cut stands in the second half of what fits, so that no crumb is left behind.
        place = _breath(text, ends[first + LONGEST // 2], ends[first + LONGEST - 1])
        if piece := _trim(text, start, place):
            yield piece
        start, first = place, bisect_right(ends, place)
    if piece := _trim(text, start, span.end):
        yield piece


def _chop(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_CHARACTERS:
        end = start + LONGEST_CHARACTERS
        place = _breath(text, start + LONGEST_CHARACTERS // 2, end - 1)
        if piece := _trim(text, start, place):
            yield piece
        start = place
    if piece := _trim(text, start, span.end):
        yield piece


def _breath(text: str, low: int, high: int) -> int:
    for breath in _BREATHS:
        places = [found.end() for found in breath.finditer(text, low, high + 1)]
        if places:
            return places[-1]
    return high
