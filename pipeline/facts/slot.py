"""A value in its slot: what it is the value *of*, so that two values can be told to be of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.families import family
from pipeline.values import FactKind
from pipeline.verify import tokens

# a quarter stands where a month does, so much higher; a single day has three parts
QUARTERS, DAY = 100, 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A value where it stands in a sentence (``place`` among the candidates; ``start`` and ``end`` in the sentence's text).

    ``norm`` is the value in the base unit of ``unit``; for a date (year, month, day) with 0 for what it leaves open.
    ``heads`` say what it is the value of, ``about`` are the stems of the clause around it, ``label`` is for readers. ``rough``
    is a round figure ("more than 5,000"), ``when`` tells one of before, of the future, a part of a sum, or one that is denied
    ("not the $180 million"); ``clause`` is where its clause begins, ``converts`` where the sum does that this one in brackets
    gives in another currency.
    """

    place: int
    kind: FactKind
    unit: str
    norm: tuple[float, ...]
    start: int
    end: int
    text: str
    heads: tuple[str, ...]
    about: frozenset[str]
    label: str
    rough: bool = False
    when: str = ""
    clause: int = 0
    converts: int | None = None

    @property
    def value(self) -> tuple[str, str, tuple[float, ...]]:
        """What two slots with the same value share."""
        return self.kind, self.unit, self.norm

    @property
    def normal(self) -> str:
        """The value in the form that two ways of writing it share."""
        if self.kind != "date":
            return f"{self.norm[0]:.12g} {self.unit}".strip()
        if self.unit == "time":
            return f"T{self.norm[0]:02.0f}:{self.norm[1]:02.0f}"
        year, month, day = self.norm[:3]
        if month > QUARTERS:
            return f"{year:04.0f}-Q{month - QUARTERS:.0f}"
        parts = [f"{year:04.0f}" if year else "-", *(f"{part:02.0f}" for part in (month, day) if part)]
        first = "-".join(parts)
        return first if len(self.norm) == DAY else f"{first}/{parts[0]}-{self.norm[3]:02.0f}-{self.norm[4]:02.0f}"

    @property
    def amount(self) -> float:
        """The number; for a date its days, roughly."""
        if self.kind != "date":
            return self.norm[0]
        return (
            self.norm[0] * 60 + self.norm[1] if self.unit == "time" else self.norm[0] * 366 + self.norm[1] * 31 + self.norm[2]
        )


def stems(text: str) -> frozenset[str]:
    """The stems of a text by which two values are told to be of one thing: no numbers."""
    return frozenset(family(stem) for stem in tokens.content(text) if not stem[0].isdigit())
