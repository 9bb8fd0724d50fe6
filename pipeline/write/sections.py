"""From chosen sentences to an article in parts: passages that stay together, each in the section whose words call it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.verify import tokens
from pipeline.write.align import Alignment
from pipeline.write.kinds import Kind, Part
from pipeline.write.prepare import Pick
from pipeline.write.select import Top

OPENING_SENTENCES = 3
# sentences of a section from which on what its title does not call is moved out, and from which on anything is
CROWDED = 6
LONG = 9
DETAIL = Part("In detail", re.compile(r"(?!)"))


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one source that follow each other: they are printed together and in their order."""

    picks: tuple[Pick, ...]

    @property
    def first(self) -> int:
        """Place of its first sentence in the alignment."""
        return self.picks[0].place


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
    """The opening and up to ``limit`` titled sections; a section of one sentence goes to its nearest neighbour."""
    opening, rest = _opening(top.lead, picks, alignment)
    placed: dict[str, list[Passage]] = {part.title: [] for part in kind.parts}
    for passage in sorted(_passages(rest, alignment, kind), key=lambda passage: -_clear(passage, kind)):
        placed[_part_of(passage, placed, alignment, kind).title].append(passage)
    _merge_small(placed, kind, limit)
    kind = _relieved(placed, kind, limit)
    planned = [Planned(None, tuple(opening))]
    for part in kind.parts:
        passages = placed[part.title]
        if passages:
            planned.append(Planned(part.title, tuple(_ordered(passages, alignment, part))))
    return tuple(planned)


def _opening(lead: Pick, picks: Sequence[Pick], alignment: Alignment) -> tuple[list[Passage], list[Pick]]:
    """The lead, what follows it in its source, and the best supported early facts."""
    chain = [lead]
    others = {pick.place: pick for pick in picks if pick.place != lead.place}
    while len(chain) < OPENING_SENTENCES and chain[-1].place + 1 in others and _together(chain[-1].place, alignment):
        chain.append(others.pop(chain[-1].place + 1))
    rest = [pick for pick in picks if pick.place in others]
    opening = [Passage(tuple(chain))]
    needed = {pick.needs for pick in rest if pick.needs is not None}
    heroes = alignment.candidates[lead.place].names
    early = [
        pick
        for pick in rest
        if pick.needs is None
        and pick.place not in needed
        and not tokens.quotations(pick.text)
        and alignment.news[pick.place] >= 0.15
        and (heroes & tokens.content(pick.text))
    ]
    for pick in sorted(early, key=lambda pick: (-len(pick.supporters), -pick.score, pick.place)):
        if sum(len(passage.picks) for passage in opening) >= OPENING_SENTENCES or len(pick.supporters) < 3 or len(rest) <= 4:
            break
        opening.append(Passage((pick,)))
        rest = [other for other in rest if other.place != pick.place]
    return opening, rest


def _together(place: int, alignment: Alignment) -> bool:
    """Whether the sentence and the next are of one source and at most one paragraph apart."""
    if place + 1 >= len(alignment.candidates):
        return False
    a, b = alignment.candidates[place], alignment.candidates[place + 1]
    return a.report == b.report and b.paragraph - a.paragraph <= 1


def _passages(picks: Sequence[Pick], alignment: Alignment, kind: Kind) -> list[Passage]:
    """Chains of neighbours; broken where the next sentence stands alone and another section calls it clearly."""
    chains: list[list[Pick]] = []
    for pick in sorted(picks, key=lambda pick: pick.place):
        previous = chains[-1][-1] if chains else None
        joined = previous is not None and previous.place + 1 == pick.place and _together(previous.place, alignment)
        if joined and (pick.needs is not None or _best(pick, kind) in {None, _best(chains[-1][0], kind)}):
            chains[-1].append(pick)
        else:
            chains.append([pick])
    return [Passage(tuple(chain)) for chain in chains]


def _best(pick: Pick, kind: Kind) -> Part | None:
    scored = [(_calls(part, pick.text), -place) for place, part in enumerate(kind.parts)]
    score, place = max(scored)
    return kind.parts[-place] if score > 0 else None


def _calls(part: Part, text: str) -> int:
    """How many different words of the section the text has; a quotation is a reaction, whatever it is about."""
    found = len({match.group().lower() for match in part.cues.finditer(tokens.unquoted(text))})
    quoted = any(len(text[span.start : span.end].split()) >= 5 for span in tokens.quotations(text))
    return found + (2 if quoted and part.title in {"Reaction", "Response"} else 0)


def _clear(passage: Passage, kind: Kind) -> int:
    """How far its best section is ahead of the next: clear passages are placed first, and draw the others to them."""
    first, second, *_ = sorted((sum(_calls(part, pick.text) for pick in passage.picks) for part in kind.parts), reverse=True)
    return first - second


