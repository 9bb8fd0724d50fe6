"""Quotations held against each other, and against the documents of the story: who altered one is named.

Who shortens honestly (with an ellipsis, or a part of it) alters nothing; punctuation and case count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.facts.quotes import Said, part_of, plain
from pipeline.facts.reports import Report
from pipeline.values import Citation, ConflictValue, Wording
from pipeline.verify import tokens

# Two quotations that have so large a share of the shorter one in common, in order, are of the same words.
_ALIKE = 0.7
# In the longer one they stand so close together, and so many of them mean something.
_CLOSE, _TELLING, _MEANT = 0.7, 3, 0.6

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    """A primary source: its words in a row, and those of each of its sentences."""

    report: Report
    words: Words
    sentences: tuple[Words, ...]
    sets: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Reference:
    """The words as they are held to be, who gives them, and whether a document does."""

    words: Words
    shown: str
    citations: tuple[Citation, ...] = ()
    checked: bool = False


def wordings(spoken_there: Sequence[Said], reports: Sequence[Report]) -> tuple[Wording, ...]:
    """Quotations that differ in words: from the document that has them, else from what most outlets give."""
    documents = [_document(report) for report in reports if report.primary]
    found = []
    for family in _families(spoken_there):
        forms: dict[Words, list[Said]] = {}
        for one in family:
            forms.setdefault(plain(one.quote.words), []).append(one)
        reference = _in_document(forms, documents) or _of_most(forms)
        if reference is None:
            continue
        altered = [form for form, those in forms.items() if not _same(form, those[0].quote.words, reference)]
        if altered:
            found.append(_wording(forms, reference, altered, reports))
    return tuple(found)


def _document(report: Report) -> _Document:
    text = report.article.text
    sentences = tuple(plain(text[span.start : span.end]) for span in report.article.sentences)
    whole = tuple(word for sentence in sentences for word in sentence)
    return _Document(report, whole, sentences, tuple(map(frozenset, sentences)))


def _in_document(forms: dict[Words, list[Said]], documents: Sequence[_Document]) -> _Reference | None:
    """The words as a document has them: a form that stands in it, else the sentences of it that are nearly a form."""
    for document in documents:
        there = [form for form, those in forms.items() if part_of(those[0].quote.words, document.words)]
        if there:
            form = max(there, key=len)
            return _Reference(document.words, forms[form][0].quote.words, _cited(document, form), checked=True)
    near = [
        (share, document, place, length)
        for document in documents
        for form, those in forms.items()
        for length in (those[0].quote.last - those[0].quote.first + 1,)
        for place in _hopeful(frozenset(form), document, length)
        if (share := _share(form, _window(document, place, length))) >= _ALIKE
    ]
    if not near:
        return None
    _, document, place, length = max(near, key=lambda one: one[0])
    spans = document.report.article.sentences[place : place + length]
    shown = document.report.article.text[spans[0].start : spans[-1].end]
    return _Reference(_window(document, place, length), shown, (document.report.citation(place),), checked=True)


def _hopeful(form: frozenset[str], document: _Document, length: int) -> Iterator[int]:
    """Where so many sentences in a row have enough words of a form, or it of theirs."""
    for place in range(len(document.sets) - length + 1):
        there = document.sets[place] if length == 1 else frozenset[str]().union(*document.sets[place : place + length])
        if len(form & there) >= _ALIKE * min(len(form), len(there) or 1):
            yield place


def _window(document: _Document, place: int, length: int) -> Words:
    return tuple(word for sentence in document.sentences[place : place + length] for word in sentence)


def _cited(document: _Document, form: Words) -> tuple[Citation, ...]:
    """The sentence of the document that has most of the form."""
    shares = [_share(form, sentence) for sentence in document.sentences]
    best = max(range(len(shares)), key=lambda place: shares[place], default=None)
    return (document.report.citation(best),) if best is not None and shares[best] >= _ALIKE else ()


def _of_most(forms: dict[Words, list[Said]]) -> _Reference | None:
    """The words that most outlets give, the longer and the higher ranked of equals; None where all give the same."""
    if len(forms) < 2:
        return None
    form = min(forms, key=lambda form: (-len({one.report for one in forms[form]}), -len(form), forms[form][0].report))
    return _Reference(form, forms[form][0].quote.words)


def _same(form: Words, written: str, reference: _Reference) -> bool:
    if form == reference.words or part_of(written, reference.words):
        return True
    return not reference.checked and part_of(reference.shown, form)


def _wording(
    forms: dict[Words, list[Said]], reference: _Reference, altered: Sequence[Words], reports: Sequence[Report]
) -> Wording:
    def cited(those: Sequence[Said]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(reports[one.report].citation(one.quote.first) for one in those))

    faithful = cited([one for form, those in forms.items() if form not in altered for one in those])
    return Wording(
        speaker=next((one.quote.speaker for those in forms.values() for one in those if one.quote.speaker), None),
        words=reference.shown,
        citations=tuple(dict.fromkeys((*reference.citations, *faithful))),
        others=tuple(ConflictValue(forms[form][0].quote.words, cited(forms[form])) for form in altered),
        checked=reference.checked,
    )


def _families(spoken_there: Sequence[Said]) -> Iterator[list[Said]]:
    """Quotations that are the same words, or nearly, one of a report."""
    left = sorted(spoken_there, key=lambda one: -len(one.quote.words))
    while left:
        head, *left = left
        words = plain(head.quote.words)
        mine = [head]
        rest: list[Said] = []
        for one in left:
            alike = one.report != head.report and _share(plain(one.quote.words), words) >= _ALIKE
            (mine if alike else rest).append(one)
        left = rest
        yield mine


def _share(one: Words, other: Words) -> float:
    """How much of the shorter one the two have in common, in order and close together; 0 where that says nothing.

    Words that stand far apart in the longer one are no quotation of it, and words without meaning no words of anybody.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    mine, theirs = frozenset(short), frozenset(long)
    meant = mine - tokens.STOP
    if len(mine & theirs) < _ALIKE * len(mine) or len(meant & theirs) < max(_TELLING, _MEANT * len(meant)):
        return 0.0
    blocks = [block for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks() if block.size]
    common = sum(block.size for block in blocks)
    span = blocks[-1].b + blocks[-1].size - blocks[0].b if blocks else 1
    return common / len(short) if common >= _CLOSE * span else 0.0
