"""How likely two articles report one event: a probability, and so a half is even odds.

The rule (agreement of words, names and numbers, faded by the days between) has few constants and none that was learned, so
that it also holds for a kind of source that was never tried. The learned trees (``trees.py``) see finer things, but carry
over badly to articles unlike those they were taught. So they correct the rule, only as loudly as the number of events allows
that taught them about pairs of this kind (how long both texts are, with or without titles and dates, how far apart in time):
nearly alone where a hundred did, hardly at all where three did. Whole texts they may part freely, but bring nearer only a
little (``_most_raise``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.cluster.adjust import Adjustment, adjusted
from pipeline.cluster.evidence import HEADLINE, Evidence, Matrix
from pipeline.cluster.known import Known
from pipeline.cluster.meaning import meaning_odds
from pipeline.cluster.trees import Learned, kinds_of

_DAYS = 3.0
# What is left after any time where the words agree well: dates can be wrong, and sagas go on.
_LASTING, _AGREE = 0.2, 0.25
_LEAD_NAMES, _NUMBERS, _USUAL_LEAD = 0.05, 0.3, 0.1
# Two rounds led by one investor on one day agree in nearly every word but the company's: that two articles are about different
# names is evidence of two events; stronger where the second names do not agree either, or where there is not even a mention.
# Other amounts on top of that leave little doubt.
_OTHER_HERO, _NO_HERO, _NO_MENTION = 0.2, 0.2, 0.2
_OTHER_AMOUNTS = 0.5
# Two earthquakes, two results of a quarter: a form that is filled in anew agrees in every word but the names and the numbers.
_ALL_OTHER, _ALL_OTHER_HEROES = 0.5, 0.5
# Who is in the news twice on one day is told of twice: of what happened, two reports of it have a word in common. A brief names
# them in every second word; of long texts the names are the best there is, and headlines choose their words to differ.
_ONLY_NAMES, _PLAIN = 0.6, 0.06
_BRIEF, _LONG = math.log1p(50), math.log1p(160)
# Pages of one site share its voice, its phrases and its boxes, whatever they report.
_ONE_SITE = 0.1
# In a crowded corner of the news (an election, a war) ordinary agreement is no evidence.
_CROWD = 0.05
_EXCERPT = 0.3
# An agreement of this much is even odds, as on the development sets; the logarithm of the ratio to it, times three, is
# about the log-odds there.
_EVEN, _STEEP = 0.16, 3.0
# Two headlines of a few words agree sooner by chance.
_EVEN_HEADLINES = 0.2
_LEAST = 0.004
# Words say nothing across languages. Names and numbers that agree as they do for one event come to even odds.
_FOREIGN_NAMES, _FOREIGN_NUMBERS = 0.58, 0.37
_FOREIGN_SHARED = 2
# The trees have half of the say where so many events taught them about such pairs.
_HALF_TAUGHT = 12.0
_MOST_RAISE, _TITLES_AGREE, _MOSTLY = 1.0, 0.1, 0.5
# So far that no two scores are equal only because they are high, and a score can be said as log-odds again.
_SURE = 30.0


@dataclass(frozen=True, slots=True)
class PairScore:
    """``score`` is the probability of one event; the rest says where it comes from.

    ``days`` is None where nobody knows; ``containment`` is of shared text, 0 where little is shared; ``meaning`` is what
    the sentence model added to the log-odds.
    """

    article: str
    score: float
    cosine: float
    days: float | None
    containment: float = 0.0
    meaning: float = 0.0


def score_pairs(
    evidence: Evidence,
    candidates: Sequence[Known],
    containments: Mapping[str, float],
    learned: Learned | None,
    adjustment: Adjustment | None = None,
) -> list[PairScore]:
    """Give the pairs of an article with its candidates, in their order. ``containments`` is shared text by article."""
    if not candidates:
        return []
    articles = [known.fingerprint.article for known in candidates]
    shared = [containments.get(article, 0.0) for article in articles]
    meaning = told_odds(evidence)
    scores = scaled(adjusted(adjustment, log_odds(evidence, np.array(shared), learned) + meaning, evidence)).tolist()
    cosines = evidence.of("words").tolist()
    days = np.expm1(evidence.of("days")).tolist()
    return [
        PairScore(article, score, cosine, apart if known else None, containment, told)
        for article, score, cosine, known, apart, containment, told in zip(
            articles, scores, cosines, evidence.far_known.tolist(), days, shared, meaning.tolist(), strict=True
        )
    ]


def told_odds(evidence: Evidence) -> Matrix:
    """Give what the newsroom's sentence model adds to the log-odds of each row; nothing without one."""
    # Measured: of headlines alone the words know better.
    return meaning_odds(evidence.meaning, evidence.of("shorter") >= HEADLINE)


