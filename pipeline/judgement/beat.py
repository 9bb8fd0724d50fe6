"""What the newsroom takes and what it turns down, learned from its own decisions.

A naive-Bayes log-odds over words and outlets. Each is shrunk towards nothing as if a few more stories with the usual mix
had been decided, so that one rejection says little; what a story's words add up to is divided by the square root of their
number, since words of one story come together and are not the independent evidence that the rule takes them for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.judgement.assess import Assessment
from pipeline.judgement.material import Decided

# As if so many stories with the usual mix had been decided besides.
_PRIOR_STORIES = 5.0
# A word of one decided story is chance.
_FEWEST_STORIES = 2
_SHOWN = 3
_SAID_FROM = 0.15


@dataclass(frozen=True, slots=True)
class Beat:
    """What was learned: the log-odds of each word and outlet for being taken; empty where too little was decided."""

    taken: int = 0
    refused: int = 0
    odds: Mapping[str, float] = field(default_factory=dict)

    def leaning(self, assessment: Assessment) -> tuple[float, tuple[str, ...]]:
        """Give how much a story is like what was taken (to 1) or refused (to -1), and why in words."""
        known = {trait: self.odds[trait] for trait in traits(assessment) if trait in self.odds}
        if not known:
            return 0.0, ()
        value = math.tanh(sum(known.values()) / math.sqrt(len(known)) / 2)
        if abs(value) < _SAID_FROM:
            return round(value, 4), ()
        side = [trait for trait in known if known[trait] * value > 0]
        told = sorted(side, key=lambda trait: (-abs(known[trait]), trait))[:_SHOWN]
        like = "approved" if value > 0 else "rejected"
        return round(value, 4), (f"like what was {like} ({self.taken + self.refused} decided): {', '.join(told)}",)


def learn(decided: Iterable[Decided]) -> Beat:
    """Learn the beat from decided stories. Where nothing was taken, or nothing refused, there is no difference to learn."""
    taken: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    stories = Counter[bool]()
    for one in decided:
        stories[one.taken] += 1
        (taken if one.taken else refused).update(traits(one.assessment))
    yes, no = stories[True], stories[False]
    if not yes or not no:
        return Beat(yes, no)
    odds = {
        trait: _log_odds(taken[trait], yes, refused[trait], no)
        for trait in sorted(taken.keys() | refused.keys())
        if taken[trait] + refused[trait] >= _FEWEST_STORIES
    }
    return Beat(yes, no, odds)


def traits(assessment: Assessment) -> Sequence[str]:
    """Give what a story is known by: its words, its outlets and its category."""
    outlets = [f"outlet {outlet}" for outlet in assessment.outlets]
    category = [f"category {assessment.category}"] if assessment.category else []
    return [*assessment.terms, *outlets, *category]


def _log_odds(taken: int, yes: int, refused: int, no: int) -> float:
    usual = (taken + refused) / (yes + no)
    in_taken = (taken + _PRIOR_STORIES * usual) / (yes + _PRIOR_STORIES)
    in_refused = (refused + _PRIOR_STORIES * usual) / (no + _PRIOR_STORIES)
    return math.log(in_taken / in_refused)
