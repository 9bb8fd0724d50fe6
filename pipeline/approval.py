"""Approval: the one place that makes an ``Approved``. What is not approved cannot be exported, because the types do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipeline.errors import NotApprovable
from pipeline.values import Approved, Decision, Draft, Problem
from pipeline.verify import verify_draft

_NAMED = 4


def approve(draft: Draft, by: str, at: datetime, decisions: Sequence[Decision] = ()) -> Approved:
    """This version of this draft, approved by this person at this time. ``decisions`` are those on its story, oldest first.

    The draft is verified again, now: what it carries as problems may be older than its text. Raises NotApprovable when this
    version was decided on before, when a blocking problem is open, when it has no sentences, or when nobody is named.
    """
    name = by.strip()
    if not name:
        raise NotApprovable(f"story {draft.story}: an approval needs the name of the person who approves")
    if not draft.sentences or not draft.headline.text.strip():
        raise NotApprovable(f"story {draft.story}, version {draft.version}: there is no text to approve")
    check_undecided(draft.story, draft.version, decisions)
    kept = tuple(problem for problem in draft.problems if problem.blocking)
    found = tuple(problem for problem in verify_draft(draft) if problem.blocking)
    if open_problems := tuple(dict.fromkeys((*kept, *found))):
        raise NotApprovable(f"story {draft.story}, version {draft.version} cannot be approved: {_listed(open_problems)}")
    return Approved(draft, name, at)


def check_undecided(story: str, version: int, decisions: Sequence[Decision]) -> None:
    """Make sure that nobody has decided on this version: each is decided on once, and only a newer one is open again.

    The one rule of desk, terminal and store. A rejected version stays rejected, also when later coverage opens its story
    again, until its draft has another text; an approved one is out or on its way. Raises NotApprovable with who and when.
    """
    last = next((one for one in reversed(decisions) if one.version == version), None)
    if last is None:
        return
    what = f"story {story}, version {version} was {last.verdict} by {last.by} on {last.at:%Y-%m-%d at %H:%M} UTC"
    if last.verdict == "rejected":
        raise NotApprovable(f"{what}: only a newer version can be approved, which later coverage or `newsloom draft` brings")
    raise NotApprovable(f"{what}: it needs no second approval; a newer version can be approved")


def _listed(problems: tuple[Problem, ...]) -> str:
    named = [_named(problem) for problem in problems[:_NAMED]]
    more = f"; and {len(problems) - _NAMED} more" if len(problems) > _NAMED else ""
    return "; ".join(named) + more


def _named(problem: Problem) -> str:
    place = "" if problem.sentence is None else f" in sentence {problem.sentence + 1}"
    return f"{problem.kind}{place} ({problem.detail})"
