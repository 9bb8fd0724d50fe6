"""What no editor would print: colour, maxims, comments on the time, fragments. One planted sentence each."""

from __future__ import annotations

import planted_stories as planted
import pytest

from pipeline.facts import voice
from pipeline.facts.candidates import collect
from pipeline.facts.leaning import leans, points
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.verify import tokens
from pipeline.write import assemble, deks, rewrite, select, writer
from pipeline.write.material import material
from pipeline.write.prepare import Pick, prepare

LANTERN = """
    Osmund will close its paper mill at Harrowby in June with the loss of 180 jobs, the company said on Monday.
    "The mill made a loss in nine of the last ten years," said Ditte Holm, the chief executive.
    "She taught me to swim in the mill pond when I was small," said Pia Brask, a neighbour.
    "My grandmother kept geese behind a hedge of roses," said Pia Brask, a neighbour.
    Pulp is stored in one tower, so a leak noticed at noon has been running since breakfast.
    Orders fell to 9,000 tonnes in a year in which the owners were mostly at sea.
    Approved as to form by counsel for Osmund Paper.
"""
NORTH = """
    The paper mill at Harrowby is to shut in June and 180 people will lose their jobs, Osmund said on Monday.
    Osmund has made newsprint at the mill since 1921 and bought it from the town in 2004.
    Ditte Holm, who has run Osmund since 2019, told workers of the closure at noon.
"""


def mill(lantern=LANTERN, north=NORTH):
    return planted.sheet(
        planted.article("lantern/m", "lantern", "Osmund closes its mill at Harrowby", lantern),
        planted.article("northpost/m", "northpost", "Osmund to shut Harrowby paper mill, 180 jobs go", north, hours=2),
    )


def story_of(sheet):
    return material(reports(sheet, ranking(sheet), "en"), sheet.style)


def printable(sheet):
    return " ".join(pick.text for pick in prepare(story_of(sheet), frozenset()))


@pytest.mark.parametrize("words", ["hedge of roses", "stored in one tower", "Approved as to form"])
def test_colour_maxims_and_fragments_are_not_printable(words):
    assert words in LANTERN
    assert words not in printable(mill())


def test_whoever_two_origins_know_is_quoted_also_on_other_things():
    assert "nine of the last ten years" in printable(mill())


def test_a_quotation_of_one_outlet_is_printable_where_it_speaks_of_the_event():
    told = LANTERN.replace(
        "My grandmother kept geese behind a hedge of roses", "My father found his job at this mill at sixteen"
    )
    assert "found his job at this mill" in printable(mill(told))


def test_what_else_the_time_was_like_is_cut_and_the_fact_stays():
    text, _, _ = rewrite.clean("Orders fell to 9,000 tonnes in a year in which the owners were mostly at sea.", None, "mdy")
    assert text == "Orders fell to 9,000 tonnes."


def test_a_quotation_whose_first_word_takes_up_something_points_back():
    assert points("“She taught me to swim in the mill pond,” said Pia Brask, a neighbour.")
    assert not points("“The mill made a loss in nine years,” said Ditte Holm, the chief executive.")


def test_it_is_the_company_that_the_sentence_has_named():
    assert not points("On Monday a diver unconnected with the company told it to drain the pond.")
    assert points("On Monday a diver from Harrowby told it to drain the pond.")


def test_a_judgement_without_a_name_for_it_counts_as_opinion():
    assert voice.opinion("Paragraph 4 is likely to draw the most letters.")
    assert not voice.opinion("Paragraph 4 is likely to draw the most letters, Ditte Holm said.")


def test_one_quotation_is_not_told_twice():
    first = Pick(0, "“Mills are rivers with walls,” Ditte Holm said.", False, 1.0, frozenset())
    again = Pick(1, "Holm explained the sale by saying: “Mills are rivers with walls.”", False, 1.0, frozenset())
    other = Pick(2, "“Nobody bid for the tower,” Ditte Holm said.", False, 1.0, frozenset())
    assert select._quoted_again(again, first)
    assert not select._quoted_again(other, first)


def test_no_draft_has_more_than_three_quotations():
    said = "\n".join(
        f'"The mill at Harrowby has {thing}," said Ditte Holm, the chief executive.'
        for thing in (
            "a leaking roof of slate",
            "two broken boilers again",
            "no buyer in Denmark",
            "debts of nine banks",
            "rust",
        )
    )
    draft = writer("extractive").write(mill(LANTERN + said))
    assert sum(bool(tokens.quotations(sentence.text)) for sentence in draft.sentences) <= select.QUOTES


def test_a_label_makes_a_note_of_a_short_paragraph_and_not_of_a_page():
    page = "Harrowby: Osmund closed the mill. " + "The mill had stood at the weir since the spring of 1921. " * 9
    short = planted.article(
        "lantern/s", "lantern", "Osmund", "Harrowby: Osmund closed the mill. The weir stays open to boats all year."
    )
    found = {}
    for name, one in (("page", planted.article("lantern/p", "lantern", "Osmund", page)), ("short", short)):
        sheet = planted.sheet(one)
        found[name] = collect(reports(sheet, ranking(sheet), "en"))[-1].flaw
    assert found == {"page": None, "short": "in note form"}
    assert len(split(page, language("en"))) > 2


def test_the_first_half_of_a_hyphenated_word_tells_whether_it_is_a_name():
    sheet = mill(north=NORTH + "\nVoters have tired of an election in Harrowby. Election-harried Osmund waits.")
    page = assemble.Page(story_of(sheet), {}, 2)
    assert assemble._lower("Election-harried Osmund waits.", page).startswith("election-harried")
    assert assemble._lower("Osmund waits.", page).startswith("Osmund")


def test_a_half_of_the_lead_may_stand_under_a_headline_that_tells_the_other():
    sheet = mill()
    draft = writer("extractive").write(sheet)
    page = assemble.Page(story_of(sheet), {(source.article, source.version): source for source in draft.sources}, 2)
    lead = draft.sentences[0]
    forms = [found.text for found in deks.halves("Ducks return to the pond", [lead], page)]
    assert all(form != lead.text and 10 <= len(form.split()) <= sheet.style.dek_words for form in forms)
    assert not list(deks.halves(lead.text, [lead], page))


def test_an_office_without_its_house_leans_on_the_sentence_before():
    before = "The mill has lost two of its people."
    assert leans("Pia Brask, the chief scientist, went in May.", before)
    assert not leans("Pia Brask, the chief scientist of Osmund, went in May.", before)


def test_who_says_it_in_two_sentences_is_offered_as_a_citation_once():
    lantern = LANTERN + "\nOsmund will auction its four grinders in September and give the weir to the town of Harrowby."
    north = NORTH + "\nThe four grinders of Osmund go to auction in September. Harrowby gets the weir from Osmund as a gift."
    sheet = mill(lantern, north)
    story, draft = story_of(sheet), writer("extractive").write(sheet)
    page = assemble.Page(story, {(source.article, source.version): source for source in draft.sources}, 2)
    pick = next(pick for pick in prepare(story, frozenset()) if "auction its four grinders" in pick.text)
    (other,) = assemble._in_two(pick, [pick.place], page)
    assert story.report(other).article.id == "northpost/m"
    assert assemble._in_two(pick, [pick.place, other], page) == []
