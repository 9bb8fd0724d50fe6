"""The same thing with another value: sources that disagree, values that later coverage replaced, values that were withdrawn.

Two values of one slot, first given at the same time, are a conflict; first given a day later, in words of change, the later
one is an update; what a correction names as wrong is withdrawn. Precision comes before recall: a false dispute in print is
worse than a missed one, which the table of facts still shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from pipeline.doubts import believed
from pipeline.facts.align import Alignment
from pipeline.facts.reports import Report
from pipeline.facts.slots import Slot, approximate, slots
from pipeline.values import Conflict, ConflictValue, Update

_LATER = timedelta(hours=14)
_CHANGED = re.compile(
    r"\b(?:extend\w*|extension|revis\w*|updat\w*|bring\w* (?:the|its)|reopen\w*|tops? up|up from|"
    r"down from|increas\w*|rose to|rises to|"
    r"climb\w*|moves? up|lifts?|now (?:says?|stands?|puts?)|larger|grew to|grows to|more than (?:first|"
    r"initially)|instead of|raised it)\b",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ed)|earlier version|originally (?:said|stated|gave|printed)|misstated|"
    r"previously stated|clarification|first printed)\b",
    re.IGNORECASE,
)

Values = Mapping[str, Sequence[Slot]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What disagrees, what was replaced, and the sentences (places in the alignment) that may therefore not be printed."""

    conflicts: tuple[Conflict, ...]
    updates: tuple[Update, ...]
    stale: frozenset[int]


