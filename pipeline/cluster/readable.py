"""An article as the reasons read it: the words of its names and how they sound, its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    def names(self) -> Mapping[str, float]:
        """Give the weights of its names' words."""
        return dict(zip(self._read(self.known.names), self.known.names.weights.tolist(), strict=True))

    @cached_property
    def words(self) -> frozenset[str]:
        """Give its names' words."""
        return frozenset(self._read(self.known.names))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Give how the words of its first names sound, which is what another script shares."""
        return frozenset(self._read(self.known.sounds))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Give its numbers."""
        return frozenset(self.known.numbers.columns.tolist())

    @cached_property
    def told_names(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Give its names as written, each with its words."""
        language = self.fingerprint.language
        return [(name, _words_of(name, language)) for name in self.fingerprint.names]

    @cached_property
    def sounded_names(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Give its names as written, each with the sounds of its words."""
        return [(name, [*map(sound, words)]) for name, words in self.told_names]

    @cached_property
    def told_numbers(self) -> Sequence[tuple[str, int]]:
        """Give its numbers but the years."""
        return [(one, self.postings.column(f"#{one}")) for one in self.fingerprint.numbers if not one.startswith("y")]

    def _read(self, vector: Vector) -> list[str]:
        # A key begins with the mark of its kind.
        keys = self.postings.keys
        return [keys[column][1:] for column in vector.columns.tolist()]


def names_beside(one: Readable, other: Readable) -> Sequence[tuple[str, Sequence[str]]]:
    """Give an article's names by their letters or, beside one in another script, by their sounds."""
    return one.sounded_names if _foreign(one, other) else one.told_names


def said_beside(one: Readable, other: Readable) -> frozenset[str]:
    """Give what another article says that ``names_beside`` is held against."""
    return other.sounds if _foreign(one, other) else other.words


def _foreign(one: Readable, other: Readable) -> bool:
    return other_script(one.fingerprint.language) != other_script(other.fingerprint.language)


def _words_of(name: str, language: str | None) -> Sequence[str]:
    # What ``name_words`` says of nearly every name is as quickly said here.
    if name.isascii() and language in {None, "en"}:
        return [*dict.fromkeys(name.lower().split())]
    return name_words([name], language)
