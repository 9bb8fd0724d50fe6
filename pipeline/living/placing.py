"""Where a sentence that comes in stands: after the one that it follows where it is from, in the section of its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.living.antecedents import Line, Read, sound
from pipeline.living.judged import likeness
from pipeline.values import Draft, Section

# a part of fewer sentences is no section
_SMALLEST = 2


@dataclass(slots=True)
class Part:
    """A section that is being put together."""

    title: str | None
    lines: list[Line] = field(default_factory=list)


def parts_of(draft: Draft, lines: Iterable[Line]) -> list[Part]:
    """The sections of a draft with these of its lines."""
    found = [Part(section.title) for section in draft.sections]
    for line in lines:
        found[line.section].lines.append(line)
    return found


def put(line: Line, parts: list[Part], now: Draft, lines: Sequence[Line]) -> None:
    """Put a line of the later draft (one of ``lines``, all of its body) into the parts."""
    own = [other for other in lines if other.section == line.section]
    place = own.index(line)
    if line.section == 0 and now.sections[0].title is None:
        _after(line, parts[0], own[:place])
    elif not any(_beside(line, part, own, place) for part in parts[1:]):
        title = now.sections[line.section].title
        home = next((part for part in parts if part.title == title), None)
        if home is None:
            home = Part(title)
            parts.insert(_follows(parts, now, line.section), home)
        home.lines.append(line)


def _beside(line: Line, part: Part, own: Sequence[Line], place: int) -> bool:
    """Put it after the nearest sentence before it there that the part has, else before the nearest one behind it."""
    for other in reversed(own[:place]):
        if _index(part, other) is not None:
            _after(line, part, [other])
            return True
    for other in own[place + 1 :]:
        index = _index(part, other)
        if index is not None and part.lines[index].after is None:
            part.lines.insert(index, line)
            return True
    return False


def _follows(parts: Sequence[Part], now: Draft, section: int) -> int:
    """After the part whose title comes before this section in the later draft; at the end where there is none."""
    titles = [part.title for part in parts]
    for before in reversed(now.sections[:section]):
        if before.title in titles:
            return titles.index(before.title) + 1
    return len(parts)


def _after(line: Line, part: Part, before: Sequence[Line]) -> None:
    """After the last of these that the part has, and what leans on that; at its end where it has none."""
    place = max((index for other in before if (index := _index(part, other)) is not None), default=len(part.lines) - 1) + 1
    while place < len(part.lines) and part.lines[place].after is not None and line.after is None:
        place += 1
    part.lines.insert(place, line)


def _index(part: Part, line: Line) -> int | None:
    """Where the part has this sentence or one that tells the same."""
    return next((index for index, other in enumerate(part.lines) if other.text == line.text or _twins(other, line)), None)


def _twins(one: Line, other: Line) -> bool:
    same = one.sentence.citations[:1] == other.sentence.citations[:1]
    return same and likeness(one.text, other.text) > 0


def held(parts: Sequence[Part], read: Read) -> list[Part]:
    """The parts without lines whose antecedent is not read before them."""
    stay = {id(line) for line in sound([line for part in parts for line in part.lines], read)}
    return [Part(part.title, [line for line in part.lines if id(line) in stay]) for part in parts]


def sections(parts: Sequence[Part]) -> tuple[Section, ...]:
    """The parts as sections: an empty one goes, one that is left with a single sentence joins the part before it."""
    found: list[Part] = []
    for part in parts:
        if len(part.lines) >= _SMALLEST or not found:
            found += [Part(part.title if found else None, list(part.lines))] if part.lines else []
        else:
            found[-1].lines += part.lines
    return tuple(Section(part.title, tuple(line.sentence for line in part.lines)) for part in found)
