"""The words of title and opening that tell one event from another, with how often they stand there."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from pipeline.languages import language as language_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
# The vowel signs of Indic and Arabic script are no letters to ``re``: without them a word would fall into crumbs.
_MARKED_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff\u200c\u200d])*")
_LETTERS_WITH_MARKS = re.compile(r"[\u0591-\u0dff]")
_POSSESSIVE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
_OPENING_WORDS = 400


def terms_of(title: str, text: str, language: str | None) -> tuple[tuple[str, float], ...]:
    """Give (term, count) of the title, counted three times, and the first 400 words; sorted by term."""
    # A word is made into its term once, however often it stands there.
    words = Counter(_opening(text))
    for word in _words(title):
        words[word] += 3
    stop = language_of(language).stop_words
    counts: dict[str, float] = {}
    for word, count in words.items():
        if word not in stop and (term := normal_form(word, language)):
            counts[term] = counts.get(term, 0.0) + count
    return tuple(sorted(counts.items()))


def title_terms(title: str, language: str | None) -> tuple[str, ...]:
    """Give the distinct terms of a title in their order."""
    return tuple(dict.fromkeys(_terms(_words(title), language)))


def _opening(text: str) -> list[str]:
    # A third of the letters nearly always holds the words that are wanted, and one more: then none of them is cut in two.
    words = _words(text[: _OPENING_WORDS * 8])
    if len(words) <= _OPENING_WORDS:
        words = _words(text[: _OPENING_WORDS * 24])
    return words[:_OPENING_WORDS]


def _terms(words: list[str], language: str | None) -> list[str]:
    stop = language_of(language).stop_words
    return [term for word in words if word not in stop and (term := normal_form(word, language))]


def _words(text: str) -> list[str]:
    # Few words have an apostrophe: the rest need no second look.
    lowered = text.lower()
    marked = not lowered.isascii() and _LETTERS_WITH_MARKS.search(lowered)
    found = (_MARKED_WORD if marked else _WORD).findall(lowered)
    return [_POSSESSIVE.sub("", word) if "'" in word or "’" in word else word for word in found]


@lru_cache(maxsize=1 << 16)
def normal_form(word: str, language: str | None) -> str:
    """Give a lower-cased word without the plural that English hangs on it; empty for a single letter."""
    if len(word) < 2:
        return ""
    if language in (None, "en") and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word
