"""An invented press for the desk's tests and screenshots: one story told by eight articles, and smaller ones beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pipeline.languages import language
from pipeline.sentences import split
from pipeline.urls import article_id
from pipeline.values import (
    Article,
    Bond,
    Citation,
    Conflict,
    ConflictValue,
    CrossReference,
    Draft,
    DraftSentence,
    Fact,
    Lineage,
    Moment,
    Outlet,
    Problem,
    Section,
    Source,
    State,
    Update,
    Wording,
)

NOW = datetime(2026, 9, 16, 13, 40, tzinfo=UTC)


def at(hour: float, day: int = 16) -> datetime:
    return datetime(2026, 9, day, tzinfo=UTC) + timedelta(hours=hour)


OUTLETS = {
    outlet.id: outlet
    for outlet in (
        Outlet("ledger", "The Northern Ledger", ("northernledger.example",), owner="Ledger & Sons", enabled=True),
        Outlet("kestrel", "Kestrel Vale", ("kestrelvale.example",), kind="primary", enabled=True),
        Outlet("polarwire", "Polar Wire", ("polarwire.example",), kind="agency", owner="Polar Wire", enabled=True),
        Outlet("fjord", "Fjord Gazette", ("fjordgazette.example",), owner="Coast Group", enabled=True),
        Outlet("evening", "Coast Evening", ("coastevening.example",), owner="Coast Group", enabled=True),
        Outlet("gridreview", "Grid Review", ("gridreview.example",), enabled=True),
        Outlet("cloudnotes", "Cloud Notes", ("cloudnotes.example",), enabled=True),
        Outlet("rechenzeit", "Rechenzeit", ("rechenzeit.example",), language="de", country="DE", enabled=True),
    )
}

WIRE = """ALDVIK, Norway – Kestrel Vale has paused construction of its Northwell data centre after the grid operator declined to guarantee power for the second phase, the company said on Tuesday.
The pause affects 420 building workers. Work on the first hall, which is nearly finished, will go on until the end of October.
Grid operator Statlinje said it could connect 240 megawatts now and would decide on the remainder in the spring.
"We will not pour concrete for a building that nobody can switch on," chief executive Maren Oust told reporters.
The municipality of Aldvik had counted on 90 permanent jobs from 2028."""

TEXTS = {
    "kestrel": (
        "An update on Northwell",
        """Today we are pausing construction of the second phase of our Northwell campus in Aldvik.
Statlinje, the operator of the regional grid, informed us on 11 September that it cannot guarantee the capacity that phase two needs before 2029. We applied for 310 megawatts in total. The first hall is not affected: it will be finished in October and will open to customers in January 2027, as planned.
We know what this means for the people on site. We are in talks with our builder, Haug Anlegg, about moving crews to our campus in Lulvik.
We are also looking at batteries and at a direct connection to the Tverr hydro station. We will report again before the end of the year.""",
        at(11.5, 15),
        (),
    ),
    "ledger": (
        "Kestrel Vale halts its biggest data centre over power it cannot get",
        """Kestrel Vale has stopped work on the second half of Northwell, the largest data centre under construction in the north, because the grid cannot feed it.
The company told The Northern Ledger that it had applied for 310 megawatts and was offered 240. Two people who have seen the operator's letter of 11 September said it names 2029 as the earliest date for more.
"We will not pour concrete for a building that nobody can switch on," Maren Oust, the chief executive, said in an interview on Tuesday. She called the decision "a pause, not a retreat".
Northwell was announced in March 2025 with a price of 1.9 billion kroner. About 420 people work on the site; unions were told on Tuesday morning.
The pause is the third of its kind this year. Sundnes Compute dropped a plan for 150 megawatts in April, and Havkraft moved one to Finland in June.
Statlinje denies that it changed its mind. "The first 240 megawatts were always firm, the rest was always subject to the new line," said Eivind Torp, who heads its planning department.
The new line over the Tverr pass has been held up by an appeal since February.""",
        at(10.25, 15),
        ("Signe Aune", "Petter Lid"),
    ),
    "polarwire": ("Kestrel Vale pauses Northwell data centre over grid capacity", WIRE, at(12.1, 15), ()),
    "fjord": ("Northwell building work stops in Aldvik", WIRE, at(13, 15), ()),
    "evening": ("420 workers hit as data centre is paused", "\n".join(WIRE.split("\n")[:3]), at(14.5, 15), ()),
    "gridreview": (
        "What 240 megawatts means for Aldvik",
        """The argument in Aldvik is about 70 megawatts and one mountain pass.
