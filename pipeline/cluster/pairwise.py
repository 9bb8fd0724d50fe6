"""Any article beside any other, or beside a story, by what is known now: the score, its account and what both print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.assign import JOIN, Comparison, compared, story_scores
from pipeline.cluster.batch import decision_order
from pipeline.cluster.constraints import Fixed, bonds
from pipeline.cluster.effects import Effect
from pipeline.cluster.phrases import Phrase, shared_phrases
from pipeline.cluster.readable import Readable
from pipeline.cluster.score import PairScore
from pipeline.cluster.state import ClusterState
from pipeline.cluster.why import reasons
from pipeline.errors import NewsloomError
from pipeline.protocols import Grouped
from pipeline.values import Article, NearCopy, Relation

_LINK = 5
Texts = Callable[[str], Article | None]
"""Gives an article by id, None where its text is not there."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles: ``score`` (0 to 1), ``effects`` that add up to its log-odds, reasons in words, phrases that both print."""

    article: str
    other: str
    score: float
    effects: tuple[Effect, ...]
    reasons: tuple[str, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """An article beside a story: ``score`` is the mean of its best pairs there, ``needed`` what joins; ``pairs`` best first."""

    story: str
    score: float
    needed: float
    pairs: tuple[Compared, ...]


def known_now(
    active: Sequence[Grouped],
    fixed: Fixed | None = None,
    adjustment: Adjustment | None = None,
    progress: Callable[[int], None] | None = None,
) -> ClusterState:
    """Give the state of a pass over these, with nothing new; the other arguments are as in ``live.group``."""
    state = ClusterState(adjustment=adjustment, bonds=bonds(fixed or Fixed(), ()))
    for line in decision_order([grouped.fingerprint for grouped in active]):
        state.add(state.weigh(active[line].fingerprint), active[line].story)
        if progress is not None:
            progress(1)
    return state


def compare_two(state: ClusterState, one: str, other: str, copies: Iterable[NearCopy], texts: Texts) -> Compared:
    """Compare two known articles, the later one with the earlier. Raises NewsloomError for one that is not known."""
    for article in (one, other):
        if article not in state.known:
            raise NewsloomError(f"article {article}: is in no story that is compared; `newsloom run` groups what waits")
    later, earlier = (one, other) if state.known[one].order > state.known[other].order else (other, one)
    # Naming it as one that shares nothing makes it a candidate, and changes no score.
    shared = {earlier: NearCopy(earlier, later, 0.0, 0.0, Relation.EXCERPT), **_shared(later, copies)}
    look = compared(state, state.known[later], shared)
    pair = next((pair for pair in look.pairs if pair.article == earlier), None)
    if pair is None:
        return Compared(one, other, 0.0, (), (*_decided(state, one, other), "one of them says too little to be compared"), ())
    found = _compared(state, look, [pair], texts)[0]
    if later == one:
        return found
    # Said as it was asked: the later article is compared with the earlier one, whichever is named first.
    why = reasons(Readable(state.postings, state.known[one]), Readable(state.postings, state.known[other]), pair)
    return replace(found, article=one, other=other, reasons=(*_decided(state, one, other), *why))


def fits(state: ClusterState, article: str, copies: Iterable[NearCopy], texts: Texts, *, shown: int = 3) -> list[Fit]:
    """Give the stories that an article is near to, its own among them, the best first, with its best pairs in each."""
    if article not in state.known:
        raise NewsloomError(f"article {article}: is in no story that is compared; `newsloom run` groups what waits")
    look = compared(state, state.known[article], _shared(article, copies))
    nearest = story_scores(state, look.pairs)[:shown]
    return [Fit(fit.story, fit.score, JOIN, tuple(_compared(state, look, fit.pairs, texts))) for fit in nearest]


def fit_in(state: ClusterState, article: str, story: str, copies: Iterable[NearCopy], texts: Texts) -> Fit:
    """Give how an article fits a story, near or not. Raises NewsloomError for what is not known."""
    members = [member for member in state.stories.get(story, ()) if member != article]
    if not members:
        raise NewsloomError(f"story {story}: no other article of it is recent enough to be compared")
    known, mine = tuple(copies), state.known.get(article)
    timely = [member for member in members if mine and not mine.far_from(state.known[member])] or members
    pairs = sorted((compare_two(state, article, member, known, texts) for member in timely), key=lambda pair: -pair.score)
    best = pairs[:_LINK]
    return Fit(story, sum(pair.score for pair in best) / len(best), JOIN, tuple(best))


def _shared(article: str, copies: Iterable[NearCopy]) -> Mapping[str, NearCopy]:
    return {copy.a if copy.b == article else copy.b: copy for copy in copies if article in (copy.a, copy.b)}


def _compared(state: ClusterState, look: Comparison, pairs: Sequence[PairScore], texts: Texts) -> list[Compared]:
    article = look.mine.fingerprint.article
    ours, here = Readable(state.postings, look.mine), texts(article)
    found = []
    for pair, effects in zip(pairs, look.effects(pairs), strict=True):
        known, there = state.known[pair.article], texts(pair.article)
        phrases = shared_phrases(here.text, there.text) if here and there else ()
        why = (*_decided(state, article, pair.article), *reasons(ours, Readable(state.postings, known), pair))
        found.append(Compared(article, pair.article, pair.score, effects, why, phrases))
    return found


def _decided(state: ClusterState, one: str, other: str) -> tuple[str, ...]:
    """Give what a person decided on two articles, which no score changes."""
    fixed = state.bonds.fixed
    if fixed.are_together(one, other):
        return ("a person put them together",)
    return ("a person set them apart",) if fixed.are_apart(one, other) else ()
