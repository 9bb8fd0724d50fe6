"""Two values of one thing: a conflict, an update, a correction; and what is none of these."""

from __future__ import annotations

import pytest
from told import article, fact_with, ledger_of

FIRST = article(
    "The Lantern",
    """
    Orlo, which builds electric ferries in Vesterholm, will cut 240 jobs at its yard, the company said on Tuesday.
    The yard has built ferries since 1931.
    """,
    title="Orlo cuts 240 jobs at its ferry yard",
)
OTHER = article(
    "North Post",
    """
    Ferry builder Orlo will cut 310 jobs at its yard in Vesterholm, the union of the yard told North Post on Tuesday.
    Talks begin next week.
    """,
    hours=2,
    title="Union: Orlo to cut 310 jobs at its yard",
)


def test_two_values_for_one_time_are_a_conflict_with_who_gives_which():
    found = ledger_of(FIRST, OTHER)
    (conflict,) = found.conflicts
    assert {value.value: [one.article for one in value.citations] for value in conflict.values} == {
        "240": [FIRST.id],
        "310": [OTHER.id],
    }
    assert {fact.value: (fact.state, fact.disputed_with) for fact in found.facts if fact.kind == "count"} == {
        "240": ("disputed", "310"),
        "310": ("disputed", "240"),
    }


def test_a_later_value_in_words_of_change_replaces_the_first():
    later = article(
        "North Post",
        """
        Ferry builder Orlo has raised the number of jobs it will cut at its yard in Vesterholm to 310, up from 240, it said on Thursday.
        """,
        hours=48,
        title="Orlo now cuts 310 jobs at its ferry yard",
    )
    found = ledger_of(FIRST, later)
    assert [(update.old, update.new) for update in found.updates] == [("240", "310")]
    assert not found.conflicts
    assert {fact.value: (fact.state, fact.superseded_by) for fact in found.facts if fact.kind == "count"} == {
        "240": ("superseded", "310"),
        "310": ("current", None),
    }


def test_a_toll_that_grows_twice_is_two_updates_in_a_row():
    told = [
        article(
            "The Lantern",
            "Twelve people were injured when gas leaked at the fish plant, the fire service said.",
            title="Gas leak in Vesterholm",
        ),
        article(
            "North Post",
            "Doctors in Vesterholm have now treated nineteen injured people after the leak of gas at the fish plant, North Post learned.",
            hours=5,
            title="Leak at fish plant: more injured",
        ),
        article(
            "Harbour Echo",
            "The number of people injured by the gas that escaped from the fish plant on Tuesday has climbed to 23. The plant is shut.",
            hours=20,
            title="Fish plant shut after leak",
        ),
    ]
    found = ledger_of(*told)
    assert [(update.old, update.new) for update in found.updates] == [("Twelve", "nineteen"), ("nineteen", "23")]
    assert not found.conflicts


def test_a_correction_withdraws_the_value_that_it_names_as_wrong():
    corrected = article(
        "The Lantern",
        """
        Halden Optics is recalling 14,000 pairs of its glasses because a battery can overheat, the company said.
        Correction: an earlier version of this article said that 140,000 pairs are recalled. It is 14,000 pairs.
        """,
        title="Halden Optics recalls its glasses",
    )
    other = article("North Post", "Halden Optics recalls 140,000 pairs of its glasses, The Lantern reported.", hours=1)
    found = ledger_of(corrected, other)
    (update,) = found.updates
    assert (update.old, update.new) == ("140,000", "14,000")
    (wrong,) = [fact for fact in found.facts if fact.value == "140,000"]
    assert (wrong.state, wrong.superseded_by) == ("withdrawn", "14,000")


def test_a_part_and_its_whole_are_no_conflict():
    found = ledger_of(
        article("The Lantern", "Three of the seven directors of Orlo left the room before the vote, the minutes say."),
        article("North Post", "Three directors of Orlo left the room before the vote on Tuesday, its minutes show.", hours=1),
    )
    assert not found.conflicts


def test_a_round_figure_and_the_exact_one_are_no_conflict():
    found = ledger_of(
        article("The Lantern", "More than 3 million records of Orlo's passengers were copied, the company said on Tuesday."),
        article("North Post", "Intruders copied 3,100,000 records of passengers of Orlo, it told North Post.", hours=1),
    )
    assert not found.conflicts


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "Kettle Bank will buy Orlo for $1.2 billion in cash, people familiar with the matter said.",
            "Kettle Bank has agreed to acquire Orlo for $900 million, according to a person close to the talks.",
            {"$1.2 billion", "$900 million"},
        ),
        (
            "Orlo will lay off 10 percent of its staff, it said in a memo seen by The Lantern.",
            "Orlo is laying off 12 percent of its staff, two employees said.",
            {"10 percent", "12 percent"},
        ),
        (
            "Orlo will cut 1,400 jobs in Vesterholm, the company said.",
            "Orlo will cut 140 jobs in Vesterholm, not 1,400 as The Lantern reported, the company said.",
            {"1,400", "140"},
        ),
    ],
)
def test_two_values_of_one_thing_are_a_conflict_however_they_are_put(one, other, values):
    found = ledger_of(
        article("The Lantern", one, title="What Orlo does next"),
        article("North Post", other, hours=1, title="Vesterholm and Orlo"),
    )
    assert [{value.value for value in conflict.values} for conflict in found.conflicts] == [values]


def test_an_offer_that_is_raised_is_an_update():
    found = ledger_of(
        article("The Lantern", "Kettle Bank has offered $1.2 billion for Orlo, it said.", title="What Orlo does next"),
        article(
            "North Post",
            "Kettle Bank has raised its offer for Orlo to $1.4 billion, it said on Wednesday.",
            hours=20,
            title="Vesterholm and Orlo",
        ),
    )
    assert not found.conflicts
    assert fact_with(found, "$1.2 billion").superseded_by == "$1.4 billion"


def test_what_is_borrowed_for_a_price_is_not_the_price():
    found = ledger_of(
        article("The Lantern", "Kettle Bank will buy Orlo for $1.2 billion, it said.", title="What Orlo does next"),
        article("North Post", "Kettle Bank pays for Orlo with $800 million of new debt.", hours=1, title="Vesterholm and Orlo"),
    )
    assert not found.conflicts
