"""One article of a story in its place."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values import Role

REPORTS: frozenset[Role] = frozenset({"original", "independent"})
"""The roles of a report that may count for itself."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One article in its place. ``origin`` names the independent report that it belongs to: equal for all that stand on one.

    ``parts`` are the named parts of ``score``, which add up to it. ``originality`` is the share of its facts that were new
    (0 to 1), ``cited_by`` how many other owner families credit or link to it, ``copied_from`` the article it shares its
    text with, ``credits`` whom it names as its source. ``outlet`` is the id of its outlet, or its site where that is not on
    record; ``first`` tells whether it was (among) the first. ``citing`` names one outlet of each family that cites it.
    ``retells`` is the outlet that a rewrite tells again without naming it, "" where it names one.
    """

    rank: int
    article: str
    role: Role
    copied_from: str | None
    credits: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    origin: str
    family: str
    family_known: bool
    originality: float
    cited_by: int
    outlet: str = ""
    first: bool = False
    parts: tuple[tuple[str, float], ...] = ()
    citing: tuple[str, ...] = ()
    retells: str = ""
