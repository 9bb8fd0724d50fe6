"""Sentences that stand alone though they look as if they leaned on others, and paragraphs that a conversion ran together."""

from __future__ import annotations

from dataclasses import replace

import planted_stories as planted
import pytest

from pipeline.facts import people, voice
from pipeline.facts.candidates import speaker, whole_quote
from pipeline.facts.people import Person
from pipeline.facts.quotes import quotes_of
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.languages import language
from pipeline.sentences import paragraphs, split
from pipeline.values import Use
from pipeline.verify import tokens
from pipeline.write import rewrite, writer
from pipeline.write.material import material
from pipeline.write.prepare import prepare
from pipeline.write.roles import role


def sentences(text):
    return [text[span.start : span.end] for span in split(text, language("en"))]


def test_marks_of_a_conversion_end_a_paragraph_and_are_no_sentence():
    text = "The ferry sank. LINE_BREAK LINE_BREAK Nobody was aboard LINE_BREAK LINE_BREAK The owner paid."
    assert sentences(text) == ["The ferry sank.", "Nobody was aboard", "The owner paid."]
    assert [text[one.start : one.end].strip() for one in paragraphs(text)] == [
        "The ferry sank.",
        "Nobody was aboard",
        "The owner paid.",
    ]


def test_one_name_in_capitals_is_no_mark():
    assert sentences("The variable MAX_SIZE was set to nine.") == ["The variable MAX_SIZE was set to nine."]


def test_a_quotation_that_nobody_closed_ends_with_its_paragraph_after_a_conversion_too():
    text = '"We saw it coming, said Oda Ferrant. GAP_MARK GAP_MARK The dam at Corrow was drained in March, officials said.'
    article = planted.article("lantern/dam", "lantern", "Dam at Corrow drained", text)
    assert [one.whole for one in quotes_of(article)] == [False]
    sheet = planted.sheet(article)
    order = ranking(sheet)
    there = material(reports(sheet, order, "en"), sheet.style)
    drained = [one.flaw for one in there.candidates if "drained" in one.text]
    assert drained == [None]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SALTMARSH, Ill. (AP) — A ferry sank on Monday. Nobody died.", "SALTMARSH, Ill. (AP) — A ferry sank on Monday."),
        ("SALTMARSH, Ill. --A ferry sank on Monday. Nobody died.", "SALTMARSH, Ill. --A ferry sank on Monday."),
        ("He moved to Corrow, Ill. The house was cold.", "He moved to Corrow, Ill."),
        ("The captain was ill. Mate Oda Ferrant took over.", "The captain was ill."),
    ],
)
def test_a_dateline_is_no_sentence(text, first):
    assert sentences(text)[0] == first


@pytest.mark.parametrize("text", ["SALTMARSH, Ill. --A ferry sank.", "SALTMARSH, Ill. (AP) — A ferry sank."])
def test_a_dateline_goes(text):
    assert rewrite.clean(text, None, planted.STYLE.date_format)[0] == "A ferry sank."


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We are sorry for the delay,” Mr. Ferrant said.", "Mr. Ferrant"),
        ("“We are sorry for the delay,” said Dr. Oda Ferrant.", "Dr. Oda Ferrant"),
        ("“We are sorry for the delay,” an Emberlight spokeswoman said.", "an Emberlight spokeswoman"),
        ("“We are sorry for the delay,” said a spokesman for the port.", "a spokesman"),
        ("“We are sorry for the delay,” the letter ran.", None),
    ],
)
def test_who_speaks_may_have_a_title_or_only_an_office(text, who):
    assert speaker(text) == who


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Price: 400 euros.", True),
        ("Ferrant said: “The dam is dry.”", False),
        ("He added in court: “The dam is dry.”", False),
        ("What it said: nothing.", True),
    ],
)
def test_a_speaker_before_a_colon_is_no_label(text, note):
    assert voice.noted(text) is note


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("A woman wants to find the thief after her ring was taken.", True),
        ("An Emberlight engineer was dismissed after he spoke to a paper.", True),
        ("A judge ordered her release on Monday.", False),
        ("A man was arrested after she called the police.", False),
        ("A farmer who knew the dam told her of it.", False),
        ("The judge said his appeal had failed.", False),
    ],
)
def test_a_pronoun_may_mean_whom_the_sentence_brings_in(text, own):
    loose = people.loose_pronoun(text, ())
    assert loose is not None
    assert people.means_somebody(text, loose) is own


