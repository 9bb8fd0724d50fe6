"""Two sagas of an invented press that lie near each other, and many reports of each: our own words."""

from datetime import UTC, datetime, timedelta

from pipeline.values import Article, Moment

MONDAY = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)

_LAUNCH = (
    "Marrowick Labs released its Tarn 4 model on {day}, a system that reads court files. The company in Lorne says Tarn 4 "
    "summarises {count} pages in a minute and costs {price} crowns a month. Chief executive Ines Moraud said {said}."
)
_RECALL = (
    "After {count} invented rulings turned up in Orrin, Marrowick Labs withdrew its model on {day}. Judge Piet Hallam had cited three "
    "cases that never were, and the bar association opened an inquiry. Some {price} lawyers want damages from the insurer, Sund Mutual. "
    "An engineer of the company wrote that {said}, and the ministry of justice in Varn bans such drafts from its registry until an "
    "audit by Professor Lotte Brink is done."
)
_QUOTES = (
    "clerks had asked for it",
    "the work of two years was worth it",
    "nobody else reads seals and stamps",
    "judges would decide who may use it",
    "her team slept in the office",
    "it was the proudest day of the firm",
    "the archive in Orrin was the first to try it",
    "more languages would follow by spring",
)


def _report(name, template, title, hours, number):
    text = template.format(
        day=("Monday", "Tuesday")[number % 2],
        count=300 + 10 * number,
        price=40 + number % 3,
        said=_QUOTES[number % len(_QUOTES)],
    )
    published = Moment(MONDAY + timedelta(hours=hours))
    return Article(id=name, text=text, title=title, published=published, language="en", domain=f"{name}.example")


def launch(number, hours=0.0):
    """A report of the launch."""
    titles = (
        "Marrowick releases Tarn 4 for court files",
        "Tarn 4 reads court files, says Marrowick",
        "Marrowick Labs launches Tarn 4",
    )
    return _report(f"launch-{number}", _LAUNCH, titles[number % 3], hours, number)


def recall(number, hours=0.0):
    """A report of the recall."""
    titles = (
        "Marrowick model invented rulings: judge cited them",
        "Marrowick model out of registry",
        "Lawyers want damages of Marrowick",
    )
    return _report(f"recall-{number}", _RECALL, titles[number % 3], hours, number)


# Two rounds led by one investor on one day: not quite one event to the score, nor quite two.
ROUNDS = (
    (
        "Kelpwright closes round",
        (
            "Kelpwright, a maker of dredging robots, raised $140 million in a Series C round led by Halvard Tide Capital, at a valuation "
            "of $1.2 billion. The company in Esbjerg sells sea-bed maps to 90 harbours and was founded by Mirre Oakes and Jan Tolle. "
            "Oakes said Kelpwright would hire 200 people and open an office in Vigo. Halvard Tide partner Sunniva Roe joins the board."
        ),
    ),
    (
        "Dunlin closes round",
        (
            "Dunlin, a ledger for boat yards, raised $75 million in a Series B round led by Halvard Tide Capital. The company in Arendal "
            "counts 60 boat yards as customers and was founded in 2021 by Pia Strand. Strand said Dunlin would use the money for timber "
            "sensors. Halvard Tide partner Sunniva Roe joins the board. No valuation was disclosed."
        ),
    ),
)


def rounds():
    """Reports of the two rounds, four hours apart."""
    return [
        Article(
            id=f"round-{number}", text=text, title=title, published=Moment(MONDAY + timedelta(hours=4 * number)), language="en"
        )
        for number, (title, text) in enumerate(ROUNDS)
    ]
