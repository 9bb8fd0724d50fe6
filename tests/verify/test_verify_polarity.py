from __future__ import annotations

import pytest
from quarry_story import kinds


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("Jonas Brede, who founded Ostmark, answered questions.", 6, "negation"),
        ("Tarn Robotics did not agree on Tuesday to buy Ostmark Optics of Jena for €64 million.", 0, "negation"),
        ("Jonas Brede, who never founded Ostmark, did not answer questions.", 6, "negation"),
        ("Orders fell by 12 percent before the strike, Falk said.", 4, "direction"),
        ("Orders rose by 12 percent after the strike, Falk said.", 4, "direction"),
    ],
)
def test_what_is_turned_round_is_marked(text, place, kind):
    assert kind in kinds(text, place)


def test_what_may_be_is_not_what_will_be():
    assert "modality" in kinds("The price is €64 million, and the sale will close in June.", 1, article="lantern")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jonas Brede, the founder of Ostmark, gave no answer to questions.", 6),
        ("Jonas Brede, who founded Ostmark, declined to answer questions.", 6),
        ("Orders increased by 12 percent before the strike, Falk said.", 4),
    ],
)
def test_the_same_denied_in_other_words_is_the_same(text, place):
    assert kinds(text, place) == set()
