"""Drafts put together by hand, so that a test says itself what the ledger holds. Outlets, people and events are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.values import (
    Citation,
    Conflict,
    ConflictValue,
    Draft,
    DraftSentence,
    Fact,
    Moment,
    Section,
    Source,
    State,
    Update,
)

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OUTLETS = {"beacon": "The Beacon", "quayside": "Quayside News", "tidings": "Northern Tidings"}

# what each article says, a sentence a line; long enough that a few of them may be printed
BEACON = """
Twelve people were taken to hospital after a gas leak at Garnet.
The leak began where valves were being exchanged.
Petra Lowe manages the plant for Garnet.
Lowe has stopped every line.
She will keep them shut until Thursday.
Residents kept their windows shut until the evening.
Garnet employs 900 people in Tolmere and makes sensors for cars.
No gas was measured outside the fence at any time of the day.
Trains to the harbour ran again from nine o'clock on.
Two schools near the river kept their pupils inside all morning.
A hotline for neighbours had four hundred calls by noon.
Carmakers have sensors for about three weeks in stock.
The mayor visited the plant and thanked the fire crews of four towns.
Whoever lives nearby can have vegetables from the garden tested free of charge.
The gas cleans chambers in which wafers are etched and is poisonous in small amounts.
"""
QUAYSIDE = """
After a gas leak at Garnet twelve people were taken to hospital.
Garnet employs 900 people in Tolmere, a town of sensors and cars.
The union complained about old valves in January.
Inspectors came to the site in the afternoon.
Shares of Garnet fell by 6 percent on Monday.
A tank burst at the plant in 2019 and nobody was hurt then.
The canteen served breakfast to the crews that had worked all night.
Parcels for the works were turned back at the gate by the guards.
"""
TIDINGS = """
Nineteen people are in hospital after the gas leak at Garnet.
Three of the injured are firefighters.
Prosecutors opened an inquiry into negligence.
Experts will take a valve apart on Wednesday.
Night shifts at Orrum make up for some of the sensors that are lost.
Garnet will pay everybody who was hurt without waiting for the inquiry.
A crane from the harbour lifted the roof off the hall on Monday night.
"""


# what else stands in every article, so that it is long enough to give a few sentences
ELSE = """
The weather stayed dry and cold over the hills while crews from the coast came and went with hoses and lamps.
A baker of the old town brought rolls and tea to everybody who waited behind the red and white tape.
Cyclists on the dyke were sent back by a policeman who had been there since before sunrise.
A concert in the church was moved to another evening because the street in front of it was full of engines.
Swans on the river were counted by a volunteer who found all of them well and hungry.
The library lent out more novels than on any other day of the month, its head wrote in a post.
Old photographs of the works hang in the town museum, which opens at weekends only.
A local poet has begun a cycle on valves, of which the first part will be read aloud in May.
Football practice was held indoors, and the girls' team won the little tournament that came of it.
Whether the carnival can be held as planned is to be decided by its committee before the end of the week.
"""


def source(rank: int, name: str, text: str, *, version: int = 1, hours: float = 0, title: str = "Gas leak at Garnet") -> Source:
    """An article as a source, its sentences the lines of ``text``."""
    sentences = tuple(line.strip() for line in (text.strip() + ELSE).splitlines())
    when = Moment(MONDAY + timedelta(hours=hours))
    digest = f"{name}-{version}"
    return Source(
        rank, name, version, digest, OUTLETS[name], title, None, (), when, "original", None, (), 0.5, (), sentences
    )  # fmt: skip


FIRST = source(1, "beacon", BEACON)
SECOND = source(2, "quayside", QUAYSIDE, hours=3)
THIRD = source(3, "tidings", TIDINGS, hours=9)


def cite(of: Source, number: int) -> Citation:
    """Sentence ``number`` of a source, from 1."""
    return Citation(of.article, of.version, number - 1)


def says(of: Source, number: int, *more: Citation) -> DraftSentence:
    """A sentence of the source as it stands there."""
    return DraftSentence(of.sentences[number - 1], (cite(of, number), *more))


def fact(name: str, value: str | None, of: Source, number: int, **more: object) -> Fact:
    """A fact that this sentence states."""
    text = of.sentences[number - 1]
    kind = "event" if value is None else "count"
    given: dict[str, object] = {"kind": kind, "about": text.rstrip(".") if value is None else "", **more}
    return Fact(name, text, value, (cite(of, number),), ("reporting",), **given)  # type: ignore[arg-type]  # a builder of tests


def draft(
    sources: Sequence[Source],
    *body: Sequence[DraftSentence] | tuple[str, Sequence[DraftSentence]],
    headline: DraftSentence | None = None,
    dek: DraftSentence | None = None,
    facts: Sequence[Fact] = (),
    updates: Sequence[Update] = (),
    conflicts: Sequence[Conflict] = (),
) -> Draft:
    """A draft: the opening, then titled sections."""
    sections = [Section(part[0], tuple(part[1])) if isinstance(part[0], str) else Section(None, tuple(part)) for part in body]  # type: ignore[arg-type]
    top = sources[0]
    return Draft(
        story="s1",
        version=1,
        state=State.READY,
        category="security",
        language="en",
        updated=MONDAY,
        headline=headline or DraftSentence("Gas leak at Garnet sends people to hospital", (cite(top, 1),), "derived"),
        dek=dek or says(FIRST, 9) if FIRST in sources else dek or DraftSentence("", ()),
        sections=tuple(sections),
        facts=tuple(facts),
        updates=tuple(updates),
        conflicts=tuple(conflicts),
        sources=tuple(sources),
        independent_sources=len(sources),
    )


def edited(of: Source, text: str) -> Source:
    """The next version of an article."""
    return replace(
        of,
        version=of.version + 1,
        digest=f"{of.article}-{of.version + 1}",
        sentences=tuple(line.strip() for line in text.strip().splitlines()),
    )


def dispute(about: str, one: tuple[str, Citation], other: tuple[str, Citation]) -> Conflict:
    """Two values, each with who gives it."""
    return Conflict(about, tuple(ConflictValue(value, (citation,)) for value, citation in (one, other)))


def texts(of: Draft) -> list[str]:
    """The sentences of the body."""
    return [sentence.text for sentence in of.sentences]
