"""The same thing with another value: sources that disagree, values that later coverage replaced, values that were withdrawn.

Two values of one slot, offered for the same time, are a conflict; a later one in words of change, or a toll that grows, is an
update; what a correction names as wrong is withdrawn. Precision comes before recall: a false dispute in print is worse than a
missed one, which the list of facts still shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from pipeline.doubts import believed
from pipeline.facts import voice
from pipeline.facts.align import Alignment
from pipeline.facts.candidates import Candidate
from pipeline.facts.groups import Group
from pipeline.facts.reports import Report
from pipeline.facts.slots import Slot
from pipeline.values import Citation, Conflict, ConflictValue, FactState, Update
from pipeline.verify import tokens

_LATER = timedelta(hours=14)
_SOON = timedelta(hours=1)
_CHANGED = re.compile(
    r"\b(?:extend\w*|extension|revis\w*|updat\w*|bring\w* (?:the|its)|reopen\w*|tops? up|topped up|up from|down from|increas\w*|"
    r"r[oi]ses? to|rose|risen|climb\w*|moves? up|lifts?|lifted|now (?:says?|stands?|puts?|at|expects?|totals?|counts?)|larger|grew to|"
    r"grows to|grown|more than (?:first|initially)|instead of|raised (?:it|the|its)|cut (?:it|its|the)|lowered|reduced|postponed|"
    r"delayed|pushed back|brought forward|moved (?:to|from)|new (?:total|figure|toll|date)|no longer|higher than|fewer than (?:first|"
    r"initially)|erhöht|gestiegen|steigt|wächst|aufgestockt|stockt|verschoben)\b",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"(?<!\w)(?:correct(?:ion|ed)|earlier version|originally (?:said|stated|gave|printed)|misstated|previously (?:stated|said|gave)|"
    r"clarification|first printed|in error|wrongly|incorrectly|korrektur|berichtigung|in einer früheren (?:version|fassung))\b"
)
_CONTRAST = re.compile(
    r"\b(?:not|instead of|rather than|but|while|whereas|although|however|differ\w*|discrepan\w*|contradict\w*|disput\w*|against|"
    r"as opposed to|contrary to|nicht|sondern|dagegen)\b",
    re.IGNORECASE,
)
_TOLL = frozenset(
    tokens.stem(word)
    for word in "killed died dead deaths injured wounded arrested missing victims casualties affected evacuated infected cases".split()
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a value: what holds ``instead`` of it, or what stands ``against`` it."""

    state: FactState = "current"
    instead: str | None = None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What disagrees, what was replaced and by what; ``fates`` by the number of the group.

    ``involved`` are the groups that changed or stand against another, ``stale`` sentences that may not be printed any more.
    """

    conflicts: tuple[Conflict, ...]
    updates: tuple[Update, ...]
    fates: Mapping[int, Fate]
    involved: frozenset[int]
    stale: frozenset[int]

    def fate(self, number: int) -> Fate:
        """What became of a group."""
        return self.fates.get(number, Fate())


@dataclass(frozen=True, slots=True)
class _Story:
    groups: Sequence[Group]
    alignment: Alignment
    reports: Sequence[Report]
    common: frozenset[str]
    wholes: frozenset[tuple[float, float]]

    def candidate(self, slot: Slot) -> Candidate:
        return self.alignment.candidates[slot.place]

    def knowing(self, slots: Sequence[Slot]) -> frozenset[int]:
        return frozenset(self.candidate(slot).report for slot in slots)

    def given(self, slots: Sequence[Slot]) -> datetime | None:
        moments = [believed(self.reports[self.candidate(slot).report].article) for slot in slots]
        return min((moment.at for moment in moments if moment is not None), default=None)


def changes(groups: Sequence[Group], alignment: Alignment, reports: Sequence[Report], common: frozenset[str]) -> Changes:
    """Hold every value against every other that may be of the same thing."""
    story = _Story(groups, alignment, reports, common, _wholes(groups))
    withdrawn, corrections, noted = _corrections(story)
    pairs = [
        (a, b)
        for a, b in combinations(range(len(groups)), 2)
        if a not in withdrawn and b not in withdrawn and _rivals(groups[a], groups[b], story)
    ]
    replaced = list(_updates(pairs, story))
    superseded = {old: new for old, new, _ in replaced}
    open_pairs = [pair for pair in pairs if superseded.get(pair[0]) != pair[1] and superseded.get(pair[1]) != pair[0]]
    conflicts, disputed = _conflicts(open_pairs, story)
    fates = {
        **{number: Fate("disputed", against=groups[others[0]].first.text) for number, others in disputed.items()},
        **{old: Fate("superseded", instead=groups[new].first.text) for old, new in superseded.items()},
        **{wrong: Fate("withdrawn", instead=groups[right].first.text) for wrong, right in withdrawn.items()},
    }
    return Changes(
        conflicts=tuple(conflicts),
        updates=(*corrections, *(update for _, _, update in replaced)),
        fates=fates,
        involved=frozenset({*fates, *superseded.values(), *withdrawn.values()}),
        stale=_stale(superseded, withdrawn, story) | noted,
    )


def _stale(superseded: dict[int, int], withdrawn: dict[int, int], story: _Story) -> frozenset[int]:
    """Sentences with a value that no longer holds, of sources that do not know the new one."""
    found: set[int] = set()
    for old, new in superseded.items():
        knowing = story.knowing(story.groups[new].slots)
        found |= {slot.place for slot in story.groups[old].slots if story.candidate(slot).report not in knowing}
    for old in withdrawn:
        found |= set(story.groups[old].places)
    return frozenset(found)


# --------------------------------------------------------------------------- of one thing


def _rivals(a: Group, b: Group, story: _Story) -> bool:
    """Whether two values can be the value of one thing."""
    one, other = a.first, b.first
    if (one.kind, one.unit) != (other.kind, other.unit) or one.unit in {"times"}:
        return False
    first, second = _offered(a), _offered(b)
    if not first or not second or not _near(one, other):
        return False
    rough = any(slot.rough for slot in (*first, *second))
    if {(one.amount, other.amount), (other.amount, one.amount)} & story.wholes:
        return False
    if one.kind == "money" and any(slot.when == "part" for slot in (*a.slots, *b.slots)):
        return False
    if rough and one.kind != "date" and 0.8 <= one.amount / (other.amount or 1e-9) <= 1.25:
        return False
    if any(_by_another(a, b, story) for a in first for b in second):
        return True
    if one.kind == "money":
        return bool(_money_heads(a) & _money_heads(b)) and _both_offered(a, b, story)
    if one.kind == "count" and not (a.heads & b.heads or a.heads & b.about or b.heads & a.about):
        return False
    return _same_thing(first, second, story)


def _wholes(groups: Sequence[Group]) -> frozenset[tuple[float, float]]:
    """(part, whole) for values of which a sentence says so: "three of the seven directors"."""
    by_place: dict[int, list[Slot]] = {}
    for group in groups:
        for slot in group.slots:
            by_place.setdefault(slot.place, []).append(slot)
    return frozenset(
        (one.amount, other.amount)
        for there in by_place.values()
        for one in there
        for other in there
        if one.when == "part" and 0 <= other.start - one.end <= _OF_THE
    )


_OF_THE = 16


def _offered(group: Group) -> tuple[Slot, ...]:
    """The slots that say how it is now: no part of a sum and nothing of before."""
    return tuple(slot for slot in group.slots if slot.when not in {"part", "before"})


_WEEKDAY = re.compile(r"\w+day\b|\b(?:today|tonight|yesterday|tomorrow)\b", re.IGNORECASE)


def _near(a: Slot, b: Slot) -> bool:
    if a.kind == "date":
        if _WEEKDAY.search(a.text) or _WEEKDAY.search(b.text):
            return False  # the day on which each outlet heard of it
        exact = [sum(part > 0 for part in slot.norm) for slot in (a, b)]
        return abs(a.amount - b.amount) <= 400 and exact[0] == exact[1]
    ratio = a.amount / (b.amount or 1e-9)
    return 0.25 <= ratio <= 4 and ratio != 1


def _money_heads(group: Group) -> frozenset[str]:
    head = group.head
    return frozenset({head}) if head else frozenset()


def _both_offered(a: Group, b: Group, story: _Story) -> bool:
    """Whether both sums are prominent, and either given by two sources each or set against each other by one."""
    if not (_prominent(a, story) and _prominent(b, story)):
        return False
    widely = len(story.knowing(a.slots)) >= 2 and len(story.knowing(b.slots)) >= 2
    apart = not (story.knowing(a.slots) & story.knowing(b.slots))
    return widely or apart or bool(_opposed(a, b, story))


def _prominent(group: Group, story: _Story) -> bool:
    """In the first sentences or the title of a source: else it may be a part, or somebody else's sum."""
    return any(
        story.candidate(slot).index <= 3 or _in_text(slot, story.reports[story.candidate(slot).report].source.title)
        for slot in group.slots
    )


