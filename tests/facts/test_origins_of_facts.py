"""From whom a fact is: one origin, however many outlets print it."""

from __future__ import annotations

from told import article, fact_with, ledger_of


def test_what_a_company_says_to_two_outlets_is_one_origin():
    found = ledger_of(
        article("The Lantern", "Orlo of Vesterholm will cut 240 jobs at its yard, the company said on Tuesday."),
        article("North Post", "Orlo will cut 240 jobs in Vesterholm, its chief executive Odile Brun told North Post.", hours=1),
    )
    fact = fact_with(found, "240")
    assert (fact.origins, fact.outlets) == (("statement: Orlo to North Post",), 2)


def test_what_others_repeat_of_one_outlets_unnamed_sources_is_of_that_outlet():
    found = ledger_of(
        article(
            "The Lantern", "Orlo wants $90 million for its yard in Vesterholm, people familiar with the talks told The Lantern."
        ),
        article(
            "North Post",
            "Orlo wants $90 million for its yard, The Lantern reported, citing people familiar with the talks.",
            hours=2,
        ),
        article("Harbour Echo", "Orlo's yard is for sale at $90 million, according to The Lantern.", hours=3),
    )
    fact = fact_with(found, "$90 million")
    assert fact.outlets == 3
    assert fact.origins == ("unnamed: The Lantern",)


def test_two_named_speakers_of_two_houses_are_two_origins():
    found = ledger_of(
        article("The Lantern", "The yard of Vesterholm will lose 240 jobs, Orlo said on Tuesday."),
        article("North Post", "The yard of Vesterholm will lose 240 jobs, the union said on Tuesday.", hours=1),
    )
    assert set(fact_with(found, "240").origins) == {"statement: Orlo", "statement: union"}


def test_a_document_and_its_publishers_statement_are_one_origin():
    release = article(
        "Orlo",
        "Orlo will invest 85 million euros in a new yard in Vesterholm. The yard will open in autumn 2027.",
        title="Press release: Orlo to build a yard in Vesterholm",
        host="orlo.example",
        path="press/yard",
    )
    found = ledger_of(
        release,
        article("The Lantern", "Orlo is to spend 85 million euros on a yard in Vesterholm, the company announced.", hours=2),
        article("North Post", "Orlo puts 85 million euros into a yard in Vesterholm, it said in a press release.", hours=3),
    )
    fact = fact_with(found, "85 million euros")
    assert (fact.origins, fact.outlets) == (("statement: Orlo",), 3)


def test_an_office_that_two_sources_give_is_a_fact_of_its_bearer():
    found = ledger_of(
        article("The Lantern", "Odile Brun, Orlo's co-founder and chief executive, closed the yard. Brun said it was time."),
        article("North Post", "Orlo CEO Odile Brun closed the yard of Vesterholm. Brun spoke to the town.", hours=1),
    )
    (office,) = [fact for fact in found.facts if fact.kind == "role" and fact.about == "chief executive"]
    assert (office.value, len(office.citations)) == ("Odile Brun", 2)
