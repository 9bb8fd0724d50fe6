"""What happened: the clauses that several say, and who says the opposite."""

from __future__ import annotations

import pytest
from told import article, draft_of, ledger_of

from pipeline.facts.denials import denies

APPROVED = article(
    "The Lantern",
    "The board of Orlo, the ferry builder of Vesterholm, has approved its sale to Tern Capital, Orlo said in a statement.",
    title="Board of Orlo approves sale to Tern Capital",
)
BACKED = article("Harbour Echo", "Orlo's board approved the sale to Tern Capital on Tuesday evening.", hours=1)
REFUSED = article(
    "North Post",
    "Orlo's board did not approve a sale to Tern Capital on Tuesday, according to minutes of the meeting.",
    hours=3,
    title="Orlo's board did not approve the sale",
)


def test_one_outlet_that_reports_the_opposite_is_a_conflict():
    found = ledger_of(APPROVED, BACKED, REFUSED)
    (conflict,) = found.conflicts
    assert conflict.about.startswith("whether")
    sides = [{citation.article for citation in value.citations} for value in conflict.values]
    assert sides == [{APPROVED.id, BACKED.id}, {REFUSED.id}]


def test_what_two_outlets_say_in_other_words_is_one_event():
    found = ledger_of(APPROVED, BACKED)
    assert not found.conflicts
    (event,) = [fact for fact in found.facts if len(fact.citations) == 2 and fact.kind == "event"]
    assert {citation.article for citation in event.citations} == {APPROVED.id, BACKED.id}


def test_what_keeps_somebody_from_it_and_that_they_may_not_are_one():
    found = ledger_of(
        article(
            "The Lantern", "Odile Brun is bound by a clause that keeps her from working for a competitor of Orlo for a year."
        ),
        article("North Post", "Orlo says that Odile Brun may not work for a competitor for a year under a clause.", hours=2),
    )
    assert not found.conflicts


def test_that_nobody_answered_one_outlet_is_no_event():
    found = ledger_of(
        article("The Lantern", "Orlo of Vesterholm did not return a request for comment by The Lantern on Tuesday.")
    )
    assert not [fact for fact in found.facts if fact.kind == "event"]


@pytest.mark.parametrize(
    "text", ["Orlo did not approve the sale.", "The court refused to hear the case of Orlo.", "Orlo hasn't sold it."]
)
def test_what_is_not_done_is_denied(text):
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orlo denied that it had failed to approve the sale.",
        "Orlo would not say which yard it was.",
        "No yard costs more than this one.",
        "It was the ferry, not the yard, that Tern bought.",
        '"We did not sell the yard," said Odile Brun of Orlo.',
    ],
)
def test_what_denies_no_deed_is_no_denial(text):
    assert not denies(text)


def test_another_language_says_an_event_by_its_names_and_numbers():
    german = article(
        "Hafenblatt",
        "Orlo verkauft die Werft in Vesterholm für 18 Millionen Euro an Tern Capital, teilte Orlo mit.",
        hours=2,
        code="de",
        title="Abschied von den Fähren",
    )
    english = article(
        "The Lantern",
        "Orlo sells its yard in Vesterholm to Tern Capital, the ferry builder said on Tuesday.",
        title="A yard is sold",
    )
    found = ledger_of(english, german)
    assert any({citation.article for citation in fact.citations} == {english.id, german.id} for fact in found.facts)


def test_who_denies_a_sentence_is_not_cited_for_it():
    draft = draft_of(APPROVED, BACKED, REFUSED)
    affirmed = [sentence for sentence in draft.sentences if "approved" in sentence.text and "differ" not in sentence.text]
    assert affirmed
    assert all(REFUSED.id not in {one.article for one in sentence.citations} for sentence in affirmed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The amendment of Vesterholm means that any child born in the town is a citizen of it.",
            "The mayor of Vesterholm wants to take citizenship from children whose parents are not citizens of the town.",
        ),
        (
            "Odile Brun will not sell the yard to Tern Capital for less than $9 million.",
            "Odile Brun sold her house to a neighbour.",
        ),
        ("Orlo would not approve the sale of its yard.", "Orlo approved the sale of a ferry to Tern Capital."),
        (
            "It is not clear whether Orlo approved the sale to Tern Capital.",
            "Orlo approved the sale to Tern Capital on Monday.",
        ),
        ("Orlo did not sell the ferry Albatross to Sundmark.", "Orlo sold the ferry Heron to Sundmark in May."),
    ],
)
def test_what_is_said_of_something_else_is_no_dispute(one, other):
    found = ledger_of(
        article("The Lantern", one, title="A day in town"), article("North Post", other, hours=2, title="The yard")
    )
    assert found.conflicts == ()
