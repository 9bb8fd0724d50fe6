"""A draft goes on from the one before: what holds stays word for word, and only what must change does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import (
    BEACON,
    FIRST,
    QUAYSIDE,
    SECOND,
    THIRD,
    cite,
    dispute,
    draft,
    edited,
    fact,
    says,
    source,
    texts,
)
from coverage_over_time import LEAK_STORY, RECALL, RECALL_CORRECTED, RECALL_STORY, everything, replay, written

from pipeline.living import continued
from pipeline.values import DraftSentence, Problem, State, Style, Update
from pipeline.verify import verify_draft

TWELVE = says(FIRST, 1)
NINETEEN = says(THIRD, 1)
VALVES = says(FIRST, 2)
TRAINS = says(FIRST, 9)
SCHOOLS = says(FIRST, 10)
HOTLINE = says(FIRST, 11)
UNION = says(SECOND, 3)
SHARES = says(SECOND, 5)
INQUIRY = says(THIRD, 3)
FIREFIGHTERS = says(THIRD, 2)

BEFORE = draft([FIRST], [TWELVE, VALVES], ("Details", [SCHOOLS, HOTLINE]), facts=[fact("f1", "Twelve", FIRST, 1)])


def test_the_first_draft_is_what_the_writer_wrote():
    assert continued(None, BEFORE).draft == BEFORE


def test_equal_coverage_gives_the_same_text_again_however_the_writer_chose_this_time():
    other = draft([FIRST], [TWELVE, says(FIRST, 6)], ("Details", [says(FIRST, 12), HOTLINE]), facts=BEFORE.facts)
    again = continued(BEFORE, other)
    assert texts(again.draft) == texts(BEFORE)
    assert not again.whole
    assert again.kept == 4


def test_a_new_article_brings_in_what_is_new_and_leaves_every_other_word_where_it_was():
    written = draft(
        [FIRST, SECOND],
        [TWELVE, VALVES],
        ("Details", [says(FIRST, 12), UNION, HOTLINE]),
        facts=[*BEFORE.facts, fact("f2", None, SECOND, 3)],
    )
    after = continued(BEFORE, written)
    assert [text for text in texts(after.draft) if text != UNION.text] == texts(BEFORE)
    assert UNION.text in texts(after.draft)
    assert says(FIRST, 12).text not in texts(after.draft), "an old fact that the writer prefers today is no reason to change"
    assert after.draft.headline == BEFORE.headline


def test_a_sentence_that_stays_takes_up_who_else_says_it_now():
    said = replace(TWELVE, citations=(cite(FIRST, 1), cite(SECOND, 1)), origins=2, outlets=2)
    after = continued(BEFORE, draft([FIRST, SECOND], [said, VALVES], ("Details", [SCHOOLS, HOTLINE]))).draft
    assert after.sentences[0] == said
    assert texts(after) == texts(BEFORE)


def test_a_citation_goes_over_to_the_edited_page_where_that_has_the_sentence_still():
    newer = edited(FIRST, "An opening that was put in later by the desk.\n" + BEACON.strip())
    after = continued(BEFORE, draft([newer], [says(newer, 2), says(newer, 3)], ("Details", [says(newer, 11), says(newer, 12)])))
    assert texts(after.draft) == texts(BEFORE)
    assert after.draft.sentences[0].citations == (cite(newer, 2),)
    assert not verify_draft(after.draft)


def test_what_the_edited_page_says_no_more_is_not_kept():
    newer = edited(FIRST, BEACON.replace("Two schools near the river kept their pupils inside all morning.\n", ""))
    written = draft([newer], [says(newer, 1), says(newer, 2)], ("Details", [says(newer, 10), says(newer, 11)]))
    after = continued(BEFORE, written)
    assert SCHOOLS.text not in texts(after.draft)
    assert [(left.text, left.why) for left in after.left] == [
        (SCHOOLS.text, "its source is gone, says it no more, or does not prove it")
    ]
    assert not verify_draft(after.draft)


def test_what_only_an_article_said_that_left_the_story_is_not_kept():
    before = draft([FIRST, SECOND], [TWELVE, VALVES], ("Details", [HOTLINE, UNION]))
    after = continued(before, BEFORE).draft
    assert UNION.text not in texts(after)
    assert HOTLINE.text in texts(after)
    assert not verify_draft(after)


SUPERSEDED = draft(
    [FIRST, SECOND, THIRD],
    [NINETEEN, VALVES],
    ("Details", [SCHOOLS, HOTLINE]),
    headline=DraftSentence("Nineteen people in hospital after leak at Garnet", (cite(THIRD, 1),), "derived"),
    facts=[
        fact("f1", "Twelve", FIRST, 1, state="superseded", superseded_by="Nineteen", about="number of people"),
        fact("f2", "Nineteen", THIRD, 1, about="number of people"),
    ],
    updates=[Update("number of people", "Twelve", "Nineteen", (cite(THIRD, 1),))],
)


def test_a_superseded_value_gives_way_in_headline_and_opening_and_nothing_else_moves():
    after = continued(BEFORE, SUPERSEDED)
    assert texts(after.draft) == [NINETEEN.text, *texts(BEFORE)[1:]]
    assert after.draft.headline == SUPERSEDED.headline
    assert after.moved == "Twelve is superseded, now Nineteen"
    assert [left.text for left in after.left] == [TWELVE.text]


def test_a_superseded_value_inside_the_body_leaves_headline_and_opening_as_they_are():
    before = draft([FIRST], [VALVES, SCHOOLS], ("Details", [HOTLINE, TWELVE]))
    written = replace(
        SUPERSEDED, headline=before.headline, sections=draft([FIRST], [VALVES], ("Details", [SCHOOLS, NINETEEN])).sections
    )
    after = continued(before, written)
    assert after.draft.headline == before.headline
    assert texts(after.draft)[:3] == [VALVES.text, SCHOOLS.text, HOTLINE.text]
    assert NINETEEN.text in texts(after.draft)
    assert TWELVE.text not in texts(after.draft)
    assert not after.moved


def test_a_headline_of_the_writers_own_with_the_old_value_is_not_taken_up():
    stale = replace(
        SUPERSEDED, headline=DraftSentence("Twelve people in hospital after gas leak", (cite(FIRST, 1),), "derived")
    )
    named = [
        replace(one, title="Leak at Garnet puts nineteen people in hospital") if one == THIRD else one for one in stale.sources
    ]
    after = continued(BEFORE, replace(stale, sources=tuple(named))).draft
    assert after.headline.text == "Leak at Garnet puts nineteen people in hospital"
    assert not verify_draft(after)


def test_what_is_written_whole_opens_without_a_value_that_fell():
    stale = replace(SUPERSEDED, sections=draft([FIRST], [TWELVE, NINETEEN, VALVES], ("Details", [SCHOOLS, HOTLINE])).sections)
    assert texts(continued(None, stale).draft) == [NINETEEN.text, VALVES.text, SCHOOLS.text, HOTLINE.text]
    alone = replace(SUPERSEDED, sections=draft([FIRST], [TWELVE], ("Details", [SCHOOLS, HOTLINE])).sections)
    assert texts(continued(None, alone).draft) == texts(alone), "better an old opening than none"


PAIRS = """
Halden recalls 140,000 pairs of glasses.
No recall of Halden was larger than these 140,000 pairs.
Six wearers of the glasses reported burns.
Batteries of the glasses come from Tolmere.
Shops in four countries took the glasses off their shelves in the afternoon.
Owners are asked to leave them switched off and away from their bed at night.
A battery with a fuse will be sent by post from the middle of the month on.
"""
WRONG = source(1, "beacon", PAIRS, title="Halden recalls glasses")
RIGHT = source(2, "quayside", "Halden recalls 14,000 pairs of glasses.\nThe number 140,000 was an error.\n" + QUAYSIDE, hours=4)


def test_a_correction_reaches_every_sentence_that_carries_the_value_however_it_is_written():
    spelled = DraftSentence("Halden recalls 140 thousand pairs of glasses", (cite(WRONG, 1),), "derived")
    before = draft([WRONG], [says(WRONG, 1), says(WRONG, 3)], ("Details", [says(WRONG, 2), says(WRONG, 4)]), headline=spelled)
    written = draft(
        [WRONG, RIGHT],
        [says(RIGHT, 1), says(WRONG, 3)],
        ("Details", [says(WRONG, 2), says(WRONG, 4)]),
        headline=DraftSentence("Halden recalls 14,000 pairs of glasses", (cite(RIGHT, 1),), "derived"),
        facts=[
            fact("f1", "140,000", WRONG, 1, state="withdrawn", superseded_by="14,000", about="number of pairs"),
            fact("f2", "14,000", RIGHT, 1, about="number of pairs"),
        ],
    )
    after = continued(before, written)
    everything = " ".join((after.draft.headline.text, after.draft.dek.text, *texts(after.draft)))
    assert "140" not in everything
    assert texts(after.draft) == [says(RIGHT, 1).text, says(WRONG, 3).text, says(WRONG, 4).text]
    assert {left.why for left in after.left} == {"140,000 is withdrawn, rightly 14,000"}


def test_what_is_newly_disputed_is_told_as_a_dispute():
    others = replace(THIRD, sentences=("Fifteen people are in hospital after the gas leak at Garnet.", *THIRD.sentences[1:]))
    conflict = dispute("number of people", ("twelve", cite(FIRST, 1)), ("fifteen", cite(others, 1)))
    differ = DraftSentence(
        "The sources differ on the number of people: The Beacon gives twelve, while Northern Tidings gives fifteen.",
        (cite(FIRST, 1), cite(others, 1)),
        "written",
    )
    disputed = fact("f1", "Twelve", FIRST, 1, state="disputed", disputed_with="fifteen", about="number of people")
    silent = draft([FIRST, others], [VALVES], ("Details", [SCHOOLS, differ, HOTLINE]), facts=[disputed], conflicts=[conflict])
    told = continued(BEFORE, silent)
    assert differ.text in texts(told.draft)
    assert TWELVE.text not in texts(told.draft)
    knowing = draft([FIRST, others], [TWELVE, differ], ("Details", [SCHOOLS, HOTLINE]), facts=[disputed], conflicts=[conflict])
    assert texts(continued(BEFORE, knowing).draft)[:2] == [TWELVE.text, differ.text]


def test_a_dispute_that_is_over_is_told_no_longer():
    conflict = dispute("number of people", ("twelve", cite(FIRST, 1)), ("nineteen", cite(THIRD, 1)))
    differ = DraftSentence(
        "The sources differ on the number of people: The Beacon gives twelve, while Northern Tidings gives nineteen.",
        (cite(FIRST, 1), cite(THIRD, 1)),
        "written",
    )
    before = draft([FIRST, THIRD], [VALVES, differ], ("Details", [SCHOOLS, HOTLINE]), conflicts=[conflict])
    after = continued(before, draft([FIRST, THIRD], [VALVES], ("Details", [SCHOOLS, HOTLINE])))
    assert differ.text not in texts(after.draft)
    assert [left.why for left in after.left] == ["the sources differ otherwise now"]


def test_a_pronoun_and_a_bare_surname_go_with_who_they_mean():
    lowe, stopped, she = says(FIRST, 3), says(FIRST, 4), says(FIRST, 5)
    before = draft([FIRST], [VALVES, SCHOOLS], ("Details", [lowe, HOTLINE, stopped, she]))
    gone = edited(FIRST, BEACON.replace("Petra Lowe manages the plant for Garnet.", "The plant has a manager."))
    written = draft([gone], [says(gone, 2), says(gone, 10)], ("Details", [says(gone, 11), says(gone, 12)]))
    after = texts(continued(before, written).draft)
    assert after == [VALVES.text, SCHOOLS.text, HOTLINE.text]


def test_nothing_comes_between_a_pronoun_and_the_sentence_before_it():
    before = draft([FIRST], [VALVES, SCHOOLS], ("Details", [says(FIRST, 3), says(FIRST, 5)]))
    written = draft([FIRST, SECOND], [VALVES], ("Details", [says(FIRST, 3), UNION]), facts=[fact("f1", None, SECOND, 3)])
    after = texts(continued(before, written).draft)
    assert after.index(says(FIRST, 5).text) == after.index(says(FIRST, 3).text) + 1
    assert UNION.text in after


def test_who_alone_reported_it_is_named_no_longer_when_another_reports_it_too():
    alone = DraftSentence(f"{FIRST.sentences[6][:-1]}, The Beacon reported.", (cite(FIRST, 7),), "derived")
    both = DraftSentence(FIRST.sentences[6], (cite(FIRST, 7), cite(SECOND, 2)))
    before = draft([FIRST], [TWELVE, VALVES], ("Details", [alone, HOTLINE]))
    after = continued(before, draft([FIRST, SECOND], [TWELVE, VALVES], ("Details", [both, HOTLINE])))
    assert texts(after.draft) == [TWELVE.text, VALVES.text, both.text, HOTLINE.text]
    assert [left.why for left in after.left] == ["it is no longer one outlet alone that reports it"]


def test_a_sentence_for_which_its_source_may_give_no_more_does_not_come_in():
    short = source(2, "quayside", "\n".join([*QUAYSIDE.strip().splitlines()[:5], _LONG_ONE, _LONG_TWO]), hours=3)
    first, second = says(short, 6), says(short, 7)
    before = draft([FIRST, short], [TWELVE, VALVES], ("Details", [first, HOTLINE]))
    written = draft([FIRST, short], [TWELVE], ("Details", [second, HOTLINE]), facts=[fact("f1", None, short, 7)])
    written = replace(written, sources=(FIRST, replace(short, version=2, digest="quayside-2")))
    after = continued(before, written).draft
    assert not [problem for problem in verify_draft(after) if problem.kind.startswith("copied")]


_LONG_ONE = "Parcels for the works were turned back at the northern gate by two guards with a green dog all morning."
_LONG_TWO = "Breakfast for the crews was cooked by the women of the rowing club in their boathouse by the river until ten."


@pytest.mark.parametrize(
    ("written", "style", "why"),
    [
        (draft([THIRD], [NINETEEN, INQUIRY, FIREFIGHTERS]), None, "only 0 of 4 sentences still hold"),
        (replace(BEFORE, language="de"), None, "the newsroom writes in another language now"),
        (draft([FIRST], [HOTLINE]), Style(article_words=20), "the text would have 41 words, where 25 are the most"),
    ],
    ids=["nothing holds", "another language", "too long"],
)
def test_it_is_written_whole_where_there_is_nothing_to_go_on_with_and_says_why(written, style, why):
    after = continued(BEFORE, written, style)
    assert after.whole.startswith(why)
    assert texts(after.draft) == texts(written)


def test_a_version_that_was_no_article_yet_binds_nobody():
    after = continued(draft([FIRST], [HOTLINE, VALVES]), BEFORE)
    assert (after.draft, after.whole) == (BEFORE, "the version before was no article yet")


def test_a_sentence_on_a_source_sentence_that_backs_a_kept_one_too_tells_nothing_new():
    staff = says(FIRST, 7)
    before = draft([FIRST], [TWELVE, VALVES], ("Details", [staff, HOTLINE]))
    town = DraftSentence("Garnet lies in Tolmere, a town of cars.", (cite(SECOND, 2),), "derived")
    new = fact("f1", None, SECOND, 2)
    for backed, comes in ((staff, True), (replace(staff, citations=(cite(FIRST, 7), cite(SECOND, 2))), False)):
        written_ = draft([FIRST, SECOND], [TWELVE, VALVES], ("Details", [backed, town, HOTLINE]), facts=[new])
        assert (town.text in texts(continued(before, written_).draft)) is comes


def test_a_text_that_tells_too_little_of_what_is_known_takes_in_what_is_missing():
    others = [says(FIRST, 12), says(FIRST, 6), says(FIRST, 13), says(FIRST, 7)]
    after = continued(draft([FIRST], [TWELVE, VALVES, HOTLINE]), draft([FIRST], [TWELVE], ("Details", others)))
    assert texts(after.draft)[:3] == [TWELVE.text, VALVES.text, HOTLINE.text]
    assert set(texts(after.draft)) >= {others[0].text, others[2].text}
    assert not after.whole


def test_problems_and_state_are_those_of_the_new_text():
    two = draft([FIRST, SECOND], [TWELVE, VALVES], ("Details", [SCHOOLS, HOTLINE]))
    lie = DraftSentence("Zorg paid 77 crowns.", (cite(FIRST, 2),))
    failing = replace(two, sections=draft([FIRST], [TWELVE, lie, VALVES]).sections, state=State.GATHERING)
    after = continued(failing, two).draft
    assert after.state is State.READY
    assert not after.problems
    assert "Zorg" not in " ".join(texts(after))
    alone = draft([FIRST], [TWELVE], ("Details", [VALVES, SCHOOLS, HOTLINE]))
    assert continued(two, alone).draft.state is State.GATHERING


def test_a_draft_that_is_written_the_same_again_is_the_same_in_every_part():
    remarks = (Problem("single-source", "only one", blocking=False), Problem("category", "a guess", blocking=False))
    marked = replace(BEFORE, problems=(*remarks[:1], *verify_draft(BEFORE), *remarks[1:]), state=State.GATHERING)
    assert continued(marked, marked).draft == marked


def test_a_remark_of_the_writer_stands_at_the_sentence_wherever_that_comes_to_stand():
    remark = Problem("fell-back", "the model gave none", sentence=2, blocking=False)
    written_ = draft([FIRST, SECOND], [TWELVE, VALVES], ("Details", [UNION, HOTLINE]), facts=[fact("f2", None, SECOND, 3)])
    after = continued(BEFORE, replace(written_, problems=(remark,))).draft
    place = texts(after).index(UNION.text)
    assert [(one.kind, one.sentence) for one in after.problems] == [("fell-back", place)]
    assert after.sentences[place].problems == after.problems


def test_a_real_correction_is_carried_through_from_the_first_report_on():
    first, corrected = replay(*RECALL_STORY)
    assert "140,000" in everything(first.draft)
    assert "140,000" not in everything(corrected.draft)
    assert "14,000" in corrected.draft.headline.text
    assert corrected.kept >= 2
    assert not verify_draft(corrected.draft)


@pytest.mark.parametrize("story", [LEAK_STORY, RECALL_STORY], ids=["leak", "recall"])
def test_every_step_of_a_replayed_story_is_proved_and_going_on_twice_changes_nothing(story):
    for count, step in enumerate(replay(*story), start=1):
        assert not [problem for problem in verify_draft(step.draft) if problem.blocking]
        assert continued(step.draft, written(*story[:count])).draft == step.draft


def test_no_headline_has_a_value_that_fell_though_the_true_title_be_dry():
    dry = replace(RECALL_CORRECTED, title="The recall of Halden glasses: a correction")
    first, corrected = replay(RECALL, dry)
    assert "140,000" in first.draft.headline.text
    assert corrected.draft.updates
    assert "140,000" not in everything(corrected.draft)
