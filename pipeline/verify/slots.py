"""Who and how much stands in which place: a claim's names and figures against those of a sentence that is built alike.

Both sentences become skeletons in which each name and each figure is one mark; the skeletons are aligned (longest common
blocks, as in Ratcliff and Obershelp's pattern matching), and where a mark stands in the same block as a word of meaning, what
it stands for must be the same. So two names, or two figures, that have changed places are seen, and so is a name of the
story in a place where the source has another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.values import Span
from pipeline.verify import german, tokens
from pipeline.verify.dates import MONTHS, named_dates
from pipeline.verify.relative import RELATIVE

NAME, FIGURE, DATE = "\x01", "\x02", "\x03"
_WORDS = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_LITTLE = word_list(
    """the a an of in to and or by for on at with that is was were are be been being it its his her their has have had as
    from into who which this these those he she they we i you not would will also but than"""
)
_NO_NAME = frozenset(
    [*(name.lower() for name in MONTHS), "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "i"]
)
_NEAR = 2
TITLES = word_list(
    """the mr mrs ms miss dr sir lord lady dame prof professor president vice sen senator senators rep representative
    gov governor justice judge chief ceo cto cfo gen general col capt captain sgt lt sheriff deputy detective
    officer pope king queen prince princess secretary minister chancellor mayor chairman chairwoman chair
    congressman congresswoman speaker former coach herr frau präsident präsidentin minister ministerin"""
)

_NO_MARK = word_list("mr mrs ms dr sir prof professor president sen senator rep gov governor justice judge chief ceo gen")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a skeleton: itself, or a mark with what it stands for and where that stands in the text."""

    word: str
    fills: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=8192)
def skeleton(text: str, known: frozenset[str]) -> tuple[Mark, ...]:
    """The text's words in order, names, figures and dates as marks; neighbours of one kind, and lists of names, are one mark.

    ``known`` are the lower-cased names of the story: the first word of a sentence is a name where it is one of them.
    """
    found: list[Mark] = []
    dated = [(date.start, date.end) for date in named_dates(text)]
    for match in _WORDS.finditer(text):
        word = match.group()
        low = re.sub(r"['’]s$", "", word.lower())
        kind = _kind(word, low, text, match.start(), known)
        if any(start <= match.start() < end for start, end in dated):
            kind = DATE
        elif found and found[-1].word == FIGURE and low in _SCALES:
            kind = FIGURE
        if kind and found and found[-1].word == kind and not re.search(r"[.;:“”\"(]", text[found[-1].end : match.start()]):
            found[-1] = Mark(kind, found[-1].fills | _fills(word, low), found[-1].start, match.end())
        elif kind == NAME and len(found) > 1 and found[-1].word in {"and", "or"} and found[-2].word == kind:
            last = found[-2]
            del found[-2:]
            found.append(Mark(kind, last.fills | _fills(word, low), last.start, match.end()))
        elif kind:
            found.append(Mark(kind, _fills(word, low), match.start(), match.end()))
        else:
            found.append(Mark(tokens.stem(word), frozenset(), match.start(), match.end()))
    return tuple(found)


def _fills(word: str, low: str) -> frozenset[str]:
    """What a word stands for: itself, and the capitalised parts of "Toronto-based"."""
    return frozenset({low, *(part.lower() for part in word.split("-") if len(part) > 1 and part[0].isupper())})


_SCALES = word_list("hundred thousand million billion trillion m bn mn tn k crore lakh")
_SPELLED = word_list(
    """two three four five six seven eight nine ten eleven twelve dozen fifteen twenty thirty forty fifty hundred"""
)


def _kind(word: str, low: str, text: str, start: int, known: frozenset[str]) -> str | None:
    if word[0].isdigit() or low in _SPELLED:
        return FIGURE
    if low in _NO_NAME and word[0].isupper():
        return DATE if low != "i" else None
    if not word[0].isupper() or low in _NO_MARK or "_" in text[max(0, start - 1) : start + len(word) + 1]:
        return None
    if low in tokens.STOP:
        return None
    before = text[:start].rstrip(" ")
    initial = not before or before[-1] in '.!?:“"„«…‘'
    return NAME if not initial or low in known else None