Statlinje's own capacity plan, published in May, reserves 250 megawatts for the Northwell site from this autumn. The operator told Grid Review that 10 of them are for the municipality's fish farms.
A transformer for the Tverr line was delivered in June and stands unconnected. An appeal by two grazing districts will be heard on 3 November.
Batteries would not help much, because phase two draws its load around the clock. A line to the Tverr hydro station could carry about 60 megawatts, according to the station's owner.
Kestrel Vale will pay a reservation fee of 14 million kroner a year for capacity that it does not use.""",
        at(7.5),
        ("Ragna Moe",),
    ),
    "cloudnotes": (
        "Another northern build stalls",
        """As The Northern Ledger first reported, Kestrel Vale has put the second phase of Northwell on hold.
The gap is 70 megawatts: the company wanted 310 and gets 240.
It is the third northern project to stall this year, after Sundnes and Havkraft.""",
        at(8, 16),
        ("Jo Brandal",),
    ),
    "rechenzeit": (
        "Kestrel Vale legt Rechenzentrum auf Eis",
        """Der norwegische Betreiber Kestrel Vale unterbricht den Bau seines Rechenzentrums Northwell.
Der Netzbetreiber Statlinje sagt nur 240 Megawatt zu. Am Mittwoch bot die Regierung an, den Streit bis Ende November zu schlichten.
Energieministerin Liv Sandaker sagte Rechenzeit, sie rechne mit einer Einigung "in Wochen, nicht in Jahren".""",
        at(11.8),
        ("Dörte Hansum",),
    ),
}

PLACES = {
    "kestrel": "https://kestrelvale.example/news/northwell",
    "ledger": "https://northernledger.example/2026/09/kestrel-vale-northwell",
    "polarwire": "https://polarwire.example/northwell-pause",
    "fjord": "https://fjordgazette.example/a/1183",
    "evening": "https://coastevening.example/local/northwell",
    "gridreview": "https://gridreview.example/aldvik-240",
    "cloudnotes": "https://cloudnotes.example/p/stalls",
    "rechenzeit": "https://rechenzeit.example/northwell-eis",
}


def article(outlet: str, title: str, text: str, published: datetime, url: str, authors: tuple[str, ...] = ()) -> Article:
    """An article as extraction would give it: split into its frozen sentences, under the id of its address."""
    code = OUTLETS[outlet].language if outlet in OUTLETS else "en"
    return Article(
        id=article_id(url),
        text=text,
        title=title,
        url=url,
        canonical_url=url,
        outlet=outlet,
        domain=url.split("/")[2],
        authors=authors,
        published=Moment(published),
        language=code,
        sentences=split(text, language(code)),
        first_seen=published + timedelta(minutes=9),
    )


NORTHWELL = {
    name: article(name, title, text, published, PLACES[name], authors)
    for name, (title, text, published, authors) in TEXTS.items()
}


@dataclass(frozen=True)
class Citing:
    """Makes citations by words of the source sentence: ``cite("ledger", "was offered 240")``."""

    articles: dict[str, Article]

    def __call__(self, name: str, words: str) -> Citation:
        found = self.articles[name]
        hits = [n for n in range(len(found.sentences)) if words in found.sentence(n)]
        assert len(hits) == 1, f"{words!r} is in {len(hits)} sentences of {name}"
        return Citation(found.id, found.version, hits[0])


def source(rank: int, found: Article, role: str, score: float, reasons: tuple[str, ...] = (), **more: object) -> Source:
    plain = Source(
        rank=rank,
        article=found.id,
        version=found.version,
        digest=found.digest,
        outlet=found.outlet or "",
        title=found.title,
        url=found.url,
        authors=found.authors,
        published=found.published,
        role=role,  # type: ignore[arg-type]
        copied_from=None,
        credits=(),
        score=score,
        reasons=reasons,
        sentences=tuple(found.sentence(n) for n in range(len(found.sentences))),
    )
    return replace(plain, **more)


def northwell_draft(story: str, articles: dict[str, Article] = NORTHWELL) -> Draft:
    """The rich draft: conflicts, an update, copies, problems at sentences, three ways of making a sentence."""
    cite = Citing(articles)
    wire = articles["polarwire"].id
    opening = (
        DraftSentence(
            "Kestrel Vale has paused the second half of Northwell, the largest data centre under construction in the north, because the grid cannot feed it.",
            (cite("ledger", "has stopped work"), cite("kestrel", "Today we are pausing")),
            "derived",
            2,
        ),
        DraftSentence(
            "The company applied for 310 megawatts and was offered 240.",
            (cite("ledger", "was offered 240"), cite("kestrel", "applied for 310"), cite("polarwire", "could connect 240")),
            "derived",
            3,
        ),
        DraftSentence(
            "About 420 building workers are affected; unions were told on Tuesday morning.",
            (cite("ledger", "About 420 people"), cite("polarwire", "420 building workers")),
            "derived",
            2,
        ),
    )
    grid = (
        DraftSentence(
            "The operator, Statlinje, says the first 240 megawatts were always firm and the rest depended on a new line.",
            (cite("ledger", "were always firm"),),
            "written",
            1,
        ),
        DraftSentence(
            "The new line over the Tverr pass has been held up by an appeal since February.",
            (cite("ledger", "held up by an appeal"),),
        ),
        DraftSentence(
            "That appeal, by two grazing districts, will be heard on 3 November.",
            (cite("gridreview", "will be heard on 3 November"),),
            "derived",
        ),
        DraftSentence(
            "Kestrel Vale will pay a reservation fee of 14 million kroner a year for capacity that it does not use.",
            (cite("gridreview", "reservation fee"),),
            problems=(Problem("single-source", "only Grid Review says this, and it is a number", 6, 43, 60, blocking=False),),
        ),
    )
    people = (
        DraftSentence(
            "“We will not pour concrete for a building that nobody can switch on,” said chief executive Maren Oust.",
            (cite("ledger", "pour concrete"), cite("polarwire", "pour concrete")),
            "derived",
            1,
        ),
        DraftSentence(
            "The first hall will open to customers in January 2027, as planned.", (cite("kestrel", "January 2027"),), "derived"
        ),
        DraftSentence(
            "The municipality of Aldvik had counted on 90 permanent jobs from 2028.", (cite("polarwire", "90 permanent jobs"),)
        ),
    )
    outlook = (
        DraftSentence(
            "The operator's letter names 2029 as the earliest date for more, according to two people who have seen it.",
            (cite("ledger", "names 2029"), cite("kestrel", "before 2029")),
            "written",
            2,
        ),
        DraftSentence(
            "Batteries would not help much: phase two draws its load around the clock.",
            (cite("gridreview", "Batteries would"),),
            "derived",
        ),
        DraftSentence(
            "It is the third northern project to stall this year, after Sundnes and Havkraft.",
            (cite("ledger", "third of its kind"), cite("cloudnotes", "third northern project")),
            origins=1,
        ),
    )
    return Draft(
        story=story,
        version=1,
        state=State.READY,
        category="cloud",
        language="en",
        updated=at(12.3),
        headline=DraftSentence(
            "Kestrel Vale pauses Northwell as the grid falls 70 megawatts short",
            (cite("kestrel", "Today we are pausing"), cite("cloudnotes", "The gap is 70 megawatts")),
            "written",
            2,
        ),
        dek=DraftSentence(
            "The operator offers 240 of 310 megawatts; a decision on the rest waits for a line over the Tverr pass.",
            (cite("ledger", "was offered 240"), cite("ledger", "were always firm")),
            "written",
            1,
        ),
        sections=(
            Section(None, opening),
            Section("Seventy megawatts and one pass", grid),
            Section("On the site", people),
            Section("What comes next", outlook),
        ),
        conflicts=(
            Conflict(
                "Power reserved for the site",
                (
                    ConflictValue("240 megawatts", (cite("polarwire", "could connect 240"), cite("ledger", "was offered 240"))),
                    ConflictValue("250 megawatts", (cite("gridreview", "reserves 250 megawatts"),)),
                ),
            ),
        ),
        updates=(
            Update(
                "Decision on the remainder",
                "in the spring",
                "settled by the end of November",
                (cite("rechenzeit", "bis Ende November"),),
            ),
        ),
        cross_references=(
            CrossReference("sundnes", "Sundnes Compute drops its plan for 150 megawatts", "https://newsroom.example/sundnes"),
        ),
        sources=(
            source(1, articles["ledger"], "original", 0.91, ("first by 75 min", "48% of its facts are new", "credited by 1")),
            source(2, articles["kestrel"], "primary", 0.84, ("a document of the company itself",)),
            source(3, articles["gridreview"], "independent", 0.71, ("31% of its facts are new", "cites a capacity plan")),
            source(4, articles["polarwire"], "independent", 0.66, ("printed by 2 others",)),
            source(5, articles["rechenzeit"], "independent", 0.52, ("newest facts", "in German")),
            source(6, articles["cloudnotes"], "rewrite", 0.22, ("no fact of its own",), credits=("The Northern Ledger",)),
            source(7, articles["fjord"], "copy", 0.05, ("100% shared with Polar Wire",), copied_from=wire),
            source(8, articles["evening"], "excerpt", 0.04, ("100% shared with Polar Wire",), copied_from=wire),
        ),
        independent_sources=4,
        independent_low=3,
        problems=(Problem("single-source", "only Grid Review says this, and it is a number", 6, 43, 60, blocking=False),),
        lineage=northwell_lineage({name: found.id for name, found in articles.items()}),
        facts=(
            Fact(
                "f1", "The operator could connect 240 megawatts.", "240 megawatts",
                (cite("polarwire", "could connect 240"), cite("ledger", "was offered 240")),
                ("document: the operator's letter", "statement: Kestrel Vale to The Northern Ledger"),
                disputed_with="250 megawatts", kind="measure", about="power reserved", state="disputed", outlets=4, normal="240000000 W",
            ),
            Fact(
                "f2", "A decision comes in the spring.", "in the spring", (cite("rechenzeit", "bis Ende November"),),
                ("unnamed: The Northern Ledger",), superseded_by="settled by the end of November", kind="date",
                about="decision on the remainder", state="superseded",
            ),
            Fact(
                "f3", "Today we are pausing the second phase.", None, (cite("kestrel", "Today we are pausing"),),
                ("statement: Kestrel Vale",), about="Kestrel Vale pauses the second phase", outlets=5,
            ),
            Fact(
                "f4", "The municipality had counted on 90 jobs.", "90 permanent jobs", (cite("polarwire", "90 permanent jobs"),),
                ("reporting: Polar Wire",), kind="count", about="number of <b>jobs</b>",
            ),
        ),
        wordings=(
            Wording(
                "Maren Oust", "We will not pour concrete for a building that nobody can switch on", (cite("ledger", "pour concrete"),),
                (ConflictValue("We will never pour concrete", (cite("gridreview", "reserves 250 megawatts"),)),), checked=True,
            ),
        ),
    )  # fmt: skip


def northwell_lineage(ids: dict[str, str]) -> Lineage:
    """A bond of each kind, one of them without minutes."""
    return Lineage(
        first=(ids["ledger"],),
        evidence="The Northern Ledger: first by 75 min, dated 2026-09-29 07:10 UTC by json-ld",
        bonds=(
            Bond(ids["ledger"], ids["kestrel"], "document", None, "links to the document: “a note”"),
            Bond(
                ids["gridreview"],
                ids["ledger"],
                "rewrite",
                75,
                "9 of its 11 facts stand there first, 1 quotation of them nowhere else",
            ),
            Bond(ids["fjord"], ids["polarwire"], "copy", 40, "prints the same text as Polar Wire, credit line “(Polar Wire)”"),
            Bond(ids["evening"], ids["polarwire"], "excerpt", 190, "prints a part of the text of Polar Wire"),
            Bond(ids["cloudnotes"], ids["ledger"], "credit", 3000, "says “as <b>The Northern Ledger</b> first reported”"),
        ),
    )


def blocked(draft: Draft) -> Draft:
    """The same draft with a problem that stops approval, at sentence 8 (the seventh of the body is 6)."""
    return replace(
        draft,
        problems=(
            *draft.problems,
            Problem("quote-not-exact", "the quotation is not in the cited sentence letter for letter", 7, 0, 68),
            Problem("balance", "41% of the citations are of The Northern Ledger; the house limit is 35%", blocking=False),
        ),
    )


def short_draft(story: str, found: Article, headline: str, category: str, **more: object) -> Draft:
    """A draft of one article: the headline and each of its sentences, cited."""
    cited = tuple(
        DraftSentence(found.sentence(n), (Citation(found.id, found.version, n),)) for n in range(len(found.sentences))
    )
    plain = Draft(
        story=story,
        version=1,
        state=State.READY,
        category=category,
        language="en",
        updated=found.published.at if found.published else NOW,
        headline=DraftSentence(headline, (Citation(found.id, found.version, 0),), "derived"),
        dek=cited[0],
        sections=(Section(None, cited),),
        sources=(source(1, found, "original", 0.8, ("the only report",)),),
        independent_sources=1,
        independent_low=1,
    )
    return replace(plain, **more)
