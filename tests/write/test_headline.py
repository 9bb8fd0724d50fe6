from __future__ import annotations

import re

import planted_stories as planted
import pytest

from pipeline.values import Style
from pipeline.verify import verify_draft
from pipeline.write import tense, titles, writer


def write(*articles, **settings):
    return writer("extractive").write(planted.sheet(*articles, **settings))


def test_a_story_of_one_report_takes_its_own_headline_and_not_its_clipped_first_sentence():
    kiosk = planted.article(
        "lantern/kiosk",
        "lantern",
        "Tilden library lends out its last typewriter",
        """
        A retired tram driver, who asked not to be named, was switched to the evening shift of the Tilden library's reading room.
        The Tilden library lent out its last typewriter on Monday, librarian Orla Fennick said. Two more stand in the cellar.
        """,
    )
    draft = write(kiosk)
    assert draft.headline.text == "Tilden library lends out its last typewriter"
    assert draft.headline.citations
    assert not verify_draft(draft)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Why we love the new kettle", "We love it! You will too, we think. Our desk has three of them?"),
        ("Kessel in Zahlen: 19.000 zurückgerufen", "Der Hersteller ruft 19.000 Kessel zurück. Niemand wurde verletzt."),
        ("Gulls", "Photo: nobody."),
    ],
)
def test_a_story_that_cannot_be_written_still_has_a_name(title, text):
    draft = write(planted.article("lantern/odd", "lantern", title, text, code="de" if "Kessel" in title else "en"))
    assert draft.headline.text.lower() == title.lower()


def test_a_related_story_without_a_headline_is_no_cross_reference():
    draft = write(planted.ROUND_LANTERN, planted.ROUND_NORTH, related=[("story-9", "", None), ("story-8", " ", None)])
    assert draft.cross_references == ()


def test_the_headline_is_of_the_newest_state():
    draft = write(planted.RECALL_FIRST, planted.RECALL_NORTH, planted.RECALL_LATER)
    assert "19,000" in draft.headline.text
    assert {citation.article for citation in draft.headline.citations} == {"southpost/recall"}


@pytest.mark.parametrize(
    ("past", "now"),
    [
        ("Osmund recalled 12,000 kettles", "Osmund recalls 12,000 kettles"),
        ("Osmund has launched a second kettle", "Osmund launches a second kettle"),
        ("Osmund said it had secured a loan", "Osmund says it has secured a loan"),
        ("The service, which had three owners, was closed", "The service, which had three owners, was closed"),
        ("Hearth, a reader for old feeds, was switched off", "Hearth, a reader for old feeds, was switched off"),
        ("The kettles left in shops are safe", "The kettles left in shops are safe"),
        ("A company named Osmund grew", "A company named Osmund grew"),
    ],
)
def test_a_verb_goes_into_the_present_only_where_it_is_surely_the_main_verb(past, now):
    assert tense.present(past) == now


@pytest.mark.parametrize(
    "text",
    [
        "Is the kettle safe to use again",
        "Somebody paid $40 million for a hive that hums",
        "Brenlow reopens the round it announced",
        "Thirty walkers are signed up, and a team is bringing",
        "Brenlow raises $40 million for sensors in",
        "Beehive sensors in the north",
    ],
)
def test_questions_jokes_and_what_is_broken_off_are_no_headlines(text):
    assert not titles.is_headline(text, Style())


def test_a_title_is_put_into_house_form():
    (headline_text,) = {
        write(
            planted.article("lantern/a", "lantern", "Brief: Brenlow raises $40M for beehive sensors | The Lantern", text),
        ).headline.text
        for text in [planted.ROUND_LANTERN.text]
    }
    assert headline_text == "Brenlow raises $40 million for beehive sensors"


def test_what_two_outlets_lead_with_wins_over_a_joke_of_a_third():
    joke = planted.article("southpost/hive", "southpost", "Brenlow lets the bees do the talking", planted.ROUND_NORTH.text, 6)
    text = write(planted.ROUND_LANTERN, planted.ROUND_NORTH, joke).headline.text
    assert re.search(r"\$40 million", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fourteen authors and the guild Cantora sued Tessaro", "Fourteen authors and the guild Cantora sue Tessaro"),
        ("Three rivals launched a Ferrowick fund", "Three rivals launch a Ferrowick fund"),
        ("Two Ferrowick managers launched a fund", "Two Ferrowick managers launch a fund"),
        ("The Corrow councillors have approved the pier", "The Corrow councillors approve the pier"),
        ("Ferrowick has approved the pier", "Ferrowick approves the pier"),
        ("Harrow Systems bought the pier", "Harrow Systems buys the pier"),
        # one or several: nothing tells
        ("Regulators fined Ferrowick", "Regulators fined Ferrowick"),
        ("Holm and Ferrant bought the pier", "Holm and Ferrant bought the pier"),
    ],
)
def test_the_headlines_verb_agrees_with_who_does_it(text, shown):
    assert tense.present(text) == shown
