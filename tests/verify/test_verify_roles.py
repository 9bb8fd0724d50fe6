from __future__ import annotations

import pytest
from quarry_story import kinds


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ostmark Optics agreed on Tuesday to buy Tarn Robotics of Jena for €64 million in cash.", 0),
        ("Lindmoor Glass sued Ostmark in 2024 over a patent.", 5),
        ("Ostmark was sued by Lindmoor Glass in 2024 over a patent.", 5),
    ],
)
def test_who_did_it_and_to_whom_cannot_be_exchanged(text, place):
    assert "role" in kinds(text, place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lindmoor Glass was sued by Ostmark in 2024 over a patent.", 5),
        ("In 2024, Ostmark sued Lindmoor Glass over a patent.", 5),
        ("Jonas Brede did not answer questions.", 6),
    ],
)
def test_the_passive_and_what_is_left_out_change_no_role(text, place):
    assert kinds(text, place) == set()


def test_a_name_of_the_story_in_anothers_place_is_marked():
    assert kinds("Jonas Falk, who founded Ostmark, did not answer questions.", 6)
