"""What an article earns its place with, and what makes it hard to use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.originality import Novelty
from pipeline.rank.ranked import REPORTS, Ranked
from pipeline.rank.roles import NOTE_WORDS
from pipeline.values import Article, Role

_FULL_DEPTH_WORDS = 600
_CREDITS_COUNTED = 4
_BY_ROLE: Mapping[Role, float] = {
    "primary": 1.0, "original": 1.0, "independent": 0.75, "rewrite": 0.3, "aggregation": 0.2, "excerpt": 0.15, "copy": 0.1,
}  # fmt: skip


def score_of(article: Article, role: Role, new: Novelty, cited: int, language: str | None) -> float:
    """What the article earns without having been first, 0 to 1."""
    depth = min(1.0, len(article.text.split()) / _FULL_DEPTH_WORDS)
    credit = min(1.0, cited / _CREDITS_COUNTED)
    score = 0.4 * _BY_ROLE[role] + 0.3 * new.overall + 0.2 * credit + 0.1 * depth
    for limits, factor in ((article.paywalled, 0.7), (not article.text.strip(), 0.5), (foreign(article, language), 0.9)):
        score *= factor if limits else 1.0
    return score


def reasons_of(article: Article, ranked: Ranked, new: Novelty, first: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    """The score in words."""
    said = {
        "primary": "primary document",
        "copy": "same text as another source",
        "excerpt": "part of another source's text",
        "rewrite": f"retells {' and '.join(ranked.credits) or 'another report'}",
        "aggregation": "short note that points to others",
    }
    found = [said[ranked.role]] if ranked.role in said else []
    found += first
    if new.counted:
        found.append(f"{new.facts:.0%} of its facts are new")
    if ranked.cited_by:
        found.append(f"credited by {ranked.cited_by}")
    if ranked.role in REPORTS and ranked.credits:
        found.append(f"credits {', '.join(ranked.credits)}")
    if article.paywalled:
        found.append("behind a paywall")
    if not article.text.strip():
        found.append("headline only")
    elif len(article.text.split()) < NOTE_WORDS:
        found.append(f"short: {len(article.text.split())} words")
    if foreign(article, language):
        found.append(f"in another language ({article.language})")
    return tuple(found)


def foreign(article: Article, language: str | None) -> bool:
    """Whether the article is in another language than the story."""
    return bool(language and article.language and article.language != language)


def language_of(articles: Sequence[Article]) -> str | None:
    """The language that most of the articles are in."""
    counts = Counter(article.language for article in articles if article.language)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