def _in_text(slot: Slot, text: str) -> bool:
    digits = re.search(r"\d[\d.,]*", slot.text)
    return slot.text in text or bool(digits and re.search(rf"(?<![\d.,]){re.escape(digits.group())}(?!\d)", text))


def _same_thing(first: Sequence[Slot], second: Sequence[Slot], story: _Story) -> bool:
    """Two sentences that say the same but for the value, of sources that know only their own."""
    strict = first[0].kind == "date"
    if story.knowing(first) & story.knowing(second) and (strict or not _told_together(first, second, story)):
        return False
    origins, similarity = story.alignment.origins, story.alignment.similarity
    for a in first:
        for b in second:
            shared = (a.about & b.about) - story.common
            if origins[a.place] == origins[b.place] or a.when != b.when:
                continue
            if similarity[a.place, b.place] >= (0.3 if strict else 0.2) and len(shared) >= 2:
                return True
            if not strict and a.heads and b.heads and a.heads[0] == b.heads[0] and len(shared) >= 3:
                return True
    return False


def _told_together(first: Sequence[Slot], second: Sequence[Slot], story: _Story) -> bool:
    """Whether who gives both sets them against each other, or tells of a change."""
    both = story.knowing(first) & story.knowing(second)
    places = {slot.place for slot in (*first, *second) if story.candidate(slot).report in both}
    texts = [story.alignment.candidates[place].text for place in places]
    if any(_by_another(a, b, story) for a in first for b in second):
        return True
    return any(_CHANGED.search(text) or _CONTRAST.search(text) for text in texts)


