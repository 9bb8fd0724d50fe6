"""Why the articles of a story are together, article by article, and what the nearest story was that each did not join."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.cluster.phrases import said_phrases
from pipeline.doubts import doubts
from pipeline.values import Article, Assignment, Story

_PHRASES_OF = 4_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that was near, by name where we know it."""

    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """One article of the story with the reasons it is here.

    ``rejected`` is the id of the nearest other story, ``rejected_nearest`` the name of the article of it that came nearest,
    empty where it is not known. ``notes`` say what the article lacks or what is not believed of it.
    """

    name: str
    copy_of: str | None
    nearest: tuple[Neighbour, ...]
    rejected: str | None
    rejected_name: str
    rejected_score: float
    rejected_reasons: tuple[str, ...]
    rejected_nearest: str = ""
    notes: tuple[str, ...] = ()


def make_memberships(
    story: Story, names: Mapping[str, str], headlines: Mapping[str, str], articles: Mapping[str, Article]
) -> tuple[Membership, ...]:
    """Every member in the order it joined. ``names`` are articles' names by id, ``headlines`` other stories' by id.

    ``articles`` are those at hand: what one prints in the same words as its nearest is said where both are.
    """
    members = {member.article for member in story.members}
    return tuple(_membership(member, members, names, headlines, articles) for member in story.members)


def _membership(
    member: Assignment,
    members: Collection[str],
    names: Mapping[str, str],
    headlines: Mapping[str, str],
    articles: Mapping[str, Article],
) -> Membership:
    rejected = member.rejected
    article = articles.get(member.article)
    return Membership(
        name=names.get(member.article, member.article),
        copy_of=names.get(member.duplicate_of, member.duplicate_of) if member.duplicate_of else None,
        nearest=tuple(
            Neighbour(names.get(near.id, near.id), near.score, (*near.reasons, *_phrases(article, articles.get(near.id))))
            for near in member.nearest
            if near.id in members
        ),
        rejected=rejected.story if rejected else None,
        rejected_name=(headlines.get(rejected.story) or "a story without a headline") if rejected else "",
        rejected_score=rejected.score if rejected else 0.0,
        rejected_reasons=rejected.reasons if rejected else (),
        rejected_nearest=names.get(rejected.nearest, "") if rejected else "",
        notes=doubts(article).notes if article else (),
    )


def _phrases(one: Article | None, other: Article | None) -> tuple[str, ...]:
    return said_phrases(one.text[:_PHRASES_OF], other.text[:_PHRASES_OF]) if one and other else ()
