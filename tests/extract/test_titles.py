"""Which of a page's headlines is the article's."""

from pipeline.extract.metadata import headlines, read_title
from pipeline.extract.tree import parse


def title(structured="", shared="", printed="", tab="Pier - Quayside Echo"):
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{structured}","datePublished":"2026-01-01"}}</script>'
    html = f'<html><head><title>{tab}</title>{ld}<meta property="og:title" content="{shared}"></head>'
    page = parse(
        f"{html}<body><article><h1>{printed}</h1><p>Text.</p></article></body></html>", "https://quayside.example/a", {}
    )
    return read_title(headlines(page), ["Quayside Echo"])


SEARCH, SEEN = "Pier repair cost: what the council plans for 2026", "A pier too far: the council counts its coins"


def test_the_structured_headline_is_taken_where_the_others_differ_among_themselves():
    assert title(SEARCH, SEEN, "Coins and planks") == SEARCH
    assert title(SEARCH, "", SEEN) == SEARCH


def test_what_readers_see_is_taken_where_page_and_preview_agree_on_it():
    assert title(SEARCH, SEEN, SEEN) == SEEN
    assert title(SEARCH, f"{SEEN} | Quayside Echo", SEEN) == SEEN
    assert title("", SEEN, SEEN) == SEEN


def test_entities_are_characters():
    assert title("Caf&amp;eacute; &amp;quot;Ode&amp;quot; reopens") == 'Café "Ode" reopens'
