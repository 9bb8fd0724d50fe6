"""Approval: the one place that makes an ``Approved``. What is not approved cannot be exported, because the types do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipeline.errors import NotApprovable
from pipeline.rulings import apply_rulings
from pipeline.sensitive import sensitive_problems
from pipeline.values import SECOND_EDITOR, Approved, Confirmed, Decision, Draft, Problem, SentenceRuling, same_person

_NAMED = 4


def decide(
    draft: Draft,
    by: str,
    at: datetime,
    decisions: Sequence[Decision] = (),
    *,
    rulings: Sequence[SentenceRuling] = (),
    alone: bool = False,
) -> Approved | Confirmed:
    """This version of this draft, approved by this person at this time; ``decisions`` are those on its story, oldest first.

    Where it names a minor, a victim or an accused person, the first approval is only ``Confirmed``, and another person's makes
    it ``Approved``; ``alone`` tells that the newsroom has stated that it has one editor. The draft is verified again, now: what
    it carries as problems may be older than its text. ``rulings`` are those on failing sentences of its story: what is approved
    is the draft as ruled. Raises NotApprovable when this version was decided on before, when the
    same person confirms twice, when a blocking problem is open, when it has no sentences, or when nobody is named.
    """
    name = by.strip()
    if not name:
        raise NotApprovable(f"story {draft.story}: an approval needs the name of the person who approves")
    ruled = apply_rulings(draft, rulings)
    text = ruled.draft
    if not text.sentences or not text.headline.text.strip():
        raise NotApprovable(f"story {draft.story}, version {draft.version}: there is no text to approve")
    check_undecided(draft.story, draft.version, decisions)
    if ruled.open:
        raise NotApprovable(f"story {draft.story}, version {draft.version} cannot be approved: {_listed(ruled.open)}")
    if alone or not sensitive_marks(text):
        return Approved(text, name, at, alone=alone, rulings=ruled.rulings)
    first = confirmation(draft.version, decisions)
    if first is None:
        return Confirmed(text, name, at, ruled.rulings)
    if same_person(first.by, name):
        raise NotApprovable(f"{_waits(draft)}: {first.by} has confirmed it already, so another person must")
    return Approved(text, name, at, confirmed_by=first.by, rulings=ruled.rulings)


def approve(
    draft: Draft,
    by: str,
    at: datetime,
    decisions: Sequence[Decision] = (),
    *,
    rulings: Sequence[SentenceRuling] = (),
    alone: bool = False,
) -> Approved:
    """The same where one approval is to do: raises NotApprovable, too, where a second editor's is needed and missing."""
    decided = decide(draft, by, at, decisions, rulings=rulings, alone=alone)
    if isinstance(decided, Confirmed):
        raise NotApprovable(f"{_waits(draft)}: {_listed(sensitive_marks(draft))}")
    return decided


def check_open_to_rulings(story: str, version: int, decisions: Sequence[Decision]) -> None:
    """Make sure that the text of this version may still change: nobody has decided on it, or confirmed it as the first of two.

    Raises NotApprovable with who and when.
    """
    if (last := _decided(version, decisions)) is not None:
        raise NotApprovable(f"{_was(story, last)}: its sentences can be ruled on again in a newer version")
    if first := confirmation(version, decisions):
        raise NotApprovable(
            f"story {story}, version {version} was confirmed by {first.by} as it is: its sentences can be ruled on again in a "
            "newer version"
        )


def sensitive_marks(draft: Draft) -> tuple[Problem, ...]:
    """The minors, victims and accused persons that a draft names: those it carries, and those that its text shows now."""
    carried = tuple(problem for problem in draft.problems if problem.kind == SECOND_EDITOR)
    return tuple(dict.fromkeys((*carried, *sensitive_problems(draft))))


def confirmation(version: int, decisions: Sequence[Decision]) -> Decision | None:
    """Who has confirmed this version first, where it waits for a second editor or has waited for one."""
    return next((one for one in decisions if (one.version, one.verdict) == (version, "confirmed")), None)


def _waits(draft: Draft) -> str:
    return f"story {draft.story}, version {draft.version} waits for a second editor"


def check_undecided(story: str, version: int, decisions: Sequence[Decision]) -> None:
    """Make sure that nobody has decided on this version: each is decided on once, and only a newer one is open again.

    The one rule of desk, terminal and store. A rejected version stays rejected, also when later coverage opens its story
    again, until its draft has another text; an approved one is out or on its way. Raises NotApprovable with who and when.
    """
    last = _decided(version, decisions)
    if last is None:
        return
    what = _was(story, last)
    if last.verdict == "rejected":
        raise NotApprovable(f"{what}: only a newer version can be approved, which later coverage or `newsloom draft` brings")
    raise NotApprovable(f"{what}: it needs no second approval; a newer version can be approved")


def _decided(version: int, decisions: Sequence[Decision]) -> Decision | None:
    return next((one for one in reversed(decisions) if one.version == version and one.verdict != "confirmed"), None)


def _was(story: str, last: Decision) -> str:
    return f"story {story}, version {last.version} was {last.verdict} by {last.by} on {last.at:%Y-%m-%d at %H:%M} UTC"


def _listed(problems: tuple[Problem, ...]) -> str:
    named = [_named(problem) for problem in problems[:_NAMED]]
    more = f"; and {len(problems) - _NAMED} more" if len(problems) > _NAMED else ""
    return "; ".join(named) + more


def _named(problem: Problem) -> str:
    place = "" if problem.sentence is None else f" in sentence {problem.sentence + 1}"
    return f"{problem.kind}{place} ({problem.detail})"