_PUTS = re.compile(rf"{voice.ATTRIBUTED.pattern}|\b(?:speaks? of|spoke of|puts?|counts?|counted|gives?|gave)\b", re.IGNORECASE)


_BRIEF = 12


def _by_another(a: Slot, b: Slot, story: _Story) -> bool:
    """Whether a source gives one value as one party's and in the next sentence the other as another's."""
    one, other = story.candidate(a), story.candidate(b)
    later = story.alignment.candidates[max(a.place, b.place)].text
    if (
        one.report != other.report
        or abs(a.place - b.place) != 1
        or len(later.split()) > _BRIEF
        or not (_PUTS.search(one.text) and _PUTS.search(other.text))
    ):
        return False
    return bool((one.names ^ other.names) - story.common) or bool(one.names) != bool(other.names)


def _opposed(a: Group, b: Group, story: _Story) -> list[str]:
    """Sentences and titles that give both values with a word of contrast."""
    together = set(a.places) & set(b.places)
    texts = [story.alignment.candidates[place].text for place in together]
    texts += [story.reports[number].source.title for number in story.knowing((*a.slots, *b.slots))]
    return [text for text in texts if _CONTRAST.search(text) and _in_text(a.first, text) and _in_text(b.first, text)]


# --------------------------------------------------------------------------- updates


