"""Short stories in two reports: which later value replaces the first, which two stand against each other, which do neither."""

from __future__ import annotations

import pytest
from told import article, ledger_of

# (hours, title, text) of two reports, from a Monday in March on
Told = tuple[int, str, str]
MARCH = -4728


def _ledger(first: Told, second: Told):
    told = (("Harbor Post", first), ("Lexicon Daily", second))
    return ledger_of(*(article(outlet, text, hours=MARCH + hours, title=title) for outlet, (hours, title, text) in told))


@pytest.mark.parametrize(
    ("old", "new", "first", "second"),
    [
        (
            "4 May",
            "6 July",
            (
                0,
                "Ferro names Adaeze Lind chief executive",
                "Ferro has named Adaeze Lind as chief executive. She will start on 4 May, the company said.",
            ),
            (
                72,
                "Ferro chief to arrive two months late",
                "Adaeze Lind will join Ferro as chief executive on 6 July, two months later than planned, the company said on Thursday.",
            ),
        ),
        (
            "three",
            "five",
            (
                0,
                "Fire at Dunmore plant kills three",
                "A fire at the Dunmore battery plant killed three workers on Monday, the fire service said.",
            ),
            (
                9,
                "Dunmore fire: five dead",
                "Five people are known to have died in the fire at the Dunmore battery plant, the fire service said on Monday evening.",
            ),
        ),
        (
            "120,000",
            "310,000",
            (
                0,
                "Payhub breach hits 120,000",
                "Payhub said on Monday that the records of 120,000 employees had been taken in a breach.",
            ),
            (
                60,
                "Payhub breach was bigger",
                "Payhub now believes that 310,000 employees had their records taken in the breach it disclosed on Monday.",
            ),
        ),
        (
            "120,000",
            "310,000",
            (0, "Payhub breach hits 120,000", "Payhub said on Monday that attackers copied the records of 120,000 people."),
            (
                60,
                "Payhub: more people affected",
                "The attack on Payhub exposed the data of 310,000 people, the company told the regulator on Wednesday, nearly three times as many as it first reported.",
            ),
        ),
        (
            "$2.1 billion",
            "$2.4 billion",
            (
                0,
                "Kelda to buy Norrin for $2.1bn",
                "Kelda has agreed to buy Norrin for $2.1 billion in cash, the companies said.",
            ),
            (
                240,
                "Kelda sweetens Norrin bid",
                "Kelda raised its offer for Norrin to $2.4 billion on Thursday after a shareholder revolt.",
            ),
        ),
        (
            "two hours",
            "three hours",
            (0, "Cloudmere outage lasts two hours", "The outage at Cloudmere lasted two hours, the company said."),
            (
                50,
                "Cloudmere post-mortem",
                "Cloudmere said in a post-mortem that the outage lasted three hours and ten minutes, longer than it had said on Monday.",
            ),
        ),
        (
            "400",
            "520",
            (0, "Tolliver to cut 400 jobs", "Tolliver will cut 400 jobs, according to people familiar with the matter."),
            (
                30,
                "Tolliver confirms 520 layoffs",
                "Tolliver confirmed on Tuesday that it is laying off 520 people. An earlier report had put the number at 400.",
            ),
        ),
        (
            "400",
            "520",
            (
                0,
                "Tolliver to cut 400 jobs",
                "Tolliver will cut 400 jobs, about a tenth of its staff, the company said on Monday.",
            ),
            (
                100,
                "Tolliver layoffs grow",
                "Tolliver will cut 520 jobs, 120 more than it announced on Monday, after talks with its lenders.",
            ),
        ),
        (
            "30 April",
            "30 June",
            (0, "Regulator gives Appex until 30 April", "The regulator gave Appex until 30 April to open its store to rivals."),
            (
                200,
                "Appex gets more time",
                "The regulator has extended the deadline for Appex to open its store to rivals to 30 June.",
            ),
        ),
        (
            "€90 million",
            "€75 million",
            (
                0,
                "Appex faces fine of €90 million",
                "Appex faces a fine of €90 million, according to a draft decision seen by Harbor Post.",
            ),
            (
                300,
                "Appex fined €75 million",
                "The authority fined Appex €75 million on Monday, less than the €90 million in its draft decision.",
            ),
        ),
        (
            "June",
            "September",
            (0, "Mirafone to ship in June", "Mirafone will ship its first phone in June, the company said."),
            (
                400,
                "Mirafone slips",
                "Mirafone has pushed back the shipment of its first phone to September, the company said on Friday.",
            ),
        ),
        (
            "$40 million",
            "$52 million",
            (0, "Seabright raises $40 million", "Seabright has raised $40 million in a Series B round."),
            (
                300,
                "Seabright adds to round",
                "Seabright has added $12 million to its Series B, which now stands at $52 million.",
            ),
        ),
        (
            "$400 million",
            "$850 million",
            (0, "Seabright valued at $400 million", "Seabright is valued at $400 million after its new round, it said."),
            (
                900,
                "Seabright valuation doubles",
                "Seabright has sold shares at a valuation of $850 million, twice the $400 million of March.",
            ),
        ),
        (
            "500",
            "50",
            (0, "Orbisa licence", "Orbisa charges companies with more than 500 employees for its model."),
            (
                20,
                "Orbisa licence, corrected",
                "Orbisa charges companies with more than 50 employees for its model. Correction: an earlier version of this article gave the number as 500.",
            ),
        ),
        (
            "12 March",
            "26 March",
            (
                0,
                "Judge sets hearing for 12 March",
                "Judge Olu Ferrante set a hearing for 12 March in the case of the authors against Verbatim.",
            ),
            (
                96,
                "Hearing moved",
                "The hearing in the case against Verbatim, due on 12 March, will now take place on 26 March, court records show.",
            ),
        ),
        (
            "$60 million",
            "$85 million",
            (
                0,
                "Verbatim offers $60 million",
                "Verbatim has offered the authors $60 million to settle, two people with knowledge of the talks said.",
            ),
            (
                200,
                "Verbatim to pay $85 million",
                "Verbatim will pay the authors $85 million under a settlement announced on Monday.",
            ),
        ),
        (
            "40,000",
            "95,000",
            (
                0,
                "Gridline outage hits 40,000",
                "About 40,000 customers lost power when a Gridline substation failed on Monday.",
            ),
            (5, "Gridline outage", "The number of customers without power rose to 95,000 by Monday afternoon, Gridline said."),
        ),
    ],
)
def test_a_later_value_replaces_the_first_where_a_report_says_so_or_nobody_knows_the_old_one(old, new, first, second):
    found = _ledger(first, second)
    assert [(old in update.old, new.lower() in update.new.lower()) for update in found.updates] == [(True, True)]
    assert not found.conflicts
    states = {fact.state for fact in found.facts if fact.value and old in fact.value}
    assert states & {"superseded", "withdrawn"}


