"""From chosen sentences to an article in parts: each passage in the section whose kind of sentence it is, or left out.

A section is what its title says: one of reactions has only what somebody says of the event, one of what comes next only
what is still to come, a background only what was before. What is of no such kind goes to the subject it resembles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.align import Alignment
from pipeline.verify import tokens
from pipeline.write.kinds import GENERAL, Kind, Part
from pipeline.write.opening import opened, together
from pipeline.write.order import Passage, ordered
from pipeline.write.prepare import Pick
from pipeline.write.select import Top, quotes

# sentences that make a section, and from which on it gives up what is not of its kind
SMALLEST = 2
CROWDED = 6
# below this a passage resembles nothing in a section
ALIKE = 0.06

Placed = dict[str, list[Passage]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A section with its title (None: the opening) and its passages in reading order."""

    title: str | None
    passages: tuple[Passage, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Its sentences in reading order."""
        return tuple(pick for passage in self.passages for pick in passage.picks)


def plan(top: Top, picks: Sequence[Pick], alignment: Alignment, kind: Kind, limit: int) -> tuple[Planned, ...]:
    """The opening and up to ``limit`` titled sections, each of two sentences of its kind at the least.

    What takes for granted something that is told later stands after it; what nothing tells is left out.
    """
    opening, rest = opened(top, picks, alignment)
    placed = _placed(_passages(rest, alignment, kind), alignment, kind, limit)
    known = top.known.union(*(passage.tells for passage in opening))
    planned, waiting = [Planned(None, tuple(opening))], list[Passage]()
    for part in kind.parts:
        if placed[part.title]:
            told = frozenset(pick.place for section in planned for pick in section.picks)
            # what waits for its words goes on to a later section only where it is of its kind
            fitting = [passage for passage in waiting if _fit(part, passage) >= 0]
            others = [passage for passage in waiting if _fit(part, passage) < 0]
            found, left = ordered((*placed[part.title], *fitting), alignment, part, known, told)
            waiting = [*others, *left]
            known = known.union(*(passage.tells for passage in found))
            planned.append(Planned(part.title, tuple(found)))
    return tuple(planned)


def _passages(picks: Sequence[Pick], alignment: Alignment, kind: Kind) -> list[Passage]:
    """Chains of neighbours; broken where the next sentence stands alone and another section calls it clearly."""
    chains: list[list[Pick]] = []
    for pick in sorted(picks, key=lambda pick: pick.place):
        previous = chains[-1][-1] if chains else None
        joined = previous is not None and previous.place + 1 == pick.place and together(previous.place, alignment)
        if joined and (pick.needs is not None or _belongs(pick, _best(chains[-1][0], kind), kind)):
            chains[-1].append(pick)
        else:
            chains.append([pick])
    return [Passage(tuple(chain)) for chain in chains]


def _belongs(pick: Pick, part: Part | None, kind: Kind) -> bool:
    """Whether no other section calls the sentence, and it is of this one's kind where that takes only one kind."""
    strict = part is not None and (part.must is not None or part.speech)
    return _best(pick, kind) == part or (_best(pick, kind) is None and not strict)


def fit(part: Part, pick: Pick) -> int:
    """How many different words of the section the sentence has; -1 where it is not of the section's kind at all."""
    bare = tokens.unquoted(pick.text)
    called = len({match.group().lower() for match in part.cues.finditer(bare)})
    if part.speech:
        # a quotation is a reaction, whatever it is about
        return called + 2 * quotes(pick) if quotes(pick) or called else -1
    if part.must is not None:
        return called + 1 if part.must.search(bare) else -1
    return called


def _fit(part: Part, passage: Passage) -> float:
    """The mean fit of its sentences; -1 where the first is not of the section's kind."""
    each = [fit(part, pick) for pick in passage.picks]
    return -1.0 if each[0] < 0 else sum(max(0, one) for one in each) / len(each)


def _best(pick: Pick, kind: Kind) -> Part | None:
    score, place = max((fit(part, pick), -place) for place, part in enumerate(kind.parts))
    return kind.parts[-place] if score > 0 else None


def _placed(passages: Sequence[Passage], alignment: Alignment, kind: Kind, limit: int) -> Placed:
    """The passages by section title; a section that too few sentences fit is given up, the smallest first."""
    parts = list(kind.parts)
    # what is of no kind needs a subject to go to
    home = next(part for part in parts if part.must is None and not part.speech)
    while True:
        placed, homeless = _shared_out(passages, parts, alignment, kind)
        size = {part.title: sum(len(passage.picks) for passage in placed[part.title]) for part in parts}
        others = [part for part in parts if part is not home]
        small = [part for part in others if size[part.title] < SMALLEST] or (others if len(parts) > limit else [])
        if not small:
            break
        parts.remove(min(small, key=lambda part: (size[part.title], -kind.parts.index(part))))
    for passage in homeless:
        nearest = _nearest(passage, parts, placed, alignment, kind)
        if nearest is not None:
            placed[nearest.title].append(passage)
    return {part.title: placed.get(part.title, []) for part in kind.parts}


def _shared_out(
    passages: Sequence[Passage], parts: Sequence[Part], alignment: Alignment, kind: Kind
) -> tuple[Placed, list[Passage]]:
    """Each passage in the section it fits best, clear ones first, since they draw the others; and those that fit none."""
    placed: Placed = {part.title: [] for part in parts}
    homeless: list[Passage] = []

    def clear(passage: Passage) -> float:
        first, second = sorted((*(_fit(part, passage) for part in parts), 0.0), reverse=True)[:2]
        return second - first

    for passage in sorted(passages, key=clear):
        fits = {part.title: _fit(part, passage) for part in parts}
        if max(fits.values()) <= 0:
            homeless.append(passage)
            continue
        worth = {title: called + 3 * _like(passage, placed[title], alignment) for title, called in fits.items() if called >= 0}
        placed[max(worth, key=lambda title: (worth[title], -_index(title, kind)))].append(passage)
    return placed, homeless


def _nearest(
    passage: Passage, parts: Sequence[Part], placed: Mapping[str, Sequence[Passage]], alignment: Alignment, kind: Kind
) -> Part | None:
    """The section of a subject that it resembles most; None where it resembles none and one origin alone tells it."""
    open_to_all = [part for part in parts if part.must is None and not part.speech]
    like = {part.title: _like(passage, placed[part.title], alignment) for part in open_to_all}
    best = max(open_to_all, key=lambda part: (like[part.title], -_index(part.title, kind)))
    told = max(len(pick.supporters) for pick in passage.picks) > 1 or kind is GENERAL
    if told or (like[best.title] >= ALIKE and sum(len(one.picks) for one in placed[best.title]) < CROWDED):
        return best
    return None


def _like(passage: Passage, there: Sequence[Passage], alignment: Alignment) -> float:
    """The nearest that a sentence of the passage comes to one that stands there."""
    places = [pick.place for other in there for pick in other.picks]
    return max((float(alignment.similarity[pick.place, place]) for pick in passage.picks for place in places), default=0.0)


def _index(title: str, kind: Kind) -> int:
    return next(place for place, part in enumerate(kind.parts) if part.title == title)
