"""Values that are one: the slots of a story that give the same value of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.facts.slot import Slot

_ROUND = 0.08
_NOT_SMALL = 13
_TELLING = 100


@dataclass(frozen=True, slots=True)
class Group:
    """One value of one thing: every slot that gives it, in the order of the candidates."""

    slots: tuple[Slot, ...]

    @property
    def first(self) -> Slot:
        """The slot that stands for the group: the fullest way in which it is written first."""
        return self.slots[0]

    @property
    def places(self) -> tuple[int, ...]:
        """The sentences that give it; who says that it is not so gives it only where nobody else does."""
        return tuple(dict.fromkeys(slot.place for slot in self.given))

    @property
    def given(self) -> tuple[Slot, ...]:
        """The slots that do not deny it; all where each does."""
        return tuple(slot for slot in self.slots if slot.when != "not") or self.slots

    @property
    def head(self) -> str:
        """What it is the value of, by most of its slots; "" where none tells."""
        votes: dict[str, int] = defaultdict(int)
        for slot in self.slots:
            for number, head in enumerate(slot.heads[:2]):
                votes[head] += 2 - number
        return max(votes, key=lambda head: votes[head]) if votes else ""

    @property
    def heads(self) -> frozenset[str]:
        """Everything that a slot of it says it is the value of, where it stands first."""
        return frozenset(slot.heads[0] for slot in self.slots if slot.heads)

    @property
    def label(self) -> str:
        """What it is the value of, in the words that most slots use."""
        if self.first.kind == "money":
            return self.head or self.first.label
        votes: dict[str, int] = defaultdict(int)
        for slot in self.slots:
            votes[slot.label] += 1 + bool(slot.heads and slot.heads[0] == self.head)
        return max(votes, key=lambda label: votes[label])

    @property
    def about(self) -> frozenset[str]:
        """The stems around it."""
        return frozenset[str]().union(*(slot.about for slot in self.slots))


def groups(
    slots: Sequence[Slot], common: AbstractSet[str], weight: Mapping[str, float], foreign: AbstractSet[int] = frozenset()
) -> tuple[Group, ...]:
    """Put slots of one value together; ``common`` are stems that say nothing here (the story's own names).

    ``foreign`` are sentences in another language than the newsroom's: they never stand for a group that has others.

    An amount that hardly occurs twice by chance is one wherever it stands; a small number or a date must share what is around.
    """
    buckets: dict[tuple[str, str, tuple[float, ...]], list[Slot]] = defaultdict(list)
    for slot in slots:
        buckets[slot.value].append(slot)
    found: list[Group] = []
    for bucket in buckets.values():
        found += [
            Group(tuple(sorted(part, key=lambda slot: (slot.place in foreign, slot.place, slot.start))))
            for part in _parts(bucket, common, weight)
        ]
    return tuple(sorted(_unconverted(_rounded(found)), key=lambda group: group.first.place))


def _unconverted(found: Sequence[Group]) -> list[Group]:
    """Of a sum and the same sum in another currency behind it in brackets the one that fewer sentences give is no other sum."""
    where = {(slot.place, slot.start): number for number, group in enumerate(found) for slot in group.slots}
    twins: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for number, group in enumerate(found):
        for slot in group.slots:
            if slot.converts is not None and (original := where.get((slot.place, slot.converts))) is not None:
                fewer = original if len(found[original].places) < len(group.places) else number
                twins[fewer].add((slot.place, slot.converts if fewer == original else slot.start))
    return [
        group
        for number, group in enumerate(found)
        if number not in twins or {(slot.place, slot.start) for slot in group.slots} - twins[number]
    ]


def _parts(bucket: Sequence[Slot], common: AbstractSet[str], weight: Mapping[str, float]) -> list[list[Slot]]:
    parts: list[list[Slot]] = []
    for slot in bucket:
        near = [part for part in parts if any(_one(slot, other, common, weight) for other in part)]
        joined = [other for part in near for other in part]
        parts = [part for part in parts if part not in near]
        parts.append([*joined, slot])
    return parts


def _one(a: Slot, b: Slot, common: AbstractSet[str], weight: Mapping[str, float]) -> bool:
    if telling(a):
        return True
    shared = (a.about & b.about) - common
    if a.kind == b.kind == "count" and not (a.heads and b.heads) and a.norm[0] >= _NOT_SMALL:
        return True  # "the airport says 41": of the flights that others count
    if a.kind == "count" and a.heads and b.heads and not set(a.heads[:2]) & set(b.heads[:2]):
        return False  # three clinics, three and a half months
    if a.heads and b.heads and a.heads[0] == b.heads[0] and a.kind != "date":
        return True
    return sum(weight.get(stem, 1.0) for stem in shared) >= (2.0 if a.kind == "date" else 3.0)


def telling(slot: Slot) -> bool:
    """Whether the value hardly occurs twice by chance in one story: money, a measure in figures, a long number."""
    if slot.kind == "money":
        return True
    if slot.kind == "measure" and slot.unit not in {"times", "days", "months", "minutes", "points", "%"}:
        return True
    digits = len(f"{slot.norm[0]:g}".replace(".", "").strip("0")) if slot.kind != "date" else 0
    return (
        slot.kind != "date"
        and (slot.norm[0] >= _TELLING or slot.norm[0] != int(slot.norm[0]))
        and digits >= (1 if slot.kind == "count" else 2)
    )


def _rounded(found: Sequence[Group]) -> list[Group]:
    """A round figure ("more than three million") stands with the exact one it rounds."""
    exact = [group for group in found if not all(slot.rough for slot in group.slots)]
    kept = list(exact)
    for group in found:
        if group in exact:
            continue
        slot = group.first
        near = [
            place
            for place, other in enumerate(kept)
            if (other.first.kind, other.first.unit) == (slot.kind, slot.unit)
            and slot.kind != "date"
            and other.first.norm[0]
            and abs(other.first.norm[0] - slot.norm[0]) / other.first.norm[0] <= _ROUND
            and (other.heads & group.heads or not group.heads)
        ]
        if near:
            merged = (*kept[near[0]].slots, *group.slots)
            kept[near[0]] = Group(merged)
        else:
            kept.append(group)
    return kept
