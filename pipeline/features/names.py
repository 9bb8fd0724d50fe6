"""The names of a text: capitalised spans that stand where an ordinary word would not be capitalised.

In German every noun is capitalised, so that a single word counts only where no article or adjective ending goes before
it and it does not look like a common noun. What is still too much there does no harm: a name is evidence where two
texts share it, and its weight falls with the number of articles that carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"[^\W_][\w&'’-]*(?:\.(?=[^\W_]))?")
_STOPS_SENTENCE = frozenset('.!?:;\n"“”„«»‘`•|')
_NO_NAMES = """
I I'm I've I'd I'll I’m I’ve I’d I’ll A An The This That These Those He She It We They You But And Or If In On At As When While
After Before For From With Mr Mrs Ms Dr Sir Lord Lady Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec GMT UTC
EST EDT PST PDT BST CET Der Die Das Ein Eine Einen Und Oder Aber Sie Er Es Wir Ihr Ihre Nach Bei Montag Dienstag Mittwoch
Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli Oktober Dezember Prozent Euro Dollar Million Millionen
Milliarde Milliarden Ende Anfang Mitte Uhr Jahr Jahre Jahren
"""
_NEVER = frozenset(_NO_NAMES.split())
_GERMAN_NOUN_END = re.compile(r"(?:ung|heit|keit|schaft|tion|ismus|nis|tät|chen|lein|ling|e|en|er|ern)$")
_GERMAN_DETERMINERS = """
der die das den dem des ein eine einen einem einer eines kein keine keinen im am zum zur vom beim ins ans seine seinen seiner
seinem ihre ihren ihrer ihrem dieser diese dieses diesen diesem jede jeder jeden jedem alle viele mehrere
"""
_GERMAN_BEFORE_NOUN = frozenset(_GERMAN_DETERMINERS.split())
_LOOKED_AT = 12000
_MOST = 80
_LONGEST_SPAN = 4


def names_of(text: str, language: str | None) -> tuple[str, ...]:
    """Give the distinct names of a text, as written, in the order of their first mention (at most 80)."""
    german = language == "de"
    found: dict[str, None] = {}
    openers: list[str] = []
    for span, opens in _spans(text[:_LOOKED_AT]):
        if len(span) > 1 or not opens:
            if not german or _may_be_name_in_german(span):
                found.setdefault(" ".join(word for word, _ in span))
        else:
            openers.append(span[0][0])
    inner = {word for name in found for word in name.split()}
    for word in openers:
        if word in inner:
            found.setdefault(word)
    return tuple(found)[:_MOST]


def _spans(text: str) -> Iterator[tuple[list[tuple[str, str]], bool]]:
    """Yield each run of capitalised words as [(word, the word before it)], and whether it opens a sentence with one word."""
    span: list[tuple[str, str]] = []
    before, end, opens = "", 0, False
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word[0].isupper():  # most words: nothing else is asked of them
            if span:
                yield span, opens
                span = []
            before, end = word, match.end()
            continue
        gap = text[end : match.start()]
        capital = len(word := _bare(word)) > 1 and word not in _NEVER
        if span and (not capital or gap.strip(" \u00a0") or len(span) == _LONGEST_SPAN):
            yield span, opens
            span = []
        if capital:
            if not span:
                opens = end == 0 or not _STOPS_SENTENCE.isdisjoint(gap)
            span.append((word, before))
        before, end = word, match.end()
    if span:
        yield span, opens


def _may_be_name_in_german(span: Sequence[tuple[str, str]]) -> bool:
    if len(span) > 1:
        return True
    word, before = span[0]
    if any(letter.isupper() or letter.isdigit() for letter in word[1:]):
        return True
    return before.lower() not in _GERMAN_BEFORE_NOUN and not _GERMAN_NOUN_END.search(word)


def _bare(word: str) -> str:
    for ending in ("'s", "’s", "'", "’", "-", "."):
        word = word.removesuffix(ending)
    return word
