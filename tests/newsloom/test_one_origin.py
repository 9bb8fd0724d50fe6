"""Five sources that are one: copies, subdomains and one feed under several names, from the store to the printed number."""

import json
from datetime import timedelta

import pytest

from newsloom.app import now
from pipeline.values import Credit
from tests.newsloom.odd_room import bring_in, desk_page, exported, odd_room, page, story_of, work

FERRY = (
    "The night ferry Albatross ran aground off Cape Tarn on Sunday with 214 passengers on board. The coastguard at Lorne said "
    "nobody was hurt and that two tugs would try to pull the ship free at high water. Captain Ines Moraud told reporters that "
    "a steering pump had failed in the channel. The operator Blueline Ferries cancelled four crossings and promised refunds. "
    "Divers found a tear of nine metres in the hull above the waterline, and the harbour office closed the channel to traffic. "
    "Passengers were taken to the school hall in Tarn, where the town served soup until buses came in the morning."
)
TOLD_AGAIN = (
    (
        "A ferry that struck rocks near Cape Tarn with 214 people aboard will be towed on Monday's tide, said the operator, Blueline "
        "Ferries. The Albatross lost its steering pump, according to its captain, Ines Moraud. Tugs from Lorne are standing by. "
        "No injuries were reported among the passengers, who spent the night in a school hall, and four sailings are off."
    ),
    (
        "Blueline Ferries has called off four sailings after its ship Albatross hit the bottom off Cape Tarn. All 214 passengers "
        "are safe, the coastguard at Lorne reported. Captain Ines Moraud blames a steering pump. Divers saw a tear in the hull."
    ),
)


def counted(app, story):
    """The number as the draft, the queue, the desk and the side-car have it."""
    draft = app.store.draft(story)
    files = exported(app, story)
    side_car = json.loads(files[".json"])
    (line,) = [one for one in app.store.queue(limit=1000) if one.id == story]
    shown = desk_page(app, f"/story/{story}")
    low, high = draft.independent_low, draft.independent_sources
    reports = f"· {high if low >= high else f'{low}–{high}'} independent"
    assert reports in shown.replace("\n", " ")
    assert line.independent_sources == draft.independent_sources == side_car["independent_sources"]
    assert draft.independent_low == side_car["independent_low"]
    return draft.independent_low, draft.independent_sources, draft


def at(minutes):
    return now() - timedelta(hours=8) + timedelta(minutes=minutes)


def one_story(app, articles):
    names = bring_in(app, articles)
    work(app)
    found = {story_of(app, article) for article in names.values()}
    assert len(found) == 1
    return found.pop()


def test_forty_domains_with_one_text_are_one_independent_report_all_the_way(tmp_path):
    copies = [page(f"p{n}", FERRY, "Ferry aground off Cape Tarn", outlet=f"farm{n}", published=at(n)) for n in range(40)]
    with odd_room(tmp_path) as app:
        low, high, draft = counted(app, one_story(app, copies))
        assert (low, high) == (1, 1)
        assert sorted(source.role for source in draft.sources) == ["copy"] * 39 + ["original"]
        assert {source.copied_from for source in draft.sources} == {None, draft.sources[0].article}
        assert all(sentence.origins <= 1 for sentence in draft.sentences)


def test_eight_subdomains_of_one_site_are_one_independent_report_all_the_way(tmp_path):
    texts = (FERRY, *TOLD_AGAIN)
    pages = [
        page(f"p{n}", texts[n % 3], f"Ferry Albatross aground off Cape Tarn {n}", outlet=f"sub{n}", published=at(n * 9),
             url=f"https://sub{n}.onehouse.com/p{n}", domain=f"sub{n}.onehouse.com")
        for n in range(8)
    ]  # fmt: skip
    with odd_room(tmp_path) as app:
        assert counted(app, one_story(app, pages))[:2] == (1, 1)


def test_one_feed_under_three_names_is_one_independent_report_all_the_way(tmp_path):
    outlets = {
        name: f'name = "{name.title()} Post"\ndomains = ["{name}.example"]\nfeeds = ["https://wirefeed.example/rss"]\n'
        for name in ("alder", "birch", "cedar")
    }
    pages = [
        page("one", text, "Ferry Albatross aground off Cape Tarn", outlet=name, published=at(n * 7),
             url=f"https://{name}.example/one", canonical_url="https://wirefeed.example/ferry")
        for n, (name, text) in enumerate(zip(outlets, (FERRY, *TOLD_AGAIN), strict=True))
    ]  # fmt: skip
    with odd_room(tmp_path, outlets) as app:
        bring_in(app, pages)
        work(app)
        (story,) = [one.id for one in app.store.queue(limit=10)]
        assert counted(app, story)[:2] == (1, 1)


def test_owners_that_are_not_on_record_make_the_number_a_range_all_the_way(tmp_path):
    owned = {"ledger": 'name = "Quay Ledger"\ndomains = ["ledger.example"]\nowner = "Ledger Group"\n'}
    pages = [
        page(name, text, "Ferry Albatross aground off Cape Tarn", outlet=name, published=at(n * 9))
        for n, (name, text) in enumerate(zip(("ledger", "nobody", "stranger"), (FERRY, *TOLD_AGAIN), strict=True))
    ]
    with odd_room(tmp_path, owned) as app:
        story = one_story(app, pages)
        low, high, _ = counted(app, story)
        assert (low, high) == (1, 3)


@pytest.mark.parametrize("credited", ["Northern Wire", "NORTHERN WIRE"])
def test_prints_of_one_agency_are_one_independent_report_all_the_way(tmp_path, credited):
    pages = [
        page(f"p{n}", text, "Ferry Albatross aground off Cape Tarn", outlet=f"print{n}", published=at(n * 9),
             credits=(Credit(credited, "wire-line"),))
        for n, text in enumerate((FERRY, *TOLD_AGAIN))
    ]  # fmt: skip
    with odd_room(tmp_path) as app:
        assert counted(app, one_story(app, pages))[:2] == (1, 1)
