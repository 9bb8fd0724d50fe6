"""What the reader has been told is not told again."""

from __future__ import annotations

import planted_stories as planted
import pytest

from pipeline.facts import ranking
from pipeline.facts import reports as sources
from pipeline.facts.people import Person
from pipeline.write import introductions, told

BRUN = Person("Odile Brun", "Brun", she=True)
FULL = "Osmund shut on March 2, 2026 after a fire."


def test_the_current_year_stands_with_its_first_full_date_only():
    years: set[str] = set()
    assert told.one_year(FULL, FULL, years, "2026") == "Osmund shut on March 2, 2026, after a fire."
    assert told.one_year("Osmund opens on May 4, 2026.", "", years, "2026") == "Osmund opens on May 4."


def test_another_year_is_never_left_out():
    text = "Osmund opened on May 4, 2021."
    assert told.one_year(text, text, {"2021", "2026"}, "2026") == text


@pytest.mark.parametrize(
    ("text", "source", "printed"),
    [
        ("On March 2, 2026, Osmund shut.", "On Monday, Osmund shut.", "On March 2, Osmund shut."),
        ("It shut on March 2, 2026, in protest.", "It shut on March 2, 2026, in protest.", "It shut on March 2 in protest."),
        ("It shut on March 2, 2026, Brun said.", "It shut on Monday, Brun said.", "It shut on March 2, Brun said."),
    ],
)
def test_a_comma_goes_with_the_year_only_where_it_closed_the_date(text, source, printed):
    assert told.one_year(text, source, {"2026"}, "2026") == printed


def test_on_which_day_somebody_said_a_thing_is_told_in_the_opening_only():
    source = "Brun told The Lantern on Monday that the kettle is safe."
    text = "Brun told The Lantern on March 2, 2026 that the kettle is safe."
    assert told.once(text, source, frozenset()) == "Brun told The Lantern that the kettle is safe."
    assert told.once(text, source, frozenset(), opening=True) == text


def test_a_day_that_the_source_dates_itself_stays():
    text = "Brun said on March 2 that the kettle is safe."
    assert told.once(text, text, frozenset({"March 2"})) == text


def test_the_day_of_an_event_is_no_day_of_a_statement():
    text = "Brun said the yard burned on March 2."
    assert told.once(text, "Brun said the yard burned on Monday.", frozenset()) == text


def test_a_known_day_that_opens_a_sentence_goes():
    assert (
        told.once("On March 2, the yard burned.", "On Monday, the yard burned.", frozenset({"March 2"})) == "The yard burned."
    )


def test_nothing_inside_a_quotation_changes():
    text = "“We shut on March 2, 2026,” Brun said."
    assert told.one_year(told.once(text, "", frozenset({"March 2"})), text, {"2026"}, "2026") == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("“It is safe,” Brun, Osmund's chief executive, told The Lantern.", "“It is safe,” Brun told The Lantern."),
        ("“It is safe,” founder and chief executive Odile Brun said.", "“It is safe,” Brun said."),
        ("“It is safe,” said Odile Brun, the company's co-founder and chief executive.", "“It is safe,” said Brun."),
        ("Odile K. Brun, the chief engineer, said the kettle is safe.", "Brun said the kettle is safe."),
        ("Odile Brun, who left in May, said the kettle is safe.", "Brun, who left in May, said the kettle is safe."),
    ],
)
def test_a_role_is_told_once(text, printed):
    met = {"Odile Brun"} | introductions.presented("Odile Brun, Osmund's chief executive, came.", [BRUN])
    assert introductions.introduce(text, [BRUN], met) == printed


def test_a_role_that_the_reader_has_not_heard_stays():
    text = "Brun, Osmund's chief executive, told The Lantern that it is safe."
    assert introductions.introduce(text, [BRUN], {"Odile Brun"}) == text


def test_a_middle_initial_is_part_of_the_name():
    assert introductions.introduce("Speaker Odile K. Brun came.", [BRUN], set()) == "Speaker Odile Brun came."


def test_the_day_of_what_was_announced_stays():
    text = "Plans announced on March 2, 2026 stand."
    assert told.once(text, "Plans announced on Monday stand.", frozenset()) == text


def test_a_sum_in_two_currencies_leads_with_the_one_most_sources_use_and_gives_the_other_once():
    reports = tuple(_report(text) for text in ("It raised $18 million.", "It got $18 million.", "Rs 151 crore ($18 million)"))
    given: set[str] = set()
    first = told.one_currency("It raised Rs 151 crore ($18 million) in May.", reports, given)
    assert first == "It raised $18 million (Rs 151 crore) in May."
    assert told.one_currency("A kit costs Rs 840 ($10).", reports, given) == "A kit costs $10."


def _report(text):
    article = planted.article("lantern/" + text[:6], "lantern", "Brenlow raises money", text)
    (report,) = sources.reports(planted.sheet(article), ranking.ranking(planted.sheet(article)), "en")
    return report
