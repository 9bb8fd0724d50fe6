from __future__ import annotations

import pytest
from quarry_story import SOURCES, kinds, sentence

from pipeline.verify.draft import verify_sentence


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tarn Robotics agreed to buy Ostmark Optics of Jena for $64 million in cash.", 0),
        ("Tarn Robotics agreed to buy Ostmark Optics of Jena for €64 billion in cash.", 0),
        ("The German cartel office has four months to decide on the deal.", 1),
        ("Ostmark employs 310 windmills and lost 4% of its sales.", 3),
        ("Ostmark employs 310 people and lost 4 million of its sales.", 3),
        ("Orders rose by 12 percentage points before the strike, Falk said.", 4),
    ],
)
def test_a_figure_of_something_else_is_a_wrong_number(text, place):
    assert "number" in kinds(text, place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tarn Robotics will pay €64m in cash for Ostmark Optics of Jena.", 0),
        ("The German cartel office has 4 weeks to decide on the deal.", 1),
        ("Ostmark has 310 employees and lost 4 per cent of its sales last year.", 3),
        ("Orders rose 12% before the strike, Falk said.", 4),
    ],
)
def test_a_figure_in_another_form_is_the_same(text, place):
    assert kinds(text, place) == set()


def test_a_wrong_unit_is_marked_where_it_stands():
    said = sentence("The German cartel office has four months to decide on the deal.", 1)
    problem = next(one for one in verify_sentence(said, SOURCES) if one.kind == "number")
    assert said.text[problem.start : problem.end] == "four"
