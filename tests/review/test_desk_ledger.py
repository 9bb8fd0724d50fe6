"""What the desk shows of the ledger: claims with from whom they are, quotations in other words, the lineage of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from starlette.testclient import TestClient

from pipeline.values import Bond, Lineage, Moment
from review.ledger import show_ledger
from review.lineage import WIDTH, draw_lineage, later
from tests.review.newsroom import NORTHWELL_ID
from tests.review.press import NORTHWELL, northwell_draft

UTC = ZoneInfo("UTC")
DRAFT = northwell_draft("northwell")
NAMES = {source.rank: source.outlet for source in DRAFT.sources}


def page(desk: TestClient) -> lxml.html.HtmlElement:
    answer = desk.get(f"/story/{NORTHWELL_ID}")
    assert answer.status_code == 200
    return lxml.html.document_fromstring(answer.text)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_claim_says_how_many_origins_it_has_and_via_how_many_outlets(reader):
    claims = [words(claim) for claim in page(reader).cssselect(".ledger .claim")]
    (pause,) = [claim for claim in claims if "pauses the second phase" in claim]
    assert "1 origin, via 5 outlets" in pause
    assert "From a statement: Kestrel Vale" in pause


def test_what_is_disputed_and_replaced_stands_first_and_open(reader):
    tree = page(reader)
    first, second = tree.cssselect(".ledger > .claims > .claim")[:2]
    assert "disputed" in words(first)
    assert "against 250 megawatts" in words(first)
    assert "replaced" in words(second)
    assert "settled by the end of November" in words(second)
    assert "90 permanent jobs" in words(tree.cssselect(".ledger details.fold")[0])


def test_a_claim_leads_to_the_sentences_that_state_it(reader):
    tree = page(reader)
    anchors = {element.get("id") for element in tree.cssselect("[id]")}
    links = [link.get("href") for link in tree.cssselect(".ledger .claim a.cite")]
    assert links
    assert all(link.removeprefix("#") in anchors for link in links)


def test_the_outlet_that_altered_a_quotation_is_named_beside_the_document(reader):
    (wording,) = page(reader).cssselect(".wording")
    told = words(wording)
    assert "Maren Oust, as the document has it:" in told
    assert "altered: We will never pour concrete Grid Review" in told


def test_a_sentence_says_how_many_origins_and_outlets_its_claim_has(reader, store):
    made = [words(element) for element in page(reader).cssselect(".line .made")]
    assert any("origin" in each for each in made)


def test_markup_in_a_claim_is_text(reader):
    (fold,) = page(reader).cssselect(".ledger details.fold")
    assert "number of <b>jobs</b>" in words(fold)
    assert not [bold for bold in fold.cssselect("b") if words(bold) == "jobs"]


def test_a_draft_without_facts_has_no_ledger():
    assert show_ledger(replace(DRAFT, facts=(), wordings=()), NAMES) is None


def test_the_drawing_and_its_list_say_the_same(reader):
    tree = page(reader)
    drawn = [link.get("href") for link in tree.cssselect(".lineage svg.drawn a.bond")]
    listed = [f"#{item.get('id')}" for item in tree.cssselect(".lineage .bonds li")]
    assert drawn == listed
    assert len(listed) == len(DRAFT.lineage.bonds)


def test_markup_in_the_evidence_of_a_bond_is_text(reader):
    tree = page(reader)
    assert "<b>The Northern Ledger</b>" in words(tree.cssselect(".lineage .bonds")[0])
    assert not tree.cssselect(".lineage .bonds b")


def test_the_first_publisher_is_named_with_the_evidence(reader):
    assert "First The Northern Ledger: first by 75 min, dated 2026-09-29 07:10 UTC by json-ld" in words(
        page(reader).cssselect(".lineage")[0]
    )


def test_time_runs_from_left_to_right_and_what_has_none_stands_apart():
    drawing = draw_lineage(DRAFT, NAMES, UTC)
    assert drawing is not None
    by_title = {dot.title: dot for dot in drawing.dots}
    timed = sorted((dot for dot in by_title.values() if dot.timed), key=lambda dot: dot.x)
    assert all(0 < dot.x < WIDTH for dot in drawing.dots)
    assert timed[0].x < timed[-1].x
    bare = replace(DRAFT, sources=(replace(DRAFT.sources[0], published=None), *DRAFT.sources[1:]))
    untimed = [dot for dot in (draw_lineage(bare, NAMES, UTC) or drawing).dots if not dot.timed]
    assert [dot.x for dot in untimed] == [max(dot.x for dot in (draw_lineage(bare, NAMES, UTC) or drawing).dots)]


def test_forty_outlets_are_drawn_as_sixteen_rows_and_all_listed():
    copies = tuple(
        replace(
            DRAFT.sources[0],
            article=f"copy-{number}",
            rank=number + 1,
            role="original" if number == 0 else "copy",
            published=Moment(DRAFT.updated + timedelta(minutes=number)),
        )
        for number in range(40)
    )
    bonds = tuple(
        Bond(copy.article, "copy-0", "copy", number, "prints it whole") for number, copy in enumerate(copies) if number
    )
    many = replace(DRAFT, sources=copies, lineage=Lineage(("copy-0",), "first", bonds))
    drawing = draw_lineage(many, {copy.rank: f"Outlet {copy.rank}" for copy in copies}, UTC)
    assert drawing is not None
    assert (len(drawing.rows), drawing.left_out, len(drawing.bonds)) == (16, 24, 39)
    assert any(row.name == "Outlet 1" for row in drawing.rows)


def test_a_story_of_one_article_is_told_without_a_drawing():
    alone = replace(DRAFT, sources=DRAFT.sources[:1], lineage=Lineage((NORTHWELL["ledger"].id,), "the only report", ()))
    drawing = draw_lineage(alone, NAMES, UTC)
    assert drawing is not None
    assert (drawing.arcs, drawing.bonds, len(drawing.dots)) == ((), (), 1)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(None, ""), (0, "0 min later"), (75, "75 min later"), (300, "5 h later"), (4000, "3 days later")],
)
def test_how_much_later_is_told_in_the_unit_that_reads_best(minutes, told):
    assert later(minutes) == told
