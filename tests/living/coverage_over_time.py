"""Stories that go on, told article by article. Outlets, people and events are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.languages import language
from pipeline.living import Continued, continued
from pipeline.near.copies import dedupe
from pipeline.protocols import StorySheet
from pipeline.sentences import split
from pipeline.values import Article, Draft, Moment, Outlet, Style, Topic
from pipeline.write import writer

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OUTLETS = {
    one.id: one
    for one in (
        Outlet("beacon", "The Beacon", ("beacon.example",), owner="Beacon Trust"),
        Outlet("quayside", "Quayside News", ("quayside.example",), owner="Quayside Press"),
        Outlet("tidings", "Northern Tidings", ("tidings.example",), owner="Tidings Group"),
    )
}


def article(name: str, outlet: str, title: str, text: str, hours: float = 0) -> Article:
    """One report, ``hours`` after Monday at nine; paragraphs are lines."""
    body = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    host = OUTLETS[outlet].domains[0]
    return Article(
        id=name,
        text=body,
        title=title,
        url=f"https://{host}/{name}",
        outlet=OUTLETS[outlet].name,
        domain=host,
        published=Moment(MONDAY + timedelta(hours=hours)),
        language="en",
        sentences=split(body, language("en")),
    )


def edited(one: Article, text: str) -> Article:
    """The next version of an article."""
    body = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return replace(one, text=body, sentences=split(body, language("en")), version=one.version + 1)


def sheet(*articles: Article) -> StorySheet:
    """The story as a writer gets it."""
    topics = (Topic("security", "Security", (("leak", 1.0),)),)
    newest = max(one.published.at for one in articles if one.published)
    return StorySheet("story-1", articles, OUTLETS, tuple(dedupe(articles)), topics, Style(), (), newest)


def written(*articles: Article) -> Draft:
    """What the writer without a model makes of them."""
    return writer("extractive").write(sheet(*articles))


def replay(*articles: Article) -> list[Continued]:
    """Each draft going on from the last, one article more at a time."""
    found: list[Continued] = []
    for count in range(1, len(articles) + 1):
        found.append(continued(found[-1].draft if found else None, written(*articles[:count])))
    return found


def texts(draft: Draft) -> list[str]:
    """The sentences of the body."""
    return [sentence.text for sentence in draft.sentences]


def everything(draft: Draft) -> str:
    """Headline, dek and body."""
    return " ".join((draft.headline.text, draft.dek.text, *texts(draft)))


LEAK = article(
    "beacon-leak",
    "beacon",
    "Twelve people in hospital after leak at Garnet chip plant",
    """
    Twelve people were taken to hospital on Monday after cleaning gas leaked at the Garnet chip plant in Tolmere.
    The fire service said that the gas had spread through two halls within minutes.
    The leak began at 6:40 where valves were being exchanged, said Petra Lowe, who manages the plant for Garnet.
    "We have stopped every line until we know why the valve opened," Lowe said.
    Garnet employs 900 people in Tolmere and makes sensors for cars.
    Residents were told to keep their windows shut until the evening.
    No gas was measured outside the fence, according to the fire service.
    Trains to the harbour ran again from nine o'clock, the railway said.
    The gas cleans the chambers in which wafers are etched and is poisonous in small amounts.
    Two schools near the river kept their pupils inside all morning.
    A hotline for neighbours had four hundred calls by noon, the town hall said.
    """,
)
LEAK_AGAIN = article(
    "quayside-leak",
    "quayside",
    "Gas leak closes Garnet plant in Tolmere",
    """
    A gas leak has closed the chip plant of Garnet in Tolmere, and twelve people are in hospital.
    The labour inspectorate sent two inspectors to the site in the afternoon.
    The union had complained about old valves in January, its chairman Odd Renner said.
    "They told us that new ones had been ordered," Renner said.
    Garnet had its last accident in 2019, when a tank burst and nobody was hurt.
    The company's shares fell by 6 percent in the afternoon.
    Carmakers have sensors for about three weeks in stock, analysts at Norcourt Bank wrote.
    The mayor, Ilka Brandt, visited the plant and thanked the fire crews of four towns.
    Whoever lives nearby can have vegetables from the garden tested free of charge.
    """,
    2,
)
LEAK_GROWS = article(
    "tidings-leak",
    "tidings",
    "Number of people in hospital after Garnet leak rises to 19",
    """
    The number of people in hospital after the gas leak at the Garnet plant in Tolmere has risen to 19.
    In the morning the fire service had spoken of twelve.
    Three of the injured are firefighters, a spokesman for the hospital said on Monday evening.
    The plant will stay closed until Thursday at least, Garnet said.
    Prosecutors have opened an inquiry into possible negligence.
    Experts will take the valve apart on Wednesday, the prosecutors said.
    Garnet said it would pay everybody who was hurt without waiting for the inquiry.
    Night shifts at the sister plant in Orrum are to make up for some of the lost sensors.
    """,
    9,
)
LEAK_STORY = (LEAK, LEAK_AGAIN, LEAK_GROWS)

RECALL = article(
    "beacon-recall",
    "beacon",
    "Halden Optics recalls 140,000 smart glasses",
    """
    Halden Optics is recalling 140,000 pairs of its Lumo smart glasses because their batteries can overheat.
    The company announced the recall on Monday together with the safety agency.
    Six wearers reported burns on the temple.
    The glasses cost $349 and have been sold since October.
    Halden will replace every battery free of charge, chief executive Mirja Aalto said.
    The recall of 140,000 pairs is the largest in the history of Halden.
    The batteries come from a supplier in Tolmere, Aalto said.
    Owners are asked to leave the glasses switched off and away from their bed.
    A new battery with a fuse will be sent by post from the middle of the month.
    Halden was founded in 2014 and has 640 employees.
    """,
)
RECALL_CORRECTED = article(
    "quayside-recall",
    "quayside",
    "Halden Optics recalls 14,000 smart glasses over batteries",
    """
    Smart glasses that can overheat are being recalled by Halden Optics: 14,000 pairs of the Lumo are concerned.
    Shops in four countries have taken the Lumo off their shelves.
    Halden expects costs of two million euros, it told investors.
    The safety agency advises owners not to charge the glasses at night.
    Halden is recalling 14,000 pairs, said Mirja Aalto, its chief executive.
    Correction: an earlier version of this article said that 140,000 pairs were recalled. The number is 14,000.
    """,
    5,
)
RECALL_STORY = (RECALL, RECALL_CORRECTED)