def _updates(pairs: Sequence[tuple[int, int]], story: _Story) -> Iterator[tuple[int, int, Update]]:
    """(old, new, update) for each value that a later one replaced: of a chain, each by the next."""
    newer: dict[int, list[int]] = {}
    for a, b in pairs:
        times = {number: story.given(_offered(story.groups[number])) for number in (a, b)}
        first, second = times[a], times[b]
        if first is None or second is None or first == second:
            continue
        old, new = (a, b) if first < second else (b, a)
        if _replaces(story.groups[old], story.groups[new], abs(second - first), story):
            newer.setdefault(old, []).append(new)
    for old, candidates in _replaced(newer, story).items():
        new = min(
            candidates, key=lambda number: story.given(_offered(story.groups[number])) or datetime.max.replace(tzinfo=UTC)
        )
        slot = _telling(story.groups[new], story) or _offered(story.groups[new])[0]
        candidate = story.candidate(slot)
        citations = tuple(
            dict.fromkeys(
                (
                    story.reports[candidate.report].citation(candidate.index),
                    *_one_each(story.groups[new], story),
                )
            )
        )
        yield (
            old,
            new,
            Update(
                _label(story.groups[old], story.groups[new]),
                story.groups[old].first.text,
                story.groups[new].first.text,
                citations,
            ),
        )


def _replaced(newer: dict[int, list[int]], story: _Story) -> dict[int, list[int]]:
    """Of values that were offered for one time and have one successor the one that most sources gave was replaced."""
    found = dict(newer)
    for a, b in combinations(newer, 2):
        first, second = story.given(story.groups[a].slots), story.given(story.groups[b].slots)
        if (
            set(newer[a]) & set(newer[b])
            and b not in newer[a]
            and a not in newer[b]
            and first
            and second
            and abs(first - second) < _LATER
        ):
            fewer = min(a, b, key=lambda number: len(story.knowing(story.groups[number].slots)))
            found.pop(fewer, None)
    return found


def _replaces(old: Group, new: Group, apart: timedelta, story: _Story) -> bool:
    said_before = any(slot.when == "before" and slot.place in set(new.places) for slot in old.slots)
    if said_before:
        return True
    toll = new.first.kind == "count" and bool(_TOLL & (frozenset(new.first.heads) | new.about))
    if toll and new.first.amount > old.first.amount and apart >= _SOON:
        return True
    return apart >= _LATER and _telling(new, story) is not None


def _telling(group: Group, story: _Story) -> Slot | None:
    """The slot whose sentence, or the two before it, or whose title speaks of a change."""
    for slot in group.slots:
        candidate = story.candidate(slot)
        near = [story.alignment.candidates[slot.place - back] for back in (0, 1, 2) if slot.place >= back]
        title = story.reports[candidate.report].source.title
        if _CHANGED.search(" ".join(other.text for other in near if other.report == candidate.report)) or (
            _CHANGED.search(title) and _in_text(slot, title)
        ):
            return slot
    return None


# --------------------------------------------------------------------------- conflicts


def _conflicts(pairs: Sequence[tuple[int, int]], story: _Story) -> tuple[list[Conflict], dict[int, tuple[int, ...]]]:
    """Pairs offered for the same time, each value with every source that gives it."""
    found: list[Conflict] = []
    disputed: dict[int, tuple[int, ...]] = {}
    for a, b in pairs:
        first, second = story.given(story.groups[a].slots), story.given(story.groups[b].slots)
        apart = abs(first - second) if first and second else timedelta()
        opposed = bool(_opposed(story.groups[a], story.groups[b], story))
        if apart >= _LATER and not opposed:
            continue
        conflict = _conflict(story.groups[a], story.groups[b], story, opposed=opposed)
        if conflict is not None:
            found.append(conflict)
            disputed[a] = (*disputed.get(a, ()), b)
            disputed[b] = (*disputed.get(b, ()), a)
    return found, disputed


def _conflict(a: Group, b: Group, story: _Story, *, opposed: bool) -> Conflict | None:
    together = {slot.place for slot in a.slots} & {slot.place for slot in b.slots}
    both = story.knowing(a.slots) & story.knowing(b.slots)
    parties = any(_by_another(one, other, story) for one in a.slots for other in b.slots)
    if not opposed and not parties and (len(both) >= 2 or together):
        return None
    sides = sorted((_side(group, story) for group in (a, b)), key=lambda side: -len(side.citations))
    # who gives both reports the difference, and stands with the value that fewer give
    fewer = {citation.article for citation in sides[1].citations}
    rest = tuple(citation for citation in sides[0].citations if citation.article not in fewer)
    if not rest:
        return None
    return Conflict(_label(a, b), (ConflictValue(sides[0].value, rest), sides[1]))


