"""What of a story may be sent to a language model: by each outlet's rights, to the careful side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.values import NearCopy, Outlet, Relation, Rights, Use
from pipeline.write import writer
from pipeline.write.model.sending import allowed, numbered
from tests.write import planted_stories as planted

ROUND = (planted.ROUND_LANTERN, planted.ROUND_NORTH, planted.ROUND_LEDGERLINE, planted.ROUND_BLATT)


def sent(*articles, outlets=planted.OUTLETS, copies=(), room=20_000):
    sheet = replace(planted.sheet(*articles, copies=tuple(copies)), outlets=outlets)
    base = writer("extractive").write(sheet)
    return numbered(reports(sheet, ranking(sheet), "en"), outlets, base, room)


def with_outlet(name, **fields):
    return {**planted.OUTLETS, name: replace(planted.OUTLETS[name], **fields)}


def words(sources):
    return " ".join(text for source in sources for _, text in source.lines) + " ".join(source.heading for source in sources)


def test_each_sentence_is_sent_under_the_label_that_the_draft_shows():
    sources = sent(*ROUND)
    assert [source.lines[0][0] for source in sources] == ["1-1", "2-1", "3-1", "4-1"]
    assert dict(sources[1].lines)["2-3"] == "It was founded in 2019 by Lotte Verhaegen."
    assert (
        sources[0].heading == "The Lantern; Monday, March 2, 2026; title: Brenlow raises $40 million to put sensors in beehives"
    )
    assert "in another language" in sources[3].heading


@pytest.mark.parametrize("fields", [{"use": Use.LINK_ONLY}, {"model": "no"}, {"use": Use.LINK_ONLY, "model": "yes"}])
def test_nothing_of_an_outlet_that_may_not_be_sent_is_sent_not_even_its_title(fields):
    told = words(sent(*ROUND, outlets=with_outlet("lantern", **fields)))
    assert "Lantern" not in told
    assert "Series B" not in told
    assert "hive that goes quiet" not in told
    assert "310 beekeepers as customers" in told


@pytest.mark.parametrize("rights", [Rights(text_mining_reserved=True), Rights(refused_bots=("GPTBot",))])
def test_a_page_that_opts_out_is_not_sent_unless_its_outlets_file_says_yes(rights):
    reserved = (replace(planted.ROUND_LANTERN, rights=rights), *ROUND[1:])
    assert "Series B" not in words(sent(*reserved))
    assert "Series B" not in words(sent(*reserved, outlets={}))
    assert "Series B" in words(sent(*reserved, outlets=with_outlet("lantern", model="yes")))
    assert "Series B" not in words(sent(*reserved, outlets=with_outlet("lantern", model="no")))


def test_a_page_that_says_that_mining_is_free_is_sent():
    assert allowed(replace(planted.ROUND_LANTERN, rights=Rights(text_mining_reserved=False)), None) == "sentences"


def test_of_a_facts_outlet_values_are_sent_and_none_of_its_sentences():
    outlets = with_outlet("lantern", use=Use.FACTS)
    sources = sent(*ROUND, outlets=outlets)
    (facts,) = (source for source in sources if source.heading.startswith("The Lantern"))
    told = " ".join(text for _, text in facts.lines)
    assert "number of beekeepers: 310" in told
    assert "$40 million" in told
    assert "title" not in facts.heading
    for sentence in (planted.ROUND_LANTERN.sentence(index) for index in range(9)):
        assert sentence not in words(sources)
    assert "hive that goes quiet" not in words(sources)
    assert all(text.startswith("(facts, not its words) ") for _, text in facts.lines)


def test_a_sentence_that_may_not_be_sent_is_not_sent_from_another_page_either():
    shared = planted.ROUND_LANTERN.sentence(6)
    other = planted.article(
        "southpost/round",
        "southpost",
        "Brenlow",
        f"Brenlow makes sensors for beehives in Ghent.\n{shared}\nIts staff is small.",
    )
    told = words(sent(*ROUND, other, outlets=with_outlet("lantern", model="no")))
    assert "Its staff is small." in told
    assert "weigh the hive" not in told


def test_a_copy_is_not_sent_whether_its_original_is_or_not():
    sheet = (planted.WIRE, planted.WIRE_NORTH, planted.OWN)
    copies = [NearCopy("quay/ferry", "northpost/ferry", 0.97, 0.93, Relation.COPY)]
    told = words(sent(*sheet, copies=copies))
    assert told.count("six electric ships from the Halvard yard") == 1
    hidden = words(sent(*sheet, copies=copies, outlets=with_outlet("quay", use=Use.LINK_ONLY)))
    assert "six electric ships from the Halvard yard" not in hidden
    assert "Nordic Harbour Bank" in hidden


def test_an_outlet_that_nobody_knows_is_sent_if_its_page_says_nothing():
    assert allowed(planted.ROUND_LANTERN, None) == "sentences"
    assert allowed(planted.ROUND_LANTERN, Outlet("x", "X", ("x.example",))) == "sentences"


def test_what_is_sent_keeps_within_its_room_best_source_first():
    few = sent(*ROUND, room=150)
    assert sum(len(text) for source in few for _, text in source.lines) <= 450
    assert few[0].lines == sent(*ROUND)[0].lines[: len(few[0].lines)]


def test_a_number_in_brackets_in_somebodys_sentence_is_none_of_our_labels():
    text = planted.ROUND_LANTERN.text + "\nThe register [2-1] and [ 3 - 14, 2-2 ] say so, and so does [sic] the yard."
    told = words(sent(planted.article("lantern/round", "lantern", "Brenlow", text), *ROUND[1:]))
    assert "The register (2-1) and (3 - 14, 2-2 ) say so, and so does [sic] the yard." in told
