from dataclasses import replace
from datetime import UTC, datetime

import pytest
from grouping_samples import (
    BRIGHT,
    BRIGHT_OTHER,
    FERRY,
    FERRY_REWRITE,
    GERMAN_BRIGHT,
    QUILL,
    QUILL_OTHER,
    RECIPE,
    report,
    stories,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cluster import cluster
from pipeline.cluster.identity import story_id
from pipeline.values import Moment

ROUNDS = [
    report("bright", BRIGHT, "Brindlework raises $180 million"),
    report("quill", QUILL, "Saltmarket raises $95 million", 2),
    report("bright-2", BRIGHT_OTHER, "Castor Peak backs Brindlework", 3),
    report("quill-2", QUILL_OTHER, "$95 million for Saltmarket", 4),
    report("bright-de", GERMAN_BRIGHT, "Brindlework sammelt 180 Millionen Dollar ein", 5, language="de"),
]
DESK = [
    report("ferry", FERRY, "Ferry aground off Cape Tarn"),
    report("ferry-2", FERRY_REWRITE, "Albatross to be towed from Cape Tarn", 3),
    *ROUNDS,
    report("recipe", RECIPE, "A salad for September", 6),
]


def test_reports_of_one_event_in_other_words_are_one_story():
    found = stories(cluster(DESK))
    assert found["ferry"] == found["ferry-2"]
    assert found["recipe"] not in {found[other] for other in found if other != "recipe"}


@pytest.mark.parametrize("settle", [False, True])
def test_two_rounds_by_one_investor_on_one_day_stay_two(settle):
    found = stories(cluster(ROUNDS, settle=settle))
    assert found["bright"] == found["bright-2"]
    assert found["quill"] == found["quill-2"]
    assert found["bright"] != found["quill"]


def test_a_german_report_joins_the_english_story():
    found = {one.article: one for one in cluster(ROUNDS)}
    assert found["bright-de"].story == found["bright"].story
    assert "languages differ (de, en)" in found["bright-de"].nearest[0].reasons


@settings(max_examples=30, deadline=None)
@given(st.permutations(DESK), st.integers(0, len(DESK)))
def test_a_story_never_depends_on_a_later_article(lines, kept):
    dated = sorted(DESK, key=lambda article: article.published.at)[:kept]
    earlier = [line for line in lines if line in dated]
    whole = stories(cluster(lines))
    assert stories(cluster(earlier)) == {article.id: whole[article.id] for article in earlier}


def test_the_same_input_gives_the_same_output():
    assert cluster(DESK, settle=True) == cluster(DESK, settle=True)


def test_answers_come_in_the_order_of_the_input():
    assert [one.article for one in cluster(reversed(DESK))] == [article.id for article in reversed(DESK)]


def test_a_copy_goes_into_the_story_of_its_original_and_says_so():
    cut = " ".join(FERRY.split()[:30])
    found = cluster([report("whole", FERRY, "Ferry aground"), report("cut", cut, "In brief", 20)])
    assert found[1].story == found[0].story
    assert found[1].duplicate_of == "whole"
    assert "shared text 100%" in found[1].nearest[0].reasons


def test_a_round_up_that_prints_two_stories_does_not_join_them():
    both = f"{FERRY}\n{QUILL}"
    found = stories(
        cluster(
            [
                report("round-up", both, "The week"),
                report("ferry", FERRY, "Aground", 1),
                report("quill", QUILL, "Saltmarket raises", 2),
            ]
        )
    )
    assert found["ferry"] != found["quill"]


def test_a_page_that_prints_two_stories_in_full_goes_where_most_of_it_is_from_whoever_came_first():
    short = " ".join(QUILL.split()[:30])
    lines = [report("quill", short, "Saltmarket raises $95 million"), report("quill-2", short, "Saltmarket in brief", 1)]
    lines += [report(f"ferry-{number}", FERRY, "Ferry aground", 2 + number) for number in range(4)]
    lines += [report("stray", FERRY_REWRITE, "Albatross to be towed", 7), report("both", f"{FERRY}\n{short}", "The day", 8)]
    found = {one.article: one for one in cluster(lines)}
    both = found["both"]
    assert both.story == found["ferry-0"].story != found["quill"].story
    assert both.duplicate_of == "ferry-0"
    assert both.duplicate_of in {near.id for near in both.nearest}
    assert [near.score for near in both.nearest] == sorted((near.score for near in both.nearest), reverse=True)
    assert both.rejected.story == found["quill"].story
    assert "but it prints the text of ferry-0" in both.rejected.reasons[0] or "0.50 is needed" in both.rejected.reasons[0]


@pytest.mark.parametrize("settle", [False, True])
def test_a_bridge_that_quotes_two_events_does_not_join_them(settle):
    bridge = f"{' '.join(FERRY.split()[:45])}\nMeanwhile in Bergen. {' '.join(QUILL.split()[:45])}"
    lines = [
        report("ferry", FERRY, "Ferry aground"),
        report("quill", QUILL, "Saltmarket raises $95 million"),
        report("bridge", bridge, "What moved the coast this week", 5),
        report("ferry-2", FERRY_REWRITE, "Albatross to be towed", 6),
        report("quill-2", QUILL_OTHER, "$95 million for Saltmarket", 7),
    ]
    found = stories(cluster(lines, settle=settle))
    assert found["ferry"] == found["ferry-2"] != found["quill"] == found["quill-2"]


def test_forty_domains_with_one_text_are_one_story():
    lines = [report(f"p{n:02}", FERRY, "Ferry aground", n, domain=f"site{n}.example") for n in range(40)]
    assert len(set(stories(cluster(lines)).values())) == 1


def test_the_next_day_of_a_saga_that_was_not_joined_is_related_or_rejected_with_reasons():
    inquiry = (
        "Investigators opened an inquiry at Lorne into the owners of the ferry Albatross on Thursday. Court papers name three "
        "directors of Blueline Ferries and ask for the maintenance books of the fleet since 2019."
    )
    found = cluster([DESK[0], DESK[1], report("inquiry", inquiry, "Directors face inquiry", 200)])
    assert found[2].story != found[0].story
    assert found[2].rejected.story == found[0].story
    assert any(reason.startswith("score ") for reason in found[2].rejected.reasons)
    assert any("Blueline Ferries" in reason for reason in found[2].rejected.reasons)


def test_reasons_name_what_is_shared():
    found = {one.article: one for one in cluster(ROUNDS)}
    said = " | ".join(found["bright-2"].nearest[0].reasons)
    assert "shared names: " in said
    assert "Brindlework" in said
    assert "180 million" in said
    assert "3 hours apart" in said


@pytest.mark.parametrize("settle", [False, True])
def test_odd_articles_are_answered_like_any_other(settle):
    odd = [
        report("empty", ""),
        report("word", "Word"),
        report("title", "", "Ferry aground"),
        report("undated", FERRY, hours=None),
        report("long", "harbour mole quay " * 110_000),
        replace(report("old", FERRY), published=Moment(datetime(1970, 1, 1, tzinfo=UTC))),
        replace(report("future", FERRY), published=Moment(datetime(2099, 12, 31, tzinfo=UTC))),
    ]
    found = cluster(odd, settle=settle)
    assert [one.article for one in found] == [article.id for article in odd]
    assert len({one.story for one in found[:3]}) == 3


def test_no_articles_give_no_answers():
    assert cluster([]) == []


def test_a_second_line_with_a_known_id_gets_the_answer_of_the_first():
    found = cluster([DESK[0], DESK[-1], replace(DESK[0], text=RECIPE)])
    assert found[0] == found[2]
    assert found[0].story != found[1].story


def test_progress_counts_every_article():
    counted = []
    cluster(DESK, progress=counted.append)
    assert counted == list(range(1, len(DESK) + 1))


def test_a_story_id_comes_from_its_first_article_and_is_never_given_twice():
    first = story_id("a", set())
    assert story_id("a", set()) == first
    again = story_id("a", {first})
    assert again != first
    assert story_id("a", {first, again}) not in {first, again}


_OLD = 24 * 365 * 6
WRONG_DATES = [
    report("ferry-undated", FERRY_REWRITE, "Albatross to be towed from Cape Tarn", None),
    *(report(f"ferry-old-{year}", FERRY, "Ferry aground off Cape Tarn", 24 * 400 * year - _OLD) for year in range(5)),
]


def test_wrong_dates_of_other_members_do_not_speak_against_an_article_that_has_a_fellow_nearer():
    text = (
        "Monday's tide should lift the Albatross, and the tugs are standing by. Its steering pump had been lost when the ferry "
        "struck. Four sailings are off, and passengers still wait in a school hall for word from the operator about a tow."
    )
    found = stories(cluster([*WRONG_DATES, report("ferry-today", text, "Albatross waits for the tide off Cape Tarn", 5)]))
    assert found["ferry-today"] == found["ferry-undated"] == found["ferry-old-0"]
