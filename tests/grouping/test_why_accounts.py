"""Why: the account of a score, the phrases two texts share, any two articles, and an article beside any story."""

import math

import numpy as np
import pytest
from grouping_samples import BRIGHT, BRIGHT_OTHER, FERRY, FERRY_REWRITE, GERMAN_BRIGHT, QUILL, RECIPE, report
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cluster import Fixed, cluster, group
from pipeline.cluster.effects import effects_of, odds_of, said
from pipeline.cluster.evidence import gather
from pipeline.cluster.pairwise import compare_two, fit_in, fits, known_now
from pipeline.cluster.phrases import quoted, shared_phrases
from pipeline.cluster.score import scaled
from pipeline.errors import NewsloomError
from pipeline.near import dedupe
from pipeline.protocols import Grouped

DESK = [
    report("ferry", FERRY, "Ferry aground off Cape Tarn"),
    report("ferry-2", FERRY_REWRITE, "Albatross to be towed from Cape Tarn", 3),
    report("bright", BRIGHT, "Brindlework raises $180 million", 4),
    report("quill", QUILL, "Saltmarket raises $95 million", 6),
    report("bright-de", GERMAN_BRIGHT, "Brindlework sammelt 180 Millionen Dollar ein", 7, language="de"),
    report("copy", FERRY, "In brief", 8),
]
TEXTS = {article.id: article for article in DESK}


def grouped():
    found = group([], DESK)
    homes = {one.article: one.story for one in found.assignments}
    return [Grouped(one, homes[one.article]) for one in found.fingerprints]


@pytest.fixture(scope="module")
def state():
    return known_now(grouped())


def two(state, one, other):
    return compare_two(state, one, other, dedupe(DESK), TEXTS.get)


# --------------------------------------------------------------------------- the account


@pytest.mark.parametrize("other", ["ferry-2", "bright", "copy", "quill"])
@pytest.mark.parametrize("one", ["ferry", "bright-de"])
def test_the_effects_of_any_two_articles_add_up_to_the_log_odds_of_their_score(state, one, other):
    pair = two(state, one, other)
    whole = math.fsum(effect.log_odds for effect in pair.effects)
    assert float(scaled(np.array([whole]))[0]) == pytest.approx(pair.score, abs=1e-6)


@given(st.floats(-30, 12))
def test_log_odds_of_a_score_turn_it_round(odds):
    score = float(scaled(np.array([odds]))[0])
    assert odds_of(score) == pytest.approx(odds, abs=1e-4)


def test_days_apart_and_other_company_speak_against_and_words_for(state):
    sum_of = {effect.name: effect.log_odds for effect in two(state, "quill", "bright").effects}
    assert sum_of["words"] > 0 > sum_of["other company"]
    assert sum_of["no number in common"] < 0
    assert {effect.name: effect.log_odds for effect in two(state, "ferry", "copy").effects}["shared text"] > 0


def test_words_of_two_languages_are_no_evidence_and_names_speak_from_nothing(state):
    effects = {effect.name: effect.log_odds for effect in two(state, "bright-de", "bright").effects}
    assert effects["words"] == 0.0
    assert effects["names"] + effects["numbers"] > 0


def test_an_account_without_articles_is_empty(state):
    assert effects_of(gather(state.postings, state.known["ferry"], []), []) == []


def test_an_account_is_said_strongest_first_and_without_what_weighs_nothing(state):
    pair = two(state, "quill", "bright")
    words = said(pair.effects)
    assert words.startswith("log-odds -")
    named = [float(part.rsplit(" ", 1)[1]) for part in words.partition(": ")[2].split(", ")]
    assert named == sorted(named, key=abs, reverse=True)
    assert "one site" not in words


def test_the_story_that_was_not_joined_says_what_each_kind_of_evidence_did():
    found = {one.article: one for one in cluster(DESK)}["quill"]
    assert found.rejected.reasons[0].startswith("score 0.")
    assert found.rejected.nearest == "bright"
    assert found.rejected.reasons[1].startswith("log-odds -")
    assert "no number in common -" in found.rejected.reasons[1]


# --------------------------------------------------------------------------- phrases


def test_shared_phrases_are_the_longest_runs_as_the_first_text_writes_them():
    found = shared_phrases(QUILL, BRIGHT)
    assert found[0].text == "Castor Peak partner Lena Voss joins the board"
    assert found[0].words == 8
    assert QUILL[found[0].start :].startswith(found[0].text)
    assert [phrase.words for phrase in found] == sorted((phrase.words for phrase in found), reverse=True)


