"""In what order the passages of a section are read: best supported first, each next to what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.align import Alignment
from pipeline.write.context import stems
from pipeline.write.kinds import Part
from pipeline.write.prepare import Pick, understood
from pipeline.write.select import quotes


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one source that follow each other: they are printed together and in their order."""

    picks: tuple[Pick, ...]

    @property
    def first(self) -> int:
        """Place of its first sentence in the alignment."""
        return self.picks[0].place

    @property
    def tells(self) -> frozenset[str]:
        """What a reader of it knows."""
        return frozenset[str]().union(*(stems(pick.text) for pick in self.picks))


def ordered(
    passages: Sequence[Passage], alignment: Alignment, part: Part, known: frozenset[str], places: frozenset[int]
) -> tuple[list[Passage], list[Passage]]:
    """The passages in reading order, and those that take for granted what nothing tells.

    ``known`` are words and ``places`` sentences that have been told before. Best supported first (background: earliest
    first), then always what is nearest to what was just said.
    """
    left = sorted(
        passages,
        key=lambda passage: (
            quotes(passage.picks[0]),
            _year(passage) if part.background else 0,
            -max(len(pick.supporters) for pick in passage.picks),
            alignment.candidates[passage.first].place,
            passage.first,
        ),
    )
    found: list[Passage] = []
    while ready := [passage for passage in left if understood(passage.picks[0], known, places)]:
        # what one source tells in an order stays in it
        free = [passage for passage in ready if not any(_earlier(other, passage, alignment) for other in ready)]
        chosen = max(free, key=lambda passage: _follows(found[-1], passage, alignment)) if found else free[0]
        left.remove(chosen)
        found.append(chosen)
        known |= chosen.tells
        places |= {pick.place for pick in chosen.picks}
    return found, left


def _follows(last: Passage, passage: Passage, alignment: Alignment) -> tuple[float, int]:
    """How well a passage is read after another: a change of source without a reason costs, and two quotations in a row."""
    here, there = last.picks[-1].place, passage.first
    near = 0.1 if 0 < there - here <= 3 and alignment.candidates[here].report == alignment.candidates[there].report else 0.0
    # two people quoted one after the other talk past each other
    clash = 0.5 * (quotes(last.picks[-1]) and quotes(passage.picks[0]))
    return float(alignment.similarity[here, there]) + near - clash, -there


def _earlier(a: Passage, b: Passage, alignment: Alignment) -> bool:
    """Whether a stands shortly before b in the same source: far apart they are two thoughts."""
    return 0 < b.first - a.first <= 4 and alignment.candidates[a.first].report == alignment.candidates[b.first].report


def _year(passage: Passage) -> int:
    found = [int(year) for pick in passage.picks for year in re.findall(r"\b((?:19|20)\d\d)\b", pick.text)]
    return min(found, default=9999)