@pytest.mark.parametrize(
    "text",
    [
        "Corrow voted against the new dam twice.",
        "The council named three people to the board.",
        "The commissioner Oda Ferrant ranks the flood among the worst.",
        "The town fled the flood in boats that night.",
    ],
)
def test_short_verbs_make_a_sentence(text):
    assert rewrite.stands(text)


@pytest.mark.parametrize("text", ["The workers in the harbour of Corrow.", "Three boats, two nets and a lamp."])
def test_without_a_verb_there_is_no_sentence(text):
    assert not rewrite.stands(text)


BERTH = planted.article(
    "lantern/berth",
    "lantern",
    "Corrow port shuts its oldest berth",
    """
    The port of Corrow will shut its oldest berth in June, the harbour board said.
    The board blames the cost of repairs, which have doubled since 2019 to 4 million euros a year.
    What nobody had asked for, it added: a plan by Oda Ferrant, the board's harbour master, to fill it with sand?
    Ferrant has worked at the port since 1998 and drew up the plan for 12 other berths.
    The berth was built in 1874 for ships that carried slate, and 40 boats used it until the storm of 2022.
    Fishermen may moor at the northern quay from 1 July, where the board has put down 60 metres of pontoon.
    Two of the three cranes go to a museum in Saltmarsh, which paid 90,000 euros for them in January.
    Slate left Corrow by rail from 1931 on, and the berth was let to a boatyard that failed within three winters.
    A survey in 2024 found 17 cracks in the wall and a hollow behind it that a small car would fit into.
    The board asked two builders for a price: one wanted 6 million euros, the other would not touch the wall.
    Boats that lie there now must leave by the end of May, or be towed at the cost of their owners.
    The board meets again on 4 April, when members may still vote for a smaller repair at half the price.
    """,
)
BERTH_NORTH = planted.article(
    "northpost/berth",
    "northpost",
    "Oldest berth at Corrow to close",
    """
    Corrow's oldest berth closes in June because repairs have become too dear, the port said.
    Repairs cost 4 million euros last year, twice as much as in 2019, according to the harbour board.
    """,
    hours=3,
)


def test_whom_a_source_presents_elsewhere_is_presented_where_the_sentence_names_them():
    sheet = planted.sheet(BERTH, BERTH_NORTH)
    sheet = replace(sheet, outlets={name: replace(outlet, use=Use.LICENSED) for name, outlet in sheet.outlets.items()})
    order = ranking(sheet)
    story = material(reports(sheet, order, "en"), sheet.style)
    worked = next(pick for pick in prepare(story, frozenset()) if "1998" in pick.text)
    assert worked.presents == (tokens.stem("Ferrant"),)
    body = [sentence for sentence in writer("extractive").write(sheet).sentences if "1998" in sentence.text]
    assert body
    assert "Oda Ferrant, the board's harbour master," in body[0].text
    assert len(body[0].citations) == 2


def test_a_report_opens_with_whom_it_does_not_name():
    text = """
    An infant from Corrow is fighting for her life after a fall from the harbour wall, doctors said on Monday.
    The child fell four metres on to the stones below the wall, the coast guard said.
    The wall has no rail, and the council had put off building one for 11 years.
    """
    draft = writer("extractive").write(
        planted.sheet(planted.article("lantern/wall", "lantern", "Infant falls in Corrow", text))
    )
    assert "An infant from Corrow is fighting for her life" in draft.sentences[0].text


