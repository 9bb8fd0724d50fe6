"""How likely two articles report one event: agreement of words, names and numbers, faded by the days between them.

The rule has few constants and no learned weights, so that it also holds for a newsroom it was never tried on. They
were chosen on seven development sets together; ``benchmarks/cluster.py`` prints each set.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.cluster.state import Candidate, Known, dot
from pipeline.values import Fingerprint

_DAYS = 3.0
# What is left after any time where the words agree well: dates can be wrong, and sagas go on.
_LASTING, _AGREE = 0.2, 0.25
_LEAD_NAMES, _USUAL_LEAD, _NUMBERS = 0.4, 0.1, 0.5
# Two rounds led by one investor on one day agree in nearly every word but the company's. Where whom one article is about is
# no more than mentioned in the other, and the other way round, that is evidence of two events; stronger where there is not
# even a mention, and where the second names do not agree either.
_MENTIONED_HERO, _OTHER_HERO, _OTHER_HEROES = 0.7, 0.45, 0.5
_MENTION = 0.4
# Pages of one site share its voice, its phrases and its boxes, whatever they report.
_SAME_SITE = 0.8
# In a crowded corner of the news (an election, a war) ordinary agreement is no evidence.
_CROWD = 0.1
_EXCERPT = 0.3
# Words say nothing across languages. Names and numbers that agree as they do for one event come to the joining score.
_FOREIGN_NAMES, _FOREIGN_NUMBERS = 0.55, 0.35
_FOREIGN_SHARED = 2


@dataclass(frozen=True, slots=True)
class PairScore:
    """``score`` is comparable with the thresholds of ``pipeline.cluster.assign``; the rest says where it comes from.

    ``days`` is None where a date is missing; ``containment`` is of shared text, 0 where little is shared.
    """

    article: str
    score: float
    cosine: float
    days: float | None
    containment: float = 0.0


def score_pair(mine: Known, candidate: Candidate, containment: float = 0.0) -> PairScore:
    """Give how likely the two report one event. ``containment`` is the text they share, if it was looked up."""
    theirs = candidate.known
    days = days_apart(mine.fingerprint, theirs.fingerprint)
    if _foreign(mine.fingerprint, theirs.fingerprint):
        agreement, lasting = _foreign_agreement(mine, theirs), 0.0
    else:
        lead = dot(mine.lead, theirs.lead)
        numbers = dot(mine.numbers, theirs.numbers)
        agreement = candidate.cosine * (1 + _LEAD_NAMES * (lead - _USUAL_LEAD) + _NUMBERS * numbers)
        agreement *= _same_heroes(mine, theirs) * (_SAME_SITE if _one_site(mine, theirs) else 1.0)
        lasting = _LASTING * min(1.0, max(0.0, 2 * candidate.cosine / _AGREE - 1))
    fade = 1.0 if days is None else lasting + (1 - lasting) * math.exp(-days / _DAYS)
    score = agreement * fade - _CROWD * theirs.crowd + _EXCERPT * containment
    return PairScore(theirs.fingerprint.article, max(0.0, score), candidate.cosine, days, containment)


def days_apart(one: Fingerprint, other: Fingerprint) -> float | None:
    """Give the days between two publications, None where one is unknown; a day stands for its beginning.

    An article without a date was published when it was first seen, as far as anybody knows.
    """
    first = one.published.at if one.published else one.first_seen
    second = other.published.at if other.published else other.first_seen
    if first is None or second is None:
        return None
    return abs((first - second).total_seconds()) / 86_400


def _same_heroes(mine: Known, theirs: Known) -> float:
    if not (mine.heroes and theirs.heroes) or _told(mine, theirs, 0) or _told(theirs, mine, 0):
        return 1.0
    mentioned = mine.heroes[0] in theirs.terms or theirs.heroes[0] in mine.terms
    shared = any(_told(mine, theirs, place) for place in range(len(mine.heroes)))
    shared = shared or any(_told(theirs, mine, place) for place in range(len(theirs.heroes)))
    return (_MENTIONED_HERO if mentioned else _OTHER_HERO) * (1.0 if shared else _OTHER_HEROES)


def _told(one: Known, other: Known, place: int) -> bool:
    # A name dropped once beside a story about somebody else is a mention.
    return other.terms.get(one.heroes[place], 0.0) >= _MENTION * other.terms[other.heroes[0]]


def _one_site(mine: Known, theirs: Known) -> bool:
    return mine.fingerprint.domain is not None and mine.fingerprint.domain == theirs.fingerprint.domain


def _foreign(one: Fingerprint, other: Fingerprint) -> bool:
    return one.language is not None and other.language is not None and one.language != other.language


def _foreign_agreement(mine: Known, theirs: Known) -> float:
    shared = sum(name in theirs.names for name in mine.names) + sum(number in theirs.numbers for number in mine.numbers)
    if shared < _FOREIGN_SHARED:
        return 0.0
    return _FOREIGN_NAMES * dot(mine.names, theirs.names) + _FOREIGN_NUMBERS * dot(mine.numbers, theirs.numbers)