@pytest.mark.parametrize(
    ("old", "new", "first", "second"),
    [
        (
            "$40 million",
            "$34 million",
            (0, "Seabright raises $40 million", "Seabright has raised $40 million in a Series B round led by Palm Hill."),
            (
                2,
                "Seabright closes Series B",
                "Seabright raised $34 million in its Series B round, according to a filing; Palm Hill led it.",
            ),
        ),
        (
            "400",
            "560",
            (0, "Tolliver cuts 400", "Tolliver laid off 400 people on Monday, the company said."),
            (
                3,
                "Tolliver layoffs",
                "The union at Tolliver counts 560 people who were laid off on Monday. The company speaks of 400.",
            ),
        ),
        (
            "11 February",
            "29 January",
            (0, "Intruders got into Payhub", "Intruders first entered the network of Payhub on 11 February, the company said."),
            (
                5,
                "Payhub break-in",
                "The intruders entered the network of Payhub on 29 January, according to a notice of the regulator.",
            ),
        ),
        (
            "94 minutes",
            "141 minutes",
            (0, "Cloudmere outage", "The outage at Cloudmere lasted 94 minutes, the company said."),
            (4, "Cloudmere outage", "The outage at Cloudmere lasted 141 minutes, according to the monitoring firm Pingwise."),
        ),
        (
            "$2.1 billion",
            "$1.8 billion",
            (0, "Kelda buys Norrin", "Kelda is paying $2.1 billion for Norrin, people familiar with the deal said."),
            (6, "Kelda buys Norrin", "Kelda is paying $1.8 billion for Norrin, two bankers said."),
        ),
        (
            "81.4",
            "73.9",
            (0, "Orbisa model scores 81", "Orbisa says that its model scores 81.4 percent on the Meridian test."),
            (
                8,
                "Orbisa model tested",
                "In our own run the model of Orbisa scored 73.9 percent on the Meridian test, not the 81.4 percent that the company claims.",
            ),
        ),
        (
            "8,000",
            "20,000",
            (0, "Protest in Varna", "Police put the number of protesters at 8,000."),
            (2, "Thousands protest", "Organisers said that 20,000 protesters had come; police counted 8,000."),
        ),
        (
            "12 percent",
            "15 percent",
            (0, "Kelda takes stake", "Kelda has bought 12 percent of Norrin, the company said."),
            (2, "Kelda takes stake", "Kelda now owns 15 percent of Norrin, according to a filing with the exchange."),
        ),
        (
            "1 June",
            "1 July",
            (0, "Appex ordered to open store", "Appex must open its store by 1 June, the regulator said."),
            (3, "Appex ordered to open store", "Appex has until 1 July to open its store, the order says."),
        ),
        (
            "12",
            "19",
            (0, "Outage takes down 12 airports", "The outage took down the sites of 12 airports, Cloudmere said."),
            (3, "Outage", "The outage took down the sites of 19 airports, according to the aviation authority."),
        ),
    ],
)
def test_two_values_of_one_time_stand_against_each_other(old, new, first, second):
    (conflict,) = _ledger(first, second).conflicts
    values = " | ".join(value.value for value in conflict.values)
    assert old in values
    assert new in values


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            (0, "Gridline outage", "A fault at a substation cut power to 40,000 customers, Gridline said."),
            (
                48,
                "Gridline outage",
                "The failure that cut power to 40,000 customers was caused by a software update, Gridline said.",
            ),
        ),
        (
            (0, "Seabright raises $40 million", "Seabright has raised $40 million. Of that, $10 million is debt."),
            (2, "Seabright", "Seabright got $10 million in debt and $30 million in shares."),
        ),
        (
            (0, "Seabright", "Seabright raised $40 million in a Series B round on Monday."),
            (2, "Seabright", "Seabright raised $15 million in a Series A round in 2024 and $40 million on Monday."),
        ),
        (
            (0, "Outage", "The outage at Cloudmere lasted 94 minutes in Europe, the company said."),
            (2, "Outage", "The outage at Cloudmere lasted 141 minutes in Asia, the company said."),
        ),
        (
            (0, "Breach", "Payhub said that 312,480 people were affected by the breach."),
            (2, "Breach", "About 312,000 people were affected by the breach at Payhub."),
        ),
        (
            (0, "Breach", "More than 300,000 people were affected by the breach at Payhub."),
            (2, "Breach", "Payhub said that 312,480 people were affected by the breach."),
        ),
        (
            (0, "Tolliver cuts", "Tolliver is cutting 400 jobs in Berlin."),
            (20, "Tolliver cuts", "Tolliver is cutting 150 jobs in Madrid, after 400 in Berlin."),
        ),
        (
            (0, "Ferro results", "Ferro reported revenue of $310 million for the second quarter."),
            (
                2,
                "Ferro results",
                "Ferro expects revenue of $330 million in the third quarter, after $310 million in the second.",
            ),
        ),
        (
            (0, "Orbisa model", "Orbisa says that its model scores 81.4 percent on the Meridian test."),
            (
                2,
                "Orbisa model",
                "The model of Tannis scores 77.2 percent on the Meridian test, below the 81.4 percent of Orbisa.",
            ),
        ),
        (
            (0, "Case", "The authors filed the complaint on 2 March. The hearing is on 12 March."),
            (3, "Case", "The complaint, filed on 2 March, will be heard on 12 March. Verbatim must answer by 30 March."),
        ),
        (
            (0, "Phone", "Mirafone costs $499 and comes with 128 gigabytes."),
            (3, "Phone", "The Mirafone starts at $499. A version with 256 gigabytes costs $599."),
        ),
        (
            (0, "Fire", "Three workers died and 14 were injured in the fire at Dunmore."),
            (3, "Fire", "The fire at Dunmore killed three workers and sent 14 to hospital. A fire there in 2019 killed two."),
        ),
        (
            (0, "Fine", "The authority fined Appex €75 million."),
            (3, "Fine", "The authority fined Appex $81 million (€75 million)."),
        ),
        (
            (0, "Fine", "The authority fined Appex €75 million on Monday."),
            (3, "Fine", "Appex was fined $81 million on Monday by the authority."),
        ),
        (
            (0, "Suit", "Seven authors sued Verbatim on Monday."),
            (3, "Suit", "Seven authors and two publishers sued Verbatim on Monday, with three law firms."),
        ),
    ],
)
def test_values_of_two_things_neither_replace_nor_contradict_each_other(first, second):
    found = _ledger(first, second)
    assert not found.updates
    assert not found.conflicts


