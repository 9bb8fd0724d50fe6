"""Two values that may be of one thing: the same slot, offered as it is now, and nothing that says they are of two things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts.groups import Group
from pipeline.facts.held import CHANGED, CONTRAST, TOLL, WEEKDAY, Story, in_text, offered, one_sort
from pipeline.facts.parties import by_another
from pipeline.facts.slot import Slot
from pipeline.verify import dates


def rivals(a: Group, b: Group, story: Story) -> bool:
    """Whether two values can be the value of one thing."""
    first, second = offered(a), offered(b)
    parties = any(by_another(a, b, story) for a in first for b in second)
    if not first or not second or _of_two_things(a, b, story, rounded=not parties):
        return False
    if parties:
        return True
    if a.first.kind == "date" and papers_differ(first, second, story):
        return _same_thing(first, second, story)
    # further down it may be a part, or somebody else's
    return _prominent(a, story) and _prominent(b, story) and _of_one(a, b, first, second, story)


def _of_one(a: Group, b: Group, first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Whether the slots of two values say that they are of one thing."""
    one = a.first
    if one.kind == "money":
        return bool(_money_heads(a) & _money_heads(b)) and _both_offered(a, b, story)
    apart = not story.knowing(first) & story.knowing(second)
    told = TOLL & a.about & b.about
    if (
        one.kind == "count"
        and apart
        and ((told and one_sort(a.heads, b.heads, told)) or (a.heads & b.heads and _headlined(a, b, story)))
    ):
        return True
    if one.kind != "date" and a.heads & b.heads and opposed_in(a, b, story):
        return True  # "140 jobs, not 1,400", also of who says that the first was the other's
    if one.kind == "count" and not (a.heads & b.heads or a.heads & b.about or b.heads & a.about):
        return False
    return _same_thing(first, second, story)


def _of_two_things(a: Group, b: Group, story: Story, *, rounded: bool = True) -> bool:
    """Whether the two cannot be of one thing: other kinds, a part and its whole, one the other's round figure (``rounded``)."""
    one, other = a.first, b.first
    if (one.kind, one.unit) != (other.kind, other.unit) or one.unit == "times":
        return True
    slipped = one.kind != "date" and 1 / _SLIP <= one.amount / (other.amount or 1e-9) <= _SLIP
    if not _near(one, other) and not (slipped and opposed_in(a, b, story)):
        return True
    if {(one.amount, other.amount), (other.amount, one.amount)} & story.wholes:
        return True
    if one.kind == "money" and any(slot.when == "part" for slot in (*a.slots, *b.slots)):
        return True
    if one.kind != "date" and _apart_in_space(a, b, story):
        return True
    rough = rounded and any(slot.rough for slot in (*offered(a), *offered(b)))
    return rough and one.kind != "date" and 0.8 <= one.amount / (other.amount or 1e-9) <= 1.25


# So many times too much or too little is a slip of the pen; more is another thing.
_SLIP = 20
_WHERE = re.compile(r"\b(?:in|at|across) (?:the )?([A-ZÀ-Þ][\w’-]+)")


def _apart_in_space(a: Group, b: Group, story: Story) -> bool:
    """Whether the sentences of the two tell of different places: 94 minutes in Europe, 141 in Asia."""
    mine, theirs = (_places(group, story) for group in (a, b))
    return bool(mine and theirs and not mine & theirs)


def _places(group: Group, story: Story) -> frozenset[str]:
    """Where the values of a group are said to be, by what stands right behind each; nothing where one has no place."""
    found = [
        frozenset(_WHERE.findall(story.candidate(slot).text[slot.end : slot.end + _NEARBY])) - _CALENDAR
        for slot in offered(group)
    ]
    return frozenset[str]().union(*found) if all(found) else frozenset()


