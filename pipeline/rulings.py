"""What a person decides on a sentence that fails its proof: it is kept, with a reason, or taken out of the text.

A ruling is on one sentence (its text and its citations) that fails in certain ways (the kinds of its blocking problems) in one
story. It holds for every version of the draft in which that very sentence fails in those very ways, and for nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pipeline.errors import RulingRefused
from pipeline.plain import line
from pipeline.values import SECOND_EDITOR, Draft, DraftSentence, Problem, RulingVerdict, Section, SentenceRuling
from pipeline.verify import verify_draft

Place = int | Literal["headline", "dek"]
"""Where a sentence stands: its number in the body from 0, or the headline or the dek."""

_HEADS: Mapping[str, Literal["headline", "dek"]] = {"headline": "headline", "dek": "dek"}
# nobody can have checked what leads nowhere
_NEVER_KEPT = frozenset({"citation", "uncited", "labels", "empty"})
_MARKUP = re.compile(r"cite index=|</?[A-Za-z][^>]*>|\]\(")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A draft as persons have ruled: its text without what was taken out, the problems that still block, what was applied."""

    draft: Draft
    open: tuple[Problem, ...]
    rulings: tuple[SentenceRuling, ...] = ()


def apply_rulings(draft: Draft, rulings: Sequence[SentenceRuling]) -> Ruled:
    """The draft as ruled, verified anew. The draft itself comes back where no ruling holds for it.

    Taken-out sentences are gone, and sections that have none left; the problems of a kept one do not block any more, and
    their detail ends with "kept by NAME: REASON". That a second editor must look stays said.
    """
    found = verify_draft(draft)
    held = in_force(draft, rulings, found)
    if not held:
        return Ruled(draft, _blocking((*draft.problems, *found)))
    out = {place for place, ruling in held.items() if ruling.verdict == "taken-out"}
    numbers = {old: new for new, old in enumerate(place for place in range(len(draft.sentences)) if place not in out)}
    kept = {_moved_place(place, numbers): ruling for place, ruling in held.items() if place not in out}
    carried = tuple(moved for one in draft.problems if (moved := _moved(one, numbers)) is not None)
    text = replace(draft, sections=_without(draft, out), problems=carried)
    problems = tuple(dict.fromkeys(_settled(one, text, kept) for one in (*carried, *verify_draft(text))))
    ruled = replace(text, problems=tuple(one for one in problems if one in carried or not one.blocking))
    return Ruled(ruled, _blocking(problems), tuple(held[place] for place in _in_order(held)))


def in_force(
    draft: Draft, rulings: Sequence[SentenceRuling], found: Sequence[Problem] | None = None
) -> dict[Place, SentenceRuling]:
    """The ruling that holds at each place; ``found`` is what ``verify_draft`` finds in the draft, where that is known."""
    if not rulings:
        return {}
    of_sentence = {(ruling.text, ruling.citations): ruling for ruling in rulings if ruling.story == draft.story}
    held: dict[Place, SentenceRuling] = {}
    for place, kinds in failing(draft, found).items():
        sentence = sentence_at(draft, place)
        ruling = of_sentence.get((sentence.text, sentence.citations))
        if ruling is not None and ruling.kinds == kinds and not refusal(draft, place, kinds, ruling.verdict):
            held[place] = ruling
    return held


def failing(draft: Draft, found: Sequence[Problem] | None = None) -> dict[Place, tuple[str, ...]]:
    """The kinds of the blocking problems of each sentence that has any, sorted; those of the draft as a whole are not here."""
    kinds: dict[Place, set[str]] = {}
    for problem in (*draft.problems, *(verify_draft(draft) if found is None else found)):
        place = place_of(problem, draft)
        if problem.blocking and place is not None:
            kinds.setdefault(place, set()).add(problem.kind)
    for place in _places(draft):
        if own := {problem.kind for problem in sentence_at(draft, place).problems if problem.blocking}:
            kinds.setdefault(place, set()).update(own)
    return {place: tuple(sorted(of_place)) for place, of_place in kinds.items()}


def refusal(draft: Draft, place: Place, kinds: Sequence[str], verdict: RulingVerdict) -> str:
    """Why the sentence there cannot be ruled on so; empty where it can."""
    if verdict == "taken-out":
        return "" if isinstance(place, int) else f"the {place} cannot be taken out: keep it, or wait for a newer version"
    sentence = sentence_at(draft, place)
    sources = {(source.article, source.version): len(source.sentences) for source in draft.sources}
    leads = all(0 <= one.sentence < sources.get((one.article, one.version), 0) for one in sentence.citations)
    if not sentence.citations or not leads or _NEVER_KEPT & set(kinds):
        return "its citations do not lead to what it says, so it cannot be kept: it can only be taken out"
    return "it has markup in its text, so it cannot be kept: it can only be taken out" if _MARKUP.search(sentence.text) else ""


