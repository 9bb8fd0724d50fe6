"""The words of title and opening that tell one event from another, with how often they stand there."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.languages import language as language_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
_TITLE_COUNTS = 3.0
_OPENING_WORDS = 400


def terms_of(title: str, text: str, language: str | None) -> tuple[tuple[str, float], ...]:
    """Give (term, count) of the title, counted three times, and the first 400 words; sorted by term."""
    stop = language_of(language).stop_words
    counts: Counter[str] = Counter()
    for word in _words(title):
        if (term := normal_form(word, language)) and word not in stop:
            counts[term] += 3
    for word in _words(text[: _OPENING_WORDS * 24])[:_OPENING_WORDS]:
        if (term := normal_form(word, language)) and word not in stop:
            counts[term] += 1
    return tuple(sorted((term, float(count)) for term, count in counts.items()))


def _words(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text.lower())]


def normal_form(word: str, language: str | None) -> str:
    """Give a lower-cased word without the plural that English hangs on it; empty for a single letter."""
    if len(word) < 2:
        return ""
    if language in (None, "en") and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word
