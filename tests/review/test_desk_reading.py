"""What the pages show: the queue, and a draft beside its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from starlette.testclient import TestClient

from pipeline.judgement import Assessment
from pipeline.values import Assignment, Citation, Problem, State
from review.app import desk_app
from review.pages import independence, safe_link, shown_time
from review.settings import DeskSettings
from review.sheet import marked_pieces
from tests.review.conftest import LOOPBACK
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, group, keep_articles
from tests.review.press import NORTHWELL, NOW, OUTLETS, at, blocked, northwell_draft

STORY = f"/story/{NORTHWELL_ID}"


def tree(desk: TestClient, path: str) -> lxml.html.HtmlElement:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    return lxml.html.document_fromstring(answer.text)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_queue_lists_what_matters_most_first(reader):
    headlines = [words(link) for link in tree(reader, "/").cssselect(".headline")]
    assert headlines[:2] == [
        "Kestrel Vale pauses Northwell as the grid falls 70 megawatts short",
        "Inkwell raises 12 million euros for contracts that read themselves",
    ]


def test_what_is_left_out_stands_below_with_its_reason(store, desk):
    for draft, piece in ((store.draft("northwell"), True), (store.draft("marl"), False)):
        store.save_assessment(
            Assessment(
                draft.story,
                "cloud",
                NOW,
                independent_low=1,
                independent_high=3,
                topic=9.0,
                topic_terms=("grid",),
                genre="review" if piece else None,
                genre_known_by="its title says so",
            ),
            draft.version,
        )
    rows = [words(row) for row in tree(desk, "/").cssselect(".row")]
    left = next(row for row in rows if "Kestrel Vale" in row)
    assert "Left out: no event: one outlet's own piece (review: its title says so)" in left
    assert "1–4 independent" in left
    assert "Left out" not in rows[0]
    assert any("cloud: grid" in row for row in rows)


def test_a_line_of_the_queue_says_how_much_stands_behind_the_story(reader):
    row = tree(reader, "/").cssselect(".row")[0]
    assert "8 articles · 8 outlets · 4 independent" in words(row)
    assert "1 problem" in words(row)
    assert "cloud" in words(row)


def test_a_story_with_one_source_says_so_in_the_queue_and_on_its_page(reader):
    rows = {words(row.cssselect(".headline")[0]): words(row) for row in tree(reader, "/").cssselect(".row")}
    single = {headline for headline, row in rows.items() if "single source" in row}
    assert {headline.split()[0] for headline in single} == {"Inkwell", "Marl", "Sundnes"}
    assert "no second independent report yet" in words(tree(reader, "/story/marl").cssselect(".story-head")[0])


def test_chips_count_the_states_and_filter(reader):
    chips = {words(chip): chip.get("href") for chip in tree(reader, "/").cssselect(".chips a")}
    assert chips == {"all 5": "/", "gathering 1": "/?state=gathering", "ready 4": "/?state=ready"}
    assert [words(link)[:9] for link in tree(reader, "/?state=gathering").cssselect(".headline")] == ["Ombudsman"]


def test_a_filter_that_finds_nothing_says_so_and_leads_back(desk):
    page = tree(desk, "/?state=retracted")
    assert "No story is retracted" in words(page)
    assert page.cssselect(".empty a")[0].get("href") == "/"


@pytest.mark.parametrize(
    ("outlets", "mend"),
    [
        ({}, "newsloom outlets add"),
        ({"x": replace(OUTLETS["fjord"], enabled=False)}, "newsloom outlets enable"),
        (OUTLETS, "newsloom run"),
    ],
    ids=["no outlets", "none enabled", "nothing crawled"],
)
def test_an_empty_queue_says_what_to_do_next(empty_store, outlets, mend):
    desk = TestClient(desk_app(empty_store, outlets, DeskSettings(), lambda: NOW), base_url=LOOPBACK)
    assert mend in words(tree(desk, "/"))


def test_the_queue_shows_the_first_hundred_and_more_on_demand(empty_store):
    found = next(iter(NORTHWELL.values()))
    keep_articles(empty_store, [found])
    for n in range(105):
        group(empty_store, [Assignment(found.id, f"story{n}")], [found], at(1, 15) + timedelta(minutes=n))
    desk = TestClient(desk_app(empty_store, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK)
    first = tree(desk, "/")
    assert len(first.cssselect(".row")) == 100
    assert len(tree(desk, first.cssselect("p.aside a")[0].get("href")).cssselect(".row")) == 105
    whole = sum(len(desk.get(path).content) for path in ("/", "/static/desk.css", "/static/desk.js", "/static/mark.svg"))
    assert whole < 100_000


def test_every_citation_leads_to_the_anchored_source_sentence(reader):
    page, draft = tree(reader, STORY), northwell_draft(NORTHWELL_ID)
    texts = {(s.article, n): text for s in draft.sources for n, text in enumerate(s.sentences)}
    lines = page.cssselect("[data-line]")
    sentences = (draft.headline, draft.dek, *draft.sentences)
    assert len(lines) == len(sentences)
    for line, sentence in zip(lines, sentences, strict=True):
        assert words(line.cssselect(".text")[0]) == sentence.text
        shown = [page.get_element_by_id(link.get("href")[1:]).text_content() for link in line.cssselect(".cite")]
        assert shown == [texts[cited.article, cited.sentence] for cited in sentence.citations]
        assert line.get("data-sources").split() == [link.get("href")[1:] for link in line.cssselect(".cite")]


def test_a_label_counts_rank_and_sentence_from_one(reader):
    page = tree(reader, STORY)
    assert page.get_element_by_id("src-2-3").text_content().startswith("We applied for 310")
    assert [words(link) for link in page.get_element_by_id("s-2").cssselect(".cite")] == [
        "1-2",
        "2-3",
        "4-4",
    ]


def test_a_source_sentence_says_where_it_is_used(reader):
    page = tree(reader, STORY)
    cited_twice = page.get_element_by_id("src-1-2")
    assert cited_twice.get("data-used").split() == ["s-dek", "s-2"]
    backs = [link.get("href") for link in cited_twice.itersiblings() if link.get("class") == "back"][:2]
    assert backs == ["#s-dek", "#s-2"]
    assert page.get_element_by_id("src-1-6").get("data-used") is None


def test_sources_stand_in_their_paragraphs(reader):
    card = tree(reader, STORY).get_element_by_id("source-1")
    assert len(card.cssselect(".source-text p")) == NORTHWELL["ledger"].text.count("\n") + 1


def test_a_source_shows_role_score_and_reasons(reader):
    card = words(tree(reader, STORY).get_element_by_id("source-1").cssselect("header")[0])
    for part in (
        "The Northern Ledger",
        "original report",
        "0.91",
        "first by 75 min; 48% of its facts are new",
        "Signe Aune",
        "owned by Ledger & Sons",
    ):
        assert part in card
    assert "Credits The Northern Ledger" in words(tree(reader, STORY).get_element_by_id("source-6"))


def test_copies_are_folded_under_their_original(reader):
    page = tree(reader, STORY)
    folded = page.get_element_by_id("source-4").cssselect("details.copies")[0]
    assert [card.get("id") for card in folded.cssselect(".card")] == ["source-7", "source-8"]
    assert [card.get("id") for card in page.cssselect(".pane > .card")] == [f"source-{n}" for n in range(1, 7)]


def test_copies_of_each_other_are_all_shown(empty_store):
    from tests.review.newsroom import fill

    draft = northwell_draft(NORTHWELL_ID)
    wire, fjord = NORTHWELL["polarwire"].id, NORTHWELL["fjord"].id
    ring = tuple(replace(s, copied_from={wire: fjord, fjord: wire}.get(s.article, s.copied_from)) for s in draft.sources)
    desk = TestClient(
        desk_app(fill(empty_store, replace(draft, sources=ring)), OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK
    )
    assert len(tree(desk, STORY).cssselect(".card")) == len(draft.sources)


def test_conflicts_updates_and_references_are_shown_with_their_sources(reader):
    page = tree(reader, STORY)
    conflict = words(page.cssselect("table")[0])
    assert "Power reserved for the site 240 megawatts Polar Wire 4-4" in conflict
    assert "250 megawatts Grid Review 3-2" in conflict
    assert "in the spring" in words(page.cssselect(".updates del")[0])
    assert page.cssselect('a[href="/story/sundnes"]')


def test_how_a_sentence_was_made_and_from_how_many_origins_stands_beside_it(reader):
    assert "derived · 3 origins" in words(tree(reader, STORY).get_element_by_id("s-2"))
    assert "written · 1 origin" in words(tree(reader, STORY).get_element_by_id("s-4"))


def test_a_problem_stands_at_its_sentence_with_its_cause_and_marks_its_place(reader):
    line = tree(reader, STORY).get_element_by_id("s-7")
    assert [words(p) for p in line.cssselect(".problem")] == ["single source only Grid Review says this, and it is a number"]
    assert line.cssselect("mark")[0].text_content() == "14 million kroner"


def test_a_draft_without_a_headline_says_so_wherever_it_is_named(store, desk):
    draft = northwell_draft(NORTHWELL_ID)
    store.save_draft(replace(draft, headline=replace(draft.headline, text="", citations=())), NOW)
    assert words(tree(desk, STORY).cssselect("h1")[0]) == "none yet"
    assert "No headline yet" in words(tree(desk, "/"))
    for page in (tree(desk, STORY), tree(desk, "/")):
        assert all(words(link) for link in page.cssselect("a"))


def test_a_citation_that_leads_nowhere_is_shown_as_broken_and_not_hidden(store):
    from review.sheet import make_sheet

    draft = northwell_draft(NORTHWELL_ID)
    invented = replace(draft.headline, citations=(Citation("nobody", 1, 0), Citation(draft.sources[0].article, 1, 9999)))
    sheet = make_sheet(replace(draft, headline=invented), {s.rank: s.outlet for s in draft.sources})
    assert [mark.target for mark in sheet.headline.cites] == [None, None]
    assert sheet.headline.targets == ""


def test_why_an_article_is_here_is_told_with_the_story_it_did_not_join(reader):
    page = words(tree(reader, STORY).cssselect("details.block")[0])
    assert "Polar Wire: Kestrel Vale pauses Northwell data centre over grid capacity" in page
    assert "0.81" in page
    assert "same quotation; numbers: 240, 420" in page
    assert "did not join Sundnes Compute drops its plan for 150 megawatts 0.31" in page
    assert "nearest there: Grid Review: Sundnes Compute drops its plan for 150 megawatts; names: Sundnes Compute" in page


def test_a_story_without_a_draft_shows_its_coverage_and_what_to_do(reader):
    page = words(tree(reader, "/story/ombud"))
    assert "No draft yet" in page
    assert "newsloom draft ombud" in page
    assert "Ombudsman asks schools" in page
    assert "approve" not in page.lower()


def test_coverage_that_came_after_the_draft_is_announced(store, desk):
    late = replace(NORTHWELL["fjord"], text=NORTHWELL["fjord"].text + "\nCorrection: 430 workers.", first_seen=NOW)
    keep_articles(store, [late])
    found = NORTHWELL["gridreview"]
    newcomer = replace(
        found, id="a-new", url=found.url + "-2", canonical_url=found.url + "-2", title="A second look", first_seen=NOW
    )
    keep_articles(store, [newcomer])
    kept = store.ungrouped(5)[0]
    group(store, [Assignment(kept.id, NORTHWELL_ID)], [kept], NOW)
    notice = words(tree(desk, STORY).cssselect(".notice")[0])
    assert "Grid Review: A second look has joined" in notice
    assert "Fjord Gazette: Northwell building work stops in Aldvik has a new text" in notice
    assert tree(desk, STORY).get_element_by_id("src-7-1").text_content() == NORTHWELL["fjord"].sentence(0)


def test_a_merged_story_redirects_to_the_one_it_went_into(store, desk):
    group(store, [], [], NOW, merged={"inkwell": "marl"})
    answer = desk.get("/story/inkwell")
    assert (answer.status_code, answer.headers["location"]) == (302, "/story/marl")


def test_an_older_version_can_be_read_but_not_decided_on(store, desk):
    store.save_draft(blocked(northwell_draft(NORTHWELL_ID)), NOW)
    page = tree(desk, f"{STORY}?version=1")
    assert "You are reading version 1" in words(page)
    assert not page.cssselect("form[method=post]")
    assert tree(desk, STORY).cssselect("form[method=post]")


@pytest.mark.parametrize("path", ["/story/nowhere", f"{STORY}?version=9", f"{STORY}?version=x", "/nothing", "/story/a/b"])
def test_what_is_not_there_is_a_page_with_a_sentence(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 404
    page = lxml.html.document_fromstring(answer.text)
    assert page.cssselect("h1 + .lead")
    assert page.cssselect("main a[href='/']")


def test_history_names_who_did_what(reader):
    assert "draft 1 written: ready" in words(tree(reader, STORY).cssselect(".history")[0])


def test_a_story_of_very_many_sources_shows_whole_texts_for_the_first_and_the_cited(store, desk):
    from review.sources import FULL_TEXTS, is_shown

    draft = northwell_draft(NORTHWELL_ID)
    low = replace(draft.sources[6], rank=FULL_TEXTS + 1)
    cited = replace(draft.sources[0], rank=FULL_TEXTS + 2)
    assert not is_shown(low, draft, None)
    assert is_shown(low, draft, FULL_TEXTS + 1)
    assert is_shown(cited, draft, None)


@pytest.mark.parametrize(
    ("then", "short"),
    [
        (NOW - timedelta(seconds=5), "just now"),
        (NOW - timedelta(minutes=12), "12 min"),
        (NOW - timedelta(hours=3), "3 h"),
        (datetime(2026, 9, 15, 14, 5, tzinfo=UTC), "yesterday 16:05"),
        (datetime(2026, 9, 12, 14, 5, tzinfo=UTC), "12 Sep 16:05"),
        (datetime(2025, 9, 12, 23, 5, tzinfo=UTC), "13 Sep 2025"),
        (NOW + timedelta(days=1), "17 Sep 15:40"),
    ],
)
def test_an_age_is_told_in_the_newsrooms_zone(then, short):
    assert shown_time(then, NOW, ZoneInfo("Europe/Berlin")).short == short


def test_independence_is_a_range_where_owners_are_unknown():
    assert [independence(3, 4), independence(4, 4), independence(0, 2)] == ["3–4", "4", "2"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "vbscript:x",
        "https:",
        "https:///x",
        "http://[",
        " javascript:x",
        "https://a.example/\u202egpj",
        "https://known.example@evil.example/",
        "https://a.example\\@evil.example",
        "http://www.<script>x()</script>",
        "https://a.example/ x",
        None,
    ],
)
def test_only_web_addresses_become_links(url):
    assert safe_link(url) is None


@pytest.mark.parametrize(
    "url", ["https://a.example/b?c=d&e=(f)#g", "HTTP://a.example", "https://zürich.example/größe", "http://127.0.0.1:8901/x"]
)
def test_web_addresses_of_all_kinds_become_links(url):
    assert safe_link(url) == url


def test_the_pieces_of_a_marked_text_are_the_text():
    problems = [Problem("a", "x", 0, 3, 6), Problem("b", "y", 0, 5, 9), Problem("c", "z", 0, 90, 99), Problem("d", "w")]
    pieces = marked_pieces("0123456789", problems)
    assert pieces == (("012", False), ("345678", True), ("9", False))


def test_states_all_have_words():
    from review.pages import STATE_WORDS

    assert set(STATE_WORDS) == set(State)


def test_a_full_disk_is_said_on_every_page_and_what_is_there_can_be_read(store, app, desk, monkeypatch):
    assert "disk full" not in desk.get("/").text
    monkeypatch.setattr(type(store), "no_room", lambda _store: "/var/loom.db")
    for address in ("/", "/story/northwell"):
        page = desk.get(address)
        assert page.status_code == 200
        assert "disk full: <bdi>/var/loom.db</bdi>" in page.text
