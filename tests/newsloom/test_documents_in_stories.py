"""What a document is to its story: a primary source beside the reports, never one of them; from the store to the printed number."""

import json
from datetime import timedelta

import pytest

from newsloom.app import now
from newsloom.documents import settle_documents, want_documents
from newsloom.work import draft_story, story_sheet
from pipeline.documents.values import DOCUMENTS
from pipeline.errors import StoreError
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Link, Refusal
from storage import Store
from tests.newsloom.odd_room import bring_in, exported, odd_room, page, story_of, work

RELEASE = "https://www.brightloom.com/press/weaver-two"
ABOUT = {
    "alder": "The weaving firm Brightloom on Tuesday showed the Weaver Two, a loom that works for a week by itself. Three mills in Lorne "
    "get it in October for 48,000 crowns each. Ilse Marant, who leads the firm, spoke of it in {0}. ",
    "birch": "A loom without a weaver was presented in Tarn on Tuesday. Brightloom sells its Weaver Two at 48,000 crowns, at first to "
    "mills in Lorne, as {0} of its head Ilse Marant has it. ",
    "cedar": "Lorne buys looms that mend their own threads: three mills have ordered the Weaver Two that Brightloom and its head, Ilse "
    "Marant, announced on Tuesday in {0}. One costs 48,000 crowns. ",
}
OWN = {
    "alder": "The union in Lorne counts 340 weavers and wants shifts to be settled before October, its secretary Tove Anselm said on Wednesday. "
    "She showed a list of 61 names, of weavers older than 58 whom the mills would rather send home than teach, and called it a plan. "
    "The mayor of Lorne, Piet Harrow, invited both sides to the town hall for the ninth. He remembers the strike of 1988, he said, and "
    "the eleven weeks in which no cloth left the harbour. In the canteen of the second mill a vote was taken by hand: 112 of 130 want "
    "to stop work if the first crate comes before there is a paper that they can sign.",
    "birch": "Harrow and Daughters, the largest of the mills, expects to save 2 million crowns a year, according to its books for the bank. The "
    "ledger, which runs to 2031, has a column for yarn and none for training. Its owner, Greta Harrow, said at the door that figures "
    "change. The bank of Velm lends 4.5 million at 6 percent, and has taken the warehouse at the quay as its security. Two other mills "
    "have asked for the same terms and wait for an answer until the end of the month. In the spring the price of flax rose by a third, "
    "and orders for sails have come back to where they stood before the war in the south.",
    "cedar": "An engineer at the school of Tarn, Oda Felsing, doubts that the camera sees black yarn, which is a fifth of what Lorne weaves. In "
    "her hall stands a loom of 1962 with a lamp and a mirror that did much the same, and failed on linen. She asked for a day with the "
    "new one and was told to come in November. Her pupils have built a feeder for 900 crowns from the parts of a printer. It stops, she "
    "said, as often as a person sneezes. The school has kept records of torn threads since 1974: four an hour on cotton, nineteen on "
    "black linen, and none of it in any brochure that she was ever sent.",
}
PRESS_TEXT = (
    "Today we show Weaver Two, our first loom that needs no hands. We built it in Tarn, and our first three machines go to mills in "
    "Lorne in October at 48,000 crowns each. Ilse Marant, chief executive of Brightloom, calls it a loom that rests on no Sunday. "
    "Weaver Two mends torn threads with two arms and a camera. Our 210 colleagues in Tarn have worked on it for six years, and we "
    "have filed 14 patents on the way it sees a thread. We thank the three mills that have trusted us with their yarn."
)


def report(name, text, *urls, **fields):
    body = ABOUT[name].format("a post") + text
    links = tuple(Link(url, "a post", body.index("a post")) for url in urls)
    fields.setdefault("published", now() - timedelta(hours=8))
    return page(f"p{name}", body, f"Brightloom shows a loom for Lorne ({name})", outlet=name, links=links, **fields)


def reports(*urls):
    return [report(name, own, *urls) for name, own in OWN.items()]


def brought(app, articles):
    """Their story, grouped but not drafted."""
    names = bring_in(app, articles)
    from newsloom.grouping import group_articles
    from newsloom.progress import Silent

    group_articles(app, Silent())
    stories = {story_of(app, article) for article in names.values()}
    assert len(stories) == 1
    return stories.pop()