def find(alignment: Alignment, reports: Sequence[Report]) -> Ledger:
    """Compare what the sources put into each slot."""
    found = slots(alignment.candidates)
    withdrawn, corrections = _corrections(found, alignment, reports)
    values: dict[str, dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for slot in found:
        if slot.candidate not in withdrawn and alignment.candidates[slot.candidate].flaw != "not to be quoted":
            values[slot.key][slot.value].append(slot)
    updates: list[Update] = []
    conflicts: list[Conflict] = []
    stale: set[int] = set()
    for by_value in values.values():
        pairs = list(_rivals(by_value, alignment, reports))
        replaced = _updates(pairs, by_value, alignment, reports)
        for old, update in replaced.items():
            updates.append(update)
            knowing = {alignment.candidates[slot.candidate].report for slot in found if slot.text == update.new}
            stale |= {slot.candidate for slot in by_value[old] if alignment.candidates[slot.candidate].report not in knowing}
        conflicts += _conflicts(pairs, by_value, alignment, reports)
    return Ledger(tuple(conflicts), (*corrections, *updates), frozenset(stale) | withdrawn)


def _rivals(by_value: Values, alignment: Alignment, reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Pairs of values of one slot and unit that can be the value of one thing."""
    for a, b in combinations(by_value, 2):
        first, second = by_value[a], by_value[b]
        if first[0].number.unit != second[0].number.unit:
            continue
        ratio = first[0].number.value / (second[0].number.value or 1e-9)
        if not 0.4 <= ratio <= 2.5 or ratio == 1:
            continue
        rough = any(approximate(slot, alignment.candidates[slot.candidate]) for slot in (*first, *second))
        if rough and 0.8 <= ratio <= 1.25:
            continue
        if first[0].money:
            if _offered(first, second, alignment, reports):
                yield a, b
        elif _same_thing(first, second, alignment):
            yield a, b


def _offered(first: Sequence[Slot], second: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> bool:
    """Whether both sums are prominent, and either given by two sources each or set against each other by one."""
    if not all(_prominent(side, alignment, reports) for side in (first, second)):
        return False
    widely = all(len({alignment.candidates[slot.candidate].report for slot in side}) >= 2 for side in (first, second))
    return widely or bool(_opposed(first, second, alignment, reports))


def _prominent(places: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> bool:
    """In the first sentences or the title of a source: else it may be a part, or somebody else's sum."""
    candidates = [alignment.candidates[slot.candidate] for slot in places]
    return any(
        0 <= candidate.index <= 3 or _in_title(slot, reports[candidate.report].source.title)
        for slot, candidate in zip(places, candidates, strict=True)
    )


def _in_title(slot: Slot, title: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){slot.number.value:g}(?![\d])", title)) or slot.text in title


def _same_thing(first: Sequence[Slot], second: Sequence[Slot], alignment: Alignment) -> bool:
    """Counts of one thing: two sentences that say the same but for the number, of sources that know only their own."""
    knows_first = {alignment.candidates[slot.candidate].report for slot in first}
    knows_second = {alignment.candidates[slot.candidate].report for slot in second}
    if knows_first & knows_second:
        return False
    return any(
        alignment.origins[a.candidate] != alignment.origins[b.candidate]
        and alignment.similarity[a.candidate, b.candidate] >= 0.22
        and len(a.about & b.about) >= 2
        for a in first
        for b in second
    )


def _first_given(places: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> datetime | None:
    given = [believed(reports[alignment.candidates[slot.candidate].report].article) for slot in places]
    return min((moment.at for moment in given if moment is not None), default=None)


def _updates(
    pairs: Sequence[tuple[str, str]], by_value: Values, alignment: Alignment, reports: Sequence[Report]
) -> dict[str, Update]:
    """By the value that was replaced: the newest value that a later report gives in words of change."""
    found: dict[str, Update] = {}
    for pair in pairs:
        times = {value: _first_given(by_value[value], alignment, reports) for value in pair}
        old, new = sorted(pair, key=lambda value: times[value] or datetime.max.replace(tzinfo=UTC))
        before, after = times[old], times[new]
        if before is None or after is None or after - before < _LATER:
            continue
        slot = _telling(by_value[new], alignment)
        if slot is None:
            continue
        candidate = alignment.candidates[slot.candidate]
        citation = reports[candidate.report].citation(candidate.index)
        found[old] = Update(slot.label, by_value[old][0].text, slot.text, (citation,))
    # of two replaced values the one that more sources gave is the one that was replaced; the other stays in dispute with it
    if len({update.new for update in found.values()}) < len(found):
        most = max(found, key=lambda value: len({alignment.candidates[slot.candidate].report for slot in by_value[value]}))
        return {most: found[most]}
    return found


def _telling(places: Sequence[Slot], alignment: Alignment) -> Slot | None:
    """The slot whose sentence, or the two before it, speaks of a change."""
    for slot in places:
        candidate = alignment.candidates[slot.candidate]
        near = [alignment.candidates[slot.candidate - back] for back in (0, 1, 2) if slot.candidate >= back]
        if _CHANGED.search(" ".join(other.text for other in near if other.report == candidate.report)):
            return slot
    return None


def _conflicts(
    pairs: Sequence[tuple[str, str]], by_value: Values, alignment: Alignment, reports: Sequence[Report]
) -> list[Conflict]:
    """Pairs first given within the same day, each value with every source that gives it."""
    found = []
    for a, b in pairs:
        first, second = (_first_given(by_value[value], alignment, reports) for value in (a, b))
        if first is not None and second is not None and abs(first - second) >= _LATER:
            continue
        sides = sorted((_side(by_value[value], alignment, reports) for value in (a, b)), key=lambda side: -len(side.citations))
        # who gives both reports the difference, and stands with the value that fewer give
        fewer = {citation.article for citation in sides[1].citations}
        rest = tuple(citation for citation in sides[0].citations if citation.article not in fewer)
        if rest and _meant_as_one(by_value[a], by_value[b], alignment, reports):
            sides[0] = ConflictValue(sides[0].value, rest)
            found.append(Conflict(by_value[a][0].label, tuple(sides)))
    return found[:2]


_CONTRAST = re.compile(
    r"\b(?:not|instead of|rather than|but|while|whereas|although|however|differ\w*|discrepan\w*|"
    r"contradict\w*|disput\w*|against)\b",
    re.IGNORECASE,
)


def _meant_as_one(a: Sequence[Slot], b: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> bool:
    """Whether two values are offered for one thing: somebody sets them against each other, or hardly anybody gives both.

    Who gives both in one breath and finds nothing odd gives two things: a price and its part in cash.
    """
    first, second = ({alignment.candidates[slot.candidate].report for slot in side} for side in (a, b))
    together = {slot.candidate for slot in a} & {slot.candidate for slot in b}
    return bool(_opposed(a, b, alignment, reports)) or (len(first & second) < 2 and not together)


def _opposed(a: Sequence[Slot], b: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> list[str]:
    """Sentences and titles that give both values with a word of contrast."""
    first, second = ({alignment.candidates[slot.candidate].report for slot in side} for side in (a, b))
    together = {slot.candidate for slot in a} & {slot.candidate for slot in b}
    texts = [alignment.candidates[place].text for place in together]
    texts += [reports[number].source.title for number in first | second]
    return [text for text in texts if _CONTRAST.search(text) and _in_title(a[0], text) and _in_title(b[0], text)]


def _side(places: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> ConflictValue:
    """One sentence a source, its earliest."""
    by_report: dict[int, Slot] = {}
    for slot in places:
        by_report.setdefault(alignment.candidates[slot.candidate].report, slot)
    cited = tuple(reports[number].citation(alignment.candidates[slot.candidate].index) for number, slot in by_report.items())
    return ConflictValue(next(iter(by_report.values())).text, cited)


def _corrections(found: Sequence[Slot], alignment: Alignment, reports: Sequence[Report]) -> tuple[frozenset[int], list[Update]]:
    """Values that a correction withdraws: of the two in it, the one that the same source no longer prints."""
    withdrawn: set[int] = set()
    updates: list[Update] = []
    for place, candidate in enumerate(alignment.candidates):
        if not CORRECTION.search(candidate.text):
            continue
        near = [
            slot
            for slot in found
            if 0 <= slot.candidate - place <= 2 and alignment.candidates[slot.candidate].report == candidate.report
        ]
        rest = {slot.value for slot in found if slot not in near}
        pair = next(
            (
                (wrong, right)
                for wrong in near
                for right in near
                if right.key == wrong.key and right.value != wrong.value and right.value in rest and wrong.value not in rest
            ),
            None,
        ) or _said_wrong(near)
        if pair is None:
            continue
        wrong, right = pair
        withdrawn |= {slot.candidate for slot in found if slot.value == wrong.value}
        cited = alignment.candidates[right.candidate]
        updates.append(Update(right.label, wrong.text, right.text, (reports[cited.report].citation(cited.index),)))
    return frozenset(withdrawn), updates


def _said_wrong(near: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """Where nobody else gives either value: "gave Y; it is X", the wrong one first."""
    if len(near) < 2 or near[0].key != near[1].key or near[0].value == near[1].value:
        return None
    return near[0], near[1]
