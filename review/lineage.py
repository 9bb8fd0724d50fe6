"""The lineage of a story as a drawing: time from left to right, a row an outlet, a line from each reader to its source.

Everything is worked out here, so that the template only writes it down and no script is needed. The same stands as a list
below the drawing, which is all that narrow screens and screen readers need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from zoneinfo import ZoneInfo

from pipeline.values import Bond, BondKind, Draft, Source

BOND_WORDS: Mapping[BondKind, str] = {
    "copy": "has the text of",
    "excerpt": "has a part of the text of",
    "credit": "credits",
    "rewrite": "retells, without saying so,",
    "document": "uses the document of",
}
KIND_WORDS: Mapping[BondKind, str] = {
    "copy": "copy",
    "excerpt": "excerpt",
    "credit": "credit",
    "rewrite": "rewrite, uncredited",
    "document": "document",
}
# Lengths are in the units of the drawing's own box, which are pixels at its full size.
WIDTH, _LABELS, _RIGHT, _TOP, _ROW, _FOOT = 600, 168, 60, 34, 28, 26
_MOST_ROWS = 16
_NAME_LETTERS, _SAID_LETTERS = 22, 92
_BOW = 26
# A gap of so many minutes is one step of the axis; longer ones grow with their logarithm, so that a night takes no half page.
_STEP_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Dot:
    """An article in the drawing. ``kind`` is "first", "primary", "copy" or "report"; ``timed`` whether its time is known."""

    x: float
    y: float
    kind: str
    timed: bool
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet of the drawing, with the height of its line."""

    name: str
    short: str
    y: float


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from a reader to its source: ``path`` as SVG has it, ``said`` what it means, ``short`` that in one line."""

    path: str
    how: BondKind
    anchor: str
    said: str
    short: str


@dataclass(frozen=True, slots=True)
class Told:
    """A bond in words; ``later`` is how much later the reader came, "" where the dates do not tell."""

    anchor: str
    how: BondKind
    kind: str
    reader: str
    reader_anchor: str
    verb: str
    source: str
    source_anchor: str
    later: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A lineage ready to be shown. ``ticks`` are (x, words) of the axis; ``left_out`` outlets stand in the list alone."""

    height: float
    evidence: str
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    bonds: tuple[Told, ...]
    ticks: tuple[tuple[float, str], ...]
    kinds: tuple[tuple[BondKind, str], ...]
    left_out: int

    @property
    def width(self) -> int:
        """The width of the drawing's box."""
        return WIDTH

    @property
    def foot(self) -> float:
        """Where the words of a chosen line stand."""
        return self.height - 8


def draw_lineage(draft: Draft, names: Mapping[int, str], zone: ZoneInfo) -> Drawing | None:
    """Draw the lineage of a draft, None where nothing is known of it; ``names`` are the outlets by rank."""
    lineage = draft.lineage
    if not lineage.bonds and not lineage.evidence:
        return None
    sources = {source.article: source for source in draft.sources}
    called = {source.article: names[source.rank] for source in draft.sources}
    bonds = [bond for bond in lineage.bonds if bond.reader in sources and bond.source in sources]
    told = tuple(_told(bond, number, sources, called) for number, bond in enumerate(bonds, start=1))
    across = _across(draft.sources)
    ordered = sorted(draft.sources, key=lambda source: (across[source.article], source.rank))
    outlets = list(dict.fromkeys(called[source.article] for source in ordered))
    shown = _shown(outlets, ordered, called)
    rows = {name: Row(name, _cut(name, _NAME_LETTERS), _TOP + _ROW * (place + 0.5)) for place, name in enumerate(shown)}
    places = {
        source.article: (across[source.article], rows[called[source.article]].y)
        for source in ordered
        if called[source.article] in rows
    }
    return Drawing(
        height=_TOP + _ROW * len(rows) + _FOOT,
        evidence=lineage.evidence,
        rows=tuple(rows.values()),
        dots=tuple(_dot(source, places[source.article], called, draft, zone) for source in ordered if source.article in places),
        arcs=tuple(_arcs(bonds, told, places)),
        bonds=told,
        ticks=_ticks(draft.sources, across, zone),
        kinds=tuple((kind, words) for kind, words in KIND_WORDS.items() if any(bond.how == kind for bond in bonds)),
        left_out=len(outlets) - len(rows),
    )


