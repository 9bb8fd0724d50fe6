"""Marks of citations that stand in somebody else's text, whole or broken, reach no page, no feed and no Markdown."""

from __future__ import annotations

import html
import random
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from invented_story import NOW, OUTLETS, approved, draft

from exporters import exporter
from pipeline.plain import line, paragraphs, plain
from pipeline.records import article_record, read_article
from pipeline.values import Draft, DraftSentence

MARKS = (
    '(cite index="1-16,1-17">{}</cite>',
    '(cite index="1-16:18">{}</cite>',
    '<cite index="1-16">{}</cite>',
    '(CITE INDEX="1-16">{}</CITE>',
    '(cite index="99-9999">{}</cite>',
    '(cite index="0-0,x-1,">{}',
    '(cite index="1-16 {}',
    "(cite index=1-16>{}",
    "(cite index='1-16'>{}</ cite >",
    '(cite\nindex = "1-16">{}</cite>',
    '(cite            index="1-16">{}</cite>',
    '(cite index="1-1">(cite index="1-2">{}</cite></cite>',
    '(ci(cite index="1-1">te index="1-2">{}<</cite>/cite>',
    "(cite index=&quot;1-16&quot;&gt;{}&lt;/cite&gt;",
    "&lt;cite index=&#34;1-16&#x22;&gt;{}&lt;/cite&gt;",
    "&amp;lt;cite&nbsp;index=&amp;quot;1-16&amp;quot;&amp;gt;{}&amp;lt;/cite&amp;gt;",
    "&#40;cite index=“1-16”>{}",
    '(ci\u200bte in\u202edex="1-16">{}</ci\u00adte>',
    '(cite index="1-16"{}',
    "{} (cite index",
    "{}</cite>",
)
_SHOWN_MARK = re.compile(r"[(<\[{]\s*cite\s*index|</?\s*cite", re.IGNORECASE)


def _shown(text: str) -> str:
    """What a lenient reader could make of it: entities read again and again, addresses decoded."""
    text = unquote(text).replace("\\", "")
    for _ in range(4):
        text = html.unescape(text)
    return text


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", [plain, line, paragraphs])
def test_a_mark_in_an_incoming_text_is_taken_out_and_its_words_stay(form, mark: str) -> None:
    cleaned = form(mark.format("The ferry sailed again."))
    assert not _SHOWN_MARK.search(_shown(line(cleaned)))
    assert "The ferry sailed again." in cleaned
    assert form(cleaned) == cleaned


@pytest.mark.parametrize(
    "innocent", ["We cite index funds.", "See (cite) here.", "(cites indexes)", "<cite>Tide</cite >"[:10], "a/cite"]
)
def test_words_that_only_look_alike_stay(innocent: str) -> None:
    assert plain(innocent) == innocent


def test_a_megabyte_of_broken_marks_is_read_in_one_go() -> None:
    for part in ('(cite index="', "(ci" * 3 + 'te index="1">', "&amp;" * 4, "(cite index   "):
        assert not _SHOWN_MARK.search(_shown(line(part * (200_000 // len(part)))))


@pytest.mark.parametrize("mark", MARKS)
def test_an_article_comes_in_without_marks_in_title_text_and_authors(mark: str) -> None:
    marked = mark.format("The ferry sailed again.")
    article = read_article({"id": "a1", "title": marked, "text": marked, "authors": [marked], "outlet": marked})
    record = article_record(article)
    for value in (record["title"], record["text"], *record["authors"], record["outlet"]):
        assert not _SHOWN_MARK.search(_shown(value))


def _scattered(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    start = chance.randrange(len(words))
    end = chance.randrange(start, len(words)) + 1
    marked = chance.choice(MARKS).format(" ".join(words[start:end]))
    return " ".join([*words[:start], marked, *words[end:]])


def _marked(chance: random.Random, of: Draft) -> Draft:
    def sentence(given: DraftSentence) -> DraftSentence:
        return replace(given, text=_scattered(chance, given.text))

    def foreign(text: str) -> str:
        return _scattered(chance, text)

    return replace(
        of,
        category=foreign(of.category),
        language=chance.choice(["en", foreign("de")]),
        headline=sentence(of.headline),
        dek=sentence(of.dek),
        sections=tuple(
            replace(
                section,
                title=foreign(section.title) if section.title else None,
                sentences=tuple(sentence(each) for each in section.sentences),
            )
            for section in of.sections
        ),
        conflicts=tuple(
            replace(
                conflict,
                about=foreign(conflict.about),
                values=tuple(replace(value, value=foreign(value.value)) for value in conflict.values),
            )
            for conflict in of.conflicts
        ),
        cross_references=tuple(replace(each, headline=foreign(each.headline)) for each in of.cross_references),
        sources=tuple(
            replace(
                source,
                outlet=foreign(source.outlet),
                title=foreign(source.title),
                authors=tuple(foreign(author) for author in source.authors),
                sentences=tuple(foreign(each) for each in source.sentences),
            )
            for source in of.sources
        ),
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_exported_file_shows_a_mark_wherever_it_stood(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = approved(_marked(chance, draft()), by=_scattered(chance, "Maud Ferrier"))
    exporter("files", "site", _scattered(chance, "The Signal Desk"), "https://n.example", tmp_path, OUTLETS).export(
        made, None, NOW
    )
    pages = [
        path for path in tmp_path.iterdir() if path.suffix in {".html", ".md", ".txt", ".atom"} or path.name == "feed.json"
    ]
    assert len(pages) == 6
    for path in pages:
        found = _SHOWN_MARK.search(_shown(path.read_text(encoding="utf-8")))
        assert found is None, (path.name, found)