@pytest.mark.parametrize(
    ("old", "new", "first", "second"),
    [
        (
            "25 million",
            "100 million",
            (
                0,
                "Orbisa opens its model",
                "The model of Orbisa is free for companies whose revenue is below 25 million euros a year.",
            ),
            (
                200,
                "Orbisa loosens its terms",
                "Companies with revenue of up to 100 million euros a year may now use the model of Orbisa. The limit had been 25 million euros.",
            ),
        ),
        (
            "$0.80",
            "$0.55",
            (0, "Orbisa opens its model", "Orbisa charges $0.80 for a million tokens that its model writes."),
            (200, "Orbisa cuts its price", "A million tokens will cost $0.55 at Orbisa from May, down from $0.80."),
        ),
        (
            "40,000",
            "310,000",
            (
                0,
                "Orbisa opens its model",
                "Some 40,000 copies of the model of Orbisa were fetched on the first day, the company said.",
            ),
            (
                200,
                "Orbisa counts",
                "The model of Orbisa has been downloaded 310,000 times, it said. It had reported 40,000 after a day.",
            ),
        ),
    ],
)
def test_a_report_that_gives_the_old_value_as_one_of_before_replaces_it(old, new, first, second):
    found = _ledger(first, second)
    assert [(old in update.old, new in update.new) for update in found.updates] == [(True, True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            (0, "Orbisa model", "The model of Orbisa solves 61.8 percent of the tasks, the company says."),
            (200, "Orbisa model tested", "Lexicon Daily measured 52.3 percent of the tasks, where Orbisa claims 61.8 percent."),
        ),
        (
            (0, "What it cost", "Training the model cost $6.2 million, said Ada Lorne, the chief executive of Orbisa."),
            (
                200,
                "Orbisa seeks money",
                """Papers for investors put the cost of training the model at nearly $19 million. Ada Lorne told Harbor Post
                that it had been $6.2 million, with failed runs included.""".replace("\n" + 16 * " ", " "),
            ),
        ),
    ],
)
def test_what_one_claims_and_another_found_stand_against_each_other_whenever_they_are_told(first, second):
    found = _ledger(first, second)
    assert len(found.conflicts) == 1
    assert not found.updates