def _shown(outlets: Sequence[str], ordered: Sequence[Source], called: Mapping[str, str]) -> list[str]:
    """The outlets that get a row: all, or where they are too many those that are no mere copies before the others."""
    if len(outlets) <= _MOST_ROWS:
        return list(outlets)
    own = {called[source.article] for source in ordered if source.role not in {"copy", "excerpt"}}
    chosen = set(sorted(outlets, key=lambda name: name not in own)[:_MOST_ROWS])
    return [name for name in outlets if name in chosen]


def _timed(source: Source) -> bool:
    return source.published is not None and not source.published.day_only


def _across(sources: Sequence[Source]) -> dict[str, float]:
    """How far to the right each article stands; one without a time of day stands behind all others."""
    timed = sorted({source.published.at for source in sources if source.published is not None and _timed(source)})
    gaps = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(timed)]
    steps = [0.0]
    for gap in gaps:
        steps.append(steps[-1] + 1 + log2(1 + gap / _STEP_MINUTES))
    width = WIDTH - _LABELS - 2 * _RIGHT
    places = {moment: _LABELS + 14 + width * step / (steps[-1] or 1) for moment, step in zip(timed, steps, strict=False)}
    return {
        source.article: round(places[source.published.at], 1) if source.published and _timed(source) else WIDTH - _RIGHT / 2
        for source in sources
    }


def _ticks(sources: Sequence[Source], across: Mapping[str, float], zone: ZoneInfo) -> tuple[tuple[float, str], ...]:
    """The first and the last time, and the column of those that have none."""
    timed = sorted((source.published.at, across[source.article]) for source in sources if source.published and _timed(source))
    ends = dict.fromkeys([timed[0], timed[-1]]) if timed else {}
    found = [(x, f"{at.astimezone(zone):%-d %b %H:%M}") for at, x in ends]
    return (*found, (WIDTH - _RIGHT / 2, "no time")) if len(timed) < len(sources) else tuple(found)


def _dot(source: Source, place: tuple[float, float], called: Mapping[str, str], draft: Draft, zone: ZoneInfo) -> Dot:
    kind = "primary" if source.role == "primary" else "copy" if source.role in {"copy", "excerpt"} else "report"
    when = "no time known"
    if source.published is not None:
        form = "%-d %b %Y" if source.published.day_only else "%-d %b %Y, %H:%M"
        when = source.published.at.astimezone(zone).strftime(form)
    first = source.article in draft.lineage.first
    title = f"{called[source.article]}, {when}: {source.title or 'untitled'}"
    return Dot(*place, "first" if first else kind, _timed(source), f"{title} (first)" if first else title)


def _arcs(bonds: Sequence[Bond], told: Sequence[Told], places: Mapping[str, tuple[float, float]]) -> list[Arc]:
    found = []
    for bond, words in zip(bonds, told, strict=True):
        if bond.reader in places and bond.source in places:
            said = f"{words.reader} {words.verb} {words.source}{words.later and f', {words.later}'}: {words.evidence}"
            path = _path(places[bond.reader], places[bond.source])
            found.append(Arc(path, bond.how, words.anchor, said, _cut(said, _SAID_LETTERS)))
    return found


def _path(reader: tuple[float, float], source: tuple[float, float]) -> str:
    """A curve that leaves the reader to the left and comes to its source from the right, or bows where they stand close."""
    (x1, y1), (x2, y2) = reader, source
    x2 += 7
    if y1 == y2:
        return f"M{x1:g} {y1:g}C{x1 - 8:g} {y1 - _BOW:g} {x2 + 8:g} {y2 - _BOW:g} {x2:g} {y2:g}"
    middle = max((x1 + x2) / 2, x2 + _BOW)
    return f"M{x1:g} {y1:g}C{min(middle, x1 + _BOW):g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"


def _told(bond: Bond, number: int, sources: Mapping[str, Source], called: Mapping[str, str]) -> Told:
    return Told(
        anchor=f"bond-{number}",
        how=bond.how,
        kind=KIND_WORDS[bond.how],
        reader=called[bond.reader],
        reader_anchor=f"source-{sources[bond.reader].rank}",
        verb=BOND_WORDS[bond.how],
        source=called[bond.source],
        source_anchor=f"source-{sources[bond.source].rank}",
        later=later(bond.minutes),
        evidence=bond.evidence,
    )


def later(minutes: int | None) -> str:
    """How much later in words, "" where it is not known: "48 min later", "5 h later", "2 days later"."""
    if minutes is None:
        return ""
    if minutes < 120:
        return f"{minutes} min later"
    return f"{round(minutes / 60)} h later" if minutes < 2880 else f"{round(minutes / 1440)} days later"


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
