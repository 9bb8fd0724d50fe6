"""What stands under the headline, and who is named where sources disagree."""

from __future__ import annotations

from dataclasses import replace

import planted_stories as planted

from pipeline.write import disputes, headline, writer


def write(*articles):
    return writer("extractive").write(planted.sheet(*articles))


def test_the_dek_tells_neither_a_generality_nor_what_the_opening_tells():
    general = "A hive that is quiet is a warning, and Brenlow of Ghent counts 310 beekeepers and 46 people."
    north = planted.article("northpost/g", "northpost", planted.ROUND_NORTH.title, planted.ROUND_NORTH.text + "\n" + general, 4)
    draft = write(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, north)
    assert draft.dek.text
    assert not draft.dek.text.startswith("A hive")
    assert draft.dek.text not in {sentence.text for sentence in draft.sentences}


def test_a_dispute_names_every_outlet_that_its_list_names():
    draft = write(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH)
    named = {source.article: source.outlet for source in draft.sources}
    told = [sentence for sentence in draft.sentences if sentence.text.startswith("The sources differ")]
    assert len(told) == len(draft.conflicts) > 0
    for sentence, conflict in zip(told, draft.conflicts, strict=True):
        listed = {citation for value in conflict.values for citation in value.citations}
        assert set(sentence.citations) == listed
        assert all(named[citation.article] in sentence.text for citation in listed)


def test_of_very_many_outlets_the_sentence_gives_the_count():
    assert disputes._joined([*"ABCDEFGH"]) == "A, B, C, D, E and 3 others"


def test_a_witty_title_yields_to_one_in_everybodys_words():
    text = planted.ROUND_NORTH.text
    witty = planted.article("northpost/w", "northpost", "Brenlow hums all the way to a honeyed bank vault", text, 4)
    draft = write(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, witty)
    assert "honeyed" not in draft.headline.text
    assert headline._alone("Brenlow hums to a honeyed vault", frozenset({"brenlow"})) > 0.5


def test_a_category_that_no_term_speaks_for_is_pointed_out_and_stops_nothing():
    tram = planted.article(
        "lantern/t", "lantern", "Tilden tram gets new bell", "The Tilden tram got a new bell on Monday, its driver said."
    )
    (hint,) = [problem for problem in write(tram).problems if problem.kind == "category"]
    assert not hint.blocking
    told = [problem for problem in write(replace(planted.ROUND_LANTERN)).problems if problem.kind == "category"]
    assert told == []