_NEARBY = 40
_CALENDAR = frozenset((*dates.MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Series"))


def wholes(groups: Sequence[Group]) -> frozenset[tuple[float, float]]:
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


def _near(a: Slot, b: Slot) -> bool:
    if a.kind == "date":
        if WEEKDAY.search(a.text) or WEEKDAY.search(b.text):
            return False  # the day on which each outlet heard of it
        exact = [sum(part > 0 for part in slot.norm) for slot in (a, b)]
        return abs(a.amount - b.amount) <= 400 and exact[0] == exact[1]
    ratio = a.amount / (b.amount or 1e-9)
    return 0.25 <= ratio <= 4 and ratio != 1


def _money_heads(group: Group) -> frozenset[str]:
    head = group.head
    return frozenset({head}) if head else frozenset()


def _both_offered(a: Group, b: Group, story: Story) -> bool:
    """Whether both sums are prominent, and either given by two sources each or set against each other by one."""
    if not (_prominent(a, story) and _prominent(b, story)):
        return False
    widely = len(story.knowing(a.slots)) >= 2 and len(story.knowing(b.slots)) >= 2
    apart = not (story.knowing(a.slots) & story.knowing(b.slots))
    return widely or apart or bool(opposed_in(a, b, story))


def _prominent(group: Group, story: Story) -> bool:
    """In the first sentences or the title of a source: else it may be a part, or somebody else's sum."""
    return any(
        story.candidate(slot).index <= 3 or in_text(slot, story.reports[story.candidate(slot).report].source.title)
        for slot in group.slots
    )


def _headlined(a: Group, b: Group, story: Story) -> bool:
    """Whether sources that give the two have them in their titles: then they are what the story is about, and no details."""
    return all(
        any(in_text(slot, story.reports[story.candidate(slot).report].source.title) for slot in group.slots) for group in (a, b)
    )


def _same_thing(first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Two sentences that say the same but for the value, of sources that know only their own."""
    strict = first[0].kind == "date"
    if strict and {slot.place for slot in first} & {slot.place for slot in second}:
        return False  # one sentence has both: a beginning and an end
    apart = not story.knowing(first) & story.knowing(second)
    if not apart and not (papers_differ(first, second, story) if strict else _told_together(first, second, story)):
        return False
    origins, similarity = story.alignment.origins, story.alignment.similarity
    for a in first:
        for b in second:
            both = a.about & b.about
            shared = both - story.common if len(both) < _MUCH else both
            alike = a.when == b.when or (a.heads[:1] == b.heads[:1] and a.heads)
            if origins[a.place] == origins[b.place] or not alike:
                continue
            if similarity[a.place, b.place] >= (0.3 if strict and len(both) < _MUCH else 0.2) and len(shared) >= 2:
                return True
            if not strict and a.heads and b.heads and a.heads[0] == b.heads[0] and len(shared) >= 3:
                return True
    return False


# So much around two values is shared that it is no matter whether the titles have it too.
_MUCH = 3


def papers_differ(first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Whether two documents, or a document and a report, that know only one of the days each tell of the same by it."""
    both = story.knowing(first) & story.knowing(second)
    ones = [[slot for slot in side if story.candidate(slot).report not in both] for side in (first, second)]
    if not all(ones):
        # who answers the other's paper gives both days: its own it gives as what it has seen
        papers = [[slot for slot in side if story.reports[story.candidate(slot).report].primary] for side in (first, second)]
        ones = [mine or paper for mine, paper in zip(ones, papers, strict=True)]
    papered = any(story.reports[story.candidate(slot).report].primary for side in ones for slot in side)
    return papered and all(ones) and any(len(_told_of_both(a, b, story)) > 1 for a in ones[0] for b in ones[1])


def _told_of_both(a: Slot, b: Slot, story: Story) -> frozenset[str]:
    """What the clauses of both tell, beside names: two dates of one person are of two things as a rule."""
    return (a.about & b.about) - story.common - story.candidate(a).names - story.candidate(b).names


def _told_together(first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Whether who gives both sets them against each other, or tells of a change."""
    both = story.knowing(first) & story.knowing(second)
    places = {slot.place for slot in (*first, *second) if story.candidate(slot).report in both}
    texts = [story.alignment.candidates[place].text for place in places]
    if any(by_another(a, b, story) for a in first for b in second):
        return True
    return any(CHANGED.search(text) or CONTRAST.search(text) for text in texts)


def opposed_in(a: Group, b: Group, story: Story) -> list[str]:
    """Sentences and titles that give both values with a word of contrast."""
    together = {slot.place for slot in a.slots} & {slot.place for slot in b.slots}
    texts = [story.alignment.candidates[place].text for place in together]
    texts += [story.reports[number].source.title for number in story.knowing((*a.slots, *b.slots))]
    return [text for text in texts if CONTRAST.search(text) and in_text(a.first, text) and in_text(b.first, text)]
