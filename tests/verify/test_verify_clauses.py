from __future__ import annotations

import pytest
from quarry_story import SOURCES, kinds, sentence

from pipeline.verify.clauses import clauses
from pipeline.verify.draft import verify_sentence


@pytest.mark.parametrize(
    "end",
    [
        ", after months of secret talks with bankers abroad",
        " because rivals were preparing hostile counteroffers",
        ", ending a long search for fresh investors",
    ],
)
def test_a_made_up_end_of_a_true_sentence_is_marked_by_itself(end):
    said = sentence(f"Tarn Robotics agreed to buy Ostmark Optics of Jena for €64 million in cash{end}.", 0)
    (problem,) = [one for one in verify_sentence(said, SOURCES) if one.blocking]
    assert problem.kind == "cover"
    assert said.text[problem.start : problem.end].strip(" .") in end


def test_a_clause_from_the_sentence_beside_is_no_invention():
    text = "Tarn Robotics agreed to buy Ostmark Optics for €64 million, but the German cartel office has to approve the deal."
    assert kinds(text, 0, 1) == set()


def test_another_sentence_of_the_story_is_not_what_is_cited():
    assert kinds("Jonas Brede founded the company in a former dairy.", 1)


def test_a_text_is_cut_at_commas_and_conjunctions():
    text = "It fell, because nobody came; they left"
    assert [text[one.start : one.end].strip() for one in clauses(text)] == ["It fell", "because nobody came", "they left"]