def test_no_phrase_stands_inside_another_and_none_twice():
    twice = f"{FERRY} {FERRY}"
    found = shared_phrases(twice, f"{FERRY_REWRITE} {FERRY[:200]}")
    texts = [phrase.text.lower() for phrase in found]
    assert len(set(texts)) == len(texts)
    assert not any(one in other for one in texts for other in texts if one != other)


def test_three_words_of_grammar_are_no_phrase_and_a_name_is():
    assert shared_phrases("at the end of day", "not the end of it") == ()
    assert [phrase.text for phrase in shared_phrases("by Ola Prenn Mast today", "to Ola Prenn Mast now")] == ["Ola Prenn Mast"]


def test_texts_without_a_common_run_share_no_phrase():
    assert shared_phrases(FERRY, RECIPE) == shared_phrases("", FERRY) == shared_phrases("Word", "Word") == ()


def test_a_long_phrase_is_quoted_in_part_with_its_length():
    (phrase,) = shared_phrases(FERRY, FERRY)
    assert quoted(phrase).endswith(f" …” ({phrase.words} words)")
    assert len(quoted(phrase)) < 250


def test_a_page_of_one_line_repeated_is_compared_in_bounded_work():
    (phrase,) = shared_phrases("mole quay " * 100_000, "mole quay " * 100_000)
    assert phrase.words > 1000


def test_the_batch_answer_quotes_what_both_print():
    found = {one.article: one for one in cluster([report("a", BRIGHT), report("b", BRIGHT_OTHER, hours=1)])}
    assert any(reason.startswith("shared phrases: “") for reason in found["b"].nearest[0].reasons)


# --------------------------------------------------------------------------- any two, any story


def test_any_two_articles_are_compared_either_way_round(state):
    one, other = two(state, "ferry", "quill"), two(state, "quill", "ferry")
    assert (one.article, one.other) == ("ferry", "quill")
    assert (other.article, other.other) == ("quill", "ferry")
    assert (one.score, one.effects, one.phrases) == (other.score, other.effects, other.phrases)
    assert one.score < 0.1


def test_a_pair_says_its_shared_names_minutes_text_and_phrases(state):
    pair = two(state, "ferry", "copy")
    said_of = "; ".join(pair.reasons)
    assert "shared text 100%" in said_of
    assert "8 hours apart" in said_of
    assert "Blueline Ferries" in said_of
    assert pair.phrases


def test_an_article_lists_its_own_story_and_the_next_ones(state):
    found = fits(state, "ferry-2", dedupe(DESK), TEXTS.get)
    assert found[0].story == state.story_of["ferry"]
    assert found[0].score >= found[0].needed
    assert {pair.other for pair in found[0].pairs} == {"ferry", "copy"}


def test_an_article_is_held_against_a_story_that_is_not_near(state):
    fit = fit_in(state, "quill", state.story_of["ferry"], (), TEXTS.get)
    assert fit.score < 0.1
    assert len(fit.pairs) == 3


def test_what_a_person_decided_is_the_first_reason():
    state = known_now(grouped(), Fixed(apart=frozenset({("ferry", "ferry-2")}), together=frozenset({("quill", "bright")})))
    assert two(state, "ferry", "ferry-2").reasons[0] == "a person set them apart"
    assert two(state, "quill", "bright").reasons[0] == "a person put them together"


def test_an_article_of_one_word_is_compared_with_nothing_and_says_so():
    word = report("word", "Subscribe")
    found = group([], [*DESK, word])
    homes = {one.article: one.story for one in found.assignments}
    state = known_now([Grouped(one, homes[one.article]) for one in found.fingerprints])
    pair = compare_two(state, "word", "ferry", (), {**TEXTS, "word": word}.get)
    assert (pair.score, pair.reasons) == (0.0, ("one of them says too little to be compared",))
    assert fits(state, "word", (), TEXTS.get) == []


def test_an_article_that_nobody_compares_is_named(state):
    with pytest.raises(NewsloomError, match="article ghost: is in no story that is compared"):
        two(state, "ghost", "ferry")
    with pytest.raises(NewsloomError, match="story s0: no other article"):
        fit_in(state, "ferry", "s0", (), TEXTS.get)
