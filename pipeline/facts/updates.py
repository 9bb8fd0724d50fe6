"""Values that later coverage replaced: in words of change, or a toll that grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from itertools import combinations

from pipeline.facts.conflicts import label, one_each
from pipeline.facts.groups import Group
from pipeline.facts.held import CHANGED, COMPARED, LATER, TOLL, Story, in_text, offered
from pipeline.facts.parties import by_another
from pipeline.facts.slot import Slot
from pipeline.naming import one_house
from pipeline.values import Update

_SOON = timedelta(hours=1)


def updates(
    pairs: Sequence[tuple[int, int]], story: Story, said: AbstractSet[tuple[int, int]] = frozenset()
) -> Iterator[tuple[int, int, Update]]:
    """(old, new, update) for each value that a later one replaced: of a chain, each by the next.

    ``said`` are (old, new) pairs of which a report itself says that the one replaced the other.
    """
    newer: dict[int, list[int]] = {}
    for a, b in pairs:
        if (a, b) in said:
            newer.setdefault(a, []).append(b)
            continue
        times = {number: story.given(offered(story.groups[number])) for number in (a, b)}
        first, second = times[a], times[b]
        if first is None or second is None or first == second:
            continue
        old, new = (a, b) if first < second else (b, a)
        if _replaces(story.groups[old], story.groups[new], abs(second - first), story):
            newer.setdefault(old, []).append(new)
    for old, candidates in _replaced(newer, story).items():
        new = min(candidates, key=lambda number: story.given(offered(story.groups[number])) or datetime.max.replace(tzinfo=UTC))
        slot = _telling(story.groups[new], story) or offered(story.groups[new])[0]
        candidate = story.candidate(slot)
        citations = tuple(
            dict.fromkeys(
                (
                    story.reports[candidate.report].citation(candidate.index),
                    *one_each(story.groups[new], story),
                )
            )
        )
        yield (
            old,
            new,
            Update(
                label(story.groups[old], story.groups[new], story),
                story.groups[old].first.text,
                story.groups[new].first.text,
                citations,
            ),
        )


def _replaced(newer: dict[int, list[int]], story: Story) -> dict[int, list[int]]:
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
            and abs(first - second) < LATER
        ):
            fewer = min(a, b, key=lambda number: len(story.knowing(story.groups[number].slots)))
            found.pop(fewer, None)
    return found


def _replaces(old: Group, new: Group, apart: timedelta, story: Story) -> bool:
    if any(by_another(one, other, story) for one in old.slots for other in new.slots):
        return False  # each stands by its own
    if old.first.kind == "date" and not any(slot.when == "planned" for slot in (*old.slots, *new.slots)):
        return False  # what is past is not moved
    said_before = any(
        slot.when == "before"
        and slot.place in set(new.places)
        and not COMPARED.search(story.candidate(slot).text[: slot.start])
        for slot in old.slots
    )
    if said_before:
        return True
    toll = new.first.kind == "count" and bool(TOLL & (frozenset(new.first.heads) | new.about))
    if toll and new.first.amount > old.first.amount and apart >= _SOON:
        return True
    return apart >= LATER and (_telling(new, story) is not None or _instead(old, new, story))


def _instead(old: Group, new: Group, story: Story) -> bool:
    """Whether later coverage has another sum or count in the place of the old one, and nobody there knows the old one."""
    if old.first.kind == "date" or not (old.heads & new.heads or _of_one_house(old, new, story)):
        return False
    # who gives the old value at all, of whatever, sets the two side by side
    same = [slot for group in story.groups if group.first.value == old.first.value for slot in group.slots]
    return not story.knowing(same) & story.knowing(new.slots) and _alone(old, new, story)


def _of_one_house(old: Group, new: Group, story: Story) -> bool:
    """Whether two papers of one house give them: what its status page said its report puts right."""
    houses = [
        {report.source.outlet for slot in offered(group) if (report := story.reports[story.candidate(slot).report]).primary}
        for group in (old, new)
    ]
    return any(one_house(one, other) for one in houses[0] for other in houses[1])


def _alone(old: Group, new: Group, story: Story) -> bool:
    """Whether the two are the only values of their kind and thing: rows of a table are not told one after another."""
    heads = old.heads & new.heads
    rest = [group for group in story.groups if group not in (old, new) and group.first.kind == old.first.kind]
    return not any(group.heads & heads and offered(group) for group in rest)


def _telling(group: Group, story: Story) -> Slot | None:
    """The slot whose sentence, or the two before it, or whose title speaks of a change."""
    for slot in group.slots:
        candidate = story.candidate(slot)
        near = [story.alignment.candidates[slot.place - back] for back in (0, 1, 2) if slot.place >= back]
        title = story.reports[candidate.report].source.title
        if CHANGED.search(" ".join(other.text for other in near if other.report == candidate.report)) or (
            CHANGED.search(title) and in_text(slot, title)
        ):
            return slot
    return None
