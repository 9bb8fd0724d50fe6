"""Did we run it already: how much of a story's names and numbers stand in one that we have published."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SAME = 0.75
_FOLLOWS = 0.4
# Fewer names and numbers than this prove no likeness.
_FEWEST_SHARED = 4
# A fact that more published stories than this carry leads to none of them; so many runs are then compared in full.
_RARE = 50
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class Run:
    """A story that we have published: its headline and its names and numbers."""

    story: str
    headline: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The published story that is most like this one; ``share`` (0 to 1) is how much of this one stands there already."""

    run: Run
    share: float

    @property
    def already_run(self) -> bool:
        """Whether hardly anything is new against it."""
        return self.share >= _SAME


class Archive:
    """What we have published, searched by names and numbers; rare ones say more (inverse document frequency)."""

    def __init__(self, runs: Iterable[Run], seen: Iterable[Sequence[str]] = ()) -> None:
        """Index the published stories; ``seen`` are the facts of all stories, which tell how rare each is."""
        self._runs = tuple(runs)
        self._facts = tuple(frozenset(run.facts) for run in self._runs)
        self._carriers: Mapping[str, list[int]] = defaultdict(list)
        for place, run in enumerate(self._runs):
            for fact in set(run.facts):
                self._carriers[fact].append(place)
        everything = [set(facts) for facts in seen] or [set(run.facts) for run in self._runs]
        self._stories = len(everything)
        self._common: Counter[str] = Counter(fact for facts in everything for fact in facts)

    def like(self, story: str, facts: Sequence[str], related: Iterable[str] = ()) -> Likeness | None:
        """Give the published story that this one repeats or follows, None where it does neither.

        A story that the grouping relates to this one (``related``) is one it follows, however little they share.
        """
        wanted = set(facts)
        near = set(related)
        likely = [
            Likeness(self._runs[place], share)
            for place in self._candidates(wanted, near)
            for share in (self._share(wanted, place),)
            if self._runs[place].story != story
            and (self._runs[place].story in near or (share >= _FOLLOWS and len(wanted & self._facts[place]) >= _FEWEST_SHARED))
        ]
        return max(likely, key=lambda one: (one.share, one.run.story), default=None)

    def _candidates(self, wanted: set[str], near: set[str]) -> list[int]:
        """The runs that share most of the rare names and numbers, and those that the grouping relates."""
        counts: Counter[int] = Counter()
        for fact in wanted:
            carriers = self._carriers.get(fact, ())
            if len(carriers) <= _RARE:
                counts.update(carriers)
        best = sorted(counts, key=lambda place: (-counts[place], place))[:_LOOKED_AT]
        return [*best, *(place for place, run in enumerate(self._runs) if run.story in near and place not in best)]

    def _share(self, wanted: set[str], place: int) -> float:
        whole = sum(self._worth(fact) for fact in wanted) or 1.0
        return sum(self._worth(fact) for fact in wanted & self._facts[place]) / whole

    def _worth(self, fact: str) -> float:
        return math.log(1 + self._stories / (1 + self._common[fact]))
