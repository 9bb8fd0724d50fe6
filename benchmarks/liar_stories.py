"""The drafts that the liar works on: the sample press that ships, and the stories of the synthesis sets."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsloom.press.body import paragraphs
from newsloom.press.content import Piece, load_press
from pipeline.languages import detect, language
from pipeline.moments import parse_moment
from pipeline.protocols import StorySheet
from pipeline.sentences import split
from pipeline.values import Article, Draft, Moment, Outlet, Style, Topic
from pipeline.write import writer

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
TOPICS = (Topic("people", "People", (("hire", 1.0),)),)


def press_drafts() -> Iterator[Draft]:
    """A draft of each event of the sample press, from the text of its pieces."""
    press = load_press()
    names = {outlet.folder: outlet.name for outlet in press.outlets}
    events: dict[str, list[Article]] = defaultdict(list)
    for piece in press.pieces:
        if piece.event:
            events[piece.event].append(_piece(piece, names[piece.outlet]))
    for event, articles in sorted(events.items()):
        yield _draft(event, tuple(articles))


def _piece(piece: Piece, outlet: str) -> Article:
    text = "\n".join(paragraphs(piece.body))
    return _article(piece.id, text, piece.title, outlet, Moment(piece.published))


def set_drafts(path: Path, every: int = 1) -> Iterator[Draft]:
    """A draft of every nth story of a synthesis set; stories in which no sentence can be printed give none."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines][::every]
    for story in stories:
        articles = tuple(
            _article(
                f"{story['id']}/{number}", doc["text"], doc.get("title") or "", doc.get("outlet"), parse_moment(doc.get("date"))
            )
            for number, doc in enumerate(story["docs"])
        )
        drafted = _draft(story["id"], articles)
        if drafted.sentences:
            yield drafted


def _article(name: str, text: str, title: str, outlet: str | None, published: Moment | None) -> Article:
    code = detect(text)
    return Article(
        id=name,
        text=text,
        title=title,
        outlet=outlet or None,
        published=published,
        language=code,
        sentences=split(text, language(code)),
    )


def _draft(story: str, articles: tuple[Article, ...]) -> Draft:
    outlets = {article.outlet: Outlet(article.outlet, article.outlet, ()) for article in articles if article.outlet}
    return writer("extractive").write(StorySheet(story, articles, outlets, (), TOPICS, Style(), (), WRITTEN))
