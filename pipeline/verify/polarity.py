"""Whether a claim turns a sentence round: denied and affirmed, rose and fell, before and after, may and will.

Each check looks for the word that is turned in both sentences, so that another wording of the same is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.verify import tokens
from pipeline.verify.senses import akin, opposites

_GERMAN = word_list("nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum")
_DENIES = word_list("not no never none nobody nothing neither nor without cannot hardly barely") | _GERMAN
_IMPLIES = word_list(
    """denies denied deny denying declined declines decline refused refuses refuse refusing failed fails fail failing
    lack lacks lacked lacking unable unlikely avoid avoided avoids prevented prevent stopped unanswered missing absent
    absence refusal failure instead rather only yet unaware unknown little few ended ruled rejected rejects reject
    dismissed dropped free disputes disputed quit barred banned ban blocked withdrew scrapped cancelled canceled
    halted suspended"""
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W_]+)*|\d[\d.,]*")
_REACH = 7
_PREFIXED = re.compile(r"(?:un|dis|non|in|im)([a-z]{4,})")
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
    clauses: tuple[int, ...]
    denied: tuple[tuple[int, int | None], ...]


@lru_cache(maxsize=8192)
def words(text: str) -> Words:
    """The words of a text, taken apart once."""
    matches = list(_WORD.finditer(text))
    low = tuple(match.group().lower().replace("’", "'") for match in matches)
    denied = tuple((place, _head(low, place)) for place, word in enumerate(low) if word in _DENIES or word.endswith("n't"))
    return Words(low, tuple(tokens.stem(word) for word in low), _clauses(text, matches, low), denied)


# "showed no chart", "antwortete nicht"
_BEHIND = _GERMAN | {"no", "none", "nothing"}
_TURNS = word_list("but because while although though whereas aber weil während obwohl")


def _clauses(text: str, matches: Sequence[re.Match[str]], low: Sequence[str]) -> tuple[int, ...]:
    """The number of the clause in which each word stands: a mark of punctuation or a conjunction begins the next."""
    found, number, end = [], 0, 0
    for match, word in zip(matches, low, strict=True):
        number += bool(re.search(r"[,;:.!?–—()]", text[end : match.start()])) or word in _TURNS
        found.append(number)
        end = match.end()
    return tuple(found)


def _head(low: Sequence[str], place: int) -> int | None:
    """The first word of meaning after a negation."""
    for after in range(place + 1, min(len(low), place + _REACH)):
        word = low[after]
        if word not in _LIGHT and word not in tokens.STOP and word not in _DENIES and len(word) > 2:
            return after
    return None


def turned(claim: str, near: Sequence[str], cited: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(kind, what is wrong) for what the claim turns round in the sentences nearest to it, of those that are cited.

    Quotations of the claim are left out: their words are held against the source's one by one.
    """
    mine = words(tokens.unquoted(claim))
    theirs = [words(text) for text in near]
    if not theirs:
        return
    quotes = bool(tokens.quotations(claim))
    every = [words(text) for text in cited]
    yield from _denials(mine, every)
    yield from _twice(mine, every)
    yield from _affirmations(mine, [words(tokens.unquoted(text)) for text in near] if quotes else theirs)
    yield from _opposed(mine, theirs)
    yield from _surer(mine, theirs)


