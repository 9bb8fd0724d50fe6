from __future__ import annotations

from quarry_story import SOURCES, sentence

from pipeline.values import Citation
from pipeline.verify.draft import verify_sentence
from pipeline.verify.repair import repaired


def test_a_figure_that_stands_in_another_sentence_gets_its_citation():
    before = sentence(
        "Tarn Robotics is buying Ostmark Optics, an optics maker, at a price of €64 million.", 0, article="lantern"
    )
    assert {one.kind for one in verify_sentence(before, SOURCES)} == {"number"}
    after = repaired(before, SOURCES)
    assert after.citations[0] == before.citations[0]
    assert len(after.citations) == 2
    assert not verify_sentence(after, SOURCES)


def test_what_no_source_says_stays_as_it_was():
    made_up = sentence(
        "Tarn Robotics is buying Ostmark Optics, an optics maker, at a price of €71 million.", 0, article="lantern"
    )
    assert repaired(made_up, SOURCES) == made_up


def test_a_sentence_that_says_something_else_is_not_cited_for_its_figure():
    # 12 stands in a sentence about orders, and the claim is about weeks
    claim = sentence("The German cartel office has 12 weeks to decide on the deal.", 1)
    assert repaired(claim, SOURCES) == claim


def test_what_is_proved_already_is_given_back_itself():
    proved = sentence("Jonas Brede did not answer questions.", 6)
    assert repaired(proved, SOURCES) is proved


def test_a_turned_sentence_is_left_to_a_person():
    turned = sentence("Orders fell by 12 percent before the strike, Falk said.", 4)
    assert repaired(turned, SOURCES) == turned


def test_a_citation_that_does_not_exist_is_not_mended():
    lost = sentence("Jonas Brede did not answer questions.")
    assert repaired(lost, SOURCES) == lost
    gone = sentence("Jonas Brede did not answer questions.", 70)
    assert repaired(gone, SOURCES).citations == (Citation("weir", 1, 70),)
