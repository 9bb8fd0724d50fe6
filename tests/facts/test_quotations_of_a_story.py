"""Quotations: where they begin and end, who speaks, whether they are whole; and who altered one."""

from __future__ import annotations

import pytest
from told import article, ledger_of

from pipeline.facts.quotes import quotes_of

POST = article(
    "The Lantern",
    """
    Orlo will close its yard in May, Odile Brun, chief executive of Orlo, told The Lantern.
    "We have built ferries here since my grandmother was the foreman. We will not build another," Brun said.
    "The town deserves to hear it from me," she added.
    """,
    title="Orlo to close its yard",
)


def test_a_quotation_knows_where_it_begins_and_ends_and_that_it_is_whole():
    first, second = quotes_of(POST)
    assert POST.text[first.start : first.end].startswith('"We have built')
    assert POST.text[first.start : first.end].endswith('another,"')
    assert (first.first, first.last, first.whole) == (1, 2, True)
    assert second.words == "The town deserves to hear it from me,"


def test_a_quotation_goes_on_over_paragraphs_until_it_is_closed():
    story = article("The Lantern", '"The yard is ours.\n"It was my grandmother\'s," said Brun.')
    (quote,) = quotes_of(story)
    assert (quote.first, quote.last) == (0, 1)


def test_a_quotation_that_nobody_closes_ends_with_its_paragraph_and_is_not_whole():
    story = article("The Lantern", '"The yard is ours and nobody else will have it.\nThe town said no word.')
    (quote,) = quotes_of(story)
    assert (quote.whole, story.text[quote.end - 3 : quote.end]) == (False, "it.")


def test_the_speaker_is_the_person_in_full_and_the_origin_her_house():
    found = ledger_of(POST)
    (quote,) = [fact for fact in found.facts if fact.kind == "quote" and fact.value.startswith("We have")]
    assert quote.about == "Odile Brun"
    assert quote.origins == ("statement: Orlo",)


def test_a_pronoun_means_the_person_named_before_it():
    found = ledger_of(POST)
    (quote,) = [fact for fact in found.facts if fact.kind == "quote" and fact.value.startswith("The town")]
    assert quote.about == "Odile Brun"


def test_what_goes_on_from_a_quotation_is_no_second_fact():
    found = ledger_of(
        article(
            "The Lantern", '"We are closing the yard in May," said Odile Brun of Orlo. "I told the foremen on Monday evening."'
        )
    )
    assert [fact.value for fact in found.facts if fact.kind == "quote"] == ["We are closing the yard in May,"]


TRUE = "We will not fund a second yard before this one has shipped a ferry"
ALTERED = "We will never fund a second yard before this one has shipped a ferry"


def test_the_outlet_that_altered_a_quotation_is_named_against_the_transcript():
    transcript = article(
        "Ferry Agency",
        f'"{TRUE}," Director Odile Brun told the forum. "That is no threat."',
        title="Remarks by Director Odile Brun at the forum (transcript)",
        host="ferryagency.example",
    )
    honest = article("The Lantern", f'"{TRUE}," said Odile Brun, director of the Ferry Agency.', hours=1)
    other = article("North Post", f'"{ALTERED}," said Odile Brun, director of the Ferry Agency.', hours=2)
    (wording,) = ledger_of(transcript, honest, other).wordings
    assert wording.checked
    assert wording.words.startswith("We will not fund")
    assert {one.article for one in wording.citations} == {transcript.id, honest.id}
    assert [({one.article for one in value.citations}, value.value) for value in wording.others] == [
        ({other.id}, f"{ALTERED},")
    ]


def test_a_transcript_without_quotation_marks_is_held_against_what_outlets_quote():
    transcript = article(
        "Ferry Agency",
        f"Good evening. {TRUE}. That is no threat. It is arithmetic.",
        title="Remarks by Director Odile Brun at the forum (transcript)",
        host="ferryagency.example",
    )
    other = article("North Post", f'"{ALTERED}," said Odile Brun, director of the Ferry Agency.', hours=2)
    (wording,) = ledger_of(transcript, other).wordings
    assert wording.checked
    assert wording.words == f"{TRUE}."
    assert [(one.article, one.sentence) for one in wording.citations] == [(transcript.id, 1)]
    assert [[one.article for one in value.citations] for value in wording.others] == [[other.id]]


def test_who_shortens_honestly_alters_nothing():
    honest = article("The Lantern", f'"{TRUE}," said Odile Brun, director of the Ferry Agency.')
    cut = article("North Post", '"We will not fund a second yard …" said Odile Brun, director of the Ferry Agency.', hours=1)
    assert ledger_of(honest, cut).wordings == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It's not enough to build one ferry a year in this town", "It is not enough to build one ferry a year in this town"),
        (
            "I am not going to pay for the bell of the harbour office",
            "Ferries are built here and I am the one who pays for all of it",
        ),
        ("We cannot wait for the spring tide to lift her off", "We can't wait for the spring tide to lift her off"),
    ],
)
def test_what_is_only_contracted_or_only_shares_small_words_is_not_altered(one, other):
    first = article("The Lantern", f'"{one}," said Odile Brun of Orlo.', title="One")
    second = article("North Post", f'"{other}," said Odile Brun of Orlo.', hours=1, title="Two")
    assert ledger_of(first, second).wordings == ()