BOARD = planted.article(
    "lantern/board",
    "lantern",
    "Corrow board splits over its berth",
    """
    The harbour board of Corrow split over the closing of its oldest berth on Monday, by four votes to three.
    Harbour Board Chairwoman Ilse Quent voted for it, as did the two members from Saltmarsh.
    The paper that lists the costs has 40 pages and was sent to the seven members in February.
    “Nobody here wants to be the one who drowns the last slate boat,” Quent said after the vote.
    Sen. Tom Harl, who grew up at the quay, had asked for a year more.
    """,
)


@pytest.mark.parametrize(
    ("text", "said", "before"),
    [
        ("The plan was drawn by Fernhill engineer Oda Ferrant in 2024.", "Fernhill engineer", True),
        ("It was harbour pilot Oda Ferrant who saw the crack.", "harbour pilot", True),
        ("It was the pilot Oda Ferrant who saw the crack.", "pilot", True),
        ("The crack was seen by Oda Ferrant, director of the Corrow Survey.", "director of the Corrow Survey", False),
        ("The crack was seen by Oda Ferrant, a pilot.", "a pilot", False),
        ("The crack was seen by Oda Ferrant in March.", None, False),
    ],
)
def test_what_a_person_does_may_stand_before_or_after_the_name(text, said, before):
    sheet = planted.sheet(planted.article("lantern/crack", "lantern", "Crack at Corrow", text))
    story = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    found = role(Person("Oda Ferrant", "Ferrant", None), story.candidates, story.voices)
    assert (found and (found.text, found.before)) == (said and (said, before))


def test_a_speaker_is_presented_with_the_title_that_a_source_puts_before_the_name():
    sheet = planted.sheet(BOARD)
    order = ranking(sheet)
    story = material(reports(sheet, order, "en"), sheet.style)
    assert story.roles[tokens.stem("Quent")][1].text == "Harbour Board Chairwoman"
    quoted = [one for one in writer("extractive").write(sheet).sentences if "slate boat" in one.text]
    assert quoted
    assert "Harbour Board Chairwoman Ilse Quent said" in quoted[0].text
    assert len(quoted[0].citations) == 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ferrant denounced the plan as “a heap of sand and of good intentions.”", True),
        ("The board apologised after it had called the boats “a floating heap of old junk.”", True),
        ("The plan was “a heap of sand and of good intentions.”", False),
        ("The letter ran: “Nobody here wants to be the one.”", False),
    ],
)
def test_a_quotation_within_a_sentence_needs_who_says_so_before_it(text, whole):
    article = planted.article("lantern/quote", "lantern", "Corrow", text)
    sheet = planted.sheet(article)
    story = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    assert whole_quote(story.candidates[0]) is whole


def test_an_ellipsis_inside_a_quotation_stays_as_it_is():
    text = "“A source of pride ... and not of shame,” Oda Ferrant said."
    assert rewrite.tidy(text) == text


@pytest.mark.parametrize("surname", ["McArdle", "O'Hare", "DeWitt", "Ferrant"])
def test_a_grown_surname_is_a_name(surname):
    text = f"Oda {surname} left the port on Monday. {surname} said she was tired. {surname} had run it since 2019."
    sheet = planted.sheet(planted.article("lantern/left", "lantern", "Chief leaves Corrow", text))
    story = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    assert [person.surname for person in story.known] == [surname]


def test_nobody_gets_the_alibi_of_another():
    text = """
    Jack McArdle, 76, was convicted in 2012 of the theft of the Corrow bell, and has always said he was elsewhere that night.
    The bell has never been found. The harbour master of the day, Tom Quent, had lent out the key.
    McArdle's alibi was that he had been in Saltmarsh, trying to join the navy. Attorney Richard Schmark found the telegram.
    He repeated the alibi when he spoke to The Lantern in prison in March 2025.
    """
    sheet = planted.sheet(planted.article("lantern/bell", "lantern", "Judge frees man in bell theft", text))
    sheet = replace(sheet, outlets={name: replace(one, use=Use.LICENSED) for name, one in sheet.outlets.items()})
    printed = " ".join(sentence.text for sentence in writer("extractive").write(sheet).sentences)
    assert "Schmark repeated" not in printed
    assert "Quent had been in Saltmarsh" not in printed
