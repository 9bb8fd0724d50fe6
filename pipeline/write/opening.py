"""The opening of two or three sentences: the lead, what follows it, and the best supported facts about whom it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts.align import Alignment
from pipeline.verify import tokens
from pipeline.write.context import lacking, stems
from pipeline.write.order import Passage
from pipeline.write.prepare import Pick
from pipeline.write.select import Top

LONGEST = 3
# what did not happen, and what nobody says, is a detail
_NOT = re.compile(r"\b(?:not|no|nobody|none|never|nothing|neither|declined|refused|without)\b|n['’]t\b", re.IGNORECASE)


def opened(top: Top, picks: Sequence[Pick], alignment: Alignment) -> tuple[list[Passage], list[Pick]]:
    """The passages of the opening, and the picks left for the sections."""
    chain = _chain(top.lead, picks, alignment)
    found = [Passage(tuple(chain))]
    rest = [pick for pick in picks if pick not in chain]
    known = top.known | found[0].tells
    for pick in _facts(top.lead, rest, alignment):
        size = sum(len(passage.picks) for passage in found)
        if size >= LONGEST or len(rest) <= LONGEST + 1:
            break
        # a third sentence has to be what nearly everybody tells
        if len(pick.supporters) >= (2 if size < LONGEST - 1 else 3) and not lacking(pick.wants, known):
            found.append(Passage((pick,)))
            known |= stems(pick.text)
            rest = [other for other in rest if other.place != pick.place]
    return found, rest


def _chain(lead: Pick, picks: Sequence[Pick], alignment: Alignment) -> list[Pick]:
    """The lead and what its source says right after it, a negative detail of one origin aside."""
    chain = [lead]
    others = {pick.place: pick for pick in picks if pick.place != lead.place}
    while len(chain) < LONGEST and together(chain[-1].place, alignment):
        pick = others.get(chain[-1].place + 1)
        if pick is None or (pick.needs is None and _NOT.search(tokens.unquoted(pick.text)) and len(pick.supporters) < 3):
            break
        chain.append(pick)
    return chain


def _facts(lead: Pick, rest: Sequence[Pick], alignment: Alignment) -> list[Pick]:
    """What several origins tell of those whom the lead names, the best supported first."""
    needed = {pick.needs for pick in rest if pick.needs is not None}
    heroes = alignment.candidates[lead.place].names
    early = [
        pick
        for pick in rest
        if pick.needs is None
        and pick.place not in needed
        and not tokens.quotations(pick.text)
        and not _NOT.search(pick.text)
        and alignment.news[pick.place] >= 0.15
        and heroes & tokens.content(pick.text)
    ]
    return sorted(early, key=lambda pick: (-len(pick.supporters), -pick.score, pick.place))


def together(place: int, alignment: Alignment) -> bool:
    """Whether the sentence and the next are of one source and at most one paragraph apart."""
    if place + 1 >= len(alignment.candidates):
        return False
    a, b = alignment.candidates[place], alignment.candidates[place + 1]
    return a.report == b.report and b.paragraph - a.paragraph <= 1
