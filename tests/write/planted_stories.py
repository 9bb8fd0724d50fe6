"""Short invented stories, each with one thing planted in it. Outlets, people and events are made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.languages import language
from pipeline.protocols import StorySheet
from pipeline.sentences import split
from pipeline.values import Article, Credit, Moment, NearCopy, Outlet, Relation, Style, Topic

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OUTLETS = {
    outlet.id: outlet
    for outlet in (
        Outlet("lantern", "The Lantern", ("lantern.example",), owner="Lantern Group"),
        Outlet("ledgerline", "Ledgerline", ("ledgerline.example",), owner="Ledgerline Media"),
        Outlet("northpost", "North Post", ("northpost.example",), owner="North Post Trust"),
        Outlet("southpost", "South Post", ("southpost.example",), owner="South Post Trust"),
        Outlet("quay", "Quay Wire", ("quaywire.example",), kind="agency", owner="Quay Wire"),
        Outlet("blatt", "Abendblatt Nord", ("abendblatt.example",), language="de", owner="Nordverlag"),
        Outlet("brenlow", "Brenlow", ("brenlow.example",), kind="primary", owner="Brenlow"),
    )
}
STYLE = Style()
TOPICS = (Topic("funding", "Funding", (("raises", 2.0), ("Series B", 3.0))), Topic("people", "People", (("joins", 2.0),)))


def article(
    name: str,
    outlet: str,
    title: str,
    text: str,
    hours: float = 0,
    *,
    code: str = "en",
    credit: tuple[Credit, ...] = (),
    dated: bool = True,
) -> Article:
    """One article; paragraphs of the text are its lines."""
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return Article(
        id=name,
        text=text,
        title=title,
        url=f"https://{OUTLETS[outlet].domains[0]}/{name}",
        outlet=OUTLETS[outlet].name,
        domain=OUTLETS[outlet].domains[0],
        published=Moment(MONDAY + timedelta(hours=hours)) if dated else None,
        language=code,
        credits=credit,
        sentences=split(text, language(code)),
    )


def sheet(*articles: Article, copies: tuple[NearCopy, ...] = (), style: Style = STYLE, related=()) -> StorySheet:
    """A story of these articles, written a week later."""
    return StorySheet("story-1", articles, OUTLETS, copies, TOPICS, style, tuple(related), MONDAY + timedelta(days=7))


ROUND_LANTERN = article(
    "lantern/round",
    "lantern",
    "Brenlow raises $40 million to put sensors in beehives",
    """
    Brenlow, a Ghent company that puts sensors into beehives, has raised $40 million in a Series B round, it said on Monday.
    The round was led by Corriedale Partners, with Foxglove Capital as a new investor. Brenlow counts 310 beekeepers among its customers.
    "A hive that goes quiet has been telling you for weeks," said Lotte Verhaegen, who founded Brenlow in 2019 and runs it.
    The company employs 46 people and plans to open a second office in Porto by the end of the year.
    Beekeepers pay nothing for the first ten hives and three euros a month for each one after that.
    The sensors weigh the hive, listen to it and send what they find twice a day over a network that farmers already use for tractors.
    However, the sensors still have to be read by hand in a third of the hives, Verhaegen told The Lantern.
    Sign up for our newsletter to get The Lantern every morning.
    """,
)
ROUND_LEDGERLINE = article(
    "ledgerline/round",
    "ledgerline",
    "Filing puts Brenlow round at $34 million, not $40 million",
    """
    Brenlow has sold shares for $34 million, not the $40 million it announced, according to a register entry seen by Ledgerline.
    The other part of the round is a loan from Corriedale Partners, the entry shows.
    Foxglove Capital joined as a new investor. Brenlow employs 46 people in Ghent.
    Lotte Verhaegen, who founded the beehive sensor company in 2019, declined to comment on the register entry.
    You should read the small print, we always say.
    """,
    hours=3,
)
ROUND_NORTH = article(
    "northpost/round",
    "northpost",
    "Beehive sensor company Brenlow raises $40 million",
    """
    The beehive sensor company Brenlow raised $40 million on Monday in a round led by Corriedale Partners.
    Brenlow has 310 beekeepers as customers and 46 employees. It was founded in 2019 by Lotte Verhaegen.
    An office in Porto is to open before the year is over, the company said.
    Beekeepers in the north have been waiting for cheaper sensors, said Anselm Roux, who keeps 40 hives near Lille.
    """,
    hours=4,
)
ROUND_BLATT = article(
    "blatt/round",
    "blatt",
    "Bienenstock-Sensoren: Brenlow sammelt 40 Millionen Dollar ein",
    """
    Das Genter Unternehmen Brenlow hat 40 Millionen Dollar eingesammelt, angeführt wurde die Runde von Corriedale Partners.
    Neu dabei ist Foxglove Capital. Gegründet wurde Brenlow 2019 von Lotte Verhaegen, die Firma beschäftigt 46 Menschen in Gent.
    """,
    hours=5,
    code="de",
)

RECALL_FIRST = article(
    "lantern/recall",
    "lantern",
    "Osmund recalls 12,000 kettles over a loose handle",
    """
    The kitchenware maker Osmund recalled 12,000 kettles on Monday because a handle can come loose.
    Osmund sold the kettles in Denmark and Sweden between October and January. Nobody has been hurt, the company said.
    Buyers get their money back at the shop, Osmund spokeswoman Ditte Holm said.
    """,
)
RECALL_NORTH = article(
    "northpost/recall",
    "northpost",
    "Osmund calls 12,000 kettles back",
    """
    Osmund has recalled 12,000 kettles whose handle can come loose, the Danish maker of kitchenware said on Monday.
    The kettles were sold in Denmark and Sweden. Shops return the money without a receipt, according to Osmund.
    """,
    hours=2,
)
RECALL_LATER = article(
    "southpost/recall",
    "southpost",
    "Osmund extends its kettle recall to 19,000",
    """
    Osmund extended its recall on Tuesday and now says 19,000 kettles have a handle that can come loose.
    The additional kettles were sold in Norway, the kitchenware maker said. Two buyers reported burns, Osmund spokeswoman Ditte Holm said.
    """,
    hours=26,
)

PLANT_CORRECTED = article(
    "lantern/plant",
    "lantern",
    "Tannhof opens a battery plant near Ulm",
    """
    Tannhof opened a battery plant near Ulm on Monday. The plant employs 350 people, and Tannhof plans a second hall next to it.
    Mayor Jana Brodbeck cut the ribbon and called the plant a good neighbour.
    Correction: An earlier version of this article said the plant employs 530 people. It employs 350 people.
    """,
)
PLANT_NORTH = article(
    "northpost/plant",
    "northpost",
    "Battery maker Tannhof starts production near Ulm",
    """
    The battery maker Tannhof has started production at a plant near Ulm where 350 people work.
    The plant cost 90 million euros, according to Tannhof, and can make cells for 20,000 delivery vans a year.
    """,
    hours=1,
)

WIRE = article(
    "quay/ferry",
    "quay",
    "Ferry line Sundmark orders six electric ships",
    """
    ODENSE, March 2 (Quay Wire) - The ferry line Sundmark said on Monday it had ordered six electric ships from the Halvard yard for 210 million euros.
    The first ship is due in May 2028 and the last in 2030, Sundmark said. Each can carry 340 passengers and 90 cars.
    "The old ships are older than their captains," chief executive Birthe Aagaard said at a news conference.
    Sundmark carried 4.1 million passengers in 2025. The Halvard yard employs 600 people.
    The line has served eleven islands since 1954 and is owned by the towns along the sound. Fares will stay as they are until 2029, it said.
    Fishermen in the harbour of Vesterholm asked for a slower approach, because the wash of faster ships loosens their nets.
    The yard beat two rivals from Poland and Turkey, which had offered diesel engines with batteries as a second drive.
    """,
)
WIRE_NORTH = article(
    "northpost/ferry",
    "northpost",
    "Sundmark orders six electric ferries",
    WIRE.text,
    1,
    credit=(Credit("Quay Wire", "wire-line"),),
)
WIRE_SOUTH = article(
    "southpost/ferry",
    "southpost",
    "Six electric ferries for Sundmark",
    WIRE.text,
    2,
    credit=(Credit("Quay Wire", "wire-line"),),
)
WIRE_LANTERN = article(
    "lantern/ferry", "lantern", "Sundmark buys electric", WIRE.text, 3, credit=(Credit("Quay Wire", "wire-line"),)
)
OWN = article(
    "ledgerline/ferry",
    "ledgerline",
    "How Sundmark pays for six electric ferries",
    """
    Sundmark will pay for its six electric ships with a loan of 150 million euros from the Nordic Harbour Bank, the ferry line told Ledgerline.
    The order with the Halvard yard is worth 210 million euros, the largest in the yard's history.
    Charging one ship overnight takes as much power as a village of 800 homes, said Rasmus Kjeldsen, an engineer at the yard.
    """,
    4,
)
FERRY_COPIES = tuple(
    NearCopy("quay/ferry", other, 0.97, 0.93, Relation.COPY)
    for other in ("northpost/ferry", "southpost/ferry", "lantern/ferry")
)
