"""A written sentence on sources in another language: its figures, names and dates are proved, and nothing else can be."""

from __future__ import annotations

import pytest

from pipeline.values import Citation, DraftSentence
from pipeline.verify.draft import verify_sentence
from pipeline.write import writer
from tests.write import planted_stories as planted

DRAFT = writer("extractive").write(planted.sheet(planted.ROUND_LANTERN, planted.ROUND_BLATT))
SOURCES = {(source.article, source.version): source for source in DRAFT.sources}


def kinds(text, *sentences, how="written", article="blatt/round"):
    cited = tuple(Citation(article, 1, number - 1) for number in sentences)
    return {one.kind for one in verify_sentence(DraftSentence(text, cited, how), SOURCES) if one.blocking}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Brenlow has raised 40 million dollars in a round led by Corriedale Partners.", (1,)),
        ("Brenlow was founded in 2019 by Lotte Verhaegen and employs 46 people.", (3,)),
        ("On March 2, 2026, Foxglove Capital joined as a new investor.", (2,)),
        ("Brenlow employs 46 people.", (3,)),
    ],
)
def test_a_rendering_whose_figures_names_and_dates_stand_in_the_source_is_proved(text, sentences):
    assert kinds(text, *sentences) == set()


@pytest.mark.parametrize(
    ("text", "sentences", "kind"),
    [
        ("Brenlow has raised 41 million dollars in a round led by Corriedale Partners.", (1,), "number"),
        ("Brenlow has raised 40 million dollars in a round led by Castellan Partners.", (1,), "name"),
        ("On March 9, 2026, Foxglove Capital joined as a new investor.", (2,), "date"),
        ("Brenlow was founded in 2018 by Lotte Verhaegen.", (3,), "date"),
        ("Brenlow said it was “proud of its new investor” Foxglove Capital.", (2,), "quote"),
        ("The mayor of the town has resigned.", (1,), "cover"),
    ],
)
def test_a_planted_fault_in_a_rendering_is_found(text, sentences, kind):
    assert kind in kinds(text, *sentences)


def test_what_the_rules_cannot_see_of_a_rendering_they_see_of_a_sentence_that_is_none():
    text = "Brenlow was pleased with the weather, the harvest and the applause of its neighbours."
    assert kinds(text, 1) == set(), "whether it renders the German sentence no rule sees"
    assert kinds(text, 1, how="derived") >= {"cover"}


def test_a_sentence_in_the_language_of_its_source_is_no_rendering():
    assert kinds("Brenlow ist mit seinen Bienen sehr zufrieden und hofft auf eine gute Ernte im Sommer.", 1) >= {"cover"}
    text = "Brenlow was pleased with the weather, the harvest and the applause of its neighbours."
    assert kinds(text, 1, article="lantern/round") >= {"cover"}
