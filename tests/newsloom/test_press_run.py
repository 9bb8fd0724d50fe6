"""The whole pipeline over real HTTP on the sample press."""

import json
from collections import Counter, defaultdict

import pytest

from newsloom.config import load_newsroom
from pipeline.values import State
from pipeline.verify import verify_draft
from storage import open_store


def whole(record):
    """The labels whose excerpts are whole; what a cut one leaves out can be held against nobody."""
    return {one["label"] for one in record["cited"] if one["whole"]}


def add_a_death(record):
    sentences = [sentence for section in record["sections"] for sentence in section["sentences"]]
    next(one for one in sentences if set(one["citations"]) <= whole(record))["text"] += " Also 99 people died."


def invent_a_headline(record):
    record["headline"]["citations"] = sorted(whole(record))[:1]
    record["headline"]["text"] = "Totally invented thing happens to Zorg"


def invent_a_dek(record):
    record["dek"]["citations"] = sorted(whole(record))[:1]
    record["dek"]["text"] = "Zorg paid 4,711 crowns for a very long bridge to nowhere in particular."


def change_an_excerpt(record):
    next(one for one in record["cited"] if one["whole"])["excerpt"] += " Never."


INVENTED = (add_a_death, invent_a_headline, invent_a_dek, change_an_excerpt)