def test_two_nights_side_by_side_are_no_update():
    first = (0, "Night in Varna", "Police made 47 arrests overnight in Varna.")
    second = (
        30,
        "Calmer night",
        "There were 16 arrests on Tuesday night, compared to 47 the previous night, police in Varna said.",
    )
    found = _ledger(first, second)
    assert not found.updates
    assert not found.conflicts


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            (0, "Draft fine for Appex", "The authority intends to fine Appex 540 million zlotys, according to a draft."),
            (
                300,
                "Decision 7: Appex v. Authority, No. 7: order",
                "The authority has imposed a fine of PLN 412,000,000 on Appex, and Appex is ordered to pay it.",
            ),
            ("540 million", "412,000,000"),
        ),
        (
            (0, "Appex fined", "The authority fined Appex 412 million zlotys on Monday."),
            (
                20,
                "Appex fined",
                "Appex must pay. Correction: we originally said that the fine was 412 million euros. It is 412 million zlotys.",
            ),
            ("412 million euros", "412 million zlotys"),
        ),
    ],
)
def test_a_draft_gives_way_to_the_decision_and_a_wrong_currency_to_the_right_one(first, second, told):
    found = _ledger(first, second)
    assert [(update.old.startswith(told[0]), told[1] in update.new) for update in found.updates] == [(True, True)]


def test_two_shares_in_one_sentence_are_two_parties_and_no_update():
    first = (0, "What developers pay", "Developers paid 26.4 percent on average, the decision of the authority says.")
    second = (
        60,
        "Appex stays in business",
        "The decision puts the average at 26.4 percent; Appex arrives at 11.8 percent by counting small studios.",
    )
    (conflict,) = _ledger(first, second).conflicts
    assert {value.value for value in conflict.values} == {"26.4 percent", "11.8 percent"}
