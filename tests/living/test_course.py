"""Whether new coverage of what is out is an update, a follow-up or a correction, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from by_hand import FIRST, MONDAY, SECOND, THIRD, cite, draft, fact, says

from pipeline.living import course
from pipeline.values import DraftSentence, Moment, Update

PEOPLE = fact("f1", "Twelve", FIRST, 1, about="number of people")
OUT = draft(
    [FIRST],
    [says(FIRST, 1), says(FIRST, 2)],
    ("Details", [says(FIRST, 11), DraftSentence("Garnet leak: twelve people hurt.", (cite(FIRST, 1),), "derived")]),
    headline=DraftSentence("Twelve in hospital after gas leak at Garnet", (cite(FIRST, 1),), "derived"),
    facts=[PEOPLE],
)
SUPERSEDED = replace(PEOPLE, state="superseded", superseded_by="Nineteen")
NEW_FACTS = (fact("f7", None, THIRD, 3), fact("f8", None, THIRD, 6))


def came(hours, *facts, **more):
    """The story once THIRD has come so many hours after FIRST."""
    late = replace(THIRD, published=Moment(MONDAY + timedelta(hours=hours)))
    return draft([FIRST, late], [says(FIRST, 1), says(FIRST, 2)], facts=facts, **more)


def test_where_nothing_is_new_there_is_nothing_to_do():
    assert course(OUT, OUT).kind == "nothing"
    assert course(OUT, OUT).reasons == ("no report has come since",)
    assert course(OUT, came(3, PEOPLE)).reasons == ("1 more report tell nothing that is new",)


def test_new_facts_on_the_same_day_are_an_update_in_place():
    found = course(OUT, came(9, PEOPLE, *NEW_FACTS))
    assert (found.kind, found.reasons) == ("update", ("2 new facts",))


def test_a_value_that_was_overtaken_is_an_update_and_every_place_of_it_is_named():
    update = Update("number of people", "Twelve", "Nineteen", (cite(THIRD, 1),))
    found = course(OUT, came(60, SUPERSEDED, *NEW_FACTS, updates=[update]))
    assert found.kind == "update"
    assert found.reasons[0] == "Twelve is superseded, now Nineteen; it stands in the headline, sentence 1 and sentence 4"


def test_mostly_new_facts_days_later_are_a_follow_up():
    found = course(OUT, came(60, PEOPLE, *NEW_FACTS))
    assert (found.kind, found.reasons) == (
        "follow-up",
        (
            "the new reports came 2 days after the last that is published",
            "2 of the 2 facts that they give are new",
            "nothing that is published was overtaken",
        ),
    )


def test_a_report_days_later_that_mostly_repeats_is_an_update():
    repeated = [fact(f"r{number}", None, THIRD, number) for number in (1, 2, 4)]
    known = [replace(one, citations=(cite(FIRST, 1 + place),)) for place, one in enumerate(repeated)]
    both = [replace(one, citations=(*old.citations, *one.citations)) for one, old in zip(repeated, known, strict=True)]
    found = course(replace(OUT, facts=(PEOPLE, *known)), came(60, PEOPLE, *both, NEW_FACTS[0]))
    assert (found.kind, found.reasons) == ("update", ("1 new fact",))


def test_a_week_later_what_was_overtaken_was_right_on_its_day():
    found = course(OUT, came(24 * 8, SUPERSEDED, *NEW_FACTS))
    assert found.kind == "follow-up"
    assert found.reasons[-1] == "what is published was right on its day"


@pytest.mark.parametrize("hours", [1, 60, 24 * 30])
def test_a_value_that_was_never_right_is_a_correction_however_late(hours):
    wrong = replace(PEOPLE, state="withdrawn", superseded_by="Two")
    found = course(OUT, came(hours, wrong, *NEW_FACTS))
    assert found.kind == "correction"
    assert found.reasons == ("Twelve is withdrawn, rightly Two; it stands in the headline, sentence 1 and sentence 4",)


def test_a_withdrawn_value_that_was_never_printed_corrects_nothing():
    wrong = fact("f5", "6 percent", SECOND, 5, state="withdrawn", superseded_by="16 percent", about="share of fell")
    assert course(OUT, came(9, PEOPLE, wrong)).kind == "nothing"
