"""One invented story of two sources, and what the proof says of a sentence that cites it."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.values import Citation, DraftSentence, Moment, Source
from pipeline.verify.draft import verify_sentence

WEIR = (
    "Tarn Robotics agreed on Tuesday to buy Ostmark Optics of Jena for €64 million in cash.",
    "The deal needs the approval of the German cartel office, which has four weeks to decide.",
    "“We are not closing the Jena plant,” said Ines Falk, Tarn's chief executive.",
    "Ostmark employs 310 people and lost 4% of its sales last year.",
    "Orders rose by 12 percent before the strike, Falk said.",
    "Ostmark sued Lindmoor Glass in 2024 over a patent.",
    "Jonas Brede, who founded Ostmark, did not answer questions.",
)
LANTERN = (
    "Tarn Robotics is buying Ostmark Optics, an optics maker with 310 employees.",
    "The price is €64 million, and the sale may close in June.",
    "Jonas Brede founded the company in a former dairy.",
)


def _source(rank: int, article: str, outlet: str, sentences: tuple[str, ...]) -> Source:
    published = Moment(datetime(2026, 3, 11, 9, tzinfo=UTC))
    title = "Tarn Robotics to buy Ostmark Optics"
    return Source(rank, article, 1, "", outlet, title, None, (), published, "independent", None, (), 1.0, (), sentences)


SOURCES = {("weir", 1): _source(1, "weir", "The Weir", WEIR), ("lantern", 1): _source(2, "lantern", "Lantern Post", LANTERN)}


def sentence(text: str, *places: int, article: str = "weir") -> DraftSentence:
    return DraftSentence(text, tuple(Citation(article, 1, place) for place in places), "written")


def kinds(text: str, *places: int, article: str = "weir") -> set[str]:
    """The kinds of the blocking problems of a text that cites these sentences."""
    return {problem.kind for problem in verify_sentence(sentence(text, *places, article=article), SOURCES) if problem.blocking}