def fetch(app, *, text=PRESS_TEXT, title="Introducing Weaver Two", outlet="Brightloom", canonical=None):
    """Let everything that waits as a document be fetched and read."""
    for link in app.store.lease_links([DOCUMENTS.id], 50, now(), 60):
        url = link.entry.url
        host = url.split("/")[2].removeprefix("www.")
        app.store.keep(link, FetchedPage(url, url, 200, (), b"<p>kept</p>", now(), DOCUMENTS.id, link.entry))
        (leased,) = app.store.lease_pages(1, now(), 60)
        made = page(url.rpartition("/")[2], text, title, outlet=outlet, url=url, canonical_url=canonical or url, domain=host)
        app.store.keep_article(leased, made, now())


def drafted(app, story):
    draft_story(app, story)
    return app.store.draft(story)


def roles(draft):
    return sorted(source.role for source in draft.sources)


def test_a_document_counts_as_no_report_and_the_number_stays_what_it_was(tmp_path):
    with odd_room(tmp_path) as app:
        story = brought(app, reports(RELEASE))
        before = drafted(app, story)
        assert want_documents(app) == 0, "a story that is drafted wants nothing until its coverage changes"
    with odd_room(tmp_path / "again") as app:
        story = brought(app, reports(RELEASE))
        assert want_documents(app) == 1
        assert want_documents(app) == 0
        fetch(app)
        assert settle_documents(app) == 1
        after = drafted(app, story)
        assert roles(after).count("primary") == 1
        assert (after.independent_low, after.independent_sources) == (before.independent_low, before.independent_sources)
        side_car = json.loads(exported(app, story)[".json"])
        assert side_car["independent_sources"] == after.independent_sources
        (release,) = [one for one in side_car["sources"] if one["role"] == "primary"]
        assert (release["outlet"], release["url"]) == ("Brightloom", RELEASE)


def test_many_pages_of_one_site_are_one_outlet_and_no_more_than_the_limit(tmp_path):
    pages = [f"{RELEASE}-{number}" for number in range(9)]
    with odd_room(tmp_path) as app:
        story = brought(app, reports(*pages))
        assert want_documents(app) == app.newsroom.settings.documents.per_story == 5
        fetch(app)
        settle_documents(app)
        sheet = story_sheet(app, story)
        assert len(sheet.articles) == 3 + 5
        assert [id_ for id_ in sheet.outlets if id_.startswith("document ")] == ["document brightloom.com"]
        draft = drafted(app, story)
        assert roles(draft).count("primary") == 5
        assert {source.outlet for source in draft.sources if source.role == "primary"} == {"Brightloom"}
        assert draft.independent_sources <= 3


def test_a_report_that_prints_the_document_is_a_copy_of_it_and_no_report(tmp_path):
    with odd_room(tmp_path) as app:
        printed = page("p4", PRESS_TEXT, "Introducing Weaver Two", outlet="dock", published=now() - timedelta(hours=7))
        story = brought(app, [*reports(RELEASE), printed])
        want_documents(app)
        fetch(app)
        settle_documents(app)
        draft = drafted(app, story)
        (release,) = [source for source in draft.sources if source.role == "primary"]
        (copy,) = [source for source in draft.sources if source.outlet == "dock"]
        assert copy.role == "copy"
        assert copy.copied_from == release.article
        assert draft.independent_sources <= 3


def test_a_document_dates_nothing_and_is_not_first(tmp_path):
    with odd_room(tmp_path) as app:
        story = brought(app, reports(RELEASE))
        before = story_sheet(app, story).now
        want_documents(app)
        fetch(app)
        settle_documents(app)
        assert story_sheet(app, story).now == before
        assert app.store.story(story).articles == tuple(
            article.id for article in story_sheet(app, story).articles if article.title != "Introducing Weaver Two"
        )


def test_the_same_document_leaves_an_equal_draft_and_no_new_version(tmp_path):
    with odd_room(tmp_path) as app:
        story = brought(app, reports(RELEASE))
        want_documents(app)
        fetch(app)
        settle_documents(app)
        work(app)
        version = app.store.draft(story).version
        draft_story(app, story)
        assert app.store.draft(story).version == version
        assert app.store.undrafted(10) == []


