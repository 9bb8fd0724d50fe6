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
from pipeline.verify import tokens
from pipeline.verify.dates import MONTHS
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
_TITLES = word_list("""mr mrs ms dr sir prof professor president sen senator rep gov governor justice judge chief ceo gen""")


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
    for match in _WORDS.finditer(text):
        word = match.group()
        low = re.sub(r"['’]s$", "", word.lower())
        kind = _kind(word, low, text, match.start(), known)
        if kind and found and found[-1].word == kind and not re.search(r"[.;:“”\"(]", text[found[-1].end : match.start()]):
            found[-1] = Mark(kind, found[-1].fills | {low}, found[-1].start, match.end())
        elif kind == NAME and len(found) > 1 and found[-1].word in {"and", "or"} and found[-2].word == kind:
            last = found[-2]
            del found[-2:]
            found.append(Mark(kind, last.fills | {low}, last.start, match.end()))
        elif kind:
            found.append(Mark(kind, frozenset({low}), match.start(), match.end()))
        else:
            found.append(Mark(tokens.stem(word), frozenset(), match.start(), match.end()))
    return tuple(found)


_SPELLED = word_list(
    """two three four five six seven eight nine ten eleven twelve dozen fifteen twenty thirty forty fifty hundred"""
)


def _kind(word: str, low: str, text: str, start: int, known: frozenset[str]) -> str | None:
    if word[0].isdigit() or low in _SPELLED:
        return FIGURE
    if low in _NO_NAME and word[0].isupper():
        return DATE if low != "i" else None
    if not word[0].isupper() or low in _TITLES:
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
    for sentence in sentences:
        theirs = skeleton(sentence, known)
        for place, mark, other in _paired(mine, theirs):
            if same(mark, other):
                right.add(place)
            else:
                wrong.setdefault(place, sentence[other.start : other.end])
    return [(Span(mine[i].start, mine[i].end), said) for i, said in sorted(wrong.items()) if i not in right]


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
            if any(not other.fills and other.word not in _LITTLE for other in beside):
                found.append((a + step, mark, theirs[b + step]))
    return found


def same(mark: Mark, other: Mark) -> bool:
    """Whether two marks can stand for the same: a name in common, an acronym, or the same figure."""
    if mark.fills & other.fills:
        return True
    if mark.word == FIGURE:
        mine, theirs = (tokens.quantities(" ".join(one.fills)) for one in (mark, other))
        return any(tokens.same_value(a.value, b.value) for a in mine for b in theirs)
    return any(_acronym(a, other.fills) for a in mark.fills) or any(_acronym(b, mark.fills) for b in other.fills)


def _acronym(short: str, long: frozenset[str]) -> bool:
    letters = short.replace(".", "")
    return 2 <= len(letters) <= 5 and len(long) >= 2 and sorted(letters) == sorted(word[0] for word in long)


__all__ = ["RELATIVE", "Mark", "misplaced", "skeleton"]
