"""What was put into a sentence that is otherwise the source's own: "Brightloom, which is now insolvent, raised …".

A claim is laid beside each sentence it cites, word for word (longest matching blocks after Ratcliff and Obershelp, as Python's
difflib has them). Where nearly all of the rest stands there in the same order, a run of words that only the claim has must
have its own words of meaning somewhere in what is cited or beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.values import Span
from pipeline.verify import senses, tokens

# so much of the claim's other words, and of its other words of meaning, must stand in one cited sentence in this order
IN_ORDER, COVERED = 0.7, 0.9
_FEWEST = 5
# words in the place of others are a wording of these, unless there are so many more of them
_LONGER = 3
# a run that one of these begins is a clause of its own
_OPENS = word_list(
    """which who whom whose because after before amid despite following while though although and but under over without by
    following since until when where weil nachdem obwohl während und aber"""
)
# words with which a house names who says it, or when; they carry no claim
_OURS = frozenset(
    map(
        tokens.stem,
        word_list(
            """according reported stated added wrote sources differ give gives meanwhile said says company told explained
            announced percent per cent million billion thousand hundred crore lakh dollars euros pounds rupees statement
            interview spokesperson spokesman spokeswoman earlier later today yesterday year month week day laut zufolge
            sagte erklärte teilte berichtete reportedly allegedly roughly nearly approximately currently previously
            recently formerly originally initially already now also just still newly"""
        ),
    )
)


def unfounded_insertions(claim: str, cited: Sequence[str], wide: Sequence[str]) -> Iterator[Span]:
    """The run of words that was put into a cited sentence and of whose meaning nothing stands in ``cited`` or ``wide``.

    Names and figures are proved elsewhere; a run that begins in a quotation of the claim is left out.
    """
    mine = _words(claim)
    if len(mine) < _FEWEST:
        return
    evidence = frozenset[str]().union(*map(tokens.content, (*cited, *wide)))
    quoted = [(span.start, span.end) for span in tokens.quotations(claim)]
    named = [*quoted, *((span.start, span.end) for span in tokens.names(claim))]
    for sentence in cited:
        for put in _put_in(tuple(stem for stem, _, _ in mine), tuple(stem for stem, _, _ in _words(sentence))):
            run = mine[put.first : put.last]
            if any(a <= run[0][1] < b for a, b in quoted):
                continue
            strange = _strange(claim, run, named, evidence)
            if put.dropped & tokens.content(claim[run[0][1] : run[-1][2]]):
                continue  # the sentence says it elsewhere, in other words
            rest = frozenset(stem for stem, _, _ in (*mine[: put.first], *mine[put.last :]))
            if len(strange) > _by_itself(claim, run, put, strange) and _covered(rest & tokens.content(claim), evidence):
                yield Span(run[0][1], run[-1][2])
                return


@dataclass(frozen=True, slots=True)
class _Put:
    """A run of the claim's words, from ``first`` up to ``last``; ``instead`` of so many of the sentence's, or ``alone``.

    ``dropped`` are the sentence's words that the claim does not have in their place.
    """

    first: int
    last: int
    instead: int
    alone: bool
    dropped: frozenset[str]


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """(stem, start, end) of each word of a text."""
    return tuple((tokens.stem(match.group().lower()), match.start(), match.end()) for match in tokens.TOKEN.finditer(text))


@lru_cache(maxsize=8192)
def _put_in(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[_Put, ...]:
    """The runs that only the claim has, where most of its other words stand in the sentence in their order."""
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    kept = sum(b - a for code, a, b, _, _ in codes if code == "equal")
    dropped = frozenset(stem for code, _, _, c, d in codes if code != "equal" for stem in theirs[c:d])
    return tuple(
        _Put(a, b, d - c, len(mine) - (b - a) == len(theirs), dropped)
        for code, a, b, c, d in codes
        if a < b and code != "equal" and kept >= max(IN_ORDER * (len(mine) - (b - a)), _FEWEST)
    )


def _strange(
    text: str, run: Sequence[tuple[str, int, int]], named: Sequence[tuple[int, int]], evidence: frozenset[str]
) -> frozenset[str]:
    """The run's words of meaning but names and figures, where most have nothing akin in the evidence; else nothing."""
    plain = frozenset(
        stem
        for stem, start, end in run
        if not any(a <= start < b for a, b in named)
        and text[start:end].lower() not in tokens.STOP
        and not stem[0].isdigit()
        and stem not in _OURS
    )
    return plain if plain and len(senses.missing(plain, evidence)) * 2 > len(plain) else frozenset()


def _by_itself(text: str, run: Sequence[tuple[str, int, int]], put: _Put, strange: frozenset[str]) -> int:
    """How many new words a wording may bring: none where nothing else is changed or a mark sets them apart, else one.

    Words in the place of others are a wording of these, unless they are a clause of their own or so many more.
    """
    start, end = run[0][1], run[-1][2]
    begins = text[start : run[0][2]].lower() in _OPENS or text[:start].rstrip()[-1:] in _MARKS
    ends = text[end:].lstrip()[:1] in {*_MARKS, "", "."}
    if put.instead and len(run) < put.instead + _LONGER:
        return 0 if begins and ends and len(strange) > 1 else len(run)
    manner = len(run) == 1 and text[start:end].endswith("ly")
    return 0 if begins or put.alone or manner else 1


_MARKS = frozenset(",–—-(:;")


def _covered(stems: frozenset[str], evidence: frozenset[str]) -> bool:
    return not stems or 1 - len(senses.missing(stems, evidence)) / len(stems) >= COVERED
