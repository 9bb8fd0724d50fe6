"""Two events of one kind on one day, each told by two outlets in their own words: a form that is filled in anew."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.cluster import cluster
from pipeline.values import Article, Moment

MONDAY = datetime(2026, 9, 14, 9, tzinfo=UTC)
# How either outlet puts it (headline, text), and what happened, twice.
KINDS = {
    "earthquakes": (
        (
            "Magnitude {} earthquake hits {}",
            "An earthquake of magnitude {} struck near {} early on Monday, the {} said. The tremor was {} kilometres deep and was felt in {}. No deaths were reported.",
        ),
        (
            "{2} reports quake of {0} near {1}",
            "People in {4} ran into the streets on Monday when a quake shook the area around {1}. The {2} put its magnitude at {0} and its depth at {3} kilometres. Nobody was reported killed.",
        ),
        ("6.1", "Tarnholm", "Lorne seismology office", "90", "Vellin"),
        ("5.8", "Puerto Sable", "Azura disaster agency", "10", "Campo Ruiz"),
    ),
    "outages": (
        (
            "{} cloud outage takes down {} region",
            "{0} said its {1} region was down for {2} hours on Monday after {3}. About {4} customers were affected, the cloud provider said, among them {5}.",
        ),
        (
            "{3} knocks {0} {1} offline",
            "The {1} region of cloud provider {0} was offline for {2} hours on Monday. Some {4} customers were hit, including {5}. The cause was {3}, said {0}.",
        ),
        ("Skyforge", "Larkhaven", "3", "a cooling failure", "1,200", "banks in Vellin"),
        ("Skyforge", "Porto Sable", "5", "a faulty update", "800", "airlines in Azura"),
    ),
    "quarters": (
        (
            "{} revenue rises {} percent",
            "{0} said on Monday that its revenue rose {1} percent to ${2} million in the third quarter. Net profit was ${3} million. Chief executive {4} said demand was strong and raised the forecast for the year.",
        ),
        (
            "{0} lifts forecast after strong quarter",
            "Strong demand lifted {0}'s third-quarter revenue to ${2} million, {1} percent more than a year ago, and the company raised its forecast. Profit came to ${3} million, said chief executive {4}.",
        ),
        ("Lumidex", "12", "310", "41", "Asha Rowe"),
        ("Corvane", "31", "95", "7", "Odd Nygaard"),
    ),
    "matches": (
        (
            "{} beat {} {}",
            "{0} beat {1} {2} in the cup on Sunday in front of {3} people. {4} scored twice after the break and coach {5} praised the defence.",
        ),
        (
            "{4} sends {0} into next round",
            "Two goals by {4} took {0} past {1} in the cup on Sunday. The match ended {2}; {3} people watched. {5}, the coach, said the defence had won it.",
        ),
        ("Northam", "Selby", "2-1", "14,200", "Ilya Brand", "Jon Marsh"),
        ("Harwell", "Dunmore", "3-0", "8,750", "Tom Okello", "Rui Pires"),
    ),
    "acquisitions": (
        (
            "{} buys {} for ${} million",
            "{0} will buy {1}, a maker of {3}, for ${2} million in cash, both companies said on Monday. {1} has {4} employees in {5}. The deal is expected to close by the end of the year.",
        ),
        (
            "{1} sold to {0}",
            "{0} is taking over {1} of {5}. It pays ${2} million in cash for the maker of {3}, which employs {4} people. The companies announced the deal on Monday and want to close it this year.",
        ),
        ("Halden Labs", "Brightwell", "240", "speech models", "85", "Bergen"),
        ("Orrin Systems", "Marlstone", "610", "warehouse robots", "430", "Leeds"),
    ),
    "breaches": (
        (
            "{} says data of {} customers stolen",
            "{0} said on Monday that attackers stole the data of {1} customers, among them names, addresses and {2}. The company in {3} found the intrusion on {4} and told the regulator.",
        ),
        (
            "Attackers take {2} from {0}",
            "Customers of {0} have been told that their names, addresses and {2} are in the hands of attackers. The {3} company noticed on {4}; {1} people are affected. The regulator has been told.",
        ),
        ("Velo Bank", "240,000", "card numbers", "Vellin", "September 3"),
        ("Fernway Travel", "1.3 million", "passport scans", "Porto Sable", "September 9"),
    ),
    "launches": (
        (
            "{} releases {} with {} billion parameters",
            "{0} on Monday released {1}, a language model with {2} billion parameters. It reads up to {3} tokens and its weights are free to download. {4} of {0} said it was trained on {5} chips.",
        ),
        (
            "{0} opens weights of {1}",
            "The weights of {1}, a new language model by {0}, can be downloaded since Monday. It has {2} billion parameters and a context of {3} tokens. Training took {5} chips, said {4}.",
        ),
        ("Marl Systems", "Heron 2", "70", "128,000", "Ines Moraud", "4,096"),
        ("Kestrel AI", "Tern", "9", "32,000", "Pim Haller", "512"),
    ),
    "hires": (
        (
            "{} names {} as {}",
            "{0} has named {1} as {2}, the company said on Monday. {1} comes from {3}, where {4}. The post had been empty for {5} months.",
        ),
        (
            "{1} leaves {3} for {0}",
            "{1} is moving from {3} to {0}, which made the announcement on Monday, and becomes {2}. At {3}, {4}. {0} had looked for {5} months.",
        ),
        ("Halden Labs", "Lena Voss", "head of research", "Corvid", "she ran the vision team", "7"),
        ("Orrin Systems", "Paul Renard", "finance chief", "Velo Bank", "he led the audit", "4"),
    ),
}


def reports(kind, dated):
    """Two reports of the first event, then two of the second, half an hour and two hours apart."""
    *outlets, first, second = KINDS[kind]
    found = []
    for number, values in enumerate((first, second)):
        for outlet, (headline, text) in enumerate(outlets):
            title = headline.format(*values)
            at = MONDAY + timedelta(hours=2 * number + 0.5 * outlet)
            site = f"https://{'ab'[outlet]}.example/{kind}-{number}"
            when = Moment(at) if dated else None
            found.append(
                Article(
                    f"{kind}-{number}-{outlet}",
                    text.format(*values),
                    title[0].upper() + title[1:],
                    url=site,
                    published=when,
                    language="en",
                )
            )
    return found


def events(reported, settle):
    """The stories, as the events of their members."""
    stories = {}
    for one in cluster(reported, settle=settle):
        stories.setdefault(one.story, []).append(one.article.rpartition("-")[0])
    return sorted(stories.values())


@pytest.mark.parametrize("settle", [False, True], ids=["online", "settled"])
@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize("kind", KINDS)
def test_two_events_of_a_kind_stay_two_and_each_is_one(kind, dated, settle):
    assert events(reports(kind, dated), settle) == [[f"{kind}-0"] * 2, [f"{kind}-1"] * 2]


@pytest.mark.parametrize("settle", [False, True], ids=["online", "settled"])
def test_news_of_all_kinds_about_some_of_the_same_companies_and_places_stays_apart(settle):
    reported = [one for kind in KINDS for one in reports(kind, dated=True)]
    assert events(reported, settle) == sorted([f"{kind}-{number}"] * 2 for kind in KINDS for number in (0, 1))


def test_what_speaks_against_one_event_is_said_in_words_and_numbers():
    other = cluster(reports("earthquakes", dated=True))[2].rejected
    assert "different names: Puerto Sable, Azura / Tarnholm, Lorne" in other.reasons
    assert "different numbers: 5.8 / 6.1, 90" in other.reasons
    assert "no name and no number in common -3.0" in other.reasons[1]
