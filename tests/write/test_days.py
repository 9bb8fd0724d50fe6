"""Days are written as the house writes them, and only where something is known of them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.values import Style
from pipeline.write import days, rewrite

FORM = Style().date_format
THURSDAY = date(2026, 9, 17)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Osmund told the register on Sept. 11, the maker said.", "Osmund told the register on September 11, the maker said."),
        ("It leaked between Sept. 2 and Sept. 9.", "It leaked between September 2 and September 9."),
        ("The yard shut from 2 to 9 September 2026.", "The yard shut from September 2 to 9, 2026."),
        ("The yard shuts on 18 September.", "The yard shuts on September 18."),
        ("The yard shuts on the 18th of September.", "The yard shuts on September 18."),
        ("The kettle went on sale on Dec. 27th.", "The kettle went on sale on December 27."),
        ("The kettle went on sale in Sept. 2025.", "The kettle went on sale in September 2025."),
        ("The register closed on 2026-09-11.", "The register closed on September 11, 2026."),
        ("The yard shuts Thursday, Sept. 17.", "The yard shuts September 17."),
    ],
)
def test_a_day_in_any_form_becomes_the_day_of_the_house(text, printed):
    assert days.house_form(text, FORM) == printed


@pytest.mark.parametrize(
    "text",
    [
        "The yard sold 9 Marches of Osmund.",
        "It may 3 times fail.",
        "Version 2.11 came.",
        "Osmund made Mar 30% dearer.",
        "It rose to 4.2 March ships.",
    ],
)
def test_what_is_no_day_stays(text):
    assert days.house_form(text, FORM) == text


def test_a_house_that_puts_the_day_first_gets_it_first():
    assert (
        days.house_form("It shut on Sept. 11, 2026, in Odense.", "{day} {month} {year}")
        == "It shut on 11 September 2026, in Odense."
    )


def test_a_quotation_keeps_its_days_as_they_were_spoken():
    text = "Odile Brun said on Sept. 11: “We saw it on Sept. 2 and on 9 September.”"
    cleaned, changed, _ = rewrite.clean(text, THURSDAY, FORM)
    assert cleaned == "Odile Brun said on September 11: “We saw it on Sept. 2 and on 9 September.”"
    assert changed


def test_a_perfect_takes_no_day_and_a_possessive_week_none():
    assert (
        rewrite.clean("Osmund has announced on Tuesday that it closes.", THURSDAY, FORM)[0]
        == "Osmund has announced that it closes."
    )
    cleaned = rewrite.clean("Osmund lost two cases, prompting last week's recall of kettles.", THURSDAY, FORM)[0]
    assert cleaned == "Osmund lost two cases, prompting the recall of kettles."


def test_a_day_after_a_statement_is_a_day():
    cleaned, _, left = rewrite.clean("Osmund said in a statement Tuesday that it closes.", THURSDAY, FORM)
    assert cleaned == "Osmund said in a statement on September 15, 2026 that it closes."
    assert not left


def test_no_statement_is_spoken_of_as_known():
    assert (
        rewrite.clean("Osmund is sorry, Brun said in the statement.", THURSDAY, FORM)[0]
        == "Osmund is sorry, Brun said in a statement."
    )


def test_a_week_that_was_worked_out_is_left_out_where_it_is_an_addition():
    assert rewrite.clean("Last week it also hired a red team.", THURSDAY, FORM)[0] == "It also hired a red team."
    assert rewrite.clean("Osmund lost a case last week, Brun said.", THURSDAY, FORM)[0] == "Osmund lost a case, Brun said."
    kept = rewrite.clean("Osmund will recall kettles next week, Brun said.", THURSDAY, FORM)[0]
    assert kept == "Osmund will recall kettles in the week of September 21, 2026, Brun said."


def test_a_count_before_a_month_first_day_is_no_day():
    assert (
        days.house_form("Fifteen of the 19 Sept. 11 cases were shut.", FORM)
        == "Fifteen of the 19 September 11 cases were shut."
    )


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (
            "The Authority has today, 12 March 2026, opened an inquiry into Orlo.",
            "The Authority has on March 12, 2026, opened an inquiry into Orlo.",
        ),
        (
            "Norrin, which buys its chips from Ferro today, is talking to Sable.",
            "Norrin, which buys its chips from Ferro, is talking to Sable.",
        ),
        ("The yard employs 240 people today.", "The yard employs 240 people."),
        ("Orlo opened the yard today.", "Orlo opened the yard on March 12, 2026."),
        ("Orlo has launched a ferry today, it said.", "Orlo has launched a ferry on March 12, 2026, it said."),
    ],
)
def test_today_is_a_day_only_where_something_happened_on_it_and_is_not_told_beside_its_date(source, printed):
    assert rewrite.clean(source, date(2026, 3, 12), FORM)[0] == printed
