from __future__ import annotations

from quarry_story import kinds


def test_a_quotation_stays_with_who_said_it():
    assert kinds("“We are not closing the Jena plant,” said Ines Falk.", 2) == set()
    assert "speaker" in kinds("“We are not closing the Jena plant,” said Jonas Brede.", 2) | kinds(
        "“We are not closing the Jena plant,” Jonas Brede said.", 2, 6
    )


def test_what_is_reported_stays_with_who_said_it():
    assert kinds("Orders rose by 12 percent before the strike, Brede said.", 4)
    assert kinds("Falk said that orders rose by 12 percent before the strike.", 4) == set()


def test_a_quotation_may_begin_small_within_a_sentence():
    assert kinds("Ines Falk said that “we are not closing the Jena plant”.", 2) == set()


def test_a_changed_word_in_a_quotation_is_marked():
    assert "quote" in kinds("“We are now closing the Jena plant,” said Ines Falk.", 2)
    assert "quote" in kinds("“We are closing the Jena plant,” said Ines Falk.", 2)
