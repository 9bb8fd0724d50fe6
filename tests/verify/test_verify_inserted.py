"""One or two words put into a true sentence, and a word of rank, share or amount exchanged for another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quarry_story import SOURCES, kinds, sentence

from pipeline.verify.draft import verify_sentence

DEAL = "Tarn Robotics agreed on Tuesday to buy Ostmark Optics of Jena for €64 million in cash"


@pytest.mark.parametrize(
    "text",
    [
        f"{DEAL}, after a bribe was paid.",
        f"{DEAL}, which is now insolvent.",
        f"{DEAL} amid sabotage.",
        "Tarn Robotics, a convicted forger, agreed on Tuesday to buy Ostmark Optics of Jena for €64 million in cash.",
        "Tarn Robotics fraudulently agreed on Tuesday to buy Ostmark Optics of Jena for €64 million in cash.",
    ],
)
def test_a_word_or_two_put_into_a_true_sentence_is_marked_where_it_stands(text):
    (problem,) = [one for one in verify_sentence(sentence(text, 0), SOURCES) if one.blocking]
    assert problem.kind == "cover"
    assert text[problem.start : problem.end].strip(" ,.") not in DEAL


def test_what_is_put_behind_a_quotation_is_marked():
    assert kinds("“We are not closing the Jena plant,” said Ines Falk, Tarn's chief executive.", 2) == set()
    assert "cover" in kinds("“We are not closing the Jena plant,” said Ines Falk, Tarn's chief executive, amid a mutiny.", 2)


@pytest.mark.parametrize(
    "text",
    [
        f"{DEAL}, the company said.",
        "On Tuesday, Tarn Robotics agreed to buy Ostmark Optics of Jena for €64 million in cash.",
        "Tarn Robotics agreed to buy Ostmark Optics of Jena, an optics maker, for €64 million in cash.",
    ],
)
def test_a_wording_that_adds_nothing_is_left_alone(text):
    assert not [one for one in verify_sentence(sentence(text, 0), SOURCES) if one.blocking and "put in" in one.detail]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("third breach", "tenth breach"),
        ("half of its boats", "a quarter of its boats"),
        ("doubled its staff", "halved its staff"),
        ("Some of the yards", "All of the yards"),
    ],
)
def test_one_rank_or_share_for_another_is_marked(true, false):
    said = (
        f"After its {true} Orlo of Vesterholm shut the gates."
        if "breach" in true
        else f"{true} in Vesterholm by May, Orlo said."
    )
    source = next(iter(SOURCES.values()))
    changed = {("weir", 1): _with(source, said)}
    assert not [one for one in verify_sentence(sentence(said, 0), changed) if one.blocking]
    lie = said.replace(true, false)
    assert [one.kind for one in verify_sentence(sentence(lie, 0), changed) if one.blocking]


def _with(source, text):
    return replace(source, sentences=(text, *source.sentences[1:]))
