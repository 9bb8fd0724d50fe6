"""Values of a sentence: what each is the value of, in a form that two ways of writing it share."""

from __future__ import annotations

import pytest
from told import article, fact_with, ledger_of, slots_of


@pytest.mark.parametrize(
    ("text", "normal", "heads"),
    [
        ("Orlo raised $40 million in a round led by Tern Capital.", "40000000 $", ("amount raised",)),
        ("The round values Orlo at 1.2 billion dollars.", "1200000000 $", ("valuation",)),
        ("Orlo was fined €3m by the port authority of Vesterholm.", "3000000 €", ("fine",)),
        ("Fenwick bought the yard for 18.5 million pounds last week.", "18500000 £", ("purchase price",)),
        ("Orlo turned over $7 million in the year before.", "7000000 $", ("revenue",)),
        ("Orlo raised 2.3 million crowns in a round led by Tern Capital.", "2300000 kr", ("amount raised",)),
    ],
)
def test_money_is_of_the_word_that_says_what_it_is(text, normal, heads):
    (money,) = [slot for slot in slots_of(text) if slot.kind == "money"]
    assert (money.normal, money.heads) == (normal, heads)


@pytest.mark.parametrize(
    ("text", "code", "normal"),
    [
        ("Orlo zahlt 18.500 Euro an die Werft von Vesterholm.", "de", "18500 €"),
        ("Orlo zahlt 1,4 Milliarden Euro für die Werft von Vesterholm.", "de", "1400000000 €"),
        ("Orlo paid Rs 12 crore to the yard of Vesterholm.", "en", "120000000 ₹"),
    ],
)
def test_sums_are_read_by_the_marks_of_the_language(text, code, normal):
    assert [slot.normal for slot in slots_of(text, code=code) if slot.kind == "money"] == [normal]


def test_one_sum_in_two_currencies_is_one_fact():
    found = ledger_of(
        article("The Lantern", "Orlo of Vesterholm has raised Rs 83 crore ($10 million), it said on Tuesday."),
        article("North Post", "Orlo raised $10 million from Tern Capital, the firm announced on Tuesday.", hours=3),
    )
    assert [fact.value for fact in found.facts if fact.kind == "money"] == ["$10 million"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The yard closes on 30 June 2027 for good.", "2027-06-30"),
        ("The yard closed in March after ninety years.", "2026-03"),
        ("The copying went on from 2 to 9 September in Vesterholm.", "2026-09-02/2026-09-09"),
        ("Divers looked for the bell between Sept. 2 and Sept. 9 in the bay.", "2026-09-02/2026-09-09"),
        ("The ferry left the harbour of Vesterholm at 05:12 UTC.", "T05:12"),
        ("Deliveries to Vesterholm begin in the second quarter of 2027.", "2027-Q2"),
    ],
)
def test_a_date_has_its_iso_form_resolved_against_the_day_it_was_written(text, normal):
    assert [slot.normal for slot in slots_of(text) if slot.kind == "date"] == [normal]


def test_the_day_of_a_dateline_and_of_a_remark_is_no_date_of_the_story():
    assert slots_of("VESTERHOLM, Sept 15 (Polar Wire) - The yard of Vesterholm has lost its last order.") == ()
    assert slots_of("The yard has lost its last order, Odile Brun said on Tuesday.") == ()


def test_what_was_confirmed_long_before_is_a_date_of_the_story():
    assert [slot.normal for slot in slots_of("The yard confirmed the leak in writing on 22 April 2026.")] == ["2026-04-22"]


@pytest.mark.parametrize(
    "text",
    [
        "Region Tarnby 2 went down on a quiet morning.",
        "Its Heron 4 router ignored the key of the yard.",
        "The complaint CDX-2026-0417 names the yard of Vesterholm.",
        "Section 14 of the act was pleaded only once before.",
    ],
)
def test_a_number_that_belongs_to_a_name_counts_nothing(text):
    assert [slot for slot in slots_of(text) if slot.kind == "count"] == []


def test_three_of_the_seven_are_a_part_and_count_what_the_seven_are():
    slots = slots_of("Three of the seven directors left the room before the vote.")
    assert [(slot.norm[0], slot.heads[0], slot.when) for slot in slots] == [(3, "director", "part"), (7, "director", "")]


@pytest.mark.parametrize(
    ("text", "unit", "norm"),
    [
        ("The pump draws 1.4 kW at full load.", "W", 1400),
        ("The pump draws 0.35 kilowatts at rest.", "W", 350),
        ("The card has 192 GByte of memory on board.", "B", 192e9),
        ("The repair took six hours and 40 minutes.", "minutes", 400),
        ("The contract runs for 26 months.", "months", 26),
    ],
)
def test_a_measure_stands_in_the_base_unit_of_its_dimension(text, unit, norm):
    assert [(slot.unit, slot.norm[0]) for slot in slots_of(text) if slot.kind == "measure"] == [(unit, norm)]


def test_a_date_beside_a_value_of_one_source_is_its_time_and_no_fact():
    found = ledger_of(article("The Lantern", "Orlo of Vesterholm made revenue of $2.1 million in 2025, it told The Lantern."))
    assert [fact.kind for fact in found.facts if fact.value] == ["money"]


def test_a_fact_gives_its_value_as_written_and_in_its_normal_form():
    found = ledger_of(
        article("The Lantern", "Orlo of Vesterholm has raised $1.2bn in a round led by Tern Capital."),
        article("North Post", "A round led by Tern Capital brings Orlo 1.2 billion dollars.", hours=2),
    )
    fact = fact_with(found, "1.2 billion dollars")
    assert (fact.normal, fact.about, len(fact.citations), fact.outlets) == ("1200000000 $", "amount raised", 2, 2)