def _denials(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """What the claim denies and no sentence does: all that have the word affirm it, or none denies anything at all."""
    for place, head in mine.denied:
        if mine.low[place : place + 2] in {("not", "only"), ("no", "longer")}:
            continue
        stem = mine.stems[head] if head is not None else ""
        having = [sentence for sentence in theirs if _places(sentence, stem)] if stem else []
        if any(_denies(sentence, stem) for sentence in having or theirs):
            continue
        said = f"“{mine.low[place]} … {mine.low[head]}”" if head is not None else f"“{mine.low[place]}”"
        yield "negation", f"{said}: denied here, but not in what is cited"
        return


_TIGHT = word_list(
    """denies denied deny denying declined declines decline refused refuses refuse refusing failed fails fail failing lacks
    lacked unable without never hardly barely"""
)


_TWO = 2


def _twice(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """More denials than all that is cited has together: a second one that takes the first back."""
    mine_all = sum(word in _TIGHT or word in _DENIES or word.endswith("n't") for word in mine.low)
    if not mine.denied and mine_all < _TWO:
        return
    known = sum(_cue(word, mine.stems) for sentence in theirs for word in sentence.low)
    if mine_all > known:
        yield "negation", "denies more often than what is cited"


def _cue(word: str, stems: Sequence[str]) -> bool:
    """Whether a word denies, implies a denial, or has a prefix that denies one of the words given by their stems."""
    if word in _DENIES or word in _IMPLIES or word == "non" or word.endswith("n't"):
        return True
    prefixed = _PREFIXED.fullmatch(word)
    return prefixed is not None and tokens.stem(prefixed[1]) in stems


@lru_cache(maxsize=65536)
def _places(sentence: Words, stem: str) -> tuple[int, ...]:
    return tuple(place for place, other in enumerate(sentence.stems) if stem and akin(stem, other))


def _denies(sentence: Words, stem: str) -> bool:
    """Whether the sentence denies the word, or denies something and does not have the word.

    A denial reaches forward in its clause, and a few words further; backward only where it is a verb ("comment was declined").
    """
    cues = [place for place, word in enumerate(sentence.low) if _cue(word, (stem,)) and not _ahead(sentence.low, place)]
    places = _places(sentence, stem)
    if not places:
        return bool(cues)
    return any(_reaches(sentence, cue, place) for place in places for cue in cues)


def _reaches(sentence: Words, cue: int, place: int) -> bool:
    apart = place - cue
    if apart == 0:
        return sentence.low[cue].startswith(("un", "dis", "non", "in", "im"))
    if apart < 0:  # "comment was declined", "showed no chart"
        return (apart >= -3 and sentence.low[cue] in _IMPLIES) or (apart >= -2 and sentence.low[cue] in _BEHIND)
    return apart <= 3 or (apart <= _REACH + 2 and sentence.clauses[cue] == sentence.clauses[place])


def _ahead(low: Sequence[str], place: int) -> bool:
    """Whether a "yet" denies nothing: only "has yet to" does."""
    return low[place] == "yet" and low[place + 1 : place + 2] != ("to",)


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


_ANCHORED = word_list(
    """before after for against up down over under first last early late inside outside
    vor nach über unter"""
)


def _opposed(mine: Words, theirs: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """A word of the claim in whose place the sentences have its opposite."""
    said = {word for sentence in theirs for word in sentence.low}
    stems = {stem for sentence in theirs for stem in sentence.stems}
    for place, word in enumerate(mine.low):
        others = [other for other in _against(word, said) if other in said]
        if not others:
            continue
        # where the word stands there as well, or its opposite here, only the very same place tells
        fresh = word not in said and (word in _ANCHORED or tokens.stem(word) not in stems)
        for other in others:
            check = _instead if fresh and other not in mine.low else _in_place
            if any(check(mine, place, s, there) for s in theirs for there, w in enumerate(s.low) if w == other):
                if check is _in_place and any(
                    _in_place(mine, place, s, n) for s in theirs for n, w in enumerate(s.low) if w == word
                ):
                    continue
                yield "direction", f"“{word}”, where what is cited has “{other}”"
                return


_TURNING = ("un", "in", "im", "dis", "non", "mis", "ir", "il")


def _against(word: str, said: Collection[str]) -> set[str]:
    """The opposites of a word: from the list, and the word with a prefix that denies it, or without."""
    found = set(opposites().get(word, ()))
    if len(word) >= 5:
        found |= {prefix + word for prefix in _TURNING if prefix + word in said}
        found |= {word[len(prefix) :] for prefix in _TURNING if word.startswith(prefix) and len(word) - len(prefix) >= 5}
    return found


def _instead(mine: Words, place: int, sentence: Words, there: int) -> bool:
    """Whether the opposite stands beside a word that the claim has in the same place; denied, it may say the same."""
    anchored = mine.low[place] in _ANCHORED
    beside = {1: mine.low[place + 1 : place + 3], -1: mine.low[max(0, place - 2) : place]}
    found = {1: sentence.low[there + 1 : there + 3], -1: sentence.low[max(0, there - 2) : there]}
    steps = (1,) if anchored else (1, -1)
    shared = any(a == b and not (anchored and a in tokens.STOP) for step in steps for a in beside[step] for b in found[step])
    return shared and _is_denied(mine, place) == _is_denied(sentence, there)


def _in_place(mine: Words, place: int, sentence: Words, there: int) -> bool:
    """Whether two words on one side and one on the other are the same, the edges of the text counted as words."""
    a, b = ("<", "<", *mine.low, ">", ">"), ("<", "<", *sentence.low, ">", ">")
    n, m = place + 2, there + 2
    before, after = a[n - 2 : n] == b[m - 2 : m], a[n + 1 : n + 3] == b[m + 1 : m + 3]
    near = a[n - 1] == b[m - 1] and a[n + 1] == b[m + 1]
    return (before or after) and near


def _is_denied(sentence: Words, place: int) -> bool:
    return any(0 < place - cue <= 4 for cue, _ in sentence.denied)


_POSSIBLE = word_list("may might could can possibly perhaps")
_AHEAD = word_list(
    """will shall would must plans planned plan expects expected expect intends aims hopes hoped seeks wants proposed
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
