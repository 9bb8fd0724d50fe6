"""Whose words they are: an officer's are of the house that the text names with the office, and of no other."""

from __future__ import annotations

import pytest
from told import article, ledger_of

ELSEWHERE = "Orlo said on Tuesday that its yard in Vesterholm will close in May."
TITLE = "Orlo closes its yard in Vesterholm"


def said(text: str, opening: str):
    """The quotation that begins so, from a story of Orlo's in which one outlet asks others, too."""
    found = ledger_of(
        article("The Lantern", ELSEWHERE, title=TITLE),
        article("North Post", text, hours=1, title="What Vesterholm says"),
    )
    (fact,) = (fact for fact in found.facts if fact.kind == "quote" and fact.value.startswith(opening))
    return fact.about, fact.origins


@pytest.mark.parametrize(
    ("text", "who", "origin"),
    [
        (
            'Kettle Bank lends to half the street. "We will wait for the rates this year," its finance chief, Ada Sund, said.',
            "Ada Sund",
            "statement: Ada Sund",
        ),
        (
            'Kettle Bank said it would wait. "We will wait for the rates this year," spokeswoman Ada Sund said by telephone.',
            "Ada Sund",
            "statement: Kettle Bank",
        ),
        (
            (
                "Sixty boats berth there, according to the Vesterholm Pilots' Association. Its chairwoman, Ada Sund, had no "
                'answer. "We will wait for the rates this year," she said.'
            ),
            "Ada Sund",
            "statement: Vesterholm Pilots' Association",
        ),
        (
            '"We will wait for the rates this year," said Ada Sund, director of a ropery on the quay that sells to Orlo.',
            "Ada Sund",
            "statement: Ada Sund",
        ),
        (
            '"We will wait for the rates this year," said Ada Sund, head of welding at Kettle Bank. Kettle Bank is a school.',
            "Ada Sund",
            "statement: Kettle Bank",
        ),
        ('"We will wait for the rates this year," an Orlo spokesperson told North Post.', "Orlo", "statement: Orlo"),
        (
            (
                'Orlo boss Per Lund was at the gate. "We will wait for the rates this year," a Kettle Bank spokesperson told us. '
                "Kettle Bank has lent Orlo money."
            ),
            "Kettle Bank",
            "statement: Kettle Bank",
        ),
    ],
)
def test_an_officers_words_are_of_the_house_that_the_text_names(text, who, origin):
    assert said(text, "We will wait") == (who, (origin,))


def test_a_pronoun_means_nobody_who_is_not_named_nearby():
    text = """
        Per Lund, Orlo's chief executive, spoke at the gate in the morning.
        The quay was empty by noon.
        The kiosk had sold out of coffee.
        A fitter, who did not give his name, stood in the rain.
        "I came here as a boy and I leave as a grandfather," he said.
    """
    found = ledger_of(article("The Lantern", ELSEWHERE, title=TITLE), article("North Post", text, hours=1))
    about = [fact.about for fact in found.facts if fact.kind == "quote"]
    assert all(name != "Per Lund" for name in about)
    assert not any("Orlo" in origin for fact in found.facts if fact.kind == "quote" for origin in fact.origins)


def test_words_that_a_sentence_quotes_are_not_of_who_spoke_before():
    text = """
        "Nobody was told before the papers knew," Per Lund, Orlo's chief executive, said at the gate.
        The letter went out at noon under the subject line "An update to your place of work".
    """
    found = ledger_of(article("The Lantern", ELSEWHERE, title=TITLE), article("North Post", text, hours=1))
    assert not [fact for fact in found.facts if fact.kind == "quote" and fact.about == "Per Lund" and "update" in fact.value]


def test_a_public_office_is_not_held_in_the_company_that_the_story_is_of():
    text = 'President Ada Sund was in town. "We will wait for the rates this year," Sund said.'
    assert said(text, "We will wait") == ("Ada Sund", ("statement: Ada Sund",))
