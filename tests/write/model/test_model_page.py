"""What becomes of an answer's page: superseded values, what it owes, sentences that lean, titles that claim, whole fallbacks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.errors import ModelSilent
from pipeline.protocols import Answer
from pipeline.values import State, Use
from pipeline.verify import verify_draft
from pipeline.write import writer
from pipeline.write.model import Budget, ModelWriter
from tests.write import planted_stories as planted

RECALL = planted.sheet(planted.RECALL_FIRST, planted.RECALL_NORTH, planted.RECALL_LATER)
ROUND = planted.sheet(planted.ROUND_LANTERN, planted.ROUND_NORTH, planted.ROUND_LEDGERLINE)


class Says:
    """A model that gives these answers one by one, the last again and again, and remembers what it was asked."""

    name, cites = "mouth", False

    def __init__(self, *pages):
        self.pages, self.questions = list(pages), []

    def ask(self, question):
        self.questions.append(question)
        page = self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]
        if isinstance(page, Exception):
            raise page
        return Answer(json.dumps(page), tokens_in=1000, tokens_out=300, cost=0.01)


def said(text, *cites):
    return {"text": text, "cites": list(cites)}


def page(headline, *opening, dek=None, more=()):
    titled = [{"title": title, "sentences": list(sentences)} for title, sentences in more]
    return {"headline": headline, "dek": dek or said(""), "sections": [{"title": None, "sentences": list(opening)}, *titled]}


def labels(sheet):
    """Outlet and sentence to the label of this story, whatever the ranking."""
    ranks = {source.outlet: source.rank for source in writer("extractive").write(sheet).sources}
    return lambda outlet, number: f"{ranks[outlet]}-{number}"


def notes(draft, kind="model-fallback"):
    return [problem.detail for problem in draft.problems if problem.kind == kind and problem.sentence is None]


at = labels(RECALL)
NEW = said("Osmund now says 19,000 kettles have a handle that can come loose.", at("South Post", 1))
MONEY = said("Buyers get their money back at the shop, Osmund spokeswoman Ditte Holm said.", at("The Lantern", 4))
BURNS = said("Two buyers reported burns, Osmund spokeswoman Ditte Holm said.", at("South Post", 3))
NORWAY = said("The additional kettles were sold in Norway.", at("South Post", 2))
HEAD = said("Osmund extends its recall of kettles", at("South Post", 1))


def test_a_superseded_value_leads_nothing():
    old = said("Osmund recalled 12,000 kettles because a handle can come loose.", at("The Lantern", 1))
    answer = page(said("Osmund recalls 12,000 kettles", at("The Lantern", 1)), old, NEW, BURNS, MONEY, NORWAY)
    draft = ModelWriter(Says(answer)).write(RECALL)
    assert "12,000" not in draft.headline.text
    assert not any("12,000" in sentence.text and "19,000" not in sentence.text for sentence in draft.sections[0].sentences)
    assert "superseded 2" in notes(draft)[0]


def test_in_the_background_it_may_be_told():
    old = said("Osmund recalled 12,000 kettles because a handle can come loose.", at("The Lantern", 1))
    first = said("Osmund sold the kettles in Denmark and Sweden.", at("The Lantern", 2), at("North Post", 2))
    draft = ModelWriter(Says(page(HEAD, NEW, BURNS, MONEY, more=[("Background", [old, first])]))).write(RECALL)
    assert [section.title for section in draft.sections] == [None, "Background"]
    assert "12,000" in draft.sections[1].sentences[0].text


def test_the_newest_value_that_an_answer_passes_over_is_owed():
    draft = ModelWriter(Says(page(HEAD, BURNS, MONEY, NORWAY))).write(RECALL)
    assert any("19,000" in sentence.text for sentence in draft.sections[0].sentences)
    assert "1 taken from the text without a model" in notes(draft)[0]
    assert verify_draft(draft) == ()


def test_what_leans_on_a_refused_sentence_goes_with_it():
    answer = page(
        HEAD, NEW, BURNS, MONEY,
        more=[("The company", [said("Castellan founded Osmund in 1950.", at("The Lantern", 2)), said("It also sold them in Sweden.", at("The Lantern", 2)), NORWAY])],
    )  # fmt: skip
    draft = ModelWriter(Says(answer)).write(RECALL)
    assert not any(sentence.text.startswith("It also") for sentence in draft.sentences)
    assert "leaning 1" in notes(draft)[0]


def test_nothing_is_said_twice():
    again = said("Two buyers have reported burns.", at("South Post", 3))
    draft = ModelWriter(Says(page(HEAD, NEW, BURNS, again, MONEY))).write(RECALL)
    assert sum("burns" in sentence.text for sentence in draft.sentences) == 1
    assert "repeated 1" in notes(draft)[0]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Background", "Background"),
        ("What happens next", "What happens next"),
        ("The kettles", "The kettles"),
        ("Kettles and shops", "Kettles and shops"),
        ("Two buyers reported burns", "Two buyers reported burns"),
        ("Osmund goes bankrupt", None),
        ("How Castellan burned", None),
        ("12,000 kettles", None),
        ("The mayor", None),
        ("<b onclick=x>Burns</b>", None),
        ("[Burns](javascript:x)", None),
        ("Burns " * 9, None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_claims_nothing_that_its_section_does_not_say(title, printed):
    draft = ModelWriter(Says(page(HEAD, NEW, MONEY, more=[(title, [BURNS, NORWAY])]))).write(RECALL)
    assert [section.title for section in draft.sections] == ([None, printed] if printed else [None])
    assert len(draft.sentences) == 4


def test_the_better_of_two_answers_is_taken_though_it_be_the_first():
    worse = page(
        HEAD, said("Castellan burned.", at("South Post", 1)), NEW, BURNS, said("Nobody in Ghent minds.", at("South Post", 2))
    )
    first = page(HEAD, NEW, BURNS, MONEY, said("Castellan burned.", at("South Post", 1)))
    model = Says(first, worse)
    draft = ModelWriter(model).write(RECALL)
    assert len(model.questions) == 2
    assert notes(draft)[0].startswith("1 of 4 sentences of mouth refused")
    assert (draft.usage.calls, draft.usage.cost) == (2, 0.02)


def test_the_second_answer_is_lost_and_the_first_stands():
    model = Says(
        page(HEAD, NEW, BURNS, MONEY, said("Castellan burned.", at("South Post", 1))), ModelSilent("the endpoint failed (500)")
    )
    draft = ModelWriter(model).write(RECALL)
    assert (draft.usage.calls, len(draft.sentences) >= 3, notes(draft, "waiting-for-model")) == (1, True, [])


def test_what_is_told_the_model_of_its_faults_are_its_own_words_and_no_sources():
    model = Says(page(HEAD, NEW, BURNS, MONEY, said("Ditte Holm said 41 buyers in Oslo got burns.", at("South Post", 3))))
    ModelWriter(model).write(RECALL)
    told = model.questions[1].earlier[0][1]
    assert "“Ditte Holm said 41 buyers in Oslo got burns.”: a figure does not stand in what is cited (“41”)" in told
    assert "Two buyers reported" not in told
    assert model.questions[1].tokens == 60_000 - 1_300


def test_with_little_left_of_it_the_whole_text_is_the_one_without_a_model():
    lies = [said(f"Castellan burned {number} times.", at("South Post", 1)) for number in range(41, 46)]
    base = writer("extractive").write(RECALL)
    draft = ModelWriter(Says(page(HEAD, NEW, BURNS, *lies))).write(RECALL)
    assert (draft.headline, draft.dek, draft.sections) == (base.headline, base.dek, base.sections)
    assert notes(draft)[0].startswith("this is the text without a model: 2 of 7 sentences of mouth can be printed")
    assert draft.usage.calls == 2


def test_a_story_of_which_nothing_may_be_sent_is_written_without_asking():
    closed = {name: replace(outlet, model="no") for name, outlet in planted.OUTLETS.items()}
    model = Says(page(HEAD))
    draft = ModelWriter(model).write(replace(RECALL, outlets=closed))
    assert model.questions == []
    assert notes(draft, "waiting-for-model") == ["waiting for the model: no source of this story may be sent to it"]
    assert draft.usage is None
    assert draft.sentences


def test_a_story_without_a_printable_sentence_stays_as_it_is_and_nobody_is_asked():
    closed = {name: replace(outlet, use=Use.LINK_ONLY) for name, outlet in planted.OUTLETS.items()}
    sheet = replace(RECALL, outlets=closed)
    model = Says(page(HEAD))
    assert ModelWriter(model).write(sheet) == writer("extractive").write(sheet)
    assert model.questions == []


def test_a_sentence_on_facts_of_an_outlet_is_proved_by_its_sentences_which_were_not_sent():
    outlets = {**planted.OUTLETS, "lantern": replace(planted.OUTLETS["lantern"], use=Use.FACTS)}
    sheet = replace(ROUND, outlets=outlets)
    label = labels(sheet)
    model = Says(page(said("Brenlow has 310 beekeepers as customers", label("North Post", 2)),
        said("Brenlow counts 310 beekeepers among its customers.", label("The Lantern", 3)),
        said("Lotte Verhaegen founded Brenlow in 2019.", label("North Post", 3)),
        said("Foxglove Capital joined the round as a new investor.", label("Ledgerline", 3)),
    ))  # fmt: skip
    draft = ModelWriter(model).write(sheet)
    sent = " ".join(text for source in model.questions[0].sources for _, text in source.lines)
    assert "Brenlow counts 310" not in sent
    assert draft.sentences[0].text == "Brenlow counts 310 beekeepers among its customers."
    assert draft.label(draft.sentences[0].citations[0]) == label("The Lantern", 3)


def test_the_budget_bounds_what_is_sent():
    model = Says(page(HEAD, NEW, BURNS, MONEY))
    ModelWriter(model, budget=Budget(tokens=4_500, answer_tokens=500)).write(RECALL)
    assert sum(len(text) for source in model.questions[0].sources for _, text in source.lines) <= 500 * 3


def test_one_source_alone_makes_no_story_ready():
    sheet = planted.sheet(planted.RECALL_FIRST)
    told = page(said("Osmund recalls 12,000 kettles", "1-1"), said("Osmund recalled 12,000 kettles because a handle can come loose.", "1-1"),
        said("Osmund sold the kettles in Denmark and Sweden.", "1-2"), said("Buyers get their money back at the shop.", "1-4"))  # fmt: skip
    draft = ModelWriter(Says(told)).write(sheet)
    assert draft.state is State.GATHERING
    assert [problem.kind for problem in draft.problems if problem.kind == "single-source"] == ["single-source"]
