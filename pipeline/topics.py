"""The category of a story, from the terms that each topic of the newsroom lists."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from pipeline.values import Article, Topic

_TITLE_COUNTS = 3
_OPENING_CHARACTERS = 1500
_SHOWN = 4
# One weak word in one opening ("round", "law") is no topic.
_ENOUGH = 2.0
UNSUPPORTED = "too few terms of any topic were found"
_WORDS = re.compile(r"[\w'’-]+")


def categorise(articles: Sequence[Article], topics: Sequence[Topic], default: str = "products") -> tuple[str, tuple[str, ...]]:
    """Give the id of the story's topic and why, from the titles (three times) and the openings of its articles.

    Each article has one vote's worth: its counts are damped, so that a long report does not outvote ten. A tie goes to
    the topic listed first. Where next to nothing is found it is ``default``, else the first topic; without topics ``""``.
    """
    if not topics:
        return "", ("no topics are configured",)
    scores, spoke = weights(articles, topics)
    best = max(range(len(topics)), key=lambda place: (scores[place], -place))
    if scores[best] < _ENOUGH:
        fallback = default if default in {topic.name for topic in topics} else topics[0].name
        return fallback, (UNSUPPORTED,)
    told = sorted(spoke[best], key=lambda term: (-spoke[best][term], term))[:_SHOWN]
    return topics[best].name, (f"terms: {', '.join(told)}", *_runner_up(topics, scores, best))


def weights(articles: Sequence[Article], topics: Sequence[Topic]) -> tuple[list[float], list[dict[str, float]]]:
    """Give for each topic how much the articles speak of it, and what each of its terms adds to that."""
    spoke: list[dict[str, float]] = [{} for _ in topics]
    for article in articles:
        title, opening = _plain(article.title), _plain(article.text[:_OPENING_CHARACTERS])
        for place, topic in enumerate(topics):
            for term, weight in topic.terms:
                count = _TITLE_COUNTS * _count(term, title) + _count(term, opening)
                if count:
                    spoke[place][term] = spoke[place].get(term, 0.0) + weight * math.log2(1 + count)
    return [sum(found.values()) for found in spoke], spoke


def _runner_up(topics: Sequence[Topic], scores: Sequence[float], best: int) -> tuple[str, ...]:
    others = [place for place in range(len(topics)) if place != best and scores[place] > 0]
    if not others:
        return ()
    second = max(others, key=lambda place: (scores[place], -place))
    return (f"{topics[second].name} has {scores[second] / scores[best]:.0%} of its weight",)


def _plain(text: str) -> str:
    # Words with one blank between, so that a phrase is found by looking for it between blanks.
    return " " + " ".join(_WORDS.findall(text.lower())) + " "


def _count(term: str, text: str) -> int:
    return text.count(_plain(term))
