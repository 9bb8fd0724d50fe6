"""The names of a text: capitalised spans that stand where an ordinary word would not be capitalised.

In German every noun is capitalised, so that a single word counts only where no article or adjective ending goes before
it and it does not look like a common noun. What is still too much there does no harm: a name is evidence where two
texts share it, and its weight falls with the number of articles that carry it. The same holds of Hindi, which has no
capitals: what is none of its common words may be a name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from pipeline.features.letters import ranges
from pipeline.features.places import place
from pipeline.languages import Language
from pipeline.languages import language as language_of

# How a word goes on behind its first letter.
_REST = re.compile(r"[\w&'’-]*(?:\.(?=[^\W_]))?")
_TOKEN = re.compile(rf"[^\W_]{_REST.pattern}")
_ASTRAL = 0x10000
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
_STOPS = re.compile(r"[^\w\s\u0900-\u0963'’-]|\d")
_MARKED = re.compile(r"[^\W\d_](?:\w|[\u0900-\u0963’'-])*")
_LOOKED_AT = 12000
_MOST = 80
_LONGEST_SPAN = 4


def names_of(text: str, language: str | None) -> tuple[str, ...]:
    """Give the distinct names of a text, as written, in the order of their first mention (at most 80)."""
    if language is not None and (known := language_of(language)).common:
        return _uncapitalised(text[:_LOOKED_AT], known)
    german = language == "de"
    found: dict[str, None] = {}
    openers: list[str] = []
    for span, opens in _spans(text[:_LOOKED_AT], german=german):
        if len(span) > 1 or not opens:
            if not german or _may_be_name_in_german(span):
                found.setdefault(" ".join([word for word, _ in span]))
        else:
            openers.append(span[0][0])
    inner = {word for name in found for word in name.split()}
    for word in openers:
        if word in inner:
            found.setdefault(word)
    return tuple(found)[:_MOST]


def _uncapitalised(text: str, language: Language) -> tuple[str, ...]:
    """Give the runs of words that are none of the language's common ones, where no capital tells a name.

    Much of that is no name; as in German it does no harm where nobody else says it.
    """
    found: dict[str, None] = {}
    for run in _STOPS.split(text):
        words = _MARKED.findall(run)
        for plain, span in groupby(words, key=lambda word: word in language.common or word in language.stop_words):
            if not plain:
                found.setdefault(" ".join(list(span)[:_LONGEST_SPAN]))
    return tuple(name for name in found if len(name) > 1)[:_MOST]


def _spans(text: str, *, german: bool) -> Iterator[tuple[list[tuple[str, str]], bool]]:
    """Yield each run of capitalised words as [(word, the word before it)], and whether it opens a sentence with one word.

    Only where a word begins with a capital is anything looked at; the word before is given in German alone.
    """
    span: list[tuple[str, str]] = []
    before, end, opens = "", 0, False
    for match in _capitals().finditer(text):
        start = match.start()
        # Nearly always there is one blank between this word and the one before.
        follows = start > 1 and text[start - 1] == " " and text[start - 2].isalnum()
        told = start - 1 if follows else _end_of_word_before(text, start)
        if told > start or not text[start].isupper():  # inside a word, or no capital
            continue
        if told > end:
            if span:
                yield span, opens
                span = []
            before, end = (_TOKEN.findall(text, end, told)[-1] if german else ""), told
        gap = text[end:start]
        word = match.group()
        if word[-1] in "s'’-.":
            word = _bare(word)
        capital = len(word) > 1 and word not in _NEVER
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


def _end_of_word_before(text: str, start: int) -> int:
    """Give where the last word that begins before ``start`` ends, 0 where there is none."""
    last = start - 1
    while last >= 0 and not text[last].isalnum():
        last -= 1
    if last < 0:
        return 0
    rest = _REST.match(text, last + 1)
    return rest.end() if rest else last + 1


@cache
def _capitals() -> re.Pattern[str]:
    """Match what is a word that begins with a capital, where no letter stands before it.

    Beyond the first plane of Unicode any letter is taken: a pattern looks its letters up in a table there alone.
    """
    return re.compile(rf"[{ranges(str.isupper)}{chr(_ASTRAL)}-{chr(sys.maxunicode)}](?<![^\W_].){_REST.pattern}", re.DOTALL)


def _may_be_name_in_german(span: Sequence[tuple[str, str]]) -> bool:
    if len(span) > 1:
        return True
    word, before = span[0]
    if any(letter.isupper() or letter.isdigit() for letter in word[1:]) or place(word.lower()):
        return True
    return before.lower() not in _GERMAN_BEFORE_NOUN and not _GERMAN_NOUN_END.search(word)


def _bare(word: str) -> str:
    for ending in ("'s", "’s", "'", "’", "-", "."):
        word = word.removesuffix(ending)
    return word
