"""How much of a text is copied: maximal runs of words that stand in a source, outside quotation marks.

A run counts from eight words. An index of 8-grams finds where a run can start; it is then followed word by word,
so that a sentence costs its own length and not that of the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.verify.tokens import QUOTATION, words

RUN = 8
RUN_WORDS = 25
SOURCE_WORDS = 90
SOURCE_SHARE = 0.25
# a note of sixty words has one sentence to give: below this much, a quarter would forbid to say what it says
SOURCE_FLOOR = 40


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's words with the places where each 8-gram starts."""

    words: tuple[str, ...]
    starts: Mapping[tuple[str, ...], tuple[int, ...]] = field(repr=False)

    @property
    def budget(self) -> int:
        """How many words of runs may be taken from this source in one article."""
        return budget(len(self.words))


def budget(source_words: int) -> int:
    """Words of runs of eight and more that one article may take from a source of this length."""
    return int(max(SOURCE_FLOOR, min(SOURCE_WORDS, SOURCE_SHARE * source_words)))


def source_text(texts: Sequence[str]) -> SourceText:
    """The index of a source, given as its title and sentences in order."""
    return _indexed(tuple(texts))


# the writer and the proof look at the same sources: a story's index is made once
@lru_cache(maxsize=64)
def _indexed(texts: tuple[str, ...]) -> SourceText:
    flat = tuple(word for text in texts for word in words(text))
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(flat) - RUN + 1):
        starts[flat[index : index + RUN]].append(index)
    return SourceText(flat, {gram: tuple(places) for gram, places in starts.items()})


def runs(text: str, source: SourceText) -> list[int]:
    """Lengths in words of the runs (eight and more) of the text that stand in the source, quotations left out."""
    # a word or two in quote marks is no quotation yet: it stays part of the run around it
    mine = tuple(words(QUOTATION.sub(lambda match: " " if len(match.group()) > 13 else match.group(), text)))
    found, index = [], 0
    while index <= len(mine) - RUN:
        length = max(
            (_length(mine, index, source.words, start) for start in source.starts.get(mine[index : index + RUN], ())), default=0
        )
        if length:
            found.append(length)
        index += max(length, 1)
    return found


def _length(mine: Sequence[str], index: int, theirs: Sequence[str], start: int) -> int:
    length = RUN
    while index + length < len(mine) and start + length < len(theirs) and mine[index + length] == theirs[start + length]:
        length += 1
    return length
