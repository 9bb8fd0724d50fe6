"""What the reports of a story link to, over real HTTP on loopback: fetched, refused, joined, and never asked for twice."""

from datetime import timedelta

import pytest

from newsloom.app import now
from newsloom.config import load_newsroom
from pipeline.documents.values import DOCUMENTS
from pipeline.values import Cause
from pipeline.verify import verify_draft
from storage import open_store
from tests.newsloom.conftest import Command
from tests.newsloom.documents_room import COMPANY, HAZARDS, QUOTE, RELEASE, TERMS, small_web, write_room


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A newsroom after one run over the small web."""
    folder = tmp_path_factory.mktemp("documents")
    with small_web() as web:
        write_room(folder, web, per_story=6)
        command = Command(folder)
        command.web, command.folder = web, folder
        command.first_run = command("run")
        yield command


@pytest.fixture
def store(room):
    newsroom = load_newsroom(room.folder)
    store = open_store(newsroom.database, newsroom.var / "archive")
    yield store
    store.close()


def story_at(store, url):
    """The story that the article of this address is in."""
    article = store.end_of(url)
    return store.stories_of([article.id])[article.id]


@pytest.fixture
def loom(store):
    return story_at(store, "https://alder.example/loom")


def test_the_release_that_three_outlets_link_to_is_a_primary_source_of_their_story(store, loom):
    draft = store.draft(loom)
    (release,) = [source for source in draft.sources if source.role == "primary" and source.url == RELEASE]
    assert (release.outlet, release.title) == ("Brightloom", "Introducing Weaver Two")
    (kept,) = [one for one in store.documents(loom) if one.state == "joined" and one.url == RELEASE]
    assert (kept.url, kept.kind, kept.article) == (RELEASE, "company", release.article)
    assert any("linked by" in why and "3 independent outlets" in why for why in kept.why)
    assert not [problem for problem in verify_draft(draft) if problem.blocking]


def test_a_quotation_that_an_outlet_altered_is_held_against_the_release_and_the_outlet_is_named(store, loom):
    draft = store.draft(loom)
    outlet_of = {(source.article, source.version): source.outlet for source in draft.sources}
    (wording,) = draft.wordings
    assert wording.checked
    assert wording.words.startswith(QUOTE)
    assert "Brightloom" in {outlet_of[cited.article, cited.version] for cited in wording.citations}
    (altered,) = wording.others
    assert {outlet_of[cited.article, cited.version] for cited in altered.citations} == {"The Cedar Sheet"}


def test_a_document_is_no_report_no_member_and_no_story_of_its_own(store, loom):
    draft = store.draft(loom)
    outlets = {store.article(member).outlet for member in store.story(loom).articles}
    assert outlets == {"The Alder Sheet", "The Birch Sheet", "The Cedar Sheet"}
    assert draft.independent_sources <= len(outlets)
    stories = [one.id for one in store.queue(limit=100)]
    titles = {article.title for story in stories for article in store.story_articles(story)}
    assert "Introducing Weaver Two" not in titles
    assert store.ungrouped(10) == []


@pytest.mark.parametrize(
    ("hazard", "cause", "words"),
    [
        ("memo", Cause.ROBOTS, "robots.txt forbids"),
        ("gone", Cause.GONE, "gone (410)"),
        ("moved", Cause.ADDRESS, "redirect to blocked address"),
        ("inside", Cause.ADDRESS, "link-local"),
    ],
)
def test_what_may_not_or_cannot_be_had_costs_only_itself_and_is_named(room, store, loom, hazard, cause, words):
    (failed,) = [one for one in store.documents(loom) if one.url == HAZARDS[hazard]]
    assert (failed.state, failed.cause) == ("failed", cause)
    assert words in failed.detail
    _, log = room.first_run
    assert f"primary document {HAZARDS[hazard]} not fetched: {failed.detail}" in log
    assert any(HAZARDS[hazard] in what and words in what for _, _, what in store.history(loom))


def test_a_document_of_plain_text_is_read_too(store):
    strike = story_at(store, "https://alder.example/strike")
    (terms,) = [article for document, article in store.document_articles(strike) if document.url == TERMS]
    assert terms.title == "Terms of sale of Weaver Two"
    assert "and Brightloom in Tarn keeps them in repair for six years." in terms.text


def test_the_terminal_names_each_document_and_why_one_is_not_here(room, loom):
    out, _ = room("story", loom)
    assert f"document {RELEASE} is a primary source" in out
    assert f"document {HAZARDS['memo']} not fetched: robots.txt forbids" in out
    assert f"document {HAZARDS['inside']} not fetched: address not allowed" in out
    told = {one["url"]: one for one in room.json("story", loom, "--json")["documents"]}
    assert told[RELEASE]["state"] == "joined"
    assert (told[HAZARDS["gone"]]["state"], told[HAZARDS["gone"]]["cause"]) == ("failed", "gone")
    assert all(one["why"] for one in told.values())


def test_nothing_forbidden_and_nothing_inside_was_asked_for(room):
    assert room.web.asked(COMPANY, "/internal") == 0
    assert room.web.asked("127.0.0.1") == 0
    assert not any("secret" in path or "meta-data" in path for _, path in room.web.requests)


def test_a_document_of_two_stories_is_asked_for_once_and_serves_only_the_one_it_is_about(room, store, loom):
    fire = story_at(store, "https://alder.example/fire")
    assert fire != loom
    (other,) = store.documents(fire)
    assert (other.url, other.state, other.cause) == (RELEASE, "failed", None)
    assert "something else" in other.detail
    assert "primary" not in {source.role for source in store.draft(fire).sources}
    assert room.web.asked(COMPANY, "/press/weaver-two") == 1


def test_a_second_run_asks_for_no_document_and_changes_no_story(room):
    before = room.json("stories", "--json")
    asked = len(room.web.requests)
    room("run")
    assert {path for host, path in room.web.requests[asked:] if host != COMPANY} <= {"/feed", "/robots.txt"}
    assert room.web.asked(COMPANY) == sum(host == COMPANY for host, _ in room.web.requests[:asked])
    assert room.json("stories", "--json") == before


def test_a_story_that_a_person_sets_apart_gets_its_document_without_another_request(room, store, loom):
    strike = [store.end_of(f"https://{outlet}.example/strike").id for outlet in ("alder", "birch")]
    if {store.stories_of(strike)[one] for one in strike} == {loom}:
        room("split", loom, *strike, "--as", "Ada Editor", "--note", "another event")
    apart = story_at(store, "https://alder.example/strike")
    assert apart != loom
    asked = room.web.asked(COMPANY)
    room("run")
    for story in (loom, apart):
        assert [one.state for one in store.documents(story) if one.url == RELEASE] == ["joined"], story
        assert "Brightloom" in {source.outlet for source in store.draft(story).sources if source.role == "primary"}
    assert room.web.asked(COMPANY) == asked


def test_one_that_was_forbidden_is_fetched_when_a_person_asks_again_and_it_may_be_had(room, store, loom):
    html = {"Content-Type": "text/html; charset=utf-8"}
    text = (
        "The makers of Weaver Two in Tarn and Ilse Marant have agreed that 41 weavers of Lorne are to look after six looms each. "
        "We shall train them in the spring, and we shall pay for the weeks in which they learn. What we said before about the mills "
        "of Lorne was wrong in two places, and we have taken it back on the day we were told of it by the union."
    )
    room.web.pages[COMPANY, "/press/withdrawn-note"] = (
        200,
        html,
        f"<title>Weavers in Lorne</title><article><p>{text}</article>",
    )
    room("retry", HAZARDS["gone"])
    room("run")
    (note,) = [one for one in store.documents(loom) if one.url == HAZARDS["gone"]]
    assert note.state == "joined", note
    assert note.article in {source.article for source in store.draft(loom).sources}


def test_no_lease_and_no_link_of_a_document_is_left_behind(store):
    assert store.lease_links([DOCUMENTS.id], 10, now() + timedelta(days=2), 1) == []
    assert store.counts().pages_waiting == 0
    assert store.counts().outlets == 3
