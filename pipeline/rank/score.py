"""What an article earns its place with, in parts that add up, and what makes it hard to use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.doubts import date_doubt
from pipeline.originality import FEWEST_FACTS, Novelty
from pipeline.rank.ranked import REPORTS, Ranked
from pipeline.rank.roles import NOTE_WORDS
from pipeline.values import Article, Role

# The weights add up to 1. Originality and role come first; being first is a consideration, not the key; depth comes last.
_ROLE, _ORIGINALITY, _CITED, _FIRST, _AUTHORITY, _DEPTH = 0.36, 0.27, 0.18, 0.03, 0.08, 0.08
_FULL_DEPTH_WORDS = 600
_CREDITS_COUNTED = 4
# One credit is as often a partner's courtesy as a scoop: from two families on they count (Techmeme's base threshold).
CREDITS_FROM = 2
_NAMED = 4
_BY_ROLE: Mapping[Role, float] = {
    "primary": 1.0, "original": 1.0, "independent": 0.75, "rewrite": 0.3, "aggregation": 0.2, "excerpt": 0.15, "copy": 0.1,
}  # fmt: skip
_DIGITS = 4
_HARDLY_NEW = 0.1


def parts_of(
    article: Article, ranked: Ranked, new: Novelty, authority: float, language: str | None
) -> tuple[tuple[str, float], ...]:
    """Give the named parts of a score; their sum is the score, 0 to 1. What makes an article hard to use takes some away.

    ``authority`` (0 to 1) is how often its outlet led such stories.
    """
    words = len(article.text.split())
    earned = [
        ("role", _ROLE * _BY_ROLE[ranked.role]),
        ("originality", _ORIGINALITY * new.overall),
        ("cited", _CITED * cited_share(ranked.cited_by)),
        ("first", _FIRST if ranked.first else 0.0),
        ("authority", _AUTHORITY * authority),
        ("depth", _DEPTH * min(1.0, words / _FULL_DEPTH_WORDS)),
    ]
    rounded = [(name, round(value, _DIGITS)) for name, value in earned]
    left = sum(value for _, value in rounded)
    for name, factor in _limits(article, language):
        taken = round(left * (1 - factor), _DIGITS)
        rounded.append((name, -taken))
        left -= taken
    return tuple(rounded)


def cited_share(families: int, full: int = _CREDITS_COUNTED) -> float:
    """Give what the credits of so many owner families are worth, 0 to 1: nothing below the threshold, all from ``full``."""
    return min(1.0, families / full) if families >= CREDITS_FROM else 0.0


def total(parts: Sequence[tuple[str, float]]) -> float:
    """Give the sum of the parts of a score."""
    return round(sum(value for _, value in parts), _DIGITS)


def _limits(article: Article, language: str | None) -> Iterator[tuple[str, float]]:
    if article.paywalled:
        yield "paywall", 0.7
    if not article.text.strip():
        yield "headline only", 0.5
    if foreign(article, language):
        yield "language", 0.9


def reasons_of(article: Article, ranked: Ranked, new: Novelty, more: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    """Give the score in words; ``more`` are reasons found elsewhere: who was first, and how often the outlet led."""
    said = {
        "primary": "primary document",
        "copy": "same text as another source",
        "excerpt": "part of another source's text",
        "rewrite": f"retells {ranked.retells or ' and '.join(ranked.credits) or 'another report'}",
        "aggregation": "short note that points to others",
    }
    if ranked.retells:
        said["rewrite"] += " without saying so"
    found = [said[ranked.role]] if ranked.role in said else []
    found += more
    if new.counted:
        found.append(_newness(new))
    if ranked.cited_by:
        others = f" and {ranked.cited_by - _NAMED} others" if ranked.cited_by > _NAMED else ""
        alone = "" if ranked.cited_by >= CREDITS_FROM else "; one credit alone adds nothing"
        found.append(f"credited by {ranked.cited_by}: {', '.join(ranked.citing[:_NAMED])}{others}{alone}")
    if ranked.role in REPORTS and ranked.credits:
        found.append(f"credits {', '.join(ranked.credits)}")
    if doubt := date_doubt(article):
        found.append(doubt)
    return (*found, *_hard_to_use(article, language))


def _newness(new: Novelty) -> str:
    """Such as "0% of its facts are new, 26% of its wording": where few facts are new, that is what is left to count."""
    few = f" (only {new.counted}, which count for less)" if new.counted < FEWEST_FACTS else ""
    wording = f", {new.wording:.0%} of its wording" if new.facts < _HARDLY_NEW else ""
    return f"{new.facts:.0%} of its facts are new{few}{wording}"


def _hard_to_use(article: Article, language: str | None) -> Iterator[str]:
    words = len(article.text.split())
    if article.paywalled:
        yield "behind a paywall"
    if not words:
        yield "headline only"
    elif words < NOTE_WORDS:
        yield f"short: {words} words"
    if foreign(article, language):
        yield f"in another language ({article.language})"


def foreign(article: Article, language: str | None) -> bool:
    """Whether the article is in another language than the story."""
    return bool(language and article.language and article.language != language)


def language_of(articles: Sequence[Article]) -> str | None:
    """The language that most of the articles are in."""
    counts = Counter(article.language for article in articles if article.language)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
