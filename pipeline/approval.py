"""Approval: the one place that makes an ``Approved``. What is not approved cannot be exported, because the types do not fit."""

from __future__ import annotations

from datetime import datetime

from pipeline.errors import NotApprovable
from pipeline.values import Approved, Draft, Problem
from pipeline.verify import verify_draft

_NAMED = 4


def approve(draft: Draft, by: str, at: datetime) -> Approved:
    """This version of this draft, approved by this person at this time.

    The draft is verified again, now: what it carries as problems may be older than its text. Raises NotApprovable when a
    blocking problem is open, when it has no sentences, or when nobody is named.
    """
    name = by.strip()
    if not name:
        raise NotApprovable(f"story {draft.story}: an approval needs the name of the person who approves")
    if not draft.sentences or not draft.headline.text.strip():
        raise NotApprovable(f"story {draft.story}, version {draft.version}: there is no text to approve")
    kept = tuple(problem for problem in draft.problems if problem.blocking)
    found = tuple(problem for problem in verify_draft(draft) if problem.blocking)
    if open_problems := tuple(dict.fromkeys((*kept, *found))):
        raise NotApprovable(f"story {draft.story}, version {draft.version} cannot be approved: {_listed(open_problems)}")
    return Approved(draft, name, at)


def _listed(problems: tuple[Problem, ...]) -> str:
    named = [_named(problem) for problem in problems[:_NAMED]]
    more = f"; and {len(problems) - _NAMED} more" if len(problems) > _NAMED else ""
    return "; ".join(named) + more


def _named(problem: Problem) -> str:
    place = "" if problem.sentence is None else f" in sentence {problem.sentence + 1}"
    return f"{problem.kind}{place} ({problem.detail})"