def _part_of(passage: Passage, placed: Mapping[str, Sequence[Passage]], alignment: Alignment, kind: Kind) -> Part:
    """The section whose words it has and whose sentences it resembles."""

    def worth(part: Part) -> float:
        called = sum(_calls(part, pick.text) for pick in passage.picks) / len(passage.picks)
        there = [pick.place for other in placed[part.title] for pick in other.picks]
        like = max((float(alignment.similarity[a.place, b]) for a in passage.picks for b in there), default=0.0)
        return called + 3 * like

    return max(kind.parts, key=lambda part: (worth(part), -kind.parts.index(part)))


def _relieved(placed: dict[str, list[Passage]], kind: Kind, limit: int) -> Kind:
    """The kind with a section more where one has grown too long: what its title does not call moves into "In detail"."""
    moved: list[Passage] = []
    for part in kind.parts:
        passages = placed[part.title]
        size = sum(len(passage.picks) for passage in passages)
        for passage in sorted(passages, key=lambda passage: sum(_calls(part, pick.text) for pick in passage.picks)):
            called = any(_calls(part, pick.text) for pick in passage.picks)
            if size <= (LONG if called else CROWDED):
                break
            size -= len(passage.picks)
            moved.append(passage)
            passages.remove(passage)
    used = sum(bool(placed[part.title]) for part in kind.parts)
    if sum(len(passage.picks) for passage in moved) < 2 or used >= limit:
        for passage in moved:
            placed[max(kind.parts, key=lambda part: len(placed[part.title])).title].append(passage)
        return kind
    placed[DETAIL.title] = sorted(moved, key=lambda passage: passage.first)
    return replace(kind, parts=(*kind.parts, DETAIL))


def _merge_small(placed: dict[str, list[Passage]], kind: Kind, limit: int) -> None:
    """No section of one sentence, nor more than the style allows: the smallest goes where its words fit next best."""

    def size(title: str) -> int:
        return sum(len(passage.picks) for passage in placed[title])

    while True:
        used = [part for part in kind.parts if placed[part.title]]
        small = [part for part in used if size(part.title) < 2] or (used if len(used) > limit else [])
        if not small or len(used) < 2:
            return
        least = min(small, key=lambda part: (size(part.title), -kind.parts.index(part)))
        for passage in placed[least.title]:
            others = [part for part in used if part is not least]
            nearest = max(
                others,
                key=lambda part: (
                    sum(_calls(part, pick.text) for pick in passage.picks),
                    -abs(kind.parts.index(part) - kind.parts.index(least)),
                ),
            )
            placed[nearest.title].append(passage)
        placed[least.title] = []


def _ordered(passages: Sequence[Passage], alignment: Alignment, part: Part) -> list[Passage]:
    """Best supported first (background: earliest first), then always what is nearest to what was just said."""
    left = sorted(
        passages,
        key=lambda passage: (
            _quotes(passage.picks[0]),
            _year(passage) if part.background else 0,
            -max(len(pick.supporters) for pick in passage.picks),
            alignment.candidates[passage.first].place,
            passage.first,
        ),
    )
    start = next(passage for passage in left if not any(_earlier(other, passage, alignment) for other in left))
    left.remove(start)
    ordered = [start]
    while left:
        last = ordered[-1].picks[-1].place
        # a change of source costs something: without a reason the next sentence comes from where the last one did
        # what one source tells in an order stays in it
        open_now = [passage for passage in left if not any(_earlier(other, passage, alignment) for other in left)]
        nearest = max(
            open_now,
            key=lambda passage: (
                float(alignment.similarity[last, passage.first])
                + (0.1 if 0 < passage.first - last <= 3 and _same_source(last, passage.first, alignment) else 0.0)
                # two people quoted one after the other talk past each other
                - 0.5 * (_quotes(ordered[-1].picks[-1]) and _quotes(passage.picks[0])),
                -passage.first,
            ),
        )
        left.remove(nearest)
        ordered.append(nearest)
    return ordered


def _quotes(pick: Pick) -> bool:
    return any(len(pick.text[span.start : span.end].split()) >= 5 for span in tokens.quotations(pick.text))


def _same_source(a: int, b: int, alignment: Alignment) -> bool:
    return alignment.candidates[a].report == alignment.candidates[b].report


def _earlier(a: Passage, b: Passage, alignment: Alignment) -> bool:
    """Whether a stands shortly before b in the same source: far apart they are two thoughts."""
    return 0 < b.first - a.first <= 4 and alignment.candidates[a.first].report == alignment.candidates[b.first].report


def _year(passage: Passage) -> int:
    found = [int(year) for pick in passage.picks for year in re.findall(r"\b((?:19|20)\d\d)\b", pick.text)]
    return min(found, default=9999)
