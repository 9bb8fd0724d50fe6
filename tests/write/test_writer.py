from __future__ import annotations

import re
from dataclasses import replace

import planted_stories as planted
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError
from pipeline.values import Draft, State, Style, Use
from pipeline.verify import tokens, verify_draft
from pipeline.write import writer

ROUND = (planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH, planted.ROUND_BLATT)
FERRY = (planted.WIRE, planted.WIRE_NORTH, planted.WIRE_SOUTH, planted.WIRE_LANTERN, planted.OWN)


def write(*articles, **settings) -> Draft:
    return writer("extractive").write(planted.sheet(*articles, **settings))


def printed(draft: Draft) -> str:
    return "\n".join(sentence.text for sentence in (draft.headline, draft.dek, *draft.sentences))


def outlets_of(draft: Draft, citations) -> set[str]:
    return {source.outlet for citation in citations for source in draft.sources if source.article == citation.article}


@pytest.mark.parametrize("story", [ROUND, (planted.RECALL_FIRST, planted.RECALL_NORTH, planted.RECALL_LATER), FERRY])
def test_every_sentence_headline_and_dek_is_cited_and_proved(story):
    draft = write(*story)
    assert draft.sentences
    assert all(sentence.citations for sentence in (draft.headline, draft.dek, *draft.sentences))
    assert verify_draft(draft) == ()


def test_the_same_sheet_gives_the_same_draft():
    assert write(*ROUND) == write(*ROUND)


def test_articles_in_another_order_give_the_same_text():
    assert printed(write(*ROUND)) == printed(write(*reversed(ROUND)))


def test_a_number_on_which_sources_disagree_is_a_conflict_and_is_said_in_the_text():
    draft = write(*ROUND)
    (conflict,) = draft.conflicts
    assert {value.value for value in conflict.values} == {"$40 million", "$34 million"}
    sides = {value.value: outlets_of(draft, value.citations) for value in conflict.values}
    assert sides["$34 million"] == {"Ledgerline"}
    assert {"The Lantern", "North Post"} <= sides["$40 million"]
    assert any("$40 million" in s.text and "$34 million" in s.text and len(s.citations) > 1 for s in draft.sentences)


def test_a_value_of_the_next_day_is_an_update_and_leads_the_article():
    draft = write(planted.RECALL_FIRST, planted.RECALL_NORTH, planted.RECALL_LATER)
    assert [(update.old, update.new) for update in draft.updates] == [("12,000", "19,000")]
    assert not draft.conflicts
    assert "19,000" in draft.headline.text + draft.dek.text + draft.sections[0].sentences[0].text
    assert "12,000" not in printed(draft)


def test_what_a_correction_withdraws_is_not_printed():
    draft = write(planted.PLANT_CORRECTED, planted.PLANT_NORTH)
    assert ("530", "350") in [(update.old, update.new) for update in draft.updates]
    assert "530" not in printed(draft)
    assert not draft.conflicts


def test_a_wire_story_in_three_outlets_is_one_origin():
    draft = write(*FERRY, copies=planted.FERRY_COPIES)
    assert draft.independent_sources == 2
    copies = {"northpost/ferry", "southpost/ferry", "lantern/ferry"}
    cited = {citation.article for sentence in draft.sentences for citation in sentence.citations}
    assert "quay/ferry" in cited
    assert not cited & copies
    assert max(sentence.origins for sentence in draft.sentences) <= 2


def test_relative_dates_are_resolved_against_their_own_day_and_marked_as_derived():
    draft = write(*ROUND)
    dated = [sentence for sentence in draft.sentences if "March 2" in sentence.text]
    assert dated
    assert all(sentence.how == "derived" for sentence in dated)
    assert not re.search(r"\b(?:Mon|Tues)day\b|\bthis week\b", tokens.unquoted(printed(draft)))


def test_without_a_date_nothing_relative_is_printed():
    draft = write(replace(planted.ROUND_LANTERN, published=None), replace(planted.ROUND_NORTH, published=None))
    assert draft.sentences
    assert "Monday" not in printed(draft)
    assert "2026" not in printed(draft)


def test_the_outlets_own_voice_is_gone():
    text = printed(write(*ROUND))
    assert not re.search(r"newsletter|small print|\bwe\b|However", text)


def test_quotations_are_whole_exact_and_spoken_by_somebody():
    draft = write(*FERRY, copies=planted.FERRY_COPIES)
    quoted = [sentence for sentence in draft.sentences if "“" in sentence.text]
    assert any(
        "“The old ships are older than their captains,”" in sentence.text and "Aagaard" in sentence.text for sentence in quoted
    )
    assert all(tokens.balanced(sentence.text) for sentence in draft.sentences)


