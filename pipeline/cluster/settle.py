"""The second look: fragments of one event are merged, strays are moved, now that both sides are known.

Stricter than joining, because a merge cannot be seen coming by a reader: two stories become one only where the members
of each, on average and in both directions, would have joined the other. What an editor fixed is never undone, and two
stories that readers have seen are never merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.cluster.assign import JOIN, compared
from pipeline.cluster.state import ClusterState

_MERGE = 0.62
_MOVE_MARGIN = 0.06
_LINK = 5
_ROUNDS = 2

Edges = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Settled:
    """``merged`` maps a story that is gone to the one that stays, ``moved`` an article to its new story."""

    merged: Mapping[str, str]
    moved: Mapping[str, str]


def settle_stories(state: ClusterState, *, stories: Collection[str] | None = None) -> Settled:
    """Merge fragments and move strays in ``state``, which is changed; give what was done.

    ``stories`` limits the look to these and to what they are near to; all by default. What ``state.bonds`` names is not
    moved, and stories that hold what a person set apart are not merged.
    """
    looked_at = [article for article, story in state.story_of.items() if stories is None or story in stories]
    edges = _edges(state, looked_at)
    merged: dict[str, str] = {}
    moved: dict[str, str] = {}
    for _ in range(_ROUNDS):
        merges = _merge_round(state, edges)
        moves = _move_round(state, edges, looked_at)
        merged.update(merges)
        moved.update(moves)
        if not merges and not moves:
            break
    return Settled({gone: _last(merged, stays) for gone, stays in merged.items()}, moved)


def _edges(state: ClusterState, articles: Iterable[str]) -> Edges:
    for article in articles:
        # What came in with an earlier pass has not been compared in this one.
        if article not in state.compared:
            pairs = compared(state, state.known[article], {}).pairs
            state.tie(article, ((pair.article, pair.score) for pair in pairs))
    return state.edges


def _merge_round(state: ClusterState, edges: Edges) -> dict[str, str]:
    wanted = {}
    for article, near in edges.items():
        for other in near:
            pair = tuple(sorted((state.story_of[article], state.story_of[other])))
            if pair[0] != pair[1] and pair not in wanted:
                wanted[pair] = _both_ways(state, edges, pair[0], pair[1])
    merges: dict[str, str] = {}
    for (one, other), score in sorted(wanted.items(), key=lambda item: (-item[1], item[0])):
        if score < _MERGE:
            break
        if one in merges or other in merges or not _may_merge(state, one, other):
            continue
        # One of them may have grown in this round: what it is now decides.
        if _both_ways(state, edges, one, other) >= _MERGE:
            stays, gone = _elder(state, one, other)
            for article in list(state.stories[gone]):
                state.join(article, stays)
            state.bonds.merge(gone, stays)
            merges[gone] = stays
    return merges


def _both_ways(state: ClusterState, edges: Edges, one: str, other: str) -> float:
    first, second = state.stories[one], state.stories[other]
    return (_one_way(state, edges, first, second) + _one_way(state, edges, second, first)) / 2


def _one_way(state: ClusterState, edges: Edges, members: Collection[str], others: Collection[str]) -> float:
    return sum(_fit(state, edges, member, others) for member in members) / len(members)


def _fit(state: ClusterState, edges: Edges, article: str, members: Collection[str]) -> float:
    """Give the mean of the five best scores to members; one that was not compared counts as nothing.

    As in joining, members far away in time count only where there is nobody nearer.
    """
    near, mine = edges.get(article, {}), state.known[article]
    others = [member for member in members if member != article]
    timely = [member for member in others if not mine.far_from(state.known[member])]
    scores = sorted((near.get(member, 0.0) for member in timely or others), reverse=True)[:_LINK]
    return sum(scores) / len(scores) if scores else 0.0


def _may_merge(state: ClusterState, one: str, other: str) -> bool:
    return not (one in state.published and other in state.published) and state.bonds.may_merge(one, other)


def _elder(state: ClusterState, one: str, other: str) -> tuple[str, str]:
    def rank(story: str) -> tuple[bool, int, str]:
        return story not in state.published, min(state.known[article].order for article in state.stories[story]), story

    return (one, other) if rank(one) <= rank(other) else (other, one)


def _move_round(state: ClusterState, edges: Edges, articles: Iterable[str]) -> dict[str, str]:
    moves: dict[str, str] = {}
    pinned = state.bonds.fixed.articles | state.duplicates
    for article in articles:
        story = state.story_of[article]
        if story in state.published or article in pinned or len(state.stories[story]) < 2:
            continue
        own = _fit(state, edges, article, state.stories[story])
        best, target = max(
            ((_fit(state, edges, article, state.stories[near]), near) for near in _near_stories(state, edges, article, story)),
            default=(0.0, ""),
        )
        if best >= JOIN and best >= own + _MOVE_MARGIN:
            state.join(article, target)
            moves[article] = target
    return moves


def _near_stories(state: ClusterState, edges: Edges, article: str, own: str) -> list[str]:
    return sorted({state.story_of[other] for other in edges.get(article, {})} - {own})


def _last(merged: Mapping[str, str], story: str) -> str:
    while story in merged:
        story = merged[story]
    return story
