"""Invented reports for the grouping tests: short, our own words, no real outlet, person or event."""

from datetime import UTC, datetime, timedelta

from pipeline.values import Article, Moment

MONDAY = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)

FERRY = (
    "The night ferry Albatross ran aground off Cape Tarn on Sunday with 214 passengers on board. The coastguard at Lorne said "
    "nobody was hurt and that two tugs would try to pull the ship free at high water. Captain Ines Moraud told reporters that "
    "a steering pump had failed in the channel. The operator Blueline Ferries cancelled four crossings and promised refunds. "
    "Divers found a tear of nine metres in the hull above the waterline, and the harbour office closed the channel to traffic. "
    "Passengers were taken to the school hall in Tarn, where the town served soup until buses came in the morning."
)
FERRY_REWRITE = (
    "A ferry that struck rocks near Cape Tarn with 214 people aboard will be towed on Monday's tide, said the operator, Blueline "
    "Ferries. The Albatross lost its steering pump, according to its captain, Ines Moraud. Tugs from Lorne are standing by. "
    "No injuries were reported among the passengers, who spent the night in a school hall, and four sailings are off."
)
BRIGHT = (
    "Brindlework, a maker of loom software, raised $180 million in a Series C round led by Castor Peak Ventures, at a valuation "
    "of $1.4 billion. The company in Leeds sells pattern planning to 212 mills and was founded by Asha Rowe and Pim Haller. "
    "Rowe said Brindlework would hire 300 people and open an office in Porto. Castor Peak partner Lena Voss joins the board."
)
BRIGHT_OTHER = (
    "Castor Peak Ventures leads a round of $180 million in Brindlework. The Leeds start-up, which plans patterns for weaving "
    "mills, is now worth $1.4 billion. Its chief executive Asha Rowe wants 300 new people. Pim Haller, the other founder of "
    "Brindlework, runs the new office in Porto."
)
QUILL = (
    "Saltmarket, a bookkeeping service for fishmongers, raised $95 million in a Series B round led by Castor Peak Ventures. The "
    "company in Bergen counts 140 wholesalers as customers and was founded in 2022 by Odd Nygaard. Nygaard said Saltmarket "
    "would use the money for cold-chain sensors. Castor Peak partner Lena Voss joins the board. No valuation was disclosed."
)
QUILL_OTHER = (
    "Odd Nygaard's Saltmarket has taken $95 million from Castor Peak Ventures and others. The Bergen firm keeps the books of "
    "140 fish wholesalers and will build cold-chain sensors with the money, Nygaard said. Saltmarket did not give a valuation."
)
GERMAN_BRIGHT = (
    "Das Start-up Brindlework aus Leeds hat 180 Millionen Dollar eingesammelt. Angeführt wurde die Runde von Castor Peak Ventures, "
    "die Bewertung liegt nun bei 1,4 Milliarden Dollar. Das teilte die Gründerin Asha Rowe am Montag mit. Mit dem Geld sollen 300 "
    "Menschen eingestellt werden, und in Porto entsteht ein Büro, das der Mitgründer Pim Haller leiten wird. Brindlework plant mit "
    "seiner Software Muster für 212 Webereien."
)
RECIPE = (
    "Roast the squash until its edges darken, then stir it into warm lentils with a spoon of vinegar. A handful of toasted seeds "
    "gives the salad its crunch, and it keeps for two days in the fridge."
)


def report(name, text, title="", hours=0.0, **fields):
    """An article published some hours after Monday morning; ``hours=None`` leaves it undated."""
    published = None if hours is None else Moment(MONDAY + timedelta(hours=hours))
    return Article(id=name, text=text, title=title, published=published, **{"language": "en", **fields})


def stories(assignments):
    return {one.article: one.story for one in assignments}
