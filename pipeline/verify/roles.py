"""Who did what to whom: the names before and after a verb that claim and sentence share, active or passive.

A plain subject-verb-object reading by word order: the nearest name on either side of the verb. Where both sides of the
claim are the other way round in the sentence, the roles were exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.verify import tokens
from pipeline.verify.slots import NAME, skeleton

_BE = word_list("is are was were be been being gets got get")
_REACH = 7

Deed = tuple[str, frozenset[str], frozenset[str]]


@lru_cache(maxsize=8192)
def deeds(text: str, known: frozenset[str]) -> tuple[Deed, ...]:
    """(verb's stem, who does it, to whom) for each word that may be a verb with a name on both sides; passives turned."""
    marks = skeleton(tokens.unquoted(text), known)
    low = [text[mark.start : mark.end].lower() for mark in marks]
    found = []
    for place, mark in enumerate(marks):
        if mark.fills or low[place] in tokens.STOP or len(mark.word) < 3 or not _verb(low, place):
            continue
        before = next((n for n in range(place - 1, max(-1, place - 1 - _REACH), -1) if marks[n].word == NAME), None)
        after = next((n for n in range(place + 1, min(len(marks), place + 1 + _REACH)) if marks[n].word == NAME), None)
        if before is None or after is None:
            continue
        passive = bool(_BE & set(low[max(0, place - 2) : place])) and "by" in low[place + 1 : after]
        who, whom = (marks[after], marks[before]) if passive else (marks[before], marks[after])
        found.append((mark.word, who.fills, whom.fills))
    return tuple(found)


def _verb(low: Sequence[str], place: int) -> bool:
    """Whether a word may be a verb that does something to somebody: no noun behind an article, nothing that goes both ways."""
    word, before = low[place], low[place - 1] if place else ""
    if before in _OF_NOUNS or word in _EITHER_WAY:
        return False
    return bool(re.search(r"(?:ed|s)$", word)) or word in _IRREGULAR or (word.endswith("ing") and before in _BE)


_OF_NOUNS = word_list("the a an its his her their of this that these those in for with")
_EITHER_WAY = word_list(
    "remains remained becomes married marries merged merges meets met debated debates faces faced equals resembles"
)


_IRREGULAR = word_list(
    """bought led won sold beat hit shot sent gave took made found told met paid held kept left lost cut put set got saw
    knew wrote fought sought taught caught built hired chose drew drove fell grew ran stood struck swore threw wore
    overtook outbid bid"""
)


def exchanged(claim: str, sentences: Sequence[str], known: frozenset[str]) -> str | None:
    """The verb whose doer and object change places against the sentences; None where none does, or one has it so."""
    mine = deeds(claim, known)
    if not mine:
        return None
    theirs = [deed for sentence in sentences for deed in deeds(sentence, known)]
    for verb, who, whom in mine:
        there = [(a, b) for word, a, b in theirs if word == verb]
        if any(who & a and whom & b for a, b in there):
            continue
        if any(who & b and whom & a for a, b in there):
            return verb
    return None