def rule(
    draft: Draft,
    place: Place,
    verdict: RulingVerdict,
    *,
    reason: str,
    by: str,
    at: datetime,
    before: Sequence[SentenceRuling] = (),
) -> SentenceRuling:
    """The ruling of this person on the sentence there; ``before`` are those on the story.

    Raises RulingRefused where there is no such sentence, where it does not fail, where it may not be ruled on so, where it is
    the last of the text, and where the person, or the reason of a sentence that is kept, is missing.
    """
    if place not in _places(draft):
        raise RulingRefused(f"story {draft.story}, version {draft.version} has no {_shown(place)}")
    what = f"story {draft.story}, version {draft.version}, {_shown(place)}"
    found = failing(draft)
    kinds = found.get(place, ())
    if not kinds:
        raise RulingRefused(f"{what}: nothing is wrong with it that stops approval, so there is nothing to decide")
    if why := refusal(draft, place, kinds, verdict):
        raise RulingRefused(f"{what}: {why}")
    name, said = line(by), line(reason)
    if not name:
        raise RulingRefused(f"{what}: give your name: a person decides this")
    if verdict == "kept" and not said:
        raise RulingRefused(f"{what}: say why it is kept: the reason is what the next person reads")
    sentence = sentence_at(draft, place)
    ruling = SentenceRuling(draft.story, sentence.text, sentence.citations, kinds, verdict, said, name, at)
    gone = [one for one in in_force(draft, (*before, ruling)).values() if one.verdict == "taken-out"]
    if verdict == "taken-out" and len(gone) >= len(draft.sentences):
        raise RulingRefused(f"{what}: it is the last sentence of the text: reject the story instead")
    return ruling


def rulings_digest(held: Mapping[Place, SentenceRuling]) -> str:
    """The rulings that hold, in one word that an approval can carry: what was read is the text as ruled. "" without any."""
    said = "\n".join(sorted(repr((place, one.verdict, one.reason, one.by)) for place, one in held.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:32] if said else ""


def read_place(given: str) -> Place:
    """The place that a person names: ``3`` is the third sentence of the body. Raises RulingRefused for what names none."""
    named = given.strip().lower()
    if (head := _HEADS.get(named)) is not None:
        return head
    if named.isascii() and named.isdigit() and 0 < len(named) < 6 and int(named) > 0:
        return int(named) - 1
    raise RulingRefused(f"“{given.strip()[:40]}” is no sentence: give its number, counted from 1, or headline or dek")


def place_of(problem: Problem, draft: Draft) -> Place | None:
    """The sentence that a problem of the draft is at, None for one of the draft as a whole."""
    if problem.sentence is not None:
        return problem.sentence if 0 <= problem.sentence < len(draft.sentences) else None
    return _HEADS.get(problem.detail.partition(": ")[0])


def sentence_at(draft: Draft, place: Place) -> DraftSentence:
    """The sentence at a place. Raises IndexError where the body has none of this number."""
    if isinstance(place, int):
        return draft.sentences[place]
    return draft.headline if place == "headline" else draft.dek


def _places(draft: Draft) -> tuple[Place, ...]:
    return ("headline", "dek", *range(len(draft.sentences)))


def _in_order(held: Mapping[Place, SentenceRuling]) -> list[Place]:
    return sorted(held, key=lambda place: (isinstance(place, int), place if isinstance(place, int) else place == "dek"))


def _shown(place: Place) -> str:
    return f"sentence {place + 1}" if isinstance(place, int) else place


def _without(draft: Draft, out: set[Place]) -> tuple[Section, ...]:
    """The sections without the sentences at these places; one that has none left is left out."""
    number = iter(range(len(draft.sentences)))
    left = (
        replace(section, sentences=tuple(sentence for sentence in section.sentences if next(number) not in out))
        for section in draft.sections
    )
    return tuple(section for section in left if section.sentences)


def _moved_place(place: Place, numbers: Mapping[int, int]) -> Place:
    return numbers[place] if isinstance(place, int) else place


def _moved(problem: Problem, numbers: Mapping[int, int]) -> Problem | None:
    """The problem where its sentence stands now; None where that is gone, but who a second editor must look at stays."""
    if problem.sentence is None:
        return problem
    if problem.sentence in numbers:
        return replace(problem, sentence=numbers[problem.sentence])
    return replace(problem, sentence=None, start=None, end=None) if problem.kind == SECOND_EDITOR else None


def _settled(problem: Problem, draft: Draft, kept: Mapping[Place, SentenceRuling]) -> Problem:
    place = place_of(problem, draft)
    ruling = None if place is None else kept.get(place)
    if ruling is None or not problem.blocking or problem.kind not in ruling.kinds:
        return problem
    return replace(problem, detail=f"{problem.detail}; kept by {ruling.by}: {ruling.reason}", blocking=False)


def _blocking(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for problem in problems if problem.blocking))
