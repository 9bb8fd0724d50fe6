from __future__ import annotations

import pytest
from quarry_story import LANTERN, WEIR

from pipeline.verify import verify_claim

PAGE = " ".join((*WEIR, *LANTERN, "The town has lived from glass and lenses for longer than anybody can remember. " * 8))


@pytest.mark.parametrize("evidence", [WEIR[4], [WEIR[4], WEIR[5]], PAGE])
def test_a_turned_claim_is_caught_whether_its_evidence_is_a_sentence_or_a_page(evidence):
    assert verify_claim("Orders rose by 12 percent before the strike, Falk said.", evidence).supported
    assert not verify_claim("Orders fell by 12 percent before the strike, Falk said.", evidence).supported


def test_in_a_text_in_small_letters_a_claim_must_nearly_stand():
    page = PAGE.lower()
    assert verify_claim("ostmark sued lindmoor glass in 2024 over a patent.", page).supported
    assert not verify_claim("ostmark bought lindmoor glass in 2024 for a patent on lenses.", page).supported


def test_a_claim_against_nothing_is_not_supported():
    assert not verify_claim("Orders rose by 12 percent.", "  ").supported
    assert not verify_claim("Orders rose by 12 percent.", []).supported
