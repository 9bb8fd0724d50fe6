"""Whether what corrections teach would group better: judged by grouping again, not by the loss of single pairs.

Who only ever merges teaches a looser score, and pairs that were left out agree with it; the stories that it would run
together have nobody to speak for them. So both are counted: the decisions that were held out and come out as the person
said, and the stories that nobody corrected and that would be others. What was learned is used at the strength at which
the first outweigh the second most, or not at all. Cross-validated over decisions (Stone 1974); decisions that name the same
articles are held out together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.learn import Case, fit
from pipeline.cluster.regroup import regrouped
from pipeline.protocols import Correction
from pipeline.values import Fingerprint, NearCopy

STRENGTHS = (1.0, 0.5, 0.25)
_FOLDS = 3
# A decision on two stories of a hundred articles says ten thousand pairs: these stand for all.
_SIDE = 12

Homes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What was learned at one strength: how many held-out decisions it would agree with, how many free stories it changes.

    A decision of which half the pairs come out as said counts as half. ``changed`` is the mean of the folds; to it counts a
    story that a person corrected, too, where it runs together with another one of which nobody said that.
    """

    strength: float
    agreed: float
    changed: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """``agreed`` are decisions that the score as it ships agrees with, of ``decisions``; ``free`` the stories nobody corrected.

    ``trials`` begin with the strongest.
    """

    decisions: int
    agreed: float
    free: int
    trials: tuple[Trial, ...]

    def gain(self, trial: Trial) -> float:
        """Give what a trial mends less what it changes that nobody spoke for."""
        return trial.agreed - self.agreed - trial.changed

    @property
    def best(self) -> Trial:
        """The strength with the largest gain, the weaker of two that gain alike."""
        return max(reversed(self.trials), key=self.gain)

    @property
    def strength(self) -> float:
        """The strength to use: 0 where none does more good than it changes."""
        return self.best.strength if self.gain(self.best) > 0 else 0.0


def judge(
    prints: Sequence[Fingerprint],
    copies: Sequence[NearCopy],
    corrections: Sequence[Correction],
    fixed: Fixed,
    *,
    cases: Sequence[Case],
    progress: Callable[[int], None] | None = None,
) -> Judgement:
    """Group these articles as the score ships and as the other decisions teach, each strength and fold, bound by no decision.

    ``corrections`` and ``fixed`` are those that stand, ``cases`` their examples beside those of approved stories.
    """
    known = {mine.article for mine in prints}
    told = {one.number: pairs for one in corrections if (pairs := _told(one, fixed, known))}
    before = regrouped(prints, copies, Fixed(), None, progress)
    free = _free(before.stories, fixed)
    looked_at = _looked_at(regrouped(prints, copies, fixed, None, progress).stories, fixed)
    mixed = _mixed(looked_at, before.stories)
    agreed = sum(_agreed(pairs, before.story_of) for pairs in told.values())
    folds = _folds([one for one in corrections if one.number in told])
    trials = []
    for strength in STRENGTHS:
        right, changed = 0.0, 0.0
        for held in folds:
            learned = weakened(fit([case for case in cases if case.number not in held]), strength)
            after = regrouped(prints, copies, Fixed(), learned, progress)
            right += sum(_agreed(told[number], after.story_of) for number in held)
            new = _changed(free, after.stories) + max(0, _mixed(looked_at, after.stories) - mixed)
            changed += new / len(folds)
        trials.append(Trial(strength, right, changed))
    return Judgement(len(told), agreed, len(free), tuple(trials))


def weakened(adjustment: Adjustment, strength: float) -> Adjustment:
    """Give an adjustment drawn towards none: all its weights times ``strength``."""
    return Adjustment(tuple(round(weight * strength, 6) for weight in adjustment.weights))


@dataclass(frozen=True, slots=True)
class _Told:
    together: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


def _told(correction: Correction, fixed: Fixed, known: set[str]) -> _Told:
    """Give the pairs that a correction decided and that still stand."""
    moved, joined, left = (
        [article for article in side if article in known][:_SIDE]
        for side in (correction.moved, correction.joined, correction.left)
    )
    return _Told(
        tuple((one, other) for one in moved for other in joined if fixed.are_together(one, other)),
        tuple((one, other) for one in moved for other in left if fixed.are_apart(one, other)),
    )


def _agreed(told: _Told, homes: Homes) -> float:
    kinds = [
        sum((homes[one] == homes[other]) is same for one, other in pairs) / len(pairs)
        for pairs, same in ((told.together, True), (told.apart, False))
        if pairs
    ]
    return sum(kinds) / len(kinds)


def _free(stories: Mapping[str, Sequence[str]], fixed: Fixed) -> list[frozenset[str]]:
    return [whole for members in stories.values() if not (whole := frozenset(members)) & fixed.articles]


def _changed(free: Sequence[frozenset[str]], after: Mapping[str, Sequence[str]]) -> int:
    there = {frozenset(members) for members in after.values()}
    return sum(story not in there for story in free)


def _looked_at(stories: Mapping[str, Sequence[str]], fixed: Fixed) -> dict[str, str]:
    """Give the story of each article in a story that a decision names, as the decisions leave it."""
    named = {story: members for story, members in stories.items() if not fixed.articles.isdisjoint(members)}
    return {article: story for story, members in named.items() for article in members}


def _mixed(looked_at: Homes, after: Mapping[str, Sequence[str]]) -> int:
    """Count the stories that persons looked at and that are run together with another such."""
    met = ({looked_at[article] for article in members if article in looked_at} for members in after.values())
    return len({story for stories in met if len(stories) > 1 for story in stories})


def _folds(corrections: Sequence[Correction]) -> list[set[int]]:
    """Give the parts that are held out in turn: what shares articles in one part, unless all of it does."""
    parts = list(_related(corrections))
    if len(parts) < _FOLDS:
        parts = [{one.number} for one in corrections]
    folds: list[set[int]] = [set() for _ in range(min(_FOLDS, len(parts)))]
    for part in sorted(parts, key=lambda part: (-len(part), min(part))):
        min(folds, key=len).update(part)
    return folds


def _related(corrections: Sequence[Correction]) -> Iterator[set[int]]:
    groups: list[tuple[set[int], set[str]]] = []
    for one in corrections:
        numbers, named = {one.number}, {*one.moved, *one.joined, *one.left}
        for group in [group for group in groups if group[1] & named]:
            groups.remove(group)
            numbers, named = numbers | group[0], named | group[1]
        groups.append((numbers, named))
    return (numbers for numbers, _ in groups)
