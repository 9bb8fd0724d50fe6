"""An article as the reasons read it: its names, numbers and sounds by the columns of the postings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.cluster.known import Known
from pipeline.cluster.postings import Postings, Vector
from pipeline.features.sounds import name_words, other_script, sound
from pipeline.values import Fingerprint


@dataclass(frozen=True, eq=False)
class Readable:
    """Each kind of words is read when it is first asked for: few pairs need all of them."""

    postings: Postings
    known: Known

    @property
    def fingerprint(self) -> Fingerprint:
        """Give what is known of it."""
        return self.known.fingerprint

    @property
    def terms(self) -> Vector:
        """Give its terms, which are many, and few of them are ever said."""
        return self.known.terms

    @cached_property
    def names(self) -> Mapping[int, float]:
        """Give the weights of its names' words."""
        names = self.known.names
        return dict(zip(names.columns.tolist(), names.weights.tolist(), strict=True))

    @cached_property
    def words(self) -> frozenset[int]:
        """Give its names' words."""
        return frozenset(self.known.names.columns.tolist())

    @cached_property
    def sounds(self) -> frozenset[int]:
        """Give how the words of its first names sound, which is what another script shares."""
        return frozenset(self.known.sounds.columns.tolist())

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Give its numbers."""
        return frozenset(self.known.numbers.columns.tolist())

    @cached_property
    def told_names(self) -> Sequence[tuple[str, tuple[int, ...]]]:
        """Give its names as written, each with its words."""
        language, column = self.fingerprint.language, self.postings.column
        return [(name, tuple([column(f"@{word}") for word in _words_of(name, language)])) for name in self.fingerprint.names]

    @cached_property
    def sounded_names(self) -> Sequence[tuple[str, tuple[int, ...]]]:
        """Give its names as written, each with the sounds of its words."""
        language, column = self.fingerprint.language, self.postings.column
        return [
            (name, tuple([column(f"~{sound(word)}") for word in _words_of(name, language)])) for name in self.fingerprint.names
        ]

    @cached_property
    def told_numbers(self) -> Sequence[tuple[str, int]]:
        """Give its numbers but the years."""
        return [(one, self.postings.column(f"#{one}")) for one in self.fingerprint.numbers if not one.startswith("y")]


def names_beside(one: Readable, other: Readable) -> Sequence[tuple[str, tuple[int, ...]]]:
    """Give an article's names by their letters or, beside one in another script, by their sounds."""
    return one.sounded_names if _foreign(one, other) else one.told_names


def said_beside(one: Readable, other: Readable) -> frozenset[int]:
    """Give what another article says that ``names_beside`` is held against."""
    return other.sounds if _foreign(one, other) else other.words


def _foreign(one: Readable, other: Readable) -> bool:
    return other_script(one.fingerprint.language) != other_script(other.fingerprint.language)


@lru_cache(maxsize=1 << 14)
def _words_of(name: str, language: str | None) -> tuple[str, ...]:
    return tuple(name_words([name], language))
