"""What corrections teach: examples from what persons decided, weights from the examples, and what these would change.

A person corrects mistakes only, and who learns from mistakes alone learns that likeness speaks against one event. So each
correction brings confirmations beside what it corrected, and these count twice as much: articles that the person saw
together and left so, and the nearest ones of other stories. Stories that were approved confirm themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from pipeline.cluster.adjust import COLUMNS, Adjustment, Matrix, columns, fitted, losses, shift
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.evidence import gather
from pipeline.cluster.score import log_odds, told_odds
from pipeline.cluster.state import ClusterState
from pipeline.protocols import Correction
from pipeline.values import NearCopy

ENOUGH = 5
"""From so few corrections nothing is learned at all."""
_CORRECTED, _CONFIRMED = 1.0, 2.0
_HARDEST = 10
# As many as decide whether an article joins a story.
_PAIRS = 5
# So many articles of one side of a correction are looked at: the rest of a large story says the same again.
_SIDE = 12
_FOLDS = 100
# A mistake of more than these log-odds is out of reach of weights that may move a pair by two: it would only bend them.
_REACH = 3.0

Shared = Mapping[str, Mapping[str, float]]
Pairs = list[tuple[float, Matrix]]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The examples of one correction (by its number), or with 0 of an approved story.

    ``rows`` are those of ``adjust.columns``, ``odds`` the log-odds that ship, ``same`` 1 for one event and 0 for two,
    ``importance`` how much each counts: one kind of example counts alike however many pairs it has.
    """

    number: int
    rows: Matrix
    odds: Matrix
    same: Matrix
    importance: Matrix


@dataclass(frozen=True, slots=True)
class Lesson:
    """Weights, from how many corrections, approved stories and examples, and the log-loss of one example in nats.

    Both losses are of examples that were not learned from (each correction left out in turn; in 100 parts where there are
    more): ``shipped`` by the score as it ships, ``learned`` by what the others teach.
    """

    adjustment: Adjustment
    corrections: int
    approved: int
    examples: int
    shipped: float
    learned: float

    @property
    def worse(self) -> bool:
        """Whether what was learned would have judged unseen examples no better than the score as it ships."""
        return self.learned >= self.shipped


def shared_text(copies: Iterable[NearCopy]) -> Shared:
    """Give the containment of each pair, by either article."""
    shared: dict[str, dict[str, float]] = {}
    for copy in copies:
        for one, other in ((copy.a, copy.b), (copy.b, copy.a)):
            shared.setdefault(one, {})[other] = copy.containment
    return shared


def corrected_cases(state: ClusterState, corrections: Iterable[Correction], fixed: Fixed, shared: Shared) -> list[Case]:
    """Give the examples of corrections.

    As far as they still stand (``fixed``), their articles are known to ``state``, and the score was not so sure of its mistake
    that nothing learned could mend it.
    """
    made = (_corrected_case(state, correction, fixed, shared) for correction in corrections)
    return [case for case in made if case is not None]


def approved_cases(state: ClusterState, stories: Iterable[str], shared: Shared) -> list[Case]:
    """Give the examples of stories that a person approved as they are, and that hold two articles or more."""
    cases = []
    for story in stories:
        members = state.stories.get(story, [])[:_SIDE]
        if len(members) > 1:
            together, other = _confirmed(state, [members], shared)
            cases.append(_case(0, [(together, 1.0, _CORRECTED), (other, 0.0, _CORRECTED)]))
    return cases


def learned_from(corrected: Sequence[Case], approved: Sequence[Case], progress: Callable[[int], None] | None = None) -> Lesson:
    """Fit to all cases, and judge by the corrections that were left out. ``corrected`` must not be empty."""
    cases = [*corrected, *approved]
    parts = min(len(corrected), _FOLDS)
    shipped = learned = counted = 0.0
    for part in range(parts):
        held = corrected[part::parts]
        rest = [case for place, case in enumerate(cases) if place >= len(corrected) or place % parts != part]
        adjustment = fit(rest)
        for case in held:
            shipped += float(case.importance @ losses(case.odds, case.same))
            learned += float(case.importance @ losses(case.odds + shift(adjustment, case.rows), case.same))
            counted += float(case.importance.sum())
        if progress is not None:
            progress(1)
    examples = sum(len(case.odds) for case in cases)
    return Lesson(fit(cases), len(corrected), len(approved), examples, shipped / counted, learned / counted)


