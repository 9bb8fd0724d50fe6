"""The words of title and opening that tell one event from another, with how often they stand there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from pipeline.features.letters import ranges
from pipeline.languages import language as language_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
# The vowel signs of Indic and Arabic script are no letters to ``re``: without them a word would fall into crumbs.
_MARKED_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff\u200c\u200d])*")
_LETTERS_WITH_MARKS = re.compile(r"[\u0591-\u0dff]")
# What the letters with marks, and those beyond the first plane of Unicode, begin with in UTF-8.
_RARE = bytes([*range(0xD6, 0xE1), *range(0xF0, 0xF5)])
_POSSESSIVE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
_OPENING_WORDS = 400
_MOST_FORMS = 1 << 16


def terms_of(title: str, text: str, language: str | None) -> tuple[tuple[str, float], ...]:
    """Give (term, count) of the title, counted three times, and the first 400 words; sorted by term."""
    forms = _forms(language)
    counts = Counter(map(forms.__getitem__, _opening(text)))
    for word in _words(title):
        counts[forms[word]] += 3
    counts.pop("", None)
    return tuple([(term, float(counts[term])) for term in sorted(counts)])


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
    return [term for term in map(_forms(language).__getitem__, words) if term]


class _Forms(dict[str, str]):
    """The term of each word of a language as it stands in a text, empty for one that says nothing; of the last words seen."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language, self._stop = language, language_of(language).stop_words

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_FORMS:
            self.clear()
        # Few words have an apostrophe: the rest need no second look.
        bare = _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word
        term = self[word] = "" if bare in self._stop else normal_form(bare, self._language)
        return term


@lru_cache(maxsize=64)
def _forms(language: str | None) -> _Forms:
    return _Forms(language)


def _words(text: str) -> list[str]:
    lowered = text.lower()
    written = lowered.encode("utf-8", "surrogatepass")
    if len(written) == len(written.translate(None, _RARE)):
        return _common_word().findall(lowered)
    return (_MARKED_WORD if _LETTERS_WITH_MARKS.search(lowered) else _WORD).findall(lowered)


@cache
def _common_word() -> re.Pattern[str]:
    """Match what ``_WORD`` does in the first plane of Unicode."""
    return re.compile(rf"[{ranges(str.isalnum)}]+(?:['’][{ranges(_is_letter)}]+)?")


def _is_letter(letter: str) -> bool:
    return letter.isalnum() and not letter.isdecimal()


@lru_cache(maxsize=1 << 16)
def normal_form(word: str, language: str | None) -> str:
    """Give a lower-cased word without the plural that English hangs on it; empty for a single letter."""
    if len(word) < 2:
        return ""
    if language in (None, "en") and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word