def log_odds(evidence: Evidence, containments: Matrix, learned: Learned | None) -> Matrix:
    """Give the log-odds of one event for each row of the evidence."""
    even = np.where(evidence.of("longer") < HEADLINE, _EVEN_HEADLINES, _EVEN)
    rule = _STEEP * np.log(np.maximum(agreement(evidence) + _EXCERPT * containments, _LEAST) / even)
    if learned is None:
        return rule
    taught = np.square(learned.events[kinds_of(evidence.matrix)])
    say = np.where(evidence.foreign, 0.0, taught / (taught + _HALF_TAUGHT**2))
    correction = say * (learned.log_odds(evidence.matrix) - rule)
    found: Matrix = rule + np.minimum(correction, _most_raise(evidence))
    return found


def _most_raise(evidence: Evidence) -> Matrix:
    """Give how far the trees may raise each pair's log-odds: a headline by what they say, a whole text a little.

    A site about one trade has its words in every text, an aside has those of another event, and one investor's two rounds of a
    day agree in nearly every word but the company's: a text is only raised where the titles, which say what it is about,
    agree, and nothing speaks of different company.
    """
    headline = evidence.of("shorter") < HEADLINE
    titles = (evidence.of("title") >= _TITLES_AGREE) | (evidence.of("untitled") > 0)
    company = (evidence.of("other_hero") == 0) & ~evidence.all_other & (_only_names(evidence) < _MOSTLY)
    return np.where(headline, np.inf, np.where(titles & company, _MOST_RAISE, 0.0))


def _only_names(evidence: Evidence) -> Matrix:
    """Give how far each pair of briefs agrees in names alone, 0 to 1."""
    shorter = evidence.of("shorter")
    brief = np.where(shorter < HEADLINE, 0.0, np.clip((_LONG - shorter) / (_LONG - _BRIEF), 0, 1))
    found: Matrix = brief * np.clip(1 - evidence.plain / _PLAIN, 0, 1)
    return found


def scaled(odds: Matrix) -> Matrix:
    """Give the scores of log-odds: the probability of one event.

    So a mean of scores is ruled neither by the many doubtful pairs nor by one that agrees in every word.
    """
    found: Matrix = 1 / (1 + np.exp(-np.clip(odds, -_SURE, _SURE)))
    return found


def agreement(evidence: Evidence) -> Matrix:
    """Give the plain rule's measure, from 0: the cosine of the words, raised and lowered by the other evidence."""
    words = evidence.of("words")
    other = evidence.of("other_hero")
    exponent = (
        _LEAD_NAMES * (evidence.of("lead") - _USUAL_LEAD)
        + _NUMBERS * evidence.of("numbers")
        - other * (_OTHER_HERO + _NO_HERO * evidence.of("no_hero") + _NO_MENTION * evidence.of("no_mention"))
        - other * evidence.of("no_mention") * evidence.other_amounts * _OTHER_AMOUNTS
        - evidence.all_other * (_ALL_OTHER + other * evidence.of("no_mention") * _ALL_OTHER_HEROES)
        - _ONLY_NAMES * _only_names(evidence)
        - _ONE_SITE * evidence.of("one_site")
    )
    lasting = _LASTING * np.clip(2 * words / _AGREE - 1, 0, 1)
    faded = np.where(evidence.of("undated") > 0, 1.0, np.exp(-np.expm1(evidence.of("days")) / _DAYS))
    local = words * np.exp(exponent) * (lasting + (1 - lasting) * faded)
    foreign = (_FOREIGN_NAMES * evidence.of("names") + _FOREIGN_NUMBERS * evidence.of("numbers")) * faded
    said = np.where(evidence.foreign, np.where(evidence.shared >= _FOREIGN_SHARED, foreign, 0.0), local)
    found: Matrix = np.maximum(0.0, said - _CROWD * evidence.of("their_crowd"))
    return found
