"""From whom a fact is: one origin, however many outlets print it."""

from __future__ import annotations

from told import article, draft_of, fact_with, ledger_of


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


def test_an_outlet_stands_behind_a_sentence_only_if_it_says_all_of_it():
    draft = draft_of(
        article("The Lantern", "Orlo counts 1,900 people in Vesterholm and has no yard in Norway."),
        article("North Post", "Orlo, which builds ferries in Vesterholm, counts 1,900 people there.", hours=1),
        article("Harbour Echo", "With 1,900 people Orlo is the largest employer of Vesterholm, its mayor said.", hours=2),
    )
    (line,) = (line for section in draft.sections for line in section.sentences if "no yard" in line.text)
    assert line.outlets == len({citation.article for citation in line.citations})


def test_who_only_passes_on_what_another_outlet_gives_takes_no_side_in_a_dispute():
    found = ledger_of(
        article(
            "The Lantern",
            "Orlo raised $180 million for its yard in Vesterholm, it said on Tuesday.",
            title="Orlo raises $180 million",
        ),
        article(
            "Harbour Echo",
            "Orlo raised $165 million for its yard, not $180 million, a filing shows.",
            title="Orlo's filing: $165 million, not $180 million",
            hours=1,
        ),
        article(
            "North Post",
            "Orlo raised $180 million, the company said.\nA filing shows $165 million, Harbour Echo reported.",
            title="Orlo raises $180 million",
            hours=2,
        ),
    )
    (dispute,) = found.conflicts
    sides = {value.value: {citation.article.split(".")[0] for citation in value.citations} for value in dispute.values}
    assert sides == {"$180 million": {"thelantern", "northpost"}, "$165 million": {"harbourecho"}}


def test_an_outlets_own_finding_is_of_the_outlet_that_prints_it():
    found = ledger_of(
        article("The Lantern", "Orlo will close its yard in Vesterholm in May, the company said."),
        article(
            "North Post",
            "Orlo will close its yard in May.\nThe Lantern was first.\nSome 84 boats are moored at the yard this week.",
            hours=1,
        ),
    )
    assert fact_with(found, "84").origins == ("reporting: North Post",)


def test_a_clause_is_said_only_by_those_that_have_its_numbers():
    found = ledger_of(
        article("The Lantern", "Orlo has raised $180 million for a new yard in Vesterholm, the company announced."),
        article(
            "Harbour Echo",
            "Orlo has raised $165 million for a new yard in Vesterholm, and not the $180 million it announced.",
            hours=1,
        ),
    )
    first = {"thelantern.example/a"}
    for fact in found.facts:
        if "not the $180 million" in fact.told:
            assert {citation.article for citation in fact.citations}.isdisjoint(first)
    assert fact_with(found, "$165 million").outlets == 1


def test_a_time_of_day_in_words_is_no_count():
    found = ledger_of(
        article("The Lantern", "The gates of Orlo's yard were shut at twenty past seven, the company said."),
        article("North Post", "Twenty people stood before Orlo's yard when its gates were shut.", hours=1),
    )
    assert not [fact for fact in found.facts if fact.kind == "count" and fact.outlets > 1]
