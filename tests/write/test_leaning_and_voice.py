"""Which source sentences may stand in a text that a stranger reads."""

from __future__ import annotations

import planted_stories as planted
import pytest

from pipeline.facts import voice
from pipeline.facts.leaning import leans
from pipeline.write import writer


@pytest.mark.parametrize(
    "text",
    [
        "The walker with the dog was Hedda Moen, who counts seals for the parish.",
        "Each one was still tied to a name and an address.",
        "Reading through both ledgers took four hours.",
        "Halvard said those customers would notice nothing.",
        "Osmund sends the parts to all of them in May.",
    ],
)
def test_a_sentence_that_points_back_leans(text):
    assert leans(text, "A walker with a dog had found the ledgers of the customers.")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry line Sundmark serves eleven islands.",
        "Customers told Halvard that those customers who paid in May had been served first.",
        "Both the yard and the bank signed on Monday.",
        "Sundmark and Halvard, both yards of the north, signed.",
    ],
)
def test_a_sentence_that_names_what_it_speaks_of_does_not_lean(text):
    assert not leans(text, None)


@pytest.mark.parametrize(
    "text", ["That is 40 hives an hour.", "Which means a second winter in the dark.", "This was a tenth of the fare."]
)
def test_an_outlets_own_sum_is_a_gloss(text):
    assert voice.gloss(text)


def test_commentary_is_marked():
    assert voice.opinion("Brenlow has an unusual grasp of the seasons, if the register is right.") >= 2
    assert not voice.opinion("Brenlow has sold shares for $34 million, according to a register entry.")


def test_a_remark_without_a_fact_that_one_outlet_alone_makes_is_not_printed():
    remark = "The hive has spent its savings on honey and on the road to it."
    told = planted.ROUND_NORTH.text + "\n" + remark

    draft = writer("extractive").write(
        planted.sheet(planted.ROUND_LANTERN, planted.article("northpost/r", "northpost", planted.ROUND_NORTH.title, told, 4))
    )
    assert all("road to it" not in sentence.text for sentence in draft.sentences)
