import tomllib
from pathlib import Path

import pytest
from grouping_samples import BRIGHT, BRIGHT_OTHER, RECIPE, report

from pipeline.topics import categorise
from pipeline.values import Topic

FILE = Path(__file__).parents[2] / "config" / "topics.toml"


def shipped():
    for name, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        terms = {}
        for term in table["terms"]:
            terms |= {term: 1.0} if isinstance(term, str) else term
        yield Topic(name, table["title"], tuple(terms.items()))


TOPICS = tuple(shipped())


def test_the_eleven_topics_of_the_contract_ship():
    assert {topic.name for topic in TOPICS} == {
        *(
            "foundation-models",
            "research",
            "products",
            "chips",
            "hardware",
            "cloud",
            "security",
            "policy",
            "funding",
            "deals",
            "people",
        )
    }


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Oriel Lab hires language model researcher Nia Brandt from Corrie", "people"),
        ("Brindlework raises $180 million in Series C round", "funding"),
        ("Pennick buys port software maker Tidelock in $640 million deal", "deals"),
        ("Outage takes cloud region of Gridmoor down for six hours", "cloud"),
        ("Breach at Lockwell exposed passwords of three million", "security"),
        ("Regulator files complaint against ride company Lumo", "policy"),
        ("Orlin shows inference chip with HBM4 memory", "chips"),
        ("Fennel Lab releases open weights of a language model", "foundation-models"),
        ("Preprint: study of 400 sleepers finds little, researchers say", "research"),
        ("Review: these earbuds outlast the phone", "hardware"),
        ("Notewell app rolls out a new feature for users", "products"),
        ("Brindlework sammelt 180 Millionen ein: Finanzierungsrunde", "funding"),
        ("Ausfall im Rechenzentrum legt Bezahldienst lahm", "cloud"),
    ],
)
def test_a_headline_tells_the_topic(title, topic):
    assert categorise([report("a", "", title)], TOPICS)[0] == topic


def test_the_whole_story_decides_and_says_by_which_terms():
    topic, reasons = categorise(
        [report("a", BRIGHT, "Brindlework raises"), report("b", BRIGHT_OTHER, "A round of $180 million")], TOPICS
    )
    assert topic == "funding"
    assert reasons[0].startswith("terms: ")
    assert "raises" in reasons[0]


def test_a_story_without_telling_terms_goes_to_the_default():
    assert categorise([report("a", RECIPE, "A salad")], TOPICS) == ("products", ("too few terms of any topic were found",))
    assert categorise([], TOPICS)[0] == "products"
    assert categorise([report("a", RECIPE)], TOPICS[:2], default="none of these")[0] == "foundation-models"


def test_a_tie_goes_to_the_topic_that_stands_first():
    one, other = Topic("one", "One", (("ferry", 3.0),)), Topic("other", "Other", (("harbour", 3.0),))
    article = report("a", "", "Ferry in harbour")
    assert categorise([article], (one, other))[0] == "one"
    assert categorise([article], (other, one))[0] == "other"


def test_a_term_is_a_whole_word():
    assert (
        categorise(
            [report("a", "", "Shipyard chipper")], (Topic("x", "X", ()), Topic("chips", "Chips", (("chip", 4.0),))), "x"
        )[0]
        == "x"
    )


def test_without_topics_there_is_no_category():
    assert categorise([report("a", BRIGHT)], ())[0] == ""
