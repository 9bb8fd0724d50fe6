"""The longest runs of words that two texts share, as they stand in the first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
# Three words in a row are as often grammar ("the end of the") as a phrase, unless one of them is a name or a number.
_FEWEST = 4
_SEED = 3
_SHOWN = 3
_MOST_SHOWN_WORDS = 24
# A page that prints one line a thousand times must not cost a thousand times a thousand steps.
_MOST_PLACES = 16
_READ_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text`` is how the first of two texts writes it, ``words`` its length, ``start`` where it begins there."""

    text: str
    words: int
    start: int


def shared_phrases(one: str, other: str, limit: int = _SHOWN) -> tuple[Phrase, ...]:
    """Give the longest word runs that stand in both texts, compared as shingles are: lower-cased, without punctuation.

    The longest first, none inside another, none twice; runs of fewer than four words only where they hold a name or a number.
    Looked at are the first 40,000 characters of each. Greedy matching from seeds of three words, as rsync and diff tools do.
    """
    theirs = _WORD.findall(other[:_READ_CHARACTERS].lower())
    places = _places(_WORD.findall(one[:_READ_CHARACTERS].lower()), theirs)
    if not places:
        return ()
    found = list(_WORD.finditer(one[:_READ_CHARACTERS]))
    words = [word[0].lower() for word in found]
    kept: dict[tuple[str, ...], tuple[int, int]] = {}
    start = 0
    while start + _SEED <= len(words):
        run = max(
            (_run(words, start, theirs, place) for place in places.get(tuple(words[start : start + _SEED]), ())), default=0
        )
        if run >= _FEWEST or (run and _tells([word[0] for word in found[start : start + run]])):
            kept.setdefault(tuple(words[start : start + run]), (start, run))
        start += max(run, 1)
    longest: dict[str, tuple[int, int]] = {}
    for run_words, (start, run) in sorted(kept.items(), key=lambda item: (-item[1][1], item[1][0])):
        spaced = f" {' '.join(run_words)} "
        if len(longest) < limit and not any(spaced in longer for longer in longest):
            longest[spaced] = start, run
    spans = ((found[start].start(), found[start + run - 1].end(), run) for start, run in longest.values())
    return tuple(Phrase(one[begin:end], run, begin) for begin, end, run in spans)


def said_phrases(one: str, other: str) -> tuple[str, ...]:
    """Give the shared phrases as one reason in words; nothing where there are none."""
    phrases = "; ".join(map(quoted, shared_phrases(one, other)))
    return (f"shared phrases: {phrases}",) if phrases else ()


def quoted(phrase: Phrase) -> str:
    """Give a phrase in quotation marks on one line, a long one cut, and its length: ``“ran aground off Tarn” (4 words)``."""
    words = phrase.text.split()
    text = " ".join(words) if len(words) <= _MOST_SHOWN_WORDS else f"{' '.join(words[:_MOST_SHOWN_WORDS])} …"
    return f"“{text}” ({phrase.words} words)"


def _places(words: list[str], theirs: list[str]) -> dict[tuple[str, ...], list[int]]:
    """Give where the runs of three words that both have begin in the second."""
    grams = list(zip(theirs, theirs[1:], theirs[2:], strict=False))
    both = set(grams) & set(zip(words, words[1:], words[2:], strict=False))
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start, gram in enumerate(grams):
        if gram in both and len(places[gram]) < _MOST_PLACES:
            places[gram].append(start)
    return places


def _run(words: list[str], start: int, theirs: list[str], place: int) -> int:
    length = _SEED
    most = min(len(words) - start, len(theirs) - place)
    while length < most and words[start + length] == theirs[place + length]:
        length += 1
    return length


def _tells(words: list[str]) -> bool:
    """Tell whether a word of the run is a number or, after the first, begins with a capital."""
    return any(word[:1].isdigit() for word in words) or any(word[:1].isupper() for word in words[1:])
