"""Whether a claim turns a sentence round: denied and affirmed, rose and fell, before and after, may and will.

Each check looks for the word that is turned in both sentences, so that another wording of the same is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.verify import tokens
from pipeline.verify.senses import akin, opposites

_DENIES = word_list("not no never none nobody nothing neither nor without cannot hardly barely")
_IMPLIES = word_list(
    """denies denied deny denying declined declines decline refused refuses refuse refusing failed fails fail failing
    lack lacks lacked lacking unable unlikely avoid avoided avoids prevented prevent stopped unanswered missing absent
    absence refusal failure instead rather only yet unaware unknown little few ended ruled rejected rejects reject
    dismissed dropped free disputes disputed quit barred banned ban blocked withdrew scrapped cancelled canceled
    halted suspended"""
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W_]+)*|\d[\d.,]*")
_REACH = 7
# verbs that only carry another, and words that a negation passes over to what it denies
_LIGHT = word_list(
    """longer yet any anything anyone immediately necessarily really even just only been being have has had be to the a
    an that all so far significantly currently fully always ever made make take took get give"""
)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words lower-cased, their stems, and the places of the words that deny, with what each denies."""

    low: tuple[str, ...]
    stems: tuple[str, ...]
    denied: tuple[tuple[int, int | None], ...]


@lru_cache(maxsize=8192)
def words(text: str) -> Words:
    """The words of a text, taken apart once."""
    low = tuple(match.group().lower().replace("’", "'") for match in _WORD.finditer(text))
    denied = tuple((place, _head(low, place)) for place, word in enumerate(low) if word in _DENIES or word.endswith("n't"))
    return Words(low, tuple(tokens.stem(word) for word in low), denied)


def _head(low: Sequence[str], place: int) -> int | None:
    """The first word of meaning after a negation."""
    for after in range(place + 1, min(len(low), place + _REACH)):
        word = low[after]
        if word not in _LIGHT and word not in tokens.STOP and word not in _DENIES and len(word) > 2:
            return after
    return None


def turned(claim: str, near: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(kind, what is wrong) for what the claim turns round in the sentences nearest to it.

    Quotations of the claim are left out: their words are held against the source's one by one.
    """
    mine = words(tokens.unquoted(claim))
    theirs = [words(text) for text in near]
    if not theirs:
        return
    quotes = bool(tokens.quotations(claim))
    yield from _denials(mine, theirs)
    yield from _affirmations(mine, [words(tokens.unquoted(text)) for text in near] if quotes else theirs)
    yield from _opposed(mine, theirs)
    yield from _surer(mine, theirs)


def _denials(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """What the claim denies and no sentence does."""
    for place, head in mine.denied:
        if place + 1 < len(mine.low) and mine.low[place : place + 2] in {("not", "only"), ("no", "longer")}:
            continue
        stem = mine.stems[head] if head is not None else ""
        if any(_denies(sentence, stem) for sentence in theirs):
            continue
        said = f"“{mine.low[place]} … {mine.low[head]}”" if head is not None else f"“{mine.low[place]}”"
        yield "negation", f"{said}: denied here, but not in what is cited"
        return


def _denies(sentence: Words, stem: str) -> bool:
    """Whether the sentence denies the word, or denies something and does not have the word."""
    cues = [place for place, _ in sentence.denied]
    cues += [place for place, word in enumerate(sentence.low) if word in _IMPLIES or re.match(r"(?:un|dis|non)[a-z]{5,}", word)]
    if not cues:
        return False
    places = [place for place, other in enumerate(sentence.stems) if stem and akin(stem, other)]
    return not places or any(-3 <= place - cue <= _REACH + 2 for place in places for cue in cues)


def _affirmations(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """What the sentences deny and the claim has without denying it, where no sentence affirms it."""
    for sentence in theirs:
        for _, head in sentence.denied:
            if head is None:
                continue
            stem = sentence.stems[head]
            if stem not in mine.stems or _denies(mine, stem):
                continue
            if any(stem in other.stems and not _denies(other, stem) for other in theirs):
                continue
            yield "negation", f"what is cited denies “{sentence.low[head]}”, which is affirmed here"
            return


_ANCHORED = word_list("before after for against up down over under first last early late inside outside")


def _opposed(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """A word of the claim in whose place the sentences have its opposite."""
    said = {word for sentence in theirs for word in sentence.low}
    stems = {stem for sentence in theirs for stem in sentence.stems}
    for place, word in enumerate(mine.low):
        others = opposites().get(word)
        if not others or word in said or (word not in _ANCHORED and tokens.stem(word) in stems):
            continue
        for sentence in theirs:
            if any(
                _instead(mine, place, sentence, other) for other in others if other in sentence.low and other not in mine.low
            ):
                yield "direction", f"“{word}”, where what is cited says the opposite"
                return


def _instead(mine: Words, place: int, sentence: Words, other: str) -> bool:
    """Whether the opposite stands beside a word that the claim has in the same place; denied, it may say the same."""
    there = sentence.low.index(other)
    beside = {1: mine.low[place + 1 : place + 3], -1: mine.low[max(0, place - 2) : place]}
    found = {1: sentence.low[there + 1 : there + 3], -1: sentence.low[max(0, there - 2) : there]}
    steps = (1,) if mine.low[place] in _ANCHORED else (1, -1)
    shared = any(
        a == b and (a not in tokens.STOP or mine.low[place] not in _ANCHORED)
        for step in steps
        for a in beside[step]
        for b in found[step]
    )
    # a verb is recognised by more than its neighbours: the claim has most of the words around it
    return shared and len(mine.denied) == len(sentence.denied)


_POSSIBLE = word_list("may might could can possibly perhaps")
_AHEAD = word_list(
    """will shall would plans planned plan expects expected expect intends aims hopes hoped seeks wants proposed
    considering"""
)
_DONE = word_list("has have had did was were been")


def _surer(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """What may be and will be, or will be and is done: the word behind the auxiliary must be the same."""
    for place, word in enumerate(mine.stems):
        if mine.low[place] in tokens.STOP or len(word) < 3:
            continue
        now = _mood(mine, place)
        if now not in {"will", "done"}:
            continue
        there = [_mood(s, n) for s in theirs for n, other in enumerate(s.stems) if other == word]
        weaker = {"possible"} if now == "will" else {"possible", "will"}
        if there and all(mood in weaker for mood in there):
            yield "modality", f"“{mine.low[place]}” is surer here than in what is cited"
            return


def _mood(sentence: Words, place: int) -> str:
    """What the auxiliaries right before a word make of it."""
    before = sentence.low[max(0, place - 4) : place]
    kept: list[str] = []
    for word in reversed(before):
        if word not in tokens.STOP and word not in _AHEAD and word not in {"begun", "going", "set", "due", "likely"}:
            break
        kept.append(word)
    if any(word in _POSSIBLE for word in kept):
        return "possible"
    if any(word in _AHEAD for word in kept):
        return "will" if not {"been", "begun"} & set(kept) else "done"
    return "done" if any(word in _DONE for word in kept) else ""
