"""Which sentences of the earlier draft stay, word for word, and why the others do not; which of the later one must come in."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.living.antecedents import Line, lines
from pipeline.living.carried import Shelf
from pipeline.living.fallen import Fallen, carrying, gives
from pipeline.living.news import News
from pipeline.values import Draft, DraftSentence, Fact
from pipeline.verify import tokens
from pipeline.write.context import stems

# cosine of the words of meaning from which two sentences tell the same
ALIKE = 0.5
# of what would be written now that may be missing: sentences of which more words of meaning than this stand nowhere
MISSING, _UNTOLD = 0.5, 0.5
# words of meaning that must be new to the text: of a sentence with a new fact, and of one that is only of a new origin
_OF_A_FACT, _OF_AN_ORIGIN = 0.25, 0.4
# how the writer without a model begins the sentence that names both sides of a dispute
DIFFER = "The sources differ on "
# with and without ", The Byte reported" a short sentence shares so much with itself
_NEARLY = 0.75
_CREDITED = (" reported.", "According to ")
# who only passes on what another article of the story has brings no origin
_ORIGINS = frozenset({"primary", "original", "independent"})


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that does not stay, and why in words."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A sentence of the later draft that may come in: it ``states`` a new fact, or is of another origin than the text so far.

    It ``must`` where it tells what replaced or disputes something.
    """

    line: Line
    must: bool
    states: bool = False

    @property
    def new(self) -> float:
        """The share of its words of meaning that must be new to the text."""
        return _OF_A_FACT if self.states else _OF_AN_ORIGIN


def staying(previous: Draft, now: Draft, there: Shelf, gone: Sequence[Fallen]) -> tuple[tuple[Line, ...], tuple[Left, ...]]:
    """The lines of the earlier draft that hold, their citations as they stand now, and those that do not."""
    same = {sentence.text: sentence for sentence in now.sentences}
    stay: list[Line] = []
    left: list[Left] = []
    for line in lines(previous, kept=True):
        moved = there.sentence(line.sentence)
        why = _why_not(line.sentence, moved, now, gone)
        if why or moved is None:
            left.append(Left(line.text, why))
        else:
            stay.append(replace(line, sentence=there.supplemented(moved, same.get(line.text) or _nearly(moved, now))))
    return tuple(stay), tuple(left)


def _why_not(sentence: DraftSentence, moved: DraftSentence | None, now: Draft, gone: Sequence[Fallen]) -> str:
    """Why a sentence cannot stay, "" where it can: what the later draft prints itself, knowing all, is said knowingly."""
    if moved is None:
        return "its source is gone, says it no more, or does not prove it"
    printed = {other.text for other in now.sentences}
    value = carrying(moved, [one for one in gone if one.withdrawn or sentence.text not in printed])
    if value is not None:
        return value.words
    if sentence.text.startswith(DIFFER) and sentence.text not in printed:
        return "the sources differ otherwise now"
    if _credited(sentence.text) and (twin := _nearly(moved, now)) and not _credited(twin.text):
        return "it is no longer one outlet alone that reports it"
    return ""


def _nearly(sentence: DraftSentence, now: Draft) -> DraftSentence | None:
    """What the later draft prints of the same source sentence in nearly the same words: who backs that backs it, too."""
    twin = counterpart(sentence, now.sentences)
    same = twin is not None and twin.citations[:1] == sentence.citations[:1]
    return twin if twin is not None and same and likeness(twin.text, sentence.text) >= _NEARLY else None


def _credited(text: str) -> bool:
    return text.endswith(_CREDITED[0]) or text.startswith(_CREDITED[1])


def counterpart(sentence: DraftSentence, those: Sequence[DraftSentence]) -> DraftSentence | None:
    """What another draft prints of the same source sentence, else of the same content; None where it prints neither."""
    own = [other for other in those if other.citations[:1] == sentence.citations[:1] and likeness(other.text, sentence.text)]
    alike = [other for other in those if likeness(other.text, sentence.text) >= ALIKE]
    return max(own or alike, key=lambda other: likeness(other.text, sentence.text), default=None)


def likeness(one: str, other: str) -> float:
    """Cosine of the words of meaning of two sentences, from 0 to 1."""
    mine, theirs = tokens.content(one), tokens.content(other)
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0


def coming(now: Draft, there: Shelf, since: News, stay: Sequence[Line]) -> tuple[tuple[Coming, ...], bool]:
    """The lines of the later draft that may come in: for facts that are new or replaced, and origins that the text has not.

    And whether the text is stale: too little of what would be written now is told with them. Then every line may come in.
    """
    kept = {line.text for line in stay}
    theirs = [line for line in lines(now, kept=False) if line.text not in kept]
    heard = {citation.article for line in stay for citation in line.sentence.citations}
    found = []
    for line in theirs:
        must = _tells_of_change(line.sentence, since)
        states = _states(line.sentence, there, since)
        if must or states or _of_another(line.sentence, now, heard):
            found.append(Coming(line, must, states))
    told = [now.headline, now.dek, *(line.sentence for line in stay), *(one.line.sentence for one in found)]
    if len(missing(now, told)) <= MISSING * len(now.sentences):
        return tuple(found), False
    known = {one.line.text: one for one in found}
    return tuple(known.get(line.text, Coming(line, must=False)) for line in theirs), True


def missing(now: Draft, told: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The sentences of the later draft of which these tell less than half."""
    return tuple(sentence for sentence in now.sentences if fresh(sentence.text, told) > _UNTOLD)


def fresh(text: str, told: Sequence[DraftSentence]) -> float:
    """The share of the words of meaning of a text that none of these sentences has, "$640m" being "640 million dollars"."""
    known = [number.value for other in told for number in tokens.quantities(other.text)]
    for number in reversed(tokens.quantities(text)):
        if any(tokens.same_value(number.value, value) for value in known):
            text = f"{text[: number.start]} {text[number.end :]}"
    mine = stems(text)
    return len(mine.difference(*(stems(other.text) for other in told))) / max(1, len(mine))


def _tells_of_change(sentence: DraftSentence, since: News) -> bool:
    """Whether it gives the value that replaced another since, or says that sources differ now."""
    if sentence.text.startswith(DIFFER):
        return any(all(side.value in sentence.text for side in conflict.values) for conflict in since.conflicts)
    cited = set(sentence.citations)
    if any(gives(sentence.text, update.new) and cited & set(update.citations) for update in since.updates):
        return True
    fell = (*since.superseded, *since.withdrawn)
    return any(fact.superseded_by and gives(sentence.text, fact.superseded_by) and _near(sentence, fact) for fact in fell)


def _near(sentence: DraftSentence, fact: Fact) -> bool:
    about = tokens.content(fact.about) or tokens.content(fact.text)
    return bool(about & tokens.content(sentence.text))


def _states(sentence: DraftSentence, there: Shelf, since: News) -> bool:
    """Whether it states a new fact, on a source sentence that was not there before."""
    cited = set(sentence.citations)
    return there.is_new(sentence.citations[0]) and any(cited & set(fact.citations) for fact in since.facts)


def _of_another(sentence: DraftSentence, now: Draft, heard: Collection[str]) -> bool:
    """Whether it is of an origin that the text does not cite yet."""
    first = sentence.citations[0]
    return first.article not in heard and any(one.article == first.article and one.role in _ORIGINS for one in now.sources)
