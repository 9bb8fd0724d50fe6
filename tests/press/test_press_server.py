"""The press over real HTTP: hosts, feeds, conditional requests, and every oddity the plan promises."""

import http.client
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import feedparser
import pytest

from newsloom.press.body import blocks
from newsloom.press.content import Feed, Outlet, Piece, load_press
from newsloom.press.server import Serving, serving

PRESS = load_press()
WELL_FORMED = [(outlet, feed) for outlet in PRESS.outlets for feed in outlet.feeds if feed.kind != "json" and not feed.broken]


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@pytest.fixture(scope="module")
def running() -> Iterator[Serving]:
    with serving(PRESS) as served:
        yield served


def get(running: Serving, host: str, path: str, **headers: str) -> Got:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    sent = {"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=sent)
    response = connection.getresponse()
    got = Got(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    connection.close()
    return got


def feed_links(running: Serving, folder: str) -> list[str]:
    outlet = PRESS.outlet(folder)
    parsed = feedparser.parse(get(running, outlet.host, outlet.feeds[0].path).body)
    return [entry.link for entry in parsed.entries]


def path_of(outlet: Outlet, link: str) -> str:
    return link.removeprefix(f"https://{outlet.host}")


def test_each_host_has_its_own_front_page_that_lists_its_pieces(running: Serving) -> None:
    assert running.hosts == [outlet.host for outlet in PRESS.outlets]
    for outlet in PRESS.outlets:
        front = get(running, f"{outlet.host}:{running.port}", "/")
        assert front.status == 200
        listed = [piece for piece in PRESS.pieces_of(outlet.folder) if piece.kind in {"article", "paywalled"}]
        assert all(PRESS.url(piece) in front.body.decode(outlet.charset) for piece in listed)


def test_a_host_the_press_does_not_have_gets_421(running: Serving) -> None:
    assert get(running, "nowhere.example", "/").status == 421


def test_an_unknown_path_is_404_on_every_host(running: Serving) -> None:
    assert {get(running, outlet.host, "/no/such/page").status for outlet in PRESS.outlets} == {404}


@pytest.mark.parametrize("piece", PRESS.pieces, ids=lambda piece: piece.id)
def test_every_piece_has_a_page_with_its_words_on_it(running: Serving, piece: Piece) -> None:
    outlet = PRESS.outlet(piece.outlet)
    page = get(running, outlet.host, piece.path)
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    if piece.kind == "article":
        assert page.body.count(b"<p>") + page.body.count(b'data-testid="paragraph-') >= 4


@pytest.mark.parametrize(("outlet", "feed"), WELL_FORMED, ids=lambda part: getattr(part, "folder", "") or part.path)
def test_a_well_formed_feed_parses_and_its_links_answer(running: Serving, outlet: Outlet, feed: Feed) -> None:
    got = get(running, outlet.host, feed.path)
    parsed = feedparser.parse(got.body, response_headers={"content-type": got.headers["content-type"]})
    assert not parsed.bozo
    assert parsed.entries
    dead = {outlet.url(dead.path): dead.status for dead in outlet.dead}
    for entry in parsed.entries:
        expected = {dead[entry.link]} if entry.link in dead else {200, 301}
        assert get(running, outlet.host, path_of(outlet, entry.link)).status in expected
        assert entry.title
        assert entry.published_parsed


def test_the_json_feed_names_its_version_and_every_piece(running: Serving) -> None:
    outlet = PRESS.outlet("dealroom")
    feed = json.loads(get(running, outlet.host, "/feed.json").body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == len(PRESS.pieces_of("dealroom"))
    assert all(item["content_html"].startswith("<p>") for item in feed["items"])


def test_the_feed_of_stackpost_carries_whole_articles_and_that_of_byteledger_does_not(running: Serving) -> None:
    stackpost, byteledger = PRESS.outlet("stackpost"), PRESS.outlet("byteledger")
    full = feedparser.parse(get(running, stackpost.host, "/feed.xml").body).entries[0]
    short = feedparser.parse(get(running, byteledger.host, "/feed/").body).entries[0]
    assert len(full.content[0].value) > 800
    assert "content" not in short
    assert short.summary.endswith("[…]")


def test_a_feed_that_has_not_changed_answers_304_to_its_tag_and_to_its_date(running: Serving) -> None:
    for outlet in PRESS.outlets:
        for feed in outlet.feeds:
            first = get(running, outlet.host, feed.path)
            by_tag = get(running, outlet.host, feed.path, If_None_Match=f"W/{first.headers['etag']}")
            by_date = get(running, outlet.host, feed.path, If_Modified_Since=first.headers["last-modified"])
            assert (by_tag.status, by_tag.body, by_date.status) == (304, b"", 304)
            assert by_tag.headers["etag"] == first.headers["etag"]


def test_a_feed_that_has_changed_answers_200(running: Serving) -> None:
    outlet = PRESS.outlet("byteledger")
    assert get(running, outlet.host, "/feed/", If_None_Match='"old"').status == 200
    stale = get(running, outlet.host, "/feed/", If_Modified_Since="Mon, 14 Sep 2026 00:00:00 GMT")
    assert stale.status == 200


def test_the_feed_of_gadgetparade_is_broken_but_its_items_can_be_read(running: Serving) -> None:
    outlet = PRESS.outlet("gadgetparade")
    parsed = feedparser.parse(get(running, outlet.host, "/rss").body)
    assert parsed.bozo
    assert len(parsed.entries) == len(PRESS.pieces_of("gadgetparade"))
    assert all(entry.link.startswith(outlet.url()) for entry in parsed.entries)


def test_every_feed_link_of_signal_carries_tracking_parameters(running: Serving) -> None:
    assert all("?utm_source=rss&utm_medium=feed" in link for link in feed_links(running, "signal"))


def test_every_feed_link_of_courier_is_a_301_to_the_canonical_page(running: Serving) -> None:
    outlet = PRESS.outlet("courier")
    canonical = {PRESS.url(piece) for piece in PRESS.pieces_of("courier")}
    answers = [get(running, outlet.host, path_of(outlet, link)) for link in feed_links(running, "courier")]
    assert {answer.status for answer in answers} == {301}
    assert {answer.headers["location"] for answer in answers} == canonical


def test_coastline_links_one_article_twice_under_one_canonical_address(running: Serving) -> None:
    outlet = PRESS.outlet("coastline")
    piece = PRESS.piece("coastline/mosswood-portal-what-to-do")
    links = [link for link in feed_links(running, "coastline") if piece.slug in link]
    pages = {get(running, outlet.host, path_of(outlet, link)).text for link in links}
    assert len(links) == 2
    assert len(pages) == 1
    assert f'<link rel="canonical" href="{PRESS.url(piece)}">' in pages.pop()


def test_coastline_names_the_page_of_the_agency_as_canonical(running: Serving) -> None:
    piece = PRESS.piece("coastline/harrow-cloud-breach-records")
    page = get(running, PRESS.outlet("coastline").host, piece.path).text
    assert f'<link rel="canonical" href="{PRESS.url(PRESS.piece(piece.wire))}">' in page


def test_every_paper_that_prints_the_wire_story_credits_the_agency(running: Serving) -> None:
    printed = [piece for piece in PRESS.pieces if piece.wire]
    assert len(printed) == 5
    for piece in printed:
        assert "(Meridian Wire)</" in get(running, PRESS.outlet(piece.outlet).host, piece.path).text


def test_tidewater_names_the_agency_as_source_in_its_feed(running: Serving) -> None:
    outlet = PRESS.outlet("tidewater")
    entries = feedparser.parse(get(running, outlet.host, outlet.feeds[0].path).body).entries
    assert [entry.source.title for entry in entries if "source" in entry] == ["Meridian Wire"]


def test_the_feed_of_paygate_links_a_gone_page_and_one_that_never_was(running: Serving) -> None:
    outlet = PRESS.outlet("paygate")
    statuses = [get(running, outlet.host, path_of(outlet, link)).status for link in feed_links(running, "paygate")]
    assert (statuses.count(410), statuses.count(404)) == (1, 1)


def test_a_paywalled_page_says_so_and_a_consent_page_has_nothing_else(running: Serving) -> None:
    outlet = PRESS.outlet("paygate")
    stub, consent = (
        get(running, outlet.host, next(piece.path for piece in PRESS.pieces_of("paygate") if piece.kind == kind))
        for kind in ("paywalled", "consent")
    )
    assert '"isAccessibleForFree": false' in stub.text
    assert consent.status == 200
    assert "requires your consent" in consent.text
    assert "<h1>" not in consent.text


def test_the_empty_page_and_the_missing_page_of_gadgetparade_answer_200(running: Serving) -> None:
    outlet = PRESS.outlet("gadgetparade")
    for kind, mark in (("empty", '<div class="post-body" data-lazy="true"></div>'), ("soft404", "We lost that one")):
        piece = next(piece for piece in PRESS.pieces_of("gadgetparade") if piece.kind == kind)
        page = get(running, outlet.host, piece.path)
        assert page.status == 200
        assert mark in page.text


def test_byteledger_forbids_a_piece_its_own_feed_links(running: Serving) -> None:
    outlet = PRESS.outlet("byteledger")
    assert "Disallow: /premium/" in get(running, outlet.host, "/robots.txt").text
    assert any("/premium/" in link for link in feed_links(running, "byteledger"))


def test_one_outlet_has_no_robots_file_and_one_forbids_the_gatherers_of_training_data(running: Serving) -> None:
    statuses = {outlet.folder: get(running, outlet.host, "/robots.txt").status for outlet in PRESS.outlets}
    assert [folder for folder, status in statuses.items() if status == 404] == ["signal"]
    assert "User-agent: GPTBot\nDisallow: /\n" in get(running, "chipwatch.example", "/robots.txt").text


def test_rights_are_signalled_in_meta_well_known_file_header_and_licence_link(running: Serving) -> None:
    essay = next(piece for piece in PRESS.pieces_of("quarterdeck"))
    assert '<meta name="tdm-reservation" content="1">' in get(running, "quarterdeck.example", essay.path).text
    reserved = json.loads(get(running, "quarterdeck.example", "/.well-known/tdmrep.json").body)
    assert reserved[0]["tdm-reservation"] == 1
    assert get(running, "tidewaterstandard.example", "/").headers["x-robots-tag"] == "noarchive"
    assert 'rel="license" href="https://creativecommons.org/' in get(running, "policydocket.example", "/").text


def test_netzkurier_is_iso_8859_1_and_says_so_only_inside_the_page(running: Serving) -> None:
    piece = PRESS.piece("netzkurier/ulm-glasfaser-leerrohre")
    page = get(running, "netzkurier.example", piece.path)
    assert page.headers["content-type"] == "text/html"
    assert "Rohre: Stadtwerke öffnen".encode("iso-8859-1") in page.body
    assert b'content="text/html; charset=iso-8859-1"' in page.body
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")


def test_quarterdeck_takes_a_second_and_a_half(running: Serving) -> None:
    started = time.monotonic()
    get(running, "quarterdeck.example", "/robots.txt")
    assert 1.4 < time.monotonic() - started < 4


def test_one_page_is_over_a_megabyte(running: Serving) -> None:
    piece = PRESS.piece("stackpost/rotate-build-tokens")
    assert 1_000_000 < len(get(running, "stackpost.example", piece.path).body) < 3_000_000


def test_pictures_are_real_and_pages_can_be_compressed(running: Serving) -> None:
    piece = PRESS.piece("courier/opinion-first-ai-hire")
    page = get(running, "founderscourier.example", piece.path, Accept_Encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    picture = get(running, "founderscourier.example", f"/media/2026/09/{piece.slug}-{piece.number}.png")
    assert picture.body.startswith(b"\x89PNG\r\n\x1a\n")


def test_quarterdeck_sets_a_drop_cap_and_repeats_a_sentence_as_a_pull_quote(running: Serving) -> None:
    page = get(running, "quarterdeck.example", PRESS.piece("quarterdeck/interview-keeper-of-clocks").path).text
    assert '<span class="dropcap">B</span>irgit Solvang' in page
    assert '<aside class="pullquote">' in page
    assert '<sup class="note"><a href="#note-1"' in page


def test_the_footnotes_of_docket_stand_below_the_text_and_not_in_it(running: Serving) -> None:
    piece = PRESS.piece("docket/harrow-cloud-72-hours")
    page = get(running, "policydocket.example", piece.path).text
    assert page.count('<li id="note-') == 3
    assert "[1]" not in page


def test_the_correction_of_chipwatch_is_printed(running: Serving) -> None:
    piece = PRESS.piece("chipwatch/orrin-tern-2-3nm-hbm4")
    page = get(running, "chipwatch.example", piece.path).text
    assert "530 watts" in page
    assert '<div class="corr"' in page


def test_an_embedded_post_links_to_its_network(running: Serving) -> None:
    posts = [(piece, block.post) for piece in PRESS.pieces for block in blocks(piece.body) if block.post]
    assert posts
    for piece, post in posts:
        outlet = PRESS.outlet(piece.outlet)
        assert f'<a href="{post.url}">' in get(running, outlet.host, piece.path).body.decode(outlet.charset)


def test_until_hides_what_is_not_printed_yet() -> None:
    wednesday = datetime(2026, 9, 16, 7, 45, tzinfo=UTC)
    wire, later = (
        PRESS.piece("meridian/harrow-cloud-records-copied"),
        PRESS.piece("ferret/harrow-cloud-sleep-were-awake"),
    )
    with serving(PRESS, until=wednesday) as then:
        assert get(then, "meridianwire.example", wire.path).status == 200
        assert get(then, "theferret.example", later.path).status == 404
        assert later.title not in get(then, "theferret.example", "/headlines.atom").text


def test_requests_are_recorded_and_the_server_stops_in_under_two_seconds() -> None:
    with serving(PRESS) as running:
        get(running, "signalnoise.example", "/feed?x=1", User_Agent="newsloom-test")
        get(running, "signalnoise.example", "/robots.txt")
        assert running.requests == [
            ("signalnoise.example", "/feed?x=1", 200, "newsloom-test"),
            ("signalnoise.example", "/robots.txt", 404, ""),
        ]
        open_connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        open_connection.request("GET", "/", headers={"Host": "quarterdeck.example"})
        time.sleep(0.1)
        started = time.monotonic()
    assert time.monotonic() - started < 2
    open_connection.close()
