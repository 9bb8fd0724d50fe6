"""From the corrections that persons made to what stands: the newer wins, and the older one is known as replaced.

Every correction says of some articles that they report one event, and of some that they do not. Read from the newest to
the oldest, each is taken as far as nothing newer says otherwise, with what follows from both (``Fixed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.cluster.constraints import Fixed, Pair
from pipeline.protocols import Correction


@dataclass(frozen=True, slots=True)
class InEffect:
    """``fixed`` is what stands; ``replaced`` names, for a correction of which something was replaced, the newer one."""

    fixed: Fixed
    replaced: Mapping[int, int]


def together(correction: Correction) -> tuple[str, ...]:
    """Give the articles that a correction put into one story, as one event."""
    return (*correction.joined, *correction.moved)


def in_effect(corrections: Iterable[Correction]) -> InEffect:
    """Give what stands of these corrections."""
    standing, replaced = _Standing(), {}
    for correction in sorted(corrections, key=lambda one: -one.number):
        newer = [*standing.take_together(together(correction), correction.number)]
        newer += standing.take_apart(correction.moved, correction.left, correction.number)
        if newer:
            # The first that came after it is the one that replaced it.
            replaced[correction.number] = min(newer)
    return InEffect(standing.fixed(), replaced)


@dataclass(slots=True)
class _Standing:
    """Groups of articles that are together (union by size), and for each pair of groups which correction set them apart."""

    members: dict[str, list[str]] = field(default_factory=dict)
    group: dict[str, str] = field(default_factory=dict)
    foes: dict[str, dict[str, int]] = field(default_factory=dict)
    bound: dict[str, int] = field(default_factory=dict)
    pairs: set[Pair] = field(default_factory=set)

    def take_together(self, articles: Sequence[str], number: int) -> Iterator[int]:
        """Put these together as far as nothing newer forbids; gives the corrections that do."""
        placed: list[str] = []
        for article in articles:
            mine = self._group(article)
            for at, other in enumerate(placed):
                if mine == other:
                    break
                if (newer := self.foes[mine].get(other)) is None:
                    placed[at] = self._unite(mine, other, (article, self.members[other][0]))
                    break
                yield newer
            else:
                placed.append(mine)
        for article in articles:
            self.bound.setdefault(article, number)

    def take_apart(self, ones: Sequence[str], others: Sequence[str], number: int) -> Iterator[int]:
        """Set these apart as far as nothing newer forbids; gives the corrections that do."""
        for one in ones:
            for other in others:
                mine, theirs = self._group(one), self._group(other)
                if mine == theirs:
                    said = [self.bound.get(article, number) for article in (one, other)]
                    yield min((newer for newer in said if newer > number), default=max(self.bound.values()))
                else:
                    self.foes[mine].setdefault(theirs, number)
                    self.foes[theirs].setdefault(mine, number)

    def fixed(self) -> Fixed:
        apart = {(one, other) for one, foes in self.foes.items() for other in foes if one < other}
        return Fixed(frozenset(self.pairs), frozenset(apart))

    def _group(self, article: str) -> str:
        if article not in self.group:
            self.group[article] = article
            self.members[article] = [article]
            self.foes[article] = {}
        return self.group[article]

    def _unite(self, one: str, other: str, pair: Pair) -> str:
        stays, gone = (one, other) if len(self.members[one]) >= len(self.members[other]) else (other, one)
        self.pairs.add((min(pair), max(pair)))
        for article in self.members[gone]:
            self.group[article] = stays
        self.members[stays] += self.members.pop(gone)
        for foe, number in self.foes.pop(gone).items():
            del self.foes[foe][gone]
            newest = max(number, self.foes[stays].get(foe, 0))
            self.foes[stays][foe] = self.foes[foe][stays] = newest
        return stays
