"""The body of the next draft: what holds, with what comes in put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.living.antecedents import Line, lines, opened
from pipeline.living.bounds import words
from pipeline.living.fallen import Change, Fallen, carrying, fallen
from pipeline.living.heads import Heads
from pipeline.living.judged import ALIKE, Coming, Left, counterpart, fresh, likeness
from pipeline.living.news import News
from pipeline.living.placing import Part, held, parts_of, put, sections
from pipeline.values import Draft, DraftSentence
from pipeline.verify import copying

# two sentences that share so much say the same in the same words
_TWICE = 0.8
# how much less alike two need to be to tell the same where they cite the same
_BACKED = 0.8


@dataclass(frozen=True, slots=True)
class Case:
    """What a body is made for: the two drafts, what stands over it, what ``fell``.

    ``room`` is how many words it may have with what only adds, ``most`` with what tells a new fact.
    """

    previous: Draft
    written: Draft
    over: Heads
    room: float
    most: float
    fell: Sequence[Fallen]


def body(case: Case, stay: Sequence[Line], come: Sequence[Coming], left: Sequence[Left]) -> list[Part]:
    """The kept lines with those that come in put among them, everything with its antecedent."""
    theirs = lines(case.written, kept=False)
    parts = parts_of(case.previous, stay)
    if case.over.moved and parts and case.written.sections[0].title is None:
        parts = _reopened(parts, [line for line in theirs if line.section == 0], case)
    parts = _without_dek(parts, case.over.dek)
    for line in _replacing(left, come, case, theirs):
        if _holds(line, case) and not _told(line, parts, _TWICE):
            put(line, parts, case.written, theirs)
    for one in sorted(come, key=lambda one: not one.must):
        if _may_enter(one, parts, case):
            put(one.line, parts, case.written, theirs)
    return _standing(parts, theirs, case)


def reopened(written: Draft) -> Draft:
    """A draft as it was written without what fell in its opening, and what leans on that; as it is where that is all of it."""
    gone = Change(News(), fallen(written)).values
    theirs = lines(written, kept=False)
    parts = parts_of(written, [line for line in theirs if line.section or carrying(line.sentence, gone) is None])
    if sum(len(part.lines) for part in parts) == len(theirs) or not parts[0].lines:
        return written
    firm = held(parts, opened(written.headline, written.dek))
    return replace(written, sections=sections(firm)) if firm[0].lines else written


def _reopened(parts: Sequence[Part], theirs: Sequence[Line], case: Case) -> list[Part]:
    """With the opening as it would be written now, without what fell; of the old one stays what tells something else."""
    leading = Part(None, [line for line in theirs if _holds(line, case)])
    old = [
        line for line in parts[0].lines if not _told(line, [leading], ALIKE) and likeness(line.text, case.over.dek.text) < ALIKE
    ]
    rest = [Part(part.title, [line for line in part.lines if not _told(line, [leading], _TWICE)]) for part in parts[1:]]
    return [Part(None, [*leading.lines, *old]), *rest]


def _holds(line: Line, case: Case) -> bool:
    return carrying(line.sentence, case.fell) is None


def _without_dek(parts: Sequence[Part], dek: DraftSentence) -> list[Part]:
    return [Part(part.title, [line for line in part.lines if line.text != dek.text]) for part in parts]


def _replacing(left: Sequence[Left], come: Sequence[Coming], case: Case, theirs: Sequence[Line]) -> list[Line]:
    """What the later draft prints in the place of what did not stay, beyond what comes in anyway; of a dek that went, too."""
    coming_in = {one.line.text for one in come}
    those = {sentence.text: sentence for sentence in case.previous.sentences}
    gone = [those[one.text] for one in left]
    if case.over.dek.text != case.previous.dek.text:
        gone.append(case.previous.dek)
    found: dict[str, Line] = {}
    for sentence in gone:
        twin = counterpart(sentence, case.written.sentences)
        line = next((line for line in theirs if twin is not None and line.text == twin.text), None)
        if line is not None and line.text not in coming_in:
            found[line.text] = line
    return list(found.values())


def _may_enter(one: Coming, parts: Sequence[Part], case: Case) -> bool:
    """Whether it is not told yet, there is room for it, and its sources may give so much."""
    twice = one.line.text == case.over.dek.text or _told(one.line, parts, _TWICE if one.must else ALIKE)
    if twice or one.must or not _holds(one.line, case):
        return not twice and _holds(one.line, case)
    here = [line.sentence for part in parts for line in part.lines]
    if fresh(one.line.text, [case.over.headline, case.over.dek, *here]) < one.new:
        return False
    return words([*here, one.line.sentence]) <= (case.most if one.states else case.room) and _affordable(
        one.line.text, here, case.written
    )


def _told(line: Line, parts: Sequence[Part], alike: float) -> bool:
    """Whether a line there is so much alike; less is enough for two that a source sentence backs both."""
    cited = set(line.sentence.citations)
    return any(
        likeness(line.text, other.text) >= (_BACKED * alike if cited & set(other.sentence.citations) else alike)
        for part in parts
        for other in part.lines
    )


def _affordable(text: str, here: Sequence[DraftSentence], draft: Draft) -> bool:
    for source in draft.sources:
        whole = copying.source_text((source.title, *source.sentences))
        mine = sum(copying.runs(text, whole))
        if mine and mine + sum(sum(copying.runs(other.text, whole)) for other in here) > whole.budget:
            return False
    return True


def _standing(parts: Sequence[Part], theirs: Sequence[Line], case: Case) -> list[Part]:
    """The parts with every antecedent in its place; what lost its own stands as the later draft has it, where it does."""
    read = opened(case.over.headline, case.over.dek)
    firm = held(parts, read)
    there = {line.text for part in firm for line in part.lines}
    by_text = {line.text: line for line in theirs}
    again = []
    for part in parts:
        found = []
        for line in part.lines:
            twin = None if line.text in there else counterpart(line.sentence, case.written.sentences)
            other = by_text[twin.text] if twin and twin.text not in there and twin.text != case.over.dek.text else line
            there.add(other.text)
            found.append(other)
        again.append(Part(part.title, found))
    return held(again, read)
