"""The same thing with another value: sources that disagree, values that later coverage replaced, values that were withdrawn.

Two values of one slot, offered for the same time, are a conflict; a later one in words of change, or a toll that grows, is an
update; what a correction names as wrong is withdrawn. Precision comes before recall: a false dispute in print is worse than a
missed one, which the list of facts still shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.facts.align import Alignment
from pipeline.facts.conflicts import conflicts
from pipeline.facts.corrections import corrections
from pipeline.facts.groups import Group
from pipeline.facts.held import Story
from pipeline.facts.reports import Report
from pipeline.facts.revised import revised
from pipeline.facts.rivals import rivals, wholes
from pipeline.facts.updates import updates
from pipeline.values import Conflict, FactState, Update

# Of one thing so many other values are told at most.
_SERIES = 4


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a value: what holds ``instead`` of it, or what stands ``against`` it."""

    state: FactState = "current"
    instead: str | None = None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What disagrees, what was replaced and by what; ``fates`` by the number of the group.

    ``involved`` are the groups that changed or stand against another, ``stale`` sentences that may not be printed any more.
    """

    conflicts: tuple[Conflict, ...]
    updates: tuple[Update, ...]
    fates: Mapping[int, Fate]
    involved: frozenset[int]
    stale: frozenset[int]

    def fate(self, number: int) -> Fate:
        """What became of a group."""
        return self.fates.get(number, Fate())


def changes(groups: Sequence[Group], alignment: Alignment, reports: Sequence[Report], common: frozenset[str]) -> Changes:
    """Hold every value against every other that may be of the same thing."""
    story = Story(groups, alignment, reports, common, wholes(groups))
    withdrawn, corrected, noted = corrections(story)
    alike: dict[tuple[str, str], list[int]] = {}
    for number, group in enumerate(groups):
        if number not in withdrawn:
            alike.setdefault((group.first.kind, group.first.unit), []).append(number)
    held = sorted((a, b) for those in alike.values() for a, b in combinations(those, 2) if rivals(groups[a], groups[b], story))
    pairs = _no_series(held)
    said = frozenset((old, new) for old, new in revised(story) if not {old, new} & withdrawn.keys())
    pairs = sorted({*pairs, *said} - {(b, a) for a, b in said})
    replaced = list(updates(pairs, story, said))
    superseded = {old: new for old, new, _ in replaced}
    open_pairs = [(a, b) for a, b in pairs if b not in _after(a, superseded) and a not in _after(b, superseded)]
    open_still, disputed = conflicts(open_pairs, story)
    fates = {
        **{number: Fate("disputed", against=groups[others[0]].first.text) for number, others in disputed.items()},
        **{old: Fate("superseded", instead=groups[new].first.text) for old, new in superseded.items()},
        **{wrong: Fate("withdrawn", instead=groups[right].first.text) for wrong, right in withdrawn.items()},
    }
    return Changes(
        conflicts=tuple(open_still),
        updates=(*corrected, *(update for _, _, update in replaced)),
        fates=fates,
        involved=frozenset({*fates, *superseded.values(), *withdrawn.values()}),
        stale=_stale(superseded, withdrawn, story) | noted,
    )


def _after(number: int, superseded: Mapping[int, int]) -> list[int]:
    """The values that came after this one, each in the place of the one before it."""
    chain = [number]
    while (new := superseded.get(chain[-1])) is not None and new not in chain:
        chain.append(new)
    return chain[1:]


def _no_series(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs without values that have many rivals: those are the rows of a table, not one thing told differently."""
    rivals_of = Counter(number for pair in pairs for number in pair)
    return [(a, b) for a, b in pairs if max(rivals_of[a], rivals_of[b]) <= _SERIES]


def _stale(superseded: dict[int, int], withdrawn: dict[int, int], story: Story) -> frozenset[int]:
    """Sentences with a value that no longer holds, of sources that know none of those that came after it."""
    found: set[int] = set()
    for old in superseded:
        knowing = {report for new in _after(old, superseded) for report in story.knowing(story.groups[new].slots)}
        found |= {slot.place for slot in story.groups[old].slots if story.candidate(slot).report not in knowing}
    for old in withdrawn:
        found |= set(story.groups[old].places)
    return frozenset(found)