def test_a_quotation_over_forty_words_is_not_printed():
    long = "word " * 45
    article = planted.article(
        "lantern/long", "lantern", "Sundmark speaks", f'{planted.WIRE.text}\n"A {long}ends," said Birthe Aagaard.'
    )
    assert "word word" not in printed(write(article, planted.OWN))


def test_a_story_of_one_report_says_so_and_waits():
    draft = write(planted.ROUND_LANTERN)
    assert draft.state is State.GATHERING
    (problem,) = [problem for problem in draft.problems if problem.kind == "single-source"]
    assert problem.detail == "only The Lantern reports this"
    assert not problem.blocking
    assert draft.sentences


def test_two_independent_reports_make_a_story_ready():
    assert write(planted.ROUND_LANTERN, planted.ROUND_NORTH).state is State.READY


def test_a_source_in_another_language_is_cited_and_not_printed():
    draft = write(*ROUND)
    assert any("blatt/round" in {c.article for c in sentence.citations} for sentence in draft.sentences)
    assert "Unternehmen" not in printed(draft)
    assert all(sentence.citations[0].article != "blatt/round" for sentence in draft.sentences)


@pytest.mark.parametrize(
    "articles", [(), (planted.ROUND_BLATT,), (planted.article("lantern/empty", "lantern", "Nothing", "Photo: nobody"),)]
)
def test_without_evidence_there_is_no_article(articles):
    draft = write(*articles)
    assert draft.sentences == ()
    assert [problem.kind for problem in draft.problems if problem.blocking] == ["no-evidence"]
    assert draft.state is State.GATHERING


def test_a_link_only_outlet_is_listed_and_never_cited():
    sheet = planted.sheet(*ROUND)
    outlets = {**sheet.outlets, "northpost": replace(sheet.outlets["northpost"], use=Use.LINK_ONLY)}
    draft = writer("extractive").write(replace(sheet, outlets=outlets))
    assert "northpost/round" in {source.article for source in draft.sources}
    cited = {c.article for s in (draft.headline, draft.dek, *draft.sentences) for c in s.citations}
    assert "northpost/round" not in cited


def test_headline_and_dek_keep_to_the_house_style():
    for story in (ROUND, FERRY):
        draft = write(*story)
        assert len(draft.headline.text.split()) <= Style().headline_words
        assert len(draft.headline.text) <= Style().headline_characters
        assert not re.search(r"[?!“”\"]", draft.headline.text)
        assert len(draft.dek.text.split()) <= Style().dek_words
        assert draft.dek.text.rstrip(".") != draft.headline.text


def test_the_list_of_sources_carries_the_whole_frozen_split():
    draft = write(*ROUND)
    by_id = {article.id: article for article in ROUND}
    for source in draft.sources:
        article = by_id[source.article]
        assert source.sentences == tuple(article.sentence(i) for i in range(len(article.sentences)))
        assert source.digest == article.digest
    assert [source.rank for source in draft.sources] == list(range(1, len(ROUND) + 1))


def test_each_fact_has_its_sentences_its_origins_and_the_count_of_outlets_that_print_it():
    draft = write(*ROUND)
    assert draft.facts
    assert all(fact.citations and fact.origins for fact in draft.facts)
    assert all(fact.outlets == len(outlets_of(draft, fact.citations)) for fact in draft.facts)
    assert any(fact.outlets > len(fact.origins) for fact in draft.facts)
    assert len({fact.id for fact in draft.facts}) == len(draft.facts)


def test_related_stories_become_cross_references():
    draft = write(*ROUND, related=[("story-9", "Beekeepers count their losses", None)])
    assert [(c.story, c.headline, c.url) for c in draft.cross_references] == [
        ("story-9", "Beekeepers count their losses", None)
    ]


def test_an_unknown_writer_is_a_configuration_error_that_names_the_known_ones():
    with pytest.raises(ConfigurationError, match="extractive"):
        writer("oracle")


POOL = (
    *ROUND,
    planted.RECALL_FIRST,
    planted.RECALL_LATER,
    planted.PLANT_CORRECTED,
    planted.PLANT_NORTH,
    planted.WIRE,
    planted.OWN,
)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(range(len(POOL))), min_size=1, max_size=6))
def test_whatever_is_put_together_every_citation_resolves_and_every_number_is_cited(chosen):
    draft = write(*(POOL[index] for index in sorted(chosen)))
    sources = {(source.article, source.version): source.sentences for source in draft.sources}
    for sentence in (draft.headline, draft.dek, *draft.sentences) if draft.sentences else ():
        cited = [sources[c.article, c.version][c.sentence] for c in sentence.citations]
        known = {round(number.value, 6) for text in cited for number in tokens.quantities(text)}
        if sentence.how != "derived":
            assert {round(number.value, 6) for number in tokens.quantities(sentence.text)} <= known
    assert [problem for problem in verify_draft(draft) if problem.kind != "empty"] == []
