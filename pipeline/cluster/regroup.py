"""What other weights would change: the same articles grouped twice, and where the two ways differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.assign import assign
from pipeline.cluster.batch import decision_order
from pipeline.cluster.constraints import Fixed, bonds
from pipeline.cluster.settle import settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.values import Fingerprint, NearCopy

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Stories that would become one, one that would fall apart, or an article that would be elsewhere.

    ``parts`` are the groups of articles concerned: the stories that merge, the parts of the one that splits, the article
    with its old company and its new. ``before`` and ``after`` are the score of the likeliest pair between the first two
    parts of a merge or split, and between an article and its new company.
    """

    kind: Literal["merge", "split", "move"]
    parts: tuple[Block, ...]
    before: float
    after: float


def regrouped(
    fingerprints: Sequence[Fingerprint],
    copies: Iterable[NearCopy],
    fixed: Fixed,
    adjustment: Adjustment | None,
    progress: Callable[[int], None] | None = None,
) -> ClusterState:
    """Give these articles grouped from nothing, in the order of their publication, settled at the end."""
    near: dict[str, list[NearCopy]] = defaultdict(list)
    for copy in copies:
        near[copy.a].append(copy)
        near[copy.b].append(copy)
    state = ClusterState(adjustment=adjustment, bonds=bonds(fixed, ()))
    for line in decision_order(fingerprints):
        mine = fingerprints[line]
        known = [copy for copy in near[mine.article] if copy.a in state.known or copy.b in state.known]
        assign(state, mine, known)
        if progress is not None:
            progress(1)
    settle_stories(state)
    return state


def changes(before: ClusterState, after: ClusterState) -> list[Change]:
    """Give where two groupings of the same articles differ: merges, then splits, then moves; in the order of articles."""
    ours, theirs = _main(before, after), _main(after, before)
    return [*_merges(before, after, ours), *_splits(before, after, theirs), *_moves(before, after, ours, theirs)]


def _main(of: ClusterState, inside: ClusterState) -> Mapping[str, str]:
    """Give for each story the one of the other grouping that has most of it, the earliest where two have as much."""
    return {
        story: Counter(inside.story_of[article] for article in members).most_common(1)[0][0]
        for story, members in of.stories.items()
    }


def _merges(before: ClusterState, after: ClusterState, ours: Mapping[str, str]) -> Iterable[Change]:
    united: dict[str, list[str]] = defaultdict(list)
    for story, goes in ours.items():
        united[goes].append(story)
    for stories in united.values():
        if len(stories) > 1:
            parts = tuple(tuple(before.stories[story]) for story in stories)
            yield Change("merge", parts, *_strengths(before, after, parts))


def _splits(before: ClusterState, after: ClusterState, theirs: Mapping[str, str]) -> Iterable[Change]:
    fallen: dict[str, list[str]] = defaultdict(list)
    for story, came in theirs.items():
        fallen[came].append(story)
    for came, stories in fallen.items():
        if len(stories) > 1:
            parts = tuple(tuple(one for one in after.stories[story] if before.story_of[one] == came) for story in stories)
            yield Change("split", parts, *_strengths(before, after, parts))


def _moves(before: ClusterState, after: ClusterState, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterable[Change]:
    for article, story in before.story_of.items():
        now = after.story_of[article]
        if ours[story] == now or theirs[now] == story:
            continue
        old = tuple(one for one in before.stories[story] if one != article)
        new = tuple(one for one in after.stories[now] if one != article)
        yield Change("move", ((article,), old, new), *_strengths(before, after, ((article,), new)))


def _strengths(before: ClusterState, after: ClusterState, parts: Sequence[Block]) -> tuple[float, float]:
    return _strongest(before, parts), _strongest(after, parts)


def _strongest(state: ClusterState, parts: Sequence[Block]) -> float:
    best = 0.0
    for one, other in pairwise(parts):
        there = set(other)
        scores = (score for article in one for near, score in state.edges.get(article, {}).items() if near in there)
        best = max(best, max(scores, default=0.0))
    return best