def misplaced(claim: str, sentences: Sequence[str], known: frozenset[str]) -> list[tuple[Span, str]]:
    """(where in the claim, what the sentences have there) for each name or figure in a place that holds another one."""
    mine = skeleton(claim, known)
    if not any(mark.fills for mark in mine):
        return []
    wrong: dict[int, str] = {}
    right: set[int] = set()
    said = frozenset[str]().union(*(mark.fills for sentence in sentences for mark in skeleton(sentence, known)))
    for sentence in sentences:
        bare = plain(sentence)
        for text in {sentence, bare}:
            for place, mark, other in _paired(mine, skeleton(text, known)):
                if same(claim, mark, text, other, said):
                    right.add(place)
                elif text == bare:
                    wrong.setdefault(place, text[other.start : other.end])
    found = [(Span(mine[i].start, mine[i].end), there) for i, there in sorted(wrong.items()) if i not in right]
    if not found or not german.is_german(claim):
        return found
    return [(span, there) for span, there in found if not german.is_noun(claim, span, frozenset())]


def _paired(mine: Sequence[Mark], theirs: Sequence[Mark]) -> list[tuple[int, Mark, Mark]]:
    """Marks of the two skeletons that stand in one block, no further than two words from a word of meaning they share."""
    matcher = SequenceMatcher(None, [mark.word for mark in mine], [mark.word for mark in theirs], autojunk=False)
    found = []
    for a, b, size in matcher.get_matching_blocks():
        if size < 2:
            continue
        for step in range(size):
            mark = mine[a + step]
            if mark.word not in {NAME, FIGURE}:
                continue
            beside = (*mine[max(a, a + step - _NEAR) : a + step], *mine[a + step + 1 : min(a + size, a + step + 1 + _NEAR)])
            aged = mark.word == FIGURE and step and bool(mine[a + step - 1].fills & theirs[b + step - 1].fills)
            if aged or any(not other.fills and other.word not in _LITTLE for other in beside):
                found.append((a + step, mark, theirs[b + step]))
    return found


_INSERTED = re.compile(
    # "Halden Labs, a maker of lamps in Salem, Oregon, said": the state is a part of the aside
    r",\s(?:who|which|an?|the|its)\s[^,;“”\"]{1,120}\b(?:in|at|near|from|of)\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)?,"
    r"\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?,(?=\s[a-z])|"
    r"\s?\([^()]{1,80}\)|,\s(?:who|which|whose|where|when|an?|the|its|his|her|their|as|with|including|formerly|[A-Z][\w’'-]+[’']s)"
    r"\s[^,;“”\"]{1,120},(?=\s[a-z])"
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text without what stands in brackets or between commas as an aside: two words part by an aside are neighbours."""
    return _INSERTED.sub("", text)


def same(claim: str, mark: Mark, text: str, other: Mark, said: frozenset[str] = frozenset()) -> bool:
    """Whether two marks can stand for the same: a name in common, an acronym, or the same figure.

    Names of which each has a part that the other lacks are two ("North York", "New York"), unless the claim's part stands
    elsewhere in what is cited (``said``).
    """
    if mark.word == FIGURE:
        mine, theirs = tokens.quantities(claim[mark.start : mark.end]), tokens.quantities(text[other.start : other.end])
        if len(mine) == len(theirs) > 1:  # a score, a span: "1-0" is not "0-1"
            return all(tokens.same_value(a.value, b.value) for a, b in zip(mine, theirs, strict=True))
        return mark.fills == other.fills or any(tokens.same_value(a.value, b.value) for a in mine for b in theirs)
    if mark.fills & other.fills:
        left = {word for word in mark.fills - other.fills - said if len(word) > 2 and word not in TITLES}
        return not left or not {word for word in other.fills - mark.fills if len(word) > 2 and word not in TITLES}
    return any(_acronym(a, other.fills) for a in mark.fills) or any(_acronym(b, mark.fills) for b in other.fills)


def _acronym(short: str, long: frozenset[str]) -> bool:
    letters = short.replace(".", "")
    return 2 <= len(letters) <= 5 and len(long) >= 2 and sorted(letters) == sorted(word[0] for word in long)


__all__ = ["RELATIVE", "Mark", "misplaced", "skeleton"]
