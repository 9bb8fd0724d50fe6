"""Sentences that leave out what they are about, and the turns of an outlet's own voice, are not printed."""

from __future__ import annotations

import planted_stories as planted
import pytest

from pipeline.facts import voice
from pipeline.facts.ellipsis import elliptical
from pipeline.write import writer


@pytest.mark.parametrize(
    "text",
    [
        "Odile Brun, who kept the books, got hers in 2025.",
        "Asked what one is worth, a spokesman for the yard named no sum.",
        "The other was sold to a museum in Odense.",
        "Osmund already had one in the harbour of Vesterholm.",
        "The latter will pay for the new casting in May.",
        "Sundmark ordered new ferries in May, as did.",
        "The same goes for the ferries of Sundmark.",
        "Osmund said that it would, and it did so.",
        "The mayor of Vesterholm had not.",
    ],
)
def test_a_sentence_that_leaves_out_its_noun_or_verb_is_elliptical(text):
    assert elliptical(text)


@pytest.mark.parametrize(
    "text",
    [
        "Odile Brun got his in-house lawyer to sign.",
        "A friend of hers from Odense bought the kettle.",
        "Two ferries were sold: the first was scrapped, and the other was rebuilt in Odense.",
        "It was the first in the country to lend kettles.",
        "Sundmark pays for each one of the nets, but the yard does not.",
        "Brun sold one of the kettles in May.",
    ],
)
def test_what_is_whole_is_not_elliptical(text):
    assert not elliptical(text)


@pytest.mark.parametrize(
    "text",
    [
        "Petra Hallam, the chief engineer, was wished well in May.",
        "Paragraph 9 is likely to receive the most attention.",
        "Ferries do outlive the people who order them.",
        "The kettle makes a claim about where cooking is going.",
        "Odile Brun has conveniently left the yard.",
    ],
)
def test_a_turn_of_an_essay_is_a_mark_of_opinion(text):
    assert voice.opinion(text)


def test_what_somebody_is_said_to_expect_is_no_opinion_of_the_outlet():
    assert not voice.opinion("Osmund said the yard is likely to close in May.")


def test_a_riddle_of_one_source_is_not_printed():
    riddle = "Lotte Verhaegen of Brenlow and two of the 310 beekeepers got theirs in 2025."
    north = planted.article("northpost/r", "northpost", planted.ROUND_NORTH.title, planted.ROUND_NORTH.text + "\n" + riddle, 4)
    draft = writer("extractive").write(planted.sheet(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, north))
    assert draft.sentences
    assert all("theirs" not in sentence.text for sentence in (draft.dek, *draft.sentences))
