"""The same thing with another value: sources that disagree, values that later coverage replaced, values that were withdrawn.

Two numbers fill one slot when their units agree, the words around them agree, and neither source knows the other's value
elsewhere. At the same time they are a conflict; a day later, or with words that say so, the later one is an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.values import Conflict, ConflictValue, Update
from pipeline.verify import tokens
from pipeline.write.align import Alignment
from pipeline.write.candidates import Candidate
from pipeline.write.sources import Report

_LATER = timedelta(hours=14)
_CHANGED = re.compile(
    r"\b(?:now|extend\w*|revis\w*|updat\w*|rais\w+ (?:it|the total)|bring\w* the|total|up from|down from|increas\w*|rose to|rises to|"
    r"climb\w*|correct\w*|later|instead of|more than first|added?|larger|grew|grows|since)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"\b(?:correct(?:ion|ed)|earlier version|originally (?:said|stated|gave)|misstated|previously stated|clarification)\b", re.IGNORECASE)
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """A number where it stands: ``about`` are the stems near it, without the number's own unit."""

    candidate: int
    number: tokens.Quantity
    about: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What disagrees, what was replaced, and what may therefore not be printed.

    ``stale`` and ``withdrawn`` are sentences (by place in the alignment); ``disputed`` maps a sentence to the place of its
    conflict in ``conflicts``.
    """

    conflicts: tuple[Conflict, ...]
    updates: tuple[Update, ...]
    stale: frozenset[int]
    disputed: dict[int, int]


def find(alignment: Alignment, reports: Sequence[Report]) -> Ledger:
    """Compare the numbers of sentences of different origins that speak of the same thing."""
    slots = [slot for index, candidate in enumerate(alignment.candidates) for slot in _slots(index, candidate)]
    known = _known(alignment.candidates, len(reports))
    withdrawn, corrections = _corrections(alignment, reports, slots)
    pairs = list(_differing(slots, alignment, reports, known, withdrawn))
    updates, stale = _updates(pairs, reports, alignment)
    conflicts, disputed = _conflicts(pairs, reports, alignment)
    return Ledger(tuple(conflicts), (*corrections, *updates), frozenset(stale) | withdrawn, disputed)


def _slots(index: int, candidate: Candidate) -> Iterator[Slot]:
    if candidate.flaw in {"boilerplate", "no sentence"} and not _CORRECTION.search(candidate.text):
        return
    for number in candidate.numbers:
        if number.spelled and number.value < 13 or (1900 <= number.value <= 2100 and number.unit not in {"$", "€", "£"}):
            continue
        before = tokens.TOKEN.findall(candidate.text[: number.start])[-_NEAR:]
        after = tokens.TOKEN.findall(candidate.text[number.end :])[:_NEAR]
        about = tokens.content(" ".join((*before, *after))) - {number.unit}
        yield Slot(index, number, frozenset(word for word in about if not word[0].isdigit()), candidate.text[number.start : number.end].strip(" ,."))


def _known(candidates: Sequence[Candidate], reports: int) -> list[set[str]]:
    """The values, with unit, that each source mentions anywhere."""
    found: list[set[str]] = [set() for _ in range(reports)]
    for candidate in candidates:
        found[candidate.report] |= {_key(number) for number in candidate.numbers}
    return found


def _key(number: tokens.Quantity) -> str:
    return f"{number.value:g} {number.unit}"


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Slot
    b: Slot
    about: frozenset[str]
    strength: float


def _differing(
    slots: Sequence[Slot], alignment: Alignment, reports: Sequence[Report], known: Sequence[set[str]], withdrawn: frozenset[int]
) -> Iterator[_Pair]:
    for place, a in enumerate(slots):
        for b in slots[place + 1 :]:
            if a.number.unit != b.number.unit or not a.number.unit or tokens.same_value(a.number.value, b.number.value):
                continue
            if alignment.origins[a.candidate] == alignment.origins[b.candidate] and not _days_apart(a, b, alignment, reports):
                continue
            if {a.candidate, b.candidate} & withdrawn or not 0.4 <= a.number.value / max(b.number.value, 1e-9) <= 2.5:
                continue
            shared = a.about & b.about
            weight = sum(alignment.weight.get(word, 0.0) for word in shared)
            if len(shared) < 3 or alignment.similarity[a.candidate, b.candidate] < 0.2:
                continue
            mine, theirs = alignment.candidates[a.candidate].report, alignment.candidates[b.candidate].report
            later_knows = _key(a.number) in known[theirs] or _key(b.number) in known[mine]
            if later_knows and not _days_apart(a, b, alignment, reports):
                continue
            yield _Pair(a, b, shared, weight)


def _at(slot: Slot, alignment: Alignment, reports: Sequence[Report]) -> datetime | None:
    published = reports[alignment.candidates[slot.candidate].report].article.published
    return published.at if published else None


def _days_apart(a: Slot, b: Slot, alignment: Alignment, reports: Sequence[Report]) -> bool:
    first, second = _at(a, alignment, reports), _at(b, alignment, reports)
    return first is not None and second is not None and abs(first - second) >= _LATER


def _updates(pairs: Sequence[_Pair], reports: Sequence[Report], alignment: Alignment) -> tuple[list[Update], set[int]]:
    found: dict[tuple[str, str], Update] = {}
    stale: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: -pair.strength):
        if not _days_apart(pair.a, pair.b, alignment, reports):
            continue
        old, new = sorted((pair.a, pair.b), key=lambda slot: _at(slot, alignment, reports) or datetime.max)
        story_of_change = " ".join(
            candidate.text for candidate in alignment.candidates if candidate.report == alignment.candidates[new.candidate].report
        )
        if not _CHANGED.search(alignment.candidates[new.candidate].text) and not _CHANGED.search(story_of_change[:600]):
            continue
        if any(key[0] == _key(old.number) for key in found) and (_key(old.number), _key(new.number)) not in found:
            continue
        report = reports[alignment.candidates[new.candidate].report]
        stale.add(old.candidate)
        found.setdefault(
            (_key(old.number), _key(new.number)),
            Update(_about(pair, alignment), old.text, new.text, (report.citation(alignment.candidates[new.candidate].index),)),
        )
    # whoever repeats the replaced value for the same thing is stale as well
    gone = {key[0] for key in found}
    for index, candidate in enumerate(alignment.candidates):
        keys = {_key(number) for number in candidate.numbers}
        if keys & gone and not any(new in keys for old, new in found if old in keys):
            stale.add(index)
    return list(found.values()), stale


def _conflicts(
    pairs: Sequence[_Pair], reports: Sequence[Report], alignment: Alignment
) -> tuple[list[Conflict], dict[int, int]]:
    """One conflict a slot: each value with everybody who gives it for that slot."""
    found: list[Conflict] = []
    disputed: dict[int, int] = {}
    used: set[str] = set()
    for pair in sorted(pairs, key=lambda pair: -pair.strength):
        keys = {_key(pair.a.number), _key(pair.b.number)}
        if _days_apart(pair.a, pair.b, alignment, reports) or keys & used:
            continue
        used |= keys
        values = []
        for slot in (pair.a, pair.b):
            who = _who(slot, pair.about, alignment)
            disputed.update(dict.fromkeys(who, len(found)))
            cited = tuple(reports[alignment.candidates[i].report].citation(alignment.candidates[i].index) for i in who)
            values.append(ConflictValue(slot.text, cited))
        values.sort(key=lambda value: -len(value.citations))
        found.append(Conflict(_about(pair, alignment), tuple(values)))
    return found, disputed


def _who(slot: Slot, about: frozenset[str], alignment: Alignment) -> list[int]:
    """One sentence a source that gives this value near the same words, the slot's own first."""
    found = [slot.candidate]
    seen = {alignment.candidates[slot.candidate].report}
    for index, candidate in enumerate(alignment.candidates):
        if candidate.report in seen or candidate.flaw == "boilerplate":
            continue
        if any(_key(number) == _key(slot.number) for number in candidate.numbers) and len(about & candidate.stems) >= 2:
            seen.add(candidate.report)
            found.append(index)
    return found


