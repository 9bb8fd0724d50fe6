"""A whole batch at once: what the verb ``cluster`` does, one article after the other as they were published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.cluster.assign import assign
from pipeline.cluster.encoder import Model
from pipeline.cluster.meaning import with_meaning
from pipeline.cluster.phrases import said_phrases
from pipeline.cluster.settle import Settled, settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.fingerprint import fingerprint
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex
from pipeline.values import Article, Assignment, Fingerprint

_FIRST = datetime(1, 1, 1, tzinfo=UTC)
# Two reports tell an event in the same words where they open.
_PHRASES_OF = 2_000


def cluster(
    articles: Iterable[Article],
    *,
    settle: bool = False,
    progress: Callable[[int], None] | None = None,
    latest: datetime | None = None,
    model: Model | None = None,
) -> list[Assignment]:
    """Give one assignment a line, in the order of the input, decided in the order of ``decision_order``.

    A second line with the same id gets the assignment of the first decided. With ``settle`` the stories are looked over once
    more at the end (``pipeline.cluster.settle``). ``progress`` is called with the number of articles decided. A date after
    ``latest`` is not believed: such an article is decided as an undated one. ``model`` is asked what they are about.
    """
    read: dict[str, str] = {}
    fingerprints = []
    for article in articles:
        read.setdefault(article.id, article.text[:_PHRASES_OF])
        mine = fingerprint(article, latest)
        fingerprints += with_meaning([mine], [article], model) if model else [mine]
    state, near = ClusterState(), NearIndex()
    decided: dict[str, Assignment] = {}
    for done, line in enumerate(decision_order(fingerprints), start=1):
        mine = fingerprints[line]
        if mine.article not in decided:
            decided[mine.article] = assign(state, mine, near_copies(mine, near))
            near.add(mine)
        if progress is not None:
            progress(done)
    if settle:
        done_again = settle_stories(state)
        decided = {article: resettled(state, done_again, assignment) for article, assignment in decided.items()}
    told = {article: _phrased(assignment, read, state) for article, assignment in decided.items()}
    return [told[mine.article] for mine in fingerprints]


def _phrased(assignment: Assignment, read: Mapping[str, str], state: ClusterState) -> Assignment:
    """Give an assignment with the phrases shared with the nearest article of its story, while both texts are at hand."""
    if not assignment.nearest or state.story_of[assignment.nearest[0].id] != assignment.story:
        return assignment
    first, *others = assignment.nearest
    phrases = said_phrases(read[assignment.article], read[first.id])
    return replace(assignment, nearest=(replace(first, reasons=(*first.reasons, *phrases)), *others))


def resettled(state: ClusterState, settled: Settled, assignment: Assignment) -> Assignment:
    """Give an assignment as it stands after the second look: no story in it that is gone."""
    story = state.story_of[assignment.article]
    related = dict.fromkeys(settled.merged.get(other, other) for other in assignment.related)
    rejected = assignment.rejected
    if rejected is not None:
        rejected = replace(rejected, story=settled.merged.get(rejected.story, rejected.story))
    return replace(
        assignment,
        story=story,
        related=tuple(other for other in related if other != story and other in state.stories),
        rejected=rejected if rejected and rejected.story != story and rejected.story in state.stories else None,
    )


def decision_order(fingerprints: Sequence[Fingerprint]) -> list[int]:
    """Give the places of a batch in the order in which they are decided.

    That is by publication; an undated one stands right behind the line before it in the input.
    """
    moment, keys = _FIRST, []
    for mine in fingerprints:
        moment = mine.published.at if mine.published else moment
        keys.append(moment)
    return sorted(range(len(keys)), key=lambda line: (keys[line], line))
