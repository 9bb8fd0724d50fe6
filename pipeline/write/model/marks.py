"""Marks of citations in a model's text: ``(cite index="1-16,1-17">…</cite>``, runs ``1-16:18``, labels in brackets.

Read as models write them: with blanks, with ``<`` for ``(``, nested, unclosed, closed twice. An unclosed mark ends where the
next one begins, else with its paragraph. Which of the labels exist is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pipeline.errors import RecordError
from pipeline.records.labels import read_label

Label = tuple[int, int]
"""(rank, sentence), both from 1."""

_OPEN = r"[(<\[{]\s{0,9}cite\s{1,9}index\s{0,9}=?\s{0,9}[\"'“”‘’]?(?P<value>[^\"'“”‘’<>]{0,400})[\"'“”‘’]?\s{0,9}/?>"
_CLOSE = r"[(<\[{]\s{0,9}/\s{0,9}cite\s{0,9}[>)\]}]"
_ONE = r"\d{1,5}\s?[-–—]\s?\d{1,6}(?:\s?:\s?\d{1,6})?"
_BRACKET = rf"\s?\[(?P<labels>{_ONE}(?:\s?[,;]\s?{_ONE}){{0,20}})\]"
_TOKEN = re.compile(rf"(?P<open>{_OPEN})|(?P<close>{_CLOSE})|(?P<bracket>{_BRACKET})", re.IGNORECASE)
_MOST_LABELS = 40
_MOST_MARKS = 500
# a sentence begins within so many characters before the label that ends it
_BEFORE = 2_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and where each mark stood: (start, end, labels), half-open, in code points of the text."""

    text: str
    marks: tuple[tuple[int, int, tuple[Label, ...]], ...]

    def labels(self, start: int, end: int) -> tuple[Label, ...]:
        """The labels of the marks that overlap this stretch in a letter or figure, each once, in their order."""
        found: list[Label] = []
        for first, last, labels in self.marks:
            if re.search(r"\w", self.text[max(first, start) : min(last, end)]):
                found += labels
        return tuple(dict.fromkeys(found))


def read_labels(given: str) -> tuple[Label, ...]:
    """The labels of a list such as ``1-16, 1-17`` or ``2-3:5``; what is none is passed over."""
    found: list[Label] = []
    for part in re.split(r"[,;]|\band\b", given)[:_MOST_LABELS]:
        plain = re.sub(r"[\s()\[\]\"'“”]", "", part).replace("–", "-").replace("—", "-")
        try:
            # a run is also written with its source said twice: 1-16:1-18
            found += read_label(re.sub(r"^(\d+)-(\d+):\1-(\d+)$", r"\1-\2:\3", plain))
        except RecordError:
            continue
    return tuple(dict.fromkeys(found))[:_MOST_LABELS]


def read_marks(paragraph: str) -> Marked:
    """Take the marks out of one paragraph; beyond five hundred they are no marks any more."""
    text, marks, opened, last = "", [], list[tuple[int, tuple[Label, ...]]](), 0
    for token in islice(_TOKEN.finditer(paragraph), _MOST_MARKS):
        text += paragraph[last : token.start()]
        last = token.end()
        if token["open"] is not None:
            opened.append((len(text), read_labels(token["value"])))
        elif token["close"] is not None and opened:
            start, labels = opened.pop()
            marks.append((start, len(text), labels))
        elif token["labels"] is not None:
            marks.append((_sentence_start(text), len(text), read_labels(token["labels"])))
    text += paragraph[last:]
    starts = sorted({start for start, _, _ in marks} | {start for start, _ in opened} | {len(text)})
    for start, labels in opened:
        marks.append((start, next((other for other in starts if other > start), len(text)), labels))
    return Marked(text, tuple(sorted(marks)))


def _sentence_start(text: str) -> int:
    """Where the sentence begins that a label in brackets stands behind: after the last full stop but its own."""
    first = max(0, len(text) - _BEFORE)
    before = [first + match.end() for match in re.finditer(r"[.!?]['\"”’)]*\s+", text[first:])]
    return max((place for place in before if place < len(text.rstrip())), default=first)