def test_a_page_that_leads_to_an_outlet_of_the_catalogue_is_not_used(tmp_path):
    outlets = {"dock": 'name = "Dock Weekly"\ndomains = ["dockweekly.com"]\n'}
    with odd_room(tmp_path, outlets) as app:
        story = brought(app, reports(RELEASE))
        want_documents(app)
        for link in app.store.lease_links([DOCUMENTS.id], 50, now(), 60):
            scoop = "https://dockweekly.com/2026/a-loom"
            app.store.keep(link, FetchedPage(RELEASE, scoop, 200, (), b"<p>kept</p>", now(), DOCUMENTS.id, link.entry))
            (leased,) = app.store.lease_pages(1, now(), 60)
            app.store.keep_article(
                leased, page("x", PRESS_TEXT, "A loom", url=RELEASE, canonical_url=scoop, domain="dockweekly.com"), now()
            )
        settle_documents(app)
        (one,) = app.store.documents(story)
        assert (one.state, one.cause) == ("failed", None)
        assert "an outlet" in one.detail
        assert "primary" not in roles(drafted(app, story))
        assert app.store.ungrouped(10) == []


def test_nothing_is_wanted_where_documents_are_switched_off(tmp_path):
    with odd_room(tmp_path) as app:
        brought(app, reports(RELEASE))
    (tmp_path / "newsroom.toml").write_text(
        (tmp_path / "newsroom.toml").read_text() + "\n[documents]\nfetch = false\n", encoding="utf-8"
    )
    with odd_room_again(tmp_path) as app:
        assert want_documents(app) == 0
        assert DOCUMENTS not in app.crawl_plan(("bbc-news",)).outlets


def odd_room_again(folder):
    from newsloom.app import opened
    from newsloom.config import load_newsroom

    return opened(load_newsroom(folder))


def test_an_address_that_nobody_can_have_is_not_asked_for_unless_the_settings_say_where_it_is(tmp_path):
    reserved = "https://brightloom.example/press/weaver-two"
    with odd_room(tmp_path) as app:
        brought(app, reports(reserved))
        assert want_documents(app) == 0
    settings = tmp_path / "newsroom.toml"
    settings.write_text(
        settings.read_text().replace("[desk]", '[fetch.resolve]\n"brightloom.example" = "127.0.0.1:9"\n\n[desk]'),
        encoding="utf-8",
    )
    with odd_room_again(tmp_path) as app:
        assert want_documents(app) == 1


def test_what_fails_in_one_document_costs_only_itself(tmp_path, monkeypatch):
    with odd_room(tmp_path) as app:
        story = brought(app, reports(RELEASE, f"{RELEASE}-more"))
        want_documents(app)
        fetch(app)
        joined = Store.join_document

        def breaks(self, document, article, at):
            if document.url == RELEASE:
                raise StoreError("it broke here")
            return joined(self, document, article, at)

        monkeypatch.setattr(Store, "join_document", breaks)
        assert settle_documents(app) == 2
        states = {one.url: (one.state, one.detail) for one in app.store.documents(story)}
        assert states == {RELEASE: ("failed", "it broke here"), f"{RELEASE}-more": ("joined", "")}


@pytest.mark.parametrize("words", ["not found (404)", "no answer in 30 s (after 3 tries)"])
def test_a_document_that_cannot_be_had_leaves_the_draft_as_it_is(tmp_path, words, caplog):
    with odd_room(tmp_path) as app:
        story = brought(app, reports(RELEASE))
        want_documents(app)
        work(app)
        version = app.store.draft(story).version
        for link in app.store.lease_links([DOCUMENTS.id], 50, now(), 60):
            app.store.refuse_link(link, Refusal(link.entry.url, Cause.NOT_FOUND, words, now(), DOCUMENTS.id))
        assert settle_documents(app) == 1
        assert f"story {story}: primary document {RELEASE} not fetched: {words}" in caplog.text
        work(app)
        assert app.store.draft(story).version == version


def test_a_document_that_a_feed_of_the_catalogue_brings_too_is_grouped_as_any_article(tmp_path):
    outlets = {"loom": 'name = "Brightloom"\ndomains = ["brightloom.com"]\nkind = "primary"\n'}
    with odd_room(tmp_path, outlets) as app:
        story = brought(app, reports(RELEASE))
        want_documents(app)
        fetch(app)
        settle_documents(app)
        work(app)
        assert app.store.discover([FeedEntry(RELEASE, "loom", "https://www.brightloom.com/feed")], now()) == 0
        work(app)
        release = app.store.end_of(RELEASE)
        assert isinstance(release, Article)
        assert release.id in {member for one in app.store.queue(limit=10) for member in app.store.story(one.id).articles}
        draft = app.store.draft(story)
        assert [source.article for source in draft.sources].count(release.id) == 1
