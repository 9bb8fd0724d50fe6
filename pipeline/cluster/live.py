"""One grouping pass of the running newsroom: the active articles from the store, the new ones, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.assign import assign, explain
from pipeline.cluster.batch import decision_order, resettled
from pipeline.cluster.constraints import Fixed, bonds
from pipeline.cluster.encoder import Model
from pipeline.cluster.meaning import fingerprints
from pipeline.cluster.settle import Settled, settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex
from pipeline.protocols import Grouped, GroupingResult
from pipeline.values import Article, Assignment, Fingerprint, NearCopy


def group(
    active: Sequence[Grouped],
    new: Sequence[Article],
    *,
    settle: bool = True,
    published: Collection[str] = (),
    taken: Collection[str] = (),
    fixed: Fixed | None = None,
    homes: Mapping[str, str] | None = None,
    adjustment: Adjustment | None = None,
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> GroupingResult:
    """Give the stories of new articles, and of older ones that a second look moved.

    ``active`` are grouped articles recent enough to be compared; ``new`` may hold newer versions of them, which stay in
    their story. ``published`` are stories that readers have seen: never merged with one another, nothing is moved out of
    them. ``taken`` are story ids that exist outside ``active`` (inactive ones, redirects) and must not be given again.
    ``fixed`` is what a person decided, ``homes`` are the stories of the articles it names, also of those that are not active;
    ``adjustment`` is what was learned from such decisions; ``model`` says what new articles are about;
    ``progress`` is told of each of ``active`` that is read.
    Equal input gives equal output. Work: one pass over ``active``, then bounded work a new article.
    """
    state, near = _filled(active, published, taken, progress)
    state.adjustment = adjustment
    state.bonds = bonds(fixed or Fixed(), (homes or {}, state.story_of))
    return decide(state, near, fingerprints(new, model), settle=settle)


def decide(state: ClusterState, near: NearIndex, fresh: Sequence[Fingerprint], *, settle: bool) -> GroupingResult:
    """Give the stories of new articles and what a second look changed; ``state`` and ``near`` know them afterwards."""
    before = frozenset(state.stories)
    decided: dict[str, Assignment] = {}
    copies: dict[tuple[str, str], NearCopy] = {}
    order = decision_order(fresh)
    for line in order:
        mine = fresh[line]
        near.forget(mine.article)
        found = near_copies(mine, near)
        copies.update({(copy.a, copy.b): copy for copy in found})
        decided[mine.article] = assign(state, mine, found)
        near.add(mine)
    settled = Settled({}, {})
    if settle:
        settled = settle_stories(state, stories={assignment.story for assignment in decided.values()})
    assignments = [resettled(state, settled, assignment) for assignment in decided.values()]
    assignments += [explain(state, article) for article in settled.moved if article not in decided]
    return GroupingResult(
        fingerprints=tuple(_crowded(state, fresh[line]) for line in order),
        assignments=tuple(assignments),
        copies=tuple(copies.values()),
        # A story that was opened and merged in this same pass never existed for anybody.
        merged={gone: stays for gone, stays in settled.merged.items() if gone in before},
        sketches={mine.article: near.sketches[mine.article] for mine in fresh if mine.article in near.sketches},
    )


def _filled(
    active: Sequence[Grouped], published: Collection[str], taken: Collection[str], progress: Callable[[int], None] | None
) -> tuple[ClusterState, NearIndex]:
    state, near = ClusterState(published=frozenset(published)), NearIndex()
    state.taken.update(taken)
    for line in decision_order([grouped.fingerprint for grouped in active]):
        known = active[line]
        state.add(state.weigh(known.fingerprint), known.story)
        near.add(known.fingerprint)
        if progress is not None:
            progress(1)
    return state, near


def _crowded(state: ClusterState, mine: Fingerprint) -> Fingerprint:
    return replace(mine, crowd=state.known[mine.article].crowd)