def _label(a: Group, b: Group) -> str:
    """What both are the value of, in the words in which most say it."""
    if a.first.kind == "money":
        return a.head or b.head or "sum"
    if a.first.kind == "date":
        shared = sorted(a.about & b.about)
        return f"date of {' '.join(shared[:2])}" if shared else "date"
    for slot in (*a.slots, *b.slots):
        if slot.heads and slot.heads[0] in a.heads & b.heads:
            return slot.label
    return a.first.label


def _side(group: Group, story: _Story) -> ConflictValue:
    return ConflictValue(group.first.text, _one_each(group, story))


def _one_each(group: Group, story: _Story) -> tuple[Citation, ...]:
    """One sentence a source, its earliest."""
    by_report: dict[int, Slot] = {}
    for slot in group.slots:
        by_report.setdefault(story.candidate(slot).report, slot)
    return tuple(story.reports[number].citation(story.candidate(slot).index) for number, slot in by_report.items())


# --------------------------------------------------------------------------- corrections


def _corrections(story: _Story) -> tuple[dict[int, int], list[Update], frozenset[int]]:
    """Values that a correction withdraws: of the two in it, the one that the same source no longer prints."""
    withdrawn: dict[int, int] = {}
    updates: list[Update] = []
    noted: set[int] = set()
    by_place: dict[int, list[tuple[int, Slot]]] = {}
    for number, group in enumerate(story.groups):
        for slot in group.slots:
            by_place.setdefault(slot.place, []).append((number, slot))
    for place, candidate in enumerate(story.alignment.candidates):
        if not CORRECTION.search(candidate.text.lower()):
            continue
        near = [
            pair
            for ahead in range(3)
            if place + ahead < len(story.alignment.candidates)
            and story.alignment.candidates[place + ahead].report == candidate.report
            for pair in sorted(by_place.get(place + ahead, ()), key=lambda pair: pair[1].start)
        ]
        start = candidate.text.find(":") if CORRECTION.match(candidate.text.lower()) else 0
        near = [(number, slot) for number, slot in near if slot.place != place or slot.start >= start]
        pair = _withdrawn_in(near, candidate, place, story)
        if pair is None:
            continue
        wrong, right = pair
        withdrawn[wrong] = right
        noted.add(place)
        updates.append(
            Update(
                _label(story.groups[wrong], story.groups[right]),
                story.groups[wrong].first.text,
                story.groups[right].first.text,
                (story.reports[candidate.report].citation(candidate.index), *_one_each(story.groups[right], story)),
            )
        )
    return withdrawn, updates, frozenset(noted)


def _withdrawn_in(near: Sequence[tuple[int, Slot]], candidate: Candidate, place: int, story: _Story) -> tuple[int, int] | None:
    """(wrong, right): of two values of one kind near a correction, the right one is what the rest of the source prints."""
    heads = Counter(head for _, slot in near for head in slot.heads[:1])
    near = sorted(near, key=lambda pair: (pair[1].kind == "date", -max((heads[head] for head in pair[1].heads[:1]), default=0)))
    pairs = [
        (a, b) for (a, one), (b, other) in combinations(near, 2) if a != b and (one.kind, one.unit) == (other.kind, other.unit)
    ]
    for a, b in pairs:
        elsewhere = {
            number: {
                story.candidate(slot).report
                for slot in story.groups[number].slots
                if not (story.candidate(slot).report == candidate.report and place <= slot.place <= place + 2)
            }
            for number in (a, b)
        }
        mine = candidate.report
        if mine in elsewhere[b] and mine not in elsewhere[a]:
            return a, b
        if mine in elsewhere[a] and mine not in elsewhere[b]:
            return b, a
    for a, b in pairs:
        # nobody else tells: "said Y; it is X", the wrong one first
        text = candidate.text
        later = (
            re.search(r"\b(?:not|instead of|rather than)\s\S*\s?$", text[: dict(near)[b].start])
            if dict(near)[b].place == place
            else None
        )
        return (b, a) if later else (a, b)
    return None
