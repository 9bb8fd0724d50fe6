"""The decision for one article: which story it joins, or that it opens one; never with a look at what comes later.

A story's score is the mean of the article's five best pairs with its members (top-5 link): one accidental
likeness does not join, and a large story is not held to its most distant member. Members further away than two weeks count
only where there is nobody nearer: dates are evidence, and where one member's is wrong, the others would all be held against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.cluster.effects import Effect, effects_of, said
from pipeline.cluster.evidence import Evidence, gather
from pipeline.cluster.identity import story_id
from pipeline.cluster.known import FAR_DAYS, Known
from pipeline.cluster.readable import Readable
from pipeline.cluster.score import PairScore, score_pairs
from pipeline.cluster.state import ClusterState
from pipeline.cluster.why import Beside, against, reasons
from pipeline.values import Assignment, Fingerprint, Near, NearCopy, Rejected, Relation

JOIN = 0.5
RELATED = 0.18
_LINK = 5
_SHOWN = 3
_LEAST_SHOWN = 0.01
_MOST_RELATED = 5
# A round-up prints two events in full. A text it shares with the round-up alone, in a story that is otherwise
# about something else, must not pull the second event in after the first.
_STRANGER = 0.05
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class StoryScore:
    """How well an article fits a story: the mean of the best ``pairs`` that it has there, best first."""

    story: str
    score: float
    pairs: tuple[PairScore, ...]

    @property
    def best(self) -> PairScore:
        """Give its best pair."""
        return self.pairs[0]


def assign(state: ClusterState, fingerprint: Fingerprint, copies: Sequence[NearCopy] = ()) -> Assignment:
    """Give the story of an article and why, and make the article known to ``state``, which is changed.

    ``copies`` are what it shares with known articles. An article that is known already stays where it is: the
    answer is its story, and what is known of its text is brought up to date. What a person decided (``state.bonds``) comes
    before every score.
    """
    shared = {(copy.a if copy.b == fingerprint.article else copy.b): copy for copy in copies if not says_nothing(fingerprint)}
    previous = state.story_of.get(fingerprint.article)
    if previous is not None:
        return _kept(state, fingerprint, previous, shared)
    look = compared(state, state.weigh(fingerprint), shared)
    pairs, fits = look.pairs, story_scores(state, look.pairs)
    home = state.bonds.home(fingerprint.article)
    original = _original(state, fingerprint.article, shared, pairs, home)
    open_to = [fit.story for fit in fits if fit.score >= JOIN and not _only_bridged(state, fit.story, shared, pairs)]
    chosen = [story for story in open_to if state.bonds.may_join(fingerprint.article, story)]
    if home or original:
        chosen = [home or state.story_of[original or ""]]
    story = chosen[0] if chosen else story_id(fingerprint.article, state.taken)
    state.bonds.join(fingerprint.article, story)
    assignment = _explained(state, look, story, original, fits)
    state.add(look.mine, story)
    state.tie(fingerprint.article, ((pair.article, pair.score) for pair in pairs))
    if original is not None:
        state.duplicates.add(fingerprint.article)
    return assignment


def explain(state: ClusterState, article: str) -> Assignment:
    """Give the story of a known article, and why, by what is known now."""
    look = compared(state, state.known[article], {})
    return _explained(state, look, state.story_of[article], None, story_scores(state, look.pairs))


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """An article, with how crowded its corner is now, and its pairs with its candidates, the best first.

    ``evidence`` is what they were scored by, in the order of ``candidates``.
    """

    mine: Known
    pairs: Sequence[PairScore]
    evidence: Evidence
    candidates: Sequence[str]

    def effects(self, pairs: Sequence[PairScore]) -> list[tuple[Effect, ...]]:
        """Give the account of these of its pairs (``effects.py``)."""
        return effects_of(self.evidence.rows([self.candidates.index(pair.article) for pair in pairs]), pairs)


def compared(state: ClusterState, mine: Known, shared: Mapping[str, NearCopy]) -> Comparison:
    """Compare an article with its candidates."""
    silent = says_nothing(mine.fingerprint)
    candidates = [] if silent else [one for one in state.candidates(mine, shared) if not says_nothing(one.fingerprint)]
    evidence = gather(state.postings, mine, candidates)
    containments = {article: copy.containment for article, copy in shared.items()}
    pairs = score_pairs(evidence, candidates, containments, state.learned, state.adjustment)
    ranked = sorted(pairs, key=lambda pair: (-pair.score, pair.article))
    names = [one.fingerprint.article for one in candidates]
    return Comparison(replace(mine, crowd=evidence.crowd), ranked, evidence, names)


def says_nothing(fingerprint: Fingerprint) -> bool:
    """Tell whether an article is too short to be about anything: "Subscribe" on forty sites is no event."""
    return fingerprint.words + len(fingerprint.title) < _FEWEST_WORDS


def story_scores(state: ClusterState, pairs: Sequence[PairScore]) -> list[StoryScore]:
    """Give the score of each story with a member worth a look, the best first. ``pairs`` come best first."""
    grouped: dict[str, list[PairScore]] = defaultdict(list)
    for pair in pairs:
        story = state.story_of[pair.article]
        if pair.score >= _LEAST_SHOWN or story in grouped:
            grouped[story].append(pair)
    scored = []
    for story, members in grouped.items():
        best = timely(members)[:_LINK]
        scored.append(StoryScore(story, sum(pair.score for pair in best) / len(best), tuple(best)))
    return sorted(scored, key=lambda fit: (-fit.score, fit.story))


def timely(pairs: Sequence[PairScore]) -> Sequence[PairScore]:
    """Give the pairs with members of a story that count: those not far away in time, or all where nobody is nearer."""
    return [pair for pair in pairs if pair.days is None or pair.days <= FAR_DAYS] or pairs


def _original(
    state: ClusterState, mine: str, shared: Mapping[str, NearCopy], pairs: Sequence[PairScore], home: str | None
) -> str | None:
    """Give the earliest known article that this one is a copy of, None where there is none to be trusted.

    Of one that prints texts of two stories, the story counts of which it prints most. Where a person decided which story is
    its ``home``, it is a copy of nothing outside.
    """
    copied = [article for article, copy in shared.items() if copy.relation is Relation.COPY and article in state.known]
    printed: dict[str, float] = defaultdict(float)
    for article in copied:
        printed[state.story_of[article]] = max(printed[state.story_of[article]], shared[article].jaccard)
    for article in sorted(copied, key=lambda article: (-printed[state.story_of[article]], state.known[article].order)):
        story = state.story_of[article]
        allowed = story == home if home else state.bonds.may_join(mine, story)
        if allowed and not _only_bridged(state, story, shared, pairs):
            return article
    return None


def _only_bridged(state: ClusterState, story: str, shared: Mapping[str, NearCopy], pairs: Sequence[PairScore]) -> bool:
    """Tell whether nothing but shared text ties an article to a story of which a third or more are strangers to it."""
    members = state.stories[story]
    others = [member for member in members if member not in shared]
    if 3 * len(others) <= len(members) or len(others) == len(members):
        return False
    scores = {pair.article: pair.score for pair in pairs}
    nearest = sorted((scores.get(member, 0.0) for member in others), reverse=True)[:_LINK]
    return sum(nearest) / len(nearest) < _STRANGER


def _explained(
    state: ClusterState,
    look: Comparison,
    story: str,
    original: str | None,
    fits: Sequence[StoryScore],
) -> Assignment:
    mine = look.mine
    nearest = _nearest(look.pairs, original)
    passed = [fit for fit in fits if fit.story != story]
    own = next((fit.score for fit in fits if fit.story == story), 0.0)
    shown = [*nearest, passed[0].best] if passed and passed[0].score >= _LEAST_SHOWN else nearest
    beside = _beside(state, mine, shown)
    return Assignment(
        article=mine.fingerprint.article,
        story=story,
        duplicate_of=original,
        related=tuple(fit.story for fit in passed if _related(state, mine, fit))[:_MOST_RELATED],
        nearest=tuple(Near(pair.article, round(pair.score, 4), beside[pair.article].reasons) for pair in nearest),
        rejected=_rejected(state, look, passed[0], _instead(state, look, passed[0], own, original), beside)
        if len(shown) > len(nearest)
        else None,
    )


def _nearest(pairs: Sequence[PairScore], original: str | None) -> list[PairScore]:
    """Give the pairs that are shown, the best first: among them the one that decided, whatever its score."""
    best = [pair for pair in pairs[:_SHOWN] if pair.score >= _LEAST_SHOWN]
    decided = [pair for pair in pairs if pair.article == original and pair not in best]
    return [*best[: _SHOWN - len(decided)], *decided]


def _instead(state: ClusterState, look: Comparison, fit: StoryScore, own: float, original: str | None) -> str:
    """Give what stood against a story that was not joined."""
    article = look.mine.fingerprint.article
    if fit.score < JOIN:
        return f"{JOIN:.2f} is needed"
    if not state.bonds.may_join(article, fit.story):
        return "which would have joined"
    if state.bonds.home(article) is not None:
        return "but a person decided where it is"
    if original is not None:
        return f"but it prints the text of {original}"
    if own >= fit.score:
        return f"its own story has {own:.2f}"
    return "but it was in its story before" if article in state.story_of else "but shared text alone ties it to that story"


def _beside(state: ClusterState, mine: Known, pairs: Sequence[PairScore]) -> dict[str, Beside]:
    # The nearest article of the story that was passed by is nearly always among the nearest of all.
    ours, found = Readable(state.postings, mine), {}
    for pair in pairs:
        if pair.article not in found:
            theirs = Readable(state.postings, state.known[pair.article])
            found[pair.article] = Beside(ours, theirs, reasons(ours, theirs, pair))
    return found


def _related(state: ClusterState, mine: Known, fit: StoryScore) -> bool:
    """Tell whether a story that was not joined is one a reader would go on to: near, and about somebody in common.

    A name of one word is as often a currency or an abbreviation as an actor.
    """
    if fit.score < RELATED:
        return False
    names = set(mine.fingerprint.names) & set(state.known[fit.best.article].fingerprint.names)
    return any(" " in name for name in names)


def _rejected(state: ClusterState, look: Comparison, fit: StoryScore, instead: str, beside: Mapping[str, Beside]) -> Rejected:
    account = said(look.effects([fit.best])[0])
    why = against(beside[fit.best.article], fit.score, instead, account)
    decided = () if state.bonds.may_join(look.mine.fingerprint.article, fit.story) else ("a person set them apart",)
    return Rejected(fit.story, round(fit.score, 4), (*decided, *why), fit.best.article)


def _kept(state: ClusterState, fingerprint: Fingerprint, story: str, shared: Mapping[str, NearCopy]) -> Assignment:
    # The old version is taken out before the new one is compared, so that it is not found near itself.
    order = state.known[fingerprint.article].order
    members = list(state.stories[story])
    state.forget(fingerprint.article)
    look = compared(state, state.weigh(fingerprint), shared)
    same = [article for article, copy in shared.items() if copy.relation is Relation.COPY and article in members]
    original = min((article for article in same if state.known[article].order < order), default=None)
    assignment = _explained(state, look, story, original, story_scores(state, look.pairs))
    state.add(replace(look.mine, order=order), story)
    state.tie(fingerprint.article, ((pair.article, pair.score) for pair in look.pairs))
    state.stories[story] = members
    return assignment
