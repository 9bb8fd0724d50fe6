"""What an editor would not print, planted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import planted_stories as planted
import pytest

from pipeline.facts import leaning
from pipeline.facts.people import Person
from pipeline.values import Style
from pipeline.write import clauses, rewrite, roles, told, writer
from pipeline.write.roles import Role


def write(*articles, **settings):
    return writer("extractive").write(planted.sheet(*articles, **settings))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The bridge closes on Monday 5 October for ten weeks.", "The bridge closes on October 5 for ten weeks."),
        ("The ferry was ordered on 3 May 2027 in Odense.", "The ferry was ordered on May 3, 2027 in Odense."),
        ("The copying took place from 2 to 9 September.", "The copying took place from September 2 to 9."),
    ],
)
def test_a_day_is_written_as_the_house_writes_it_and_never_twice(text, printed):
    assert rewrite.clean(text, date(2026, 9, 21), Style().date_format)[0] == printed


def test_an_aside_that_ends_with_a_state_is_cut_with_it():
    text = "Hollow Pine, a maker of kettles in Salem, Oregon, said it would close its plant."
    assert "Hollow Pine said it would close its plant." in set(clauses.shorter(text))


@pytest.mark.parametrize(
    "text",
    [
        "Fernside faces a fine after the agency accused it of keeping the diaries of 900 pupils long after they left.",
        "The agency alleges that Fernside kept reading the diaries after the pupils had left.",
        "Fernside went on selling the lamp long after it had been recalled.",
    ],
)
def test_the_time_that_makes_it_an_offence_is_never_cut(text):
    assert all(form.endswith(text[-12:]) or "900 pupils long" not in form for form in clauses.shorter(text))
    assert not any(form.rstrip(".").endswith(("pupils", "long", "diaries", "lamp")) for form in clauses.shorter(text))


def test_who_speaks_stays_set_off_when_a_clause_before_is_cut():
    text = "The loan goes to yards, which often want their own terms, Aagaard said."
    assert any(form.endswith("yards, Aagaard said.") for form in clauses.shorter(text))


def test_who_speaks_for_the_first_time_is_presented():
    agnes = Person("Agnes Tolver", "Tolver", she=True)
    assert roles.stranger("Agnes Tolver said the nets were torn.", [agnes], frozenset()) == agnes
    assert roles.stranger("Agnes Tolver, who mends nets, said they were torn.", [agnes], frozenset()) is None
    assert roles.stranger("Agnes Tolver said the nets were torn.", [agnes], frozenset({"Agnes Tolver"})) is None
    assert (
        roles.with_role("Agnes Tolver said the nets were torn.", agnes, Role("who mends nets", 0))
        == "Agnes Tolver, who mends nets, said the nets were torn."
    )


def test_a_person_is_presented_from_another_sentence_which_is_then_cited():
    nets = planted.article(
        "southpost/nets",
        "southpost",
        "Fishermen fear for their nets as Sundmark orders six electric ferries",
        """
        Sundmark has ordered six electric ships from the Halvard yard for 210 million euros, the ferry line said on Monday.
        The harbour of Vesterholm has 60 nets in the water, says Agnes Tolver, who runs the net store of Vesterholm.
        Tolver said the wash of 340 passengers and 90 cars would tear 12 nets a week in Vesterholm.
        """,
        5,
    )
    draft = write(planted.WIRE, planted.OWN, nets)
    first = next((s.text for s in draft.sentences if "Tolver" in s.text), None)
    assert first is None or "who runs the net store" in first


def test_one_outlet_is_named_at_most_once_a_section_for_what_it_alone_reports():
    draft = write(*(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH))
    for section in draft.sections:
        named = [
            s for s in section.sentences if re.search(r"(?:Lantern|Ledgerline|North Post) reported\.|^According to", s.text)
        ]
        assert len(named) <= 1


def test_a_quotation_is_backed_by_who_quotes_it_not_by_who_names_the_speaker():
    draft = write(planted.WIRE, planted.OWN, planted.RECALL_FIRST)
    (quote,) = [s for s in draft.sentences if "older than their captains" in s.text]
    assert {citation.article for citation in quote.citations} == {"quay/ferry"}


def test_the_dek_is_of_the_newest_state_and_not_of_the_past():
    history = planted.ROUND_NORTH.text + "\nVerhaegen began her career at a tractor maker in Lille and founded Brenlow in 2019."
    north = planted.article("northpost/round", "northpost", planted.ROUND_NORTH.title, history, 4)
    draft = write(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, north)
    assert len(draft.dek.text.split()) >= 10
    assert "tractor maker" not in draft.dek.text


def test_what_three_outlets_report_is_told():
    draft = write(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH)
    text = " ".join(sentence.text for sentence in (draft.dek, *draft.sentences))
    assert "Foxglove" in text
    assert re.search(r"\b46\b", text)


@pytest.mark.parametrize(
    ("canonical", "shown"),
    [
        ("https://lantern.example/2026/round", "https://lantern.example/2026/round"),
        ("https://www.lantern.example/2026/round", "https://www.lantern.example/2026/round"),
        ("https://quaywire.example/round", "https://lantern.example/s/1"),
    ],
)
def test_a_source_is_linked_at_its_own_canonical_address(canonical, shown):
    article = replace(planted.ROUND_LANTERN, url="https://lantern.example/s/1", canonical_url=canonical)
    assert write(article).sources[0].url == shown


def test_debris_of_a_conversion_is_not_printed():
    debris = replace(planted.ROUND_NORTH, text="")
    text = "LINE_BREAK LINE_BREAK " + planted.ROUND_NORTH.text.replace("\n", " LINE_BREAK LINE_BREAK ")
    draft = write(planted.ROUND_LANTERN, planted.article("northpost/b", "northpost", debris.title, text, 4))
    assert all("LINE_BREAK" not in sentence.text for sentence in draft.sentences)


def test_a_day_that_was_worked_out_is_said_once():
    days = frozenset({"March 2"})
    source = "Corvid said on Monday it had closed."
    assert told.once("Brenlow said on March 2 it had closed.", source, days) == "Brenlow said it had closed."
    assert told.once("Brenlow closed on March 3.", source, days) == "Brenlow closed on March 3."
    named = "Brenlow closed on March 2."
    assert told.once(named, named, days) == named


def test_a_definite_thing_that_nobody_brought_in_waits_for_its_sentence():
    assert leaning.bare_definite("The association will hold a meeting in May.", frozenset({"kettl"}))
    assert not leaning.bare_definite("The outage was the longest since May.", frozenset({"outag"}))
    assert not leaning.bare_definite("The ferry line Sundmark will pay.", frozenset())


def test_a_measure_of_time_is_not_cut_from_what_it_measures():
    text = "Harbour master Odile Brun had a call from the yard about an hour before the ferry was to leave."
    assert all(not form.endswith("an hour.") for form in clauses.shorter(text))
