"""What a printed sentence takes for granted of the text before it, so that it can be kept, or moved, only with that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.leaning import leans, points
from pipeline.values import Draft, DraftSentence
from pipeline.verify import tokens
from pipeline.write.context import stems

_DEFINITE = re.compile(r"\b(?:the|this|these|those|such|that|both|either)\s+((?:[a-z][\w’'-]*\s?){1,3})", re.IGNORECASE)
_NAME_RUN = re.compile(r"\b[A-ZÀ-Þ][\w’-]+(?: (?:[A-ZÀ-Þ][\w’-]+|[A-Z]\.|van|von|de|der|al))* ?")
_ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
# which company is meant only the sentence before tells
_BODIES = stems("company firm group startup business maker regulator agency")
_PERSONAL = re.compile(r"\b(?:she|he|her|his|him|hers)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what it needs before it: ``wants`` are groups of stems, ``forms`` are names in full.

    ``after`` is the sentence that must stand right before it (None: none must), be it with or without who reports it.
    ``kept`` tells whose it is: of the earlier draft or of the later; ``section`` is the number of its section there.
    """

    sentence: DraftSentence
    wants: tuple[frozenset[str], ...] = ()
    forms: tuple[str, ...] = ()
    after: DraftSentence | None = None
    kept: bool = False
    section: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader has read so far: all of it, its stems, and the last sentence."""

    text: str
    stems: frozenset[str]
    last: DraftSentence | None = None

    def then(self, sentence: DraftSentence) -> Read:
        """After one more sentence."""
        return Read(f"{self.text} {sentence.text}", self.stems | stems(sentence.text), sentence)

    def bears(self, line: Line) -> bool:
        """Whether all that the line takes for granted has been read."""
        if line.after is not None and not _same(line.after, self.last):
            return False
        return all(group & self.stems for group in line.wants) and all(form in self.text for form in line.forms)


def _same(wanted: DraftSentence, last: DraftSentence | None) -> bool:
    if last is None or wanted.text == last.text:
        return last is not None
    return wanted.citations[:1] == last.citations[:1] and tokens.content(wanted.text) >= tokens.content(last.text)


def opened(headline: DraftSentence, dek: DraftSentence) -> Read:
    """What a reader knows before the body."""
    known = f"{headline.text} {dek.text}"
    return Read(known, stems(known))


def lines(draft: Draft, *, kept: bool) -> tuple[Line, ...]:
    """The body of a draft, each sentence with what of the text before it that it takes for granted."""
    read = opened(draft.headline, draft.dek)
    found = []
    for number, section in enumerate(draft.sections):
        for sentence in section.sentences:
            found.append(_line(sentence, read, number, kept=kept))
            read = read.then(sentence)
    return tuple(found)


def _line(sentence: DraftSentence, read: Read, section: int, *, kept: bool) -> Line:
    text = sentence.text
    bare = tokens.unquoted(text)
    return Line(sentence, tuple(_wants(bare, read)), tuple(_forms(bare, read)), _before(text, bare, read), kept, section)


def _before(text: str, bare: str, read: Read) -> DraftSentence | None:
    """The sentence that must stand right before this one; None for one that only speaks of things brought in anywhere above."""
    if read.last is None:
        return None
    if points(text) or _of_nobody(bare):
        return read.last
    things = [stems(match[1]) for match in _DEFINITE.finditer(bare)]
    brought_in = bool(things) and all(group & read.stems and not group & _BODIES for group in things)
    return read.last if leans(text, read.last.text) and not brought_in else None


def _of_nobody(bare: str) -> bool:
    """Whether it says "she" of somebody whom it has not named."""
    match = _PERSONAL.search(bare)
    before = re.findall(r"[A-ZÀ-Þ][\w’-]+", bare[: match.start()]) if match else []
    return match is not None and all(word.lower() in tokens.STOP for word in before)


def _wants(bare: str, read: Read) -> Iterator[frozenset[str]]:
    """The definite things that the text before has brought in: one of its words must stand before it again."""
    for match in _DEFINITE.finditer(bare):
        group = stems(match[1]) & read.stems
        if group and not group & stems(bare[: match.start()]):
            yield group


def _forms(bare: str, read: Read) -> Iterator[str]:
    """Names and acronyms that the text before has given in full, and that stand here alone."""
    for match in _NAME_RUN.finditer(bare):
        run = match.group().strip().removesuffix("’s").removesuffix("'s")
        if " " not in run and (full := _in_full(run, read.text)) and full not in bare:
            yield full
    for match in _ACRONYM.finditer(bare):
        if f"({match.group()})" in read.text and f"({match.group()})" not in bare:
            yield f"({match.group()})"


def _in_full(name: str, before: str) -> str | None:
    """The first longer form of a name that ends in it, such as "Ada Roth" of "Roth"."""
    match = re.search(rf"\b[A-ZÀ-Þ][\w’-]+(?: [A-Z]\.)? {re.escape(name)}\b", before)
    return match.group() if match else None


def sound(found: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines without those whose antecedent is not read before them."""
    held = []
    for line in found:
        if read.bears(line):
            held.append(line)
            read = read.then(line.sentence)
    return tuple(held)
