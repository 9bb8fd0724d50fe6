"""What the sample press prints: enough of it, of the right length, each outlet in its own words."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest

from newsloom.press.body import blocks, paragraphs, word_count
from newsloom.press.content import Piece, load_press

RUN = 8
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”\"]*[“”\"]|«[^»]*»")
WORD = re.compile(r"\w+(?:['’]\w+)?")
PRESS = load_press()
ARTICLES = [piece for piece in PRESS.pieces if piece.kind == "article"]


def runs(piece: Piece) -> set[str]:
    """Every run of eight words in a piece's own prose: quotations and embedded posts belong to who said them."""
    own = [" ".join(paragraphs_without_posts(piece)), piece.title, piece.summary]
    parts = [part for text in own for part in QUOTED.split(text)]
    words = [WORD.findall(part.lower()) for part in parts]
    return {" ".join(some[at : at + RUN]) for some in words for at in range(len(some) - RUN + 1)}


def paragraphs_without_posts(piece: Piece) -> list[str]:
    return [text for text, block in zip(paragraphs(piece.body), blocks(piece.body), strict=True) if not block.post]


def test_eighteen_outlets_are_there_and_each_prints_something() -> None:
    assert len(PRESS.outlets) == 18
    assert {outlet.folder for outlet in PRESS.outlets} == {piece.outlet for piece in PRESS.pieces}


def test_at_least_twelve_outlets_print_sixty_articles_on_eight_events() -> None:
    on_events = [piece for piece in ARTICLES if piece.event]
    assert len({piece.outlet for piece in on_events}) >= 12
    assert len(on_events) >= 60
    assert len({piece.event for piece in on_events}) >= 8


def test_every_event_has_three_outlets_that_wrote_for_themselves() -> None:
    outlets = defaultdict(set)
    for piece in ARTICLES:
        if piece.event and not piece.wire:
            outlets[piece.event].add(piece.outlet)
    assert {event: len(found) for event, found in outlets.items() if len(found) < 3} == {}


def test_at_least_fourteen_articles_belong_to_no_event() -> None:
    assert len({piece.outlet for piece in ARTICLES if not piece.event}) >= 14


@pytest.mark.parametrize("piece", ARTICLES, ids=lambda piece: piece.id)
def test_an_article_has_150_to_500_words(piece: Piece) -> None:
    assert 150 <= word_count(piece.body) <= 500


def test_no_two_outlets_share_a_run_of_eight_words_outside_quotation_marks() -> None:
    printed = defaultdict(set)
    for piece in PRESS.pieces:
        for run in set() if piece.wire else runs(piece):
            printed[run].add(piece.id)
    shared = {run: ids for run, ids in printed.items() if len({name.split("/")[0] for name in ids}) > 1}
    assert shared == {}


def test_every_link_into_the_press_leads_to_a_piece_and_every_other_leaves_it() -> None:
    hosts = {outlet.host for outlet in PRESS.outlets}
    known = {PRESS.url(piece) for piece in PRESS.pieces}
    links = [link for piece in PRESS.pieces for block in blocks(piece.body) for link in hrefs(block.html)]
    assert len(links) > 20
    assert [link for link in links if urlsplit(link).hostname in hosts and link not in known] == []


def hrefs(html: str) -> list[str]:
    return re.findall(r'href="(https?://[^"]+)"', html)


def test_everything_happens_in_the_week_of_the_plan() -> None:
    assert {(piece.published.year, piece.published.month) for piece in PRESS.pieces} == {(2026, 9)}
    assert {piece.published.day for piece in PRESS.pieces} <= set(range(14, 21))


def test_the_wire_story_is_printed_whole_by_three_papers_and_cut_short_by_two() -> None:
    wire = PRESS.piece("meridian/harrow-cloud-records-copied")
    printed = [piece for piece in PRESS.pieces if piece.wire == wire.id]
    assert {piece.outlet for piece in printed if piece.body == wire.body} == {"harbour", "coastline", "tidewater"}
    cut = [piece for piece in printed if piece.body != wire.body]
    assert {piece.outlet for piece in cut} == {"courier", "dealroom"}
    assert all(wire.body.startswith(piece.body) for piece in cut)


def test_the_press_as_it_stood_has_no_later_piece_and_no_later_correction() -> None:
    corrected = PRESS.piece("chipwatch/orrin-tern-2-3nm-hbm4")
    assert corrected.modified is not None
    then = PRESS.until(corrected.published)
    assert {piece.published <= corrected.published for piece in then.pieces} == {True}
    assert then.piece(corrected.id).correction == ""
    assert PRESS.until(corrected.modified).piece(corrected.id).correction == corrected.correction
