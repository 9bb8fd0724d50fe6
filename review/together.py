"""Why the articles of a story are together, article by article, and what the nearest story was that each did not join."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.values import Assignment, Story


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that was near, by name where we know it."""

    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """One article of the story with the reasons it is here. ``rejected`` is the id of the nearest other story."""

    name: str
    copy_of: str | None
    nearest: tuple[Neighbour, ...]
    rejected: str | None
    rejected_name: str
    rejected_score: float
    rejected_reasons: tuple[str, ...]


def make_memberships(story: Story, names: Mapping[str, str], headlines: Mapping[str, str]) -> tuple[Membership, ...]:
    """Every member in the order it joined. ``names`` are articles' names by id, ``headlines`` other stories' by id."""
    return tuple(_membership(member, names, headlines) for member in story.members)


def _membership(member: Assignment, names: Mapping[str, str], headlines: Mapping[str, str]) -> Membership:
    rejected = member.rejected
    return Membership(
        name=names.get(member.article, member.article),
        copy_of=names.get(member.duplicate_of, member.duplicate_of) if member.duplicate_of else None,
        nearest=tuple(Neighbour(names.get(near.id, near.id), near.score, near.reasons) for near in member.nearest),
        rejected=rejected.story if rejected else None,
        rejected_name=(headlines.get(rejected.story) or "a story without a headline") if rejected else "",
        rejected_score=rejected.score if rejected else 0.0,
        rejected_reasons=rejected.reasons if rejected else (),
    )
