"""What is cut from a sentence leaves no scar: days, words of transition, datelines; and nobody gets another's name."""

from __future__ import annotations

from datetime import date

import planted_stories as planted
import pytest

from pipeline.facts import people, voice
from pipeline.facts.leaning import points
from pipeline.facts.people import Person
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.write import clauses, context, rewrite, told, writer

FORM = planted.STYLE.date_format
MONDAY = date(2026, 3, 2)
ODA = Person("Oda Ferrant", "Ferrant", she=True)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("On Thursday, the port shut its oldest berth.", "The port shut its oldest berth."),
        ("Late on Thursday night the port shut its oldest berth.", "The port shut its oldest berth."),
        ("The port, meanwhile, continued to load slate.", "The port continued to load slate."),
        ("In May, however, the port went on loading slate.", "In May, the port went on loading slate."),
        ("Ferrant, who runs the port, however, said no.", "Ferrant, who runs the port, said no."),
        ("The port went on loading slate, too.", "The port went on loading slate."),
        ("Saltmarsh, Illinois (CNN) The port shut its oldest berth.", "The port shut its oldest berth."),
        ("Corrow, March 2, 2026 - The port shut its oldest berth.", "The port shut its oldest berth."),
        ("New Corrow, 2 March — The port shut its oldest berth.", "The port shut its oldest berth."),
        ("Saltmarsh, Illinois (AP) — The port shut its oldest berth.", "The port shut its oldest berth."),
    ],
)
def test_a_cut_leaves_no_scar(text, printed):
    assert rewrite.clean(text, None, FORM)[0] == printed


def test_a_day_that_bounds_another_word_is_not_cut_from_it():
    text, _, undated = rewrite.clean("The board may revive the plan as early as this week.", None, FORM)
    assert undated or not text.endswith("as early as.")
    text, _, undated = rewrite.clean("The board may revive the plan as early as Tuesday.", None, FORM)
    assert undated or not text.endswith("as early as.")


def test_a_month_after_a_hyphen_is_one_too():
    text = "The post-Sept. 11 law allows it. Nobody objected."
    assert [text[one.start : one.end] for one in split(text, language("en"))] == [
        "The post-Sept. 11 law allows it.",
        "Nobody objected.",
    ]


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("She left the port in 2019.", True),
        ("In 2019 she left the port.", True),
        ("The alibi was that she had been in Corrow.", False),
        ("The harbour master has revealed that she left.", False),
        ("Holm's alibi was that she had been in Corrow.", False),
        ("Doctors told the court that she had left.", False),
    ],
)
def test_a_name_is_put_only_for_a_pronoun_that_opens(text, put):
    loose = people.loose_pronoun(text, (ODA,))
    assert loose is not None
    assert people.opens(text, loose) is put


def test_of_several_none_is_he():
    assert people.loose_pronoun("Oda Ferrant and other members criticised his plan.", (ODA,))
    assert people.loose_pronoun("Oda Ferrant criticised her own plan.", (ODA,)) is None


@pytest.mark.parametrize("text", ["Bids for that are around 400 euros.", "The price of that was 400 euros."])
def test_that_points_back(text):
    assert points(text)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Harbour master Oda Ferrant speaks to reporters outside the port in Corrow, Friday, May 2, 2025.", True),
        ("A crane is seen at the port, Corrow, May 3, 2025.", True),
        ("The port closed its oldest berth on May 2, 2025.", False),
        (
            "Ferrant speaks six languages and has run the port since May 2, 2025, with two deputies and a dog that barks at ships.",
            False,
        ),
    ],
)
def test_a_caption_is_none_of_the_text(text, caption):
    article = planted.article("lantern/port", "lantern", "Corrow port", text)
    draft = writer("extractive").write(planted.sheet(article))
    assert bool(draft.sentences) is not caption
    assert (voice._CAPTION.match(text) is not None) is caption


TWICE = planted.article(
    "lantern/cover",
    "lantern",
    "Magazine shows Ferrant against a blue sky",
    """
    The cover shows Oda Ferrant standing against a blue sky, looking into the camera with an open mouth, Quill said.
    The magazine sold 40,000 copies of the number in three days, twice as many as in an ordinary week.
    Ferrant has run the port of Corrow since 2019 and is paid 90,000 euros a year.
    """,
)


def test_the_dek_is_not_the_opening_again():
    draft = writer("extractive").write(planted.sheet(TWICE))
    assert draft.dek.text != draft.sentences[0].text
    assert "blue sky" not in draft.dek.text


def test_a_page_without_a_title_gets_the_first_sentence_that_could_be_printed():
    text = "GAP_MARK GAP_MARK Read our newsletter! GAP_MARK GAP_MARK The port of Corrow will shut its oldest berth in June."
    draft = writer("extractive").write(planted.sheet(planted.article("lantern/untitled", "lantern", "", text)))
    assert draft.headline.text.startswith("The port of Corrow will shut")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("In staging, the controller of the port was still on 4.8, and two cranes stood still.", "In staging"),
        ("Under the plan, the berth will be filled with sand, and two cranes will go.", "Under the plan"),
        ("For ten of the boats, the berth was the only one, which few had known.", "For ten"),
    ],
)
def test_an_opening_that_bounds_what_is_true_is_not_cut(text, kept):
    forms = list(clauses.shorter(text))
    assert forms
    assert all(form.startswith(kept) for form in forms)


def test_an_opening_that_says_when_may_be_cut():
    assert "The board voted for the sand." in list(clauses.shorter("After a long meeting, the board voted for the sand."))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The port did not answer questions sent on March 2.", "The port did not answer questions sent on March 2."),
        ("The port said on March 2 it had closed.", "The port said it had closed."),
    ],
)
def test_a_day_stays_where_a_participle_would_hang_in_the_air(text, printed):
    assert told.once(text, "The port closed on Monday.", frozenset({"March 2"})) == printed


@pytest.mark.parametrize(
    "text",
    [
        "The report on Bloody Sunday names 13 people.",
        "The board called for protests after Friday prayers.",
        "The Sunday Times saw the letter.",
        "Ferrant went to Sunday school in Corrow.",
        "Shops in Corrow opened at six on Black Friday.",
    ],
)
def test_a_day_in_a_name_is_no_day(text):
    printed, changed, undated = rewrite.clean(text, MONDAY, FORM)
    assert (printed, changed, undated) == (text, False, False)


def test_called_introduces():
    bare = "The port runs a crane called Wolfram that lifts slate."
    start = bare.index("Wolfram")
    assert context.introduced(bare, start, start + len("Wolfram"))
    assert not context.introduced("In 1921 Wolfram stood still.", 8, 15)


def test_another_paper_is_not_spoken_of():
    text = "Ferrant used to be a diver, said the same story, which explains a lot."
    draft = writer("extractive").write(planted.sheet(planted.article("lantern/diver", "lantern", "Ferrant, diver", text)))
    assert not draft.sentences
