"""What a draft takes for granted, what it tells twice, and which section a sentence stands in: one planted fault each."""

from __future__ import annotations

import re

import planted_stories as planted
import pytest

from pipeline.approval import approve
from pipeline.edition import edition
from pipeline.facts import align
from pipeline.facts.families import family
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.verify import tokens
from pipeline.write import writer
from pipeline.write.context import given, lacking, points_back, wants
from pipeline.write.material import material
from pipeline.write.prepare import prepare

MILL = planted.article(
    "lantern/mill",
    "lantern",
    "Osmund closes its mill at Harrowby",
    """
    Osmund will close its paper mill at Harrowby in June with the loss of 180 jobs, the company said on Monday.
    A grinder called Wolfram, which the engineers built in 2011, handles the waste. It runs at night.
    The apprentice programme took in twelve people a year. Learners were given a toolbox each.
    A toolbox cost 400 euros and was theirs to keep.
    Wolfram was still on its first bearings in 2025.
    Ditte Holm, who has run Osmund since 2019, said orders had halved to 9,000 tonnes.
    "We held on for longer than the figures allowed," said Ditte Holm, the chief executive.
    A mill of any sort must exist in the mind of its owners.
    """,
)
MILL_NORTH = planted.article(
    "northpost/mill",
    "northpost",
    "Osmund to shut Harrowby paper mill, 180 jobs go",
    """
    The paper mill at Harrowby is to shut in June and 180 people will lose their jobs, Osmund said on Monday.
    Osmund bought the mill in 2004 from the town and has spent 31 million euros on it.
    The mill was opened in 1921 and made newsprint until 2004.
    Osmund took it over from the town in 2004.
    The works council criticised the decision and asked for talks with Osmund before the end of March.
    Machines will be sold by auction in September, Osmund said.
    """,
    hours=2,
)
REVIEW = planted.article(
    "lantern/review",
    "lantern",
    "Pim kettle review: we boiled it for a week",
    """
    We boiled the Pim kettle every morning and I still like it.
    It is good with tea and so-so with patience.
    You should buy one if you must.
    """,
)


def write(*articles):
    return writer("extractive").write(planted.sheet(*articles))


def taken_apart(*articles):
    sheet = planted.sheet(*articles)
    return material(reports(sheet, ranking(sheet), "en"), sheet.style)


def place_of(story, text):
    return next(place for place, candidate in enumerate(story.candidates) if candidate.text.startswith(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [("A toolbox cost", "Learners were given a toolbox each."), ("Wolfram was still", "A grinder called Wolfram is there.")],
)
def test_what_the_source_brought_in_before_must_have_been_told(text, told):
    story = taken_apart(MILL, MILL_NORTH)
    place = place_of(story, text)
    wanted = wants(place, story.candidates[place].text, story)
    assert lacking(wanted, given(story, "Osmund closes its mill at Harrowby"))
    assert not lacking(wanted, given(story, told))


def test_what_the_source_names_first_is_taken_as_known():
    story = taken_apart(MILL, MILL_NORTH)
    place = place_of(story, "Osmund bought the mill")
    assert not lacking(wants(place, story.candidates[place].text, story), given(story, "Osmund closes its mill"))


@pytest.mark.parametrize(
    "text",
    [
        "Four are banks, and none of them is in the north.",
        "Aagaard turned him down twice.",
        "The sale does not alter the plan to sample it in the spring.",
        "Lookups were within 10 percent, Moe said.",
    ],
)
def test_a_word_that_stands_for_something_outside_the_sentence_points_back(text):
    assert points_back(text, taken_apart(planted.WIRE, planted.OWN).known)


@pytest.mark.parametrize(
    "text", ["Four banks are customers.", "Osmund bought a yard to close it in the spring.", "Two of the ships are old."]
)
def test_a_sentence_that_has_all_it_speaks_of_does_not_point_back(text):
    assert not points_back(text, taken_apart(planted.WIRE, planted.OWN).known)


def test_nothing_in_the_draft_takes_for_granted_what_stands_nowhere_before_it():
    draft = write(MILL, MILL_NORTH)
    seen = f"{draft.headline.text} {draft.dek.text}"
    for sentence in draft.sentences:
        if "toolbox cost" in sentence.text:
            assert re.search(r"toolbox", seen)
        if "Wolfram was" in sentence.text:
            assert re.search(r"Wolfram", seen)
        seen += f" {sentence.text}"


@pytest.mark.parametrize("role", ["vice-president of pulp at Osmund", "head of pulp", "a chemist"])
def test_whom_the_source_presented_by_an_office_is_a_stranger_where_only_the_surname_stands(role):
    mill = planted.article(
        "lantern/pulp",
        "lantern",
        "Osmund closes its mill at Harrowby",
        f"""
        Osmund will close its paper mill at Harrowby in June with the loss of 180 jobs, the company said on Monday.
        Alma Tveit, {role}, told The Lantern that bleach was the trouble.
        Chlorine is at a fifth of its peak, according to Tveit, with more cuts for next year.
        """,
    )
    story = taken_apart(mill, MILL_NORTH)
    place = place_of(story, "Chlorine is at")
    known = given(story, "Osmund closes its mill at Harrowby")
    assert lacking(wants(place, story.candidates[place].text, story), known)


def test_a_launch_that_another_outlet_calls_an_unveiling_is_one_event():
    assert family(tokens.stem("unveiled")) == tokens.stem("launched")
    assert tokens.stem("launched") in align.EVENTS


def test_a_maxim_is_no_news_while_there_are_facts():
    story = taken_apart(MILL, MILL_NORTH)
    place = place_of(story, "A mill of any sort")
    assert place not in {pick.place for pick in prepare(story, frozenset())}
    assert place in {pick.place for pick in prepare(story, frozenset(), strict=False)}


def test_the_same_name_and_year_are_told_once():
    text = " ".join(sentence.text for sentence in write(MILL, MILL_NORTH).sentences)
    assert len(re.findall(r"from the town", text)) <= 1


def test_a_section_of_reactions_has_only_what_somebody_says_or_does_about_the_event():
    draft = write(MILL, MILL_NORTH, planted.ROUND_LANTERN)
    for section in draft.sections:
        if section.title == "Reaction":
            assert all(re.search(r"“|criticised|asked for|declined|said", sentence.text) for sentence in section.sentences)


def test_no_titled_section_has_fewer_than_two_sentences_and_none_is_a_basket():
    for story in ((MILL, MILL_NORTH), (planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH)):
        for section in write(*story).sections:
            assert section.title != "In detail"
            assert section.title is None or len(section.sentences) >= 2


@pytest.mark.parametrize("articles", [(REVIEW,), (MILL,), (MILL, MILL_NORTH), (planted.RECALL_FIRST,)])
def test_the_dek_is_never_a_sentence_of_the_body(articles):
    draft = write(*articles)
    assert draft.dek.text not in {sentence.text for sentence in draft.sentences}


def test_a_draft_of_less_than_three_sentences_says_that_it_is_thin_and_can_still_be_read_and_approved():
    draft = write(REVIEW)
    assert draft.headline.text
    if draft.sentences:
        (problem,) = [problem for problem in draft.problems if problem.kind == "thin"]
        assert not problem.blocking
        assert not [problem for problem in draft.problems if problem.blocking]
        approved = approve(draft, "Ada Editor", planted.MONDAY)
        assert edition(approved.draft, planted.OUTLETS).headline
    else:
        assert [problem.kind for problem in draft.problems if problem.blocking] == ["no-evidence"]