def fit(cases: Sequence[Case]) -> Adjustment:
    """Give the weights that cases teach; none of any size without cases."""
    if not cases:
        return Adjustment((0.0,) * len(COLUMNS))
    joined = [np.concatenate([getattr(case, name) for case in cases]) for name in ("rows", "odds", "same", "importance")]
    return fitted(*joined)


def _corrected_case(state: ClusterState, correction: Correction, fixed: Fixed, shared: Shared) -> Case | None:
    moved, joined, left = (_known(state, side) for side in (correction.moved, correction.joined, correction.left))
    together: Pairs = []
    apart: Pairs = []
    for article in moved:
        together += _nearest(state, article, [one for one in joined if fixed.are_together(article, one)], shared)
        apart += _nearest(state, article, [one for one in left if fixed.are_apart(article, one)], shared)
    together = [pair for pair in together if pair[0] >= -_REACH]
    apart = [pair for pair in apart if pair[0] <= _REACH]
    if not together and not apart:
        return None
    confirmed, others = _confirmed(state, [moved, joined, left], shared)
    return _case(
        correction.number,
        [(together, 1.0, _CORRECTED), (apart, 0.0, _CORRECTED), (confirmed, 1.0, _CONFIRMED), (others, 0.0, _CONFIRMED)],
    )


def _known(state: ClusterState, articles: Sequence[str]) -> list[str]:
    return [article for article in articles if article in state.known][:_SIDE]


def _confirmed(state: ClusterState, sides: Sequence[Sequence[str]], shared: Shared) -> tuple[Pairs, Pairs]:
    """Give pairs that were left together, and pairs with articles of stories that are not on any side.

    Of each the hardest: the first that other weights would get wrong.
    """
    touched = {state.story_of[article] for side in sides for article in side}
    together: Pairs = []
    others: Pairs = []
    for side in sides:
        for article in side:
            story = state.story_of[article]
            same = [one for one in side if one != article and state.story_of[one] == story]
            together += _nearest(state, article, same, shared)
            others += _nearest(state, article, None, shared, besides=touched)
    odds = itemgetter(0)
    together = [pair for pair in together if odds(pair) >= -_REACH]
    others = [pair for pair in others if odds(pair) <= _REACH]
    return sorted(together, key=odds)[:_HARDEST], sorted(others, key=odds, reverse=True)[:_HARDEST]


def _nearest(
    state: ClusterState, article: str, others: Sequence[str] | None, shared: Shared, besides: Collection[str] = ()
) -> Pairs:
    """Give the pairs of an article with these others (None: with all that are not in the stories ``besides``), the best."""
    mine = state.known[article]
    candidates = [] if others is not None and not others else state.candidates(mine, others or ())
    if not candidates:
        return []
    evidence = gather(state.postings, mine, candidates)
    names = [known.fingerprint.article for known in candidates]
    containments = np.array([shared.get(article, {}).get(name, 0.0) for name in names])
    odds = log_odds(evidence, containments, state.learned) + told_odds(evidence)
    rows = columns(odds, evidence)
    wanted = set(names) if others is None else set(others)
    found = [place for place, name in enumerate(names) if name in wanted and state.story_of[name] not in besides]
    return [
        (float(odds[place]), rows[place]) for place in sorted(found, key=lambda place: (-odds[place], names[place]))[:_PAIRS]
    ]


def _case(number: int, kinds: Sequence[tuple[Pairs, float, float]]) -> Case:
    told = [(odds, row, same, weight / len(pairs)) for pairs, same, weight in kinds for odds, row in pairs]
    return Case(
        number,
        rows=np.array([row for _, row, _, _ in told]) if told else np.zeros((0, len(COLUMNS))),
        odds=np.array([odds for odds, _, _, _ in told]),
        same=np.array([same for _, _, same, _ in told]),
        importance=np.array([weight for _, _, _, weight in told]),
    )
