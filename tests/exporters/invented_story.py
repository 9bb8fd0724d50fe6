"""One invented story for the tests of this room: seven sources in two languages, a dispute, a related story."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from exporters.history import outlets_of, with_outlets
from pipeline.edition import edition
from pipeline.values import (
    Approved,
    Citation,
    Conflict,
    ConflictValue,
    CrossReference,
    Draft,
    DraftSentence,
    Edition,
    Moment,
    Outlet,
    Role,
    Section,
    Source,
    State,
)

NOW = datetime(2026, 10, 7, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 8, 16, 5, tzinfo=UTC)

OUTLETS = {
    outlet.id: outlet
    for outlet in (
        Outlet("lanternpost", "The Lantern Post", ("lanternpost.example",)),
        Outlet("marlow", "Marlow Robotics", ("marlowrobotics.example",), kind="primary"),
        Outlet("aisleseven", "Aisle Seven", ("aisleseven.example",), quote_words=9),
        Outlet("kranblick", "Kranblick", ("kranblick.example",), language="de"),
        Outlet("tallyho", "Tally-Ho Business", ("tallyho.example",)),
        Outlet("brasswire", "Brass Wire", ("brasswire.example",), kind="agency"),
        Outlet("quillandlever", "Quill & Lever", ("quillandlever.example",)),
    )
}

SENTENCES: dict[str, tuple[str, ...]] = {
    "a1": (
        "Marlow Robotics is pulling 4,200 warehouse robots off the floor after two of them drove through a fire door in Utrecht.",
        "The recall covers every Heron carrier built between January and August, the company told The Lantern Post on Tuesday.",
        "Nobody was hurt, although a night-shift worker had left the aisle less than a minute before.",
        "“We would rather apologise for an empty aisle than for a full one,” chief executive Ines Aldobrand said.",
        "Replacement controllers will be fitted on site, and most customers should have their fleets back within three weeks.",
        "The Lantern Post has seen the maintenance log of the Utrecht site, which shows eleven door faults since July.",
    ),
    "a2": (
        "Marlow Robotics today announced a voluntary recall of Heron carriers with serial numbers from H-3100 to H-7299.",
        "A firmware update released on 18 August disabled the second stop signal when a carrier lost its network link.",
        "Customers should take affected carriers out of service and wait for our field team.",
        "We expect the recall to cost about 31 million euros in the current quarter.",
        "An independent review led by Professor Tove Lindahl will publish its findings in December.",
    ),
    "a3": (
        "For grocers the timing could hardly be worse, since the Heron fleet moves roughly a third of chilled orders before Christmas.",
        "Two supermarket chains have gone back to hand pallets, and one has halved its delivery slots.",
        "Veldkamp, the largest customer, runs 900 of the carriers in five warehouses.",
    ),
    "a4": (
        "Marlow ruft 4200 Lagerroboter zurück, weil sie ohne Netzverbindung nicht mehr zuverlässig anhalten.",
        "Das niederländische Arbeitsinspektorat hat eine eigene Untersuchung eröffnet.",
        "Nach Angaben der Behörde waren mindestens vier Lagerhäuser betroffen.",
    ),
    "a5": (
        "Analysts at Corran Vale put the bill nearer 45 million euros once lost leasing fees are counted.",
        "Shares in Marlow closed 12 percent lower in Amsterdam, the steepest fall since the listing in 2023.",
        "Rival Stackhorse said it had spare carriers for rent and had taken forty calls by noon.",
    ),
    "a6": (
        "AMSTERDAM (Brass Wire) - Marlow Robotics said on Tuesday it was recalling 4,200 warehouse carriers.",
        "The labour inspectorate confirmed it was looking into the incident in Utrecht.",
    ),
    "a7": (
        "As The Lantern Post first reported, Marlow is recalling its Heron carriers.",
        "It is a lesson in what a safety channel is for: the one wire that must not depend on the others.",
    ),
}

UNCITED = [SENTENCES[article][index] for article, index in (("a1", 5), ("a3", 2), ("a4", 2), ("a5", 2), ("a6", 0), ("a7", 0))]


def _source(rank: int, outlet: str, title: str, role: Role, published: Moment | None, author: str | None = None) -> Source:
    sentences = SENTENCES[f"a{rank}"]
    return Source(
        rank=rank,
        article=f"a{rank}",
        version=1,
        digest=hashlib.sha256("\n".join(sentences).encode()).hexdigest(),
        outlet=OUTLETS[outlet].name,
        title=title,
        url=f"https://{OUTLETS[outlet].domains[0]}/2026/10/marlow-{rank}",
        authors=(author,) if author else (),
        published=published,
        role=role,
        copied_from=None,
        credits=(),
        score=1.0 - rank / 10,
        reasons=("the reason stays in the house",),
        sentences=sentences,
    )


def _at(hour: int, minute: int = 0) -> Moment:
    return Moment(datetime(2026, 10, 6, hour, minute, tzinfo=UTC))


def cite(*labels: str) -> tuple[Citation, ...]:
    """Citations from labels such as ``1-2``."""
    pairs = (label.split("-") for label in labels)
    return tuple(Citation(f"a{rank}", 1, int(sentence) - 1) for rank, sentence in pairs)


def _written(text: str, *labels: str) -> DraftSentence:
    told = len({label[0] for label in labels})
    return DraftSentence(text, cite(*labels), "derived", told, outlets=told)


def draft() -> Draft:
    """The draft of the recall."""
    opening = (
        _written(
            "Marlow Robotics is recalling 4,200 warehouse robots after two of them drove through a fire door in Utrecht.",
            "1-1",
            "4-1",
        ),
        _written(
            "The recall covers carriers with serial numbers from H-3100 to H-7299, built between January and August.",
            "1-2",
            "2-1",
        ),
        _written("Nobody was hurt.", "1-3"),
    )
    cause = (
        _written("A firmware update of 18 August disabled the second stop signal when a carrier lost its network link.", "2-2"),
        _written("Professor Tove Lindahl will lead an independent review, due in December.", "2-5"),
        _written("The Dutch labour inspectorate has opened an inquiry of its own.", "4-2", "6-2"),
        _written("Quill & Lever calls it a lesson in what a safety channel is for.", "7-2"),
    )
    grocers = (
        _written(
            "The Heron fleet moves roughly a third of chilled grocery orders in the Netherlands before the holidays.", "3-1"
        ),
        _written("Two supermarket chains have returned to hand pallets and one has halved its delivery slots.", "3-2"),
        _written(
            "Most customers should have their fleets back within three weeks, once new controllers are fitted on site.",
            "1-5",
            "2-3",
        ),
    )
    money = (
        _written("Shares in Marlow closed 12 percent lower, the steepest fall since the listing in 2023.", "5-2"),
        _written(
            "“We would rather apologise for an empty aisle than for a full one,” said chief executive Ines Aldobrand.", "1-4"
        ),
    )
    return Draft(
        story="s7k2mq4xd",
        version=3,
        state=State.APPROVED,
        category="hardware",
        language="en",
        updated=datetime(2026, 10, 6, 18, 45, tzinfo=UTC),
        headline=_written("Marlow recalls 4,200 warehouse robots after two drive through a fire door", "1-1", "2-1"),
        dek=_written("A firmware update left Heron carriers without their second stop signal; the inspectorate is looking into it.", "2-2", "4-2"),
        sections=(
            Section(None, opening),
            Section("What went wrong", cause),
            Section("Empty aisles before the holidays", grocers),
            Section("What it costs", money),
        ),
        conflicts=(
            Conflict(
                "Cost of the recall",
                (ConflictValue("about 31 million euros", cite("2-4")), ConflictValue("nearer 45 million euros", cite("5-1"))),
            ),
        ),
        cross_references=(
            CrossReference("s2", "Stackhorse opens a carrier plant in Gdansk", "https://newsroom.example/stackhorse-opens-s2.html"),
            CrossReference("s9", "Dutch inspectorate wants stop signals on their own wire", None),
        ),
        sources=(
            _source(1, "lanternpost", "Robots through the fire door: Marlow recalls its Heron fleet", "original", _at(8, 12), "Wim Achterberg"),
            _source(2, "marlow", "Voluntary recall of Heron carriers", "primary", _at(9)),
            _source(3, "aisleseven", "Grocers go back to hand pallets", "independent", _at(11, 40), "Noor van Beek"),
            _source(4, "kranblick", "Marlow ruft Lagerroboter zurück", "independent", Moment(datetime(2026, 10, 6, tzinfo=UTC), day_only=True), "Jörg Ünlü"),
            _source(5, "tallyho", "Marlow’s recall bill may climb", "independent", _at(16, 30), "Priscilla Ode"),
            _source(6, "brasswire", "Marlow recalls 4,200 carriers", "copy", _at(9, 20)),
            _source(7, "quillandlever", "The one wire", "rewrite", None),
        ),
        independent_sources=4,
        independent_low=4,
    )  # fmt: skip


def printed() -> Edition:
    """The recall as it is exported, with how many outlets print each sentence."""
    return with_outlets(edition(draft(), OUTLETS), outlets_of(draft()))


def approved(
    of: Draft | None = None, by: str = "Maud Ferrier", at: datetime = datetime(2026, 10, 7, 9, 15, tzinfo=UTC)
) -> Approved:
    """An approval of the draft, made by hand: what makes one in the house is not this room's business."""
    return Approved(of or draft(), by, at)


def with_headline(of: Draft, text: str) -> Draft:
    """The draft under another headline, as the next version."""
    return replace(of, version=of.version + 1, headline=replace(of.headline, text=text))


def with_url(of: Draft, url: str | None) -> Draft:
    """The draft with every source at this address."""
    return replace(of, sources=tuple(replace(source, url=url) for source in of.sources))