@pytest.fixture(scope="module")
def store(pressroom):
    newsroom = load_newsroom(pressroom.folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    yield store
    store.close()


@pytest.fixture(scope="module")
def events(press, store):
    """Story id -> the events of the plan that its articles belong to."""
    by_url = {press.url(piece): piece for piece in press.pieces}
    found = defaultdict(list)
    for one in store.queue(limit=1000):
        for article in store.story_articles(one.id):
            piece = by_url[article.canonical_url]
            found[one.id].append(piece.event or piece.id)
    return found


def test_every_article_of_the_press_is_read_and_every_odd_page_is_refused_with_its_cause(press, store):
    readable = [piece for piece in press.pieces if piece.kind == "article" and not piece.path.startswith("/premium/")]
    assert store.counts().articles == len(readable)
    assert store.counts().links_waiting == store.counts().pages_waiting == 0
    causes = Counter(refusal.cause.value for refusal in store.refusals(100))
    assert causes["robots"] == causes["gone"] == causes["not-found"] == causes["consent-wall"] == causes["soft-404"] == 1
    assert causes["paywall"] == 2
    assert all(refusal.detail for refusal in store.refusals(100))


def test_each_event_is_one_story_and_no_story_mixes_two_events(events):
    for story, members in events.items():
        assert len(set(members)) == 1, (story, members)
    stories_of = Counter(members[0] for members in events.values())
    assert not [event for event, count in stories_of.items() if count > 1]


def test_a_wire_story_counts_once_however_often_it_is_printed(events, store):
    (breach,) = [story for story, members in events.items() if members[0] == "E5"]
    draft = store.draft(breach)
    copies = [source for source in draft.sources if source.role in {"copy", "excerpt"}]
    assert len(copies) == 5
    # the agency, and the three that reported themselves
    assert draft.independent_sources == 4


def test_no_story_with_several_reports_has_a_draft_that_fails_its_own_check(events, store):
    for story, members in events.items():
        if len(members) < 2:
            continue
        draft = store.draft(story)
        assert draft.state is State.READY, (members[0], draft.problems)
        assert not [problem for problem in verify_draft(draft) if problem.blocking], members[0]


def test_a_story_with_one_report_is_a_state_of_its_own_and_says_so(events, store):
    single = [story for story, members in events.items() if len(members) == 1]
    assert single
    for story in single:
        draft = store.draft(story)
        assert draft.state is State.GATHERING
        assert {"single-source", "no-evidence"} & {problem.kind for problem in draft.problems}, draft.problems


def test_a_second_run_fetches_only_what_is_new_and_changes_no_story(pressroom):
    before = pressroom.json("stories", "--json", "--limit", 1000)
    asked = len(pressroom.web.requests)
    pressroom("run")
    second = pressroom.web.requests[asked:]
    feeds = [visit for visit in second if not visit.path.endswith("robots.txt")]
    assert {visit.status for visit in feeds} <= {304, 200}
    pages = [visit for visit in feeds if visit.status == 200]
    assert not [visit for visit in pages if "feed" not in visit.path and "rss" not in visit.path and "xml" not in visit.path], (
        pages
    )
    assert pressroom.json("stories", "--json", "--limit", 1000) == before


def test_every_request_says_who_we_are_and_how_to_reach_us(pressroom):
    assert {visit.user_agent for visit in pressroom.web.requests} == {"Newsloom/0.1 (+demo@newsloom.example)"}


def test_the_broken_feed_is_named_and_costs_only_itself(pressroom):
    _, errors = pressroom.first_run
    assert "gadgetparade.example" in errors
    assert "Traceback" not in errors


def test_a_story_can_be_read_approved_and_exported_in_the_terminal(pressroom, events, store, tmp_path):
    (hire,) = [story for story, members in events.items() if members[0] == "E1"]
    told = pressroom.json("story", hire, "--json")
    assert len(told["articles"]) == 10
    assert any(member["nearest"] and member["nearest"][0]["reasons"] for member in told["articles"])
    shown, _ = pressroom("story", hire, "--facts")
    assert "first: [" in shown
    assert "origin via" in shown
    assert "statement: Halden Labs" in shown
    version = told["draft"]["version"]
    _, error = pressroom("approve", hire, "--version", version + 7, "--as", "Ada", status=1)
    assert f"no version {version + 7}" in error
    _, error = pressroom("export", hire, "--to", "files", status=1)
    assert "no version is approved" in error
    pressroom("approve", hire, "--version", version, "--as", "Ada Editor")
    out, _ = pressroom("export", hire, "--to", "files")
    assert "exported to files" in out
    again, _ = pressroom("export", hire, "--to", "files")
    assert "nothing waits" in again
    (side_car,) = [path for path in (pressroom.folder / "var/export").glob("*.json") if path.name != "feed.json"]
    (answer,) = pressroom.lines("verify", side_car)
    assert answer["supported"], answer
    assert json.loads(side_car.read_text())["cited"]
    for change in INVENTED:
        record = json.loads(side_car.read_text())
        change(record)
        forged = tmp_path / "forged.json"
        forged.write_text(json.dumps(record))
        (answer,) = pressroom.lines("verify", forged)
        assert not answer["supported"], record["headline"]


def test_related_stories_name_each_other_by_their_headlines(store):
    pairs = 0
    for one in store.queue(limit=1000):
        draft = store.draft(one.id)
        related = {related for related in store.story(one.id).related if store.draft(related).headline.text}
        assert {reference.story for reference in draft.cross_references} == related
        for reference in draft.cross_references:
            assert reference.headline == store.draft(reference.story).headline.text
            pairs += 1
    assert pairs, "the press has stories that are related"


def test_only_stories_about_somebody_in_common_are_related(events, store):
    """One lead investor in two rounds, one authority in two cases, a chip and the quarter of the rival it is measured by.

    Not a chip and an opinion that both say AI.
    """
    pairs = {frozenset((events[story][0], events[other][0])) for story in events for other in store.story(story).related}
    assert pairs == {
        frozenset(("E2", "E4")),
        frozenset(("E6", "filings/cda-2026-0398-consent-order")),
        frozenset(("E3", "chipwatch/volt-foundry-third-quarter")),
    }


def test_the_queue_stands_in_order_and_what_is_left_out_says_why(pressroom):
    queue = pressroom.json("stories", "--json", "--limit", 1000)
    waiting = [one for one in queue if one["state"] in {"ready", "gathering"} and not one["left_out"]]
    assert [one["score"] for one in waiting] == sorted((one["score"] for one in waiting), reverse=True)
    assert all(one["score"] == pytest.approx(sum(one["parts"].values()), abs=1e-6) for one in queue)
    left = pressroom.json("stories", "--left-out", "--json", "--limit", 1000)
    assert {one["id"] for one in left} == {one["id"] for one in queue if one["left_out"]}
    assert any(one["left_out"].startswith("no event: one outlet's own piece") for one in left)