def _about(pair: _Pair, alignment: Alignment) -> str:
    """The slot in a few words of the first source: what stands around the number, without the number."""
    text = alignment.candidates[pair.a.candidate].text
    number = pair.a.number
    tokens_here = [token for token in tokens.TOKEN.finditer(text) if tokens.stem(token.group()) in pair.about and not number.start <= token.start() < number.end]
    tokens_here.sort(key=lambda token: abs(token.start() - number.start))
    return " ".join(token.group() for token in sorted(tokens_here[:4], key=lambda token: token.start()))


def _corrections(
    alignment: Alignment, reports: Sequence[Report], slots: Sequence[Slot]
) -> tuple[frozenset[int], list[Update]]:
    """Values that a correction withdraws: of the numbers in it, the one the same source does not print any more."""
    withdrawn: set[int] = set()
    found: list[Update] = []
    for index, candidate in enumerate(alignment.candidates):
        if not _CORRECTION.search(candidate.text):
            continue
        near = [slot for slot in slots if alignment.candidates[slot.candidate].report == candidate.report and 0 <= slot.candidate - index <= 2]
        body = {
            _key(slot.number)
            for slot in slots
            if alignment.candidates[slot.candidate].report == candidate.report and slot not in near
        }
        others = {_key(slot.number) for slot in slots if alignment.candidates[slot.candidate].report != candidate.report}
        right = [slot for slot in near if _key(slot.number) in body | others]
        wrong = [slot for slot in near if _key(slot.number) not in body]
        pair = next(((w, r) for w in wrong for r in right if w.number.unit == r.number.unit and w.number.value != r.number.value), None)
        if pair is None:
            continue
        old, new = pair
        withdrawn |= {slot.candidate for slot in slots if _key(slot.number) == _key(old.number)}
        about = " ".join(sorted(old.about & new.about, key=lambda word: candidate.text.lower().find(word))[:4]) or "corrected value"
        citation = reports[candidate.report].citation(alignment.candidates[new.candidate].index)
        found.append(Update(about, old.text, new.text, (citation,)))
    return frozenset(withdrawn), found
