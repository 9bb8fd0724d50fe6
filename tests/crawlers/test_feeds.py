"""Feeds into links: honest, broken, huge and hostile ones."""

from __future__ import annotations

import json

import pytest

from crawlers.feeds import MAX_ENTRIES, read_feed
from pipeline.values import Cause

URL = "https://paper.example/news/feed.xml"


def read(body, content_type=None):
    return read_feed(body if isinstance(body, bytes) else body.encode(), URL, "paper", content_type)


def rss(items, head="", prolog=""):
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0" {head}><channel><title>Paper</title>{items}</channel></rss>'


def item(link="/a", title="A title", more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def only(reading):
    (entry,) = reading.entries
    return entry


# --------------------------------------------------------------------------- formats


FORMATS = {
    "RSS 2.0": rss(item("https://paper.example/a", more="<pubDate>Mon, 14 Sep 2026 09:00:00 GMT</pubDate>")),
    "RSS 0.91": '<rss version="0.91"><channel><title>P</title>'
    + item("https://paper.example/a", more="<pubDate>Mon, 14 Sep 2026 09:00:00 GMT</pubDate>")
    + "</channel></rss>",
    "RDF": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>P</title></channel>'
    '<item rdf:about="https://paper.example/a"><title>A title</title><link>https://paper.example/a</link>'
    "<dc:date>Mon, 14 Sep 2026 09:00:00 GMT</dc:date></item></rdf:RDF>",
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>A title</title>'
    '<link rel="self" href="https://paper.example/api/a"/><link rel="alternate" type="text/html" href="https://paper.example/a"/>'
    "<id>tag:paper.example,2026:1</id><published>Mon, 14 Sep 2026 09:00:00 GMT</published></entry></feed>",
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "P",
            "items": [
                {
                    "id": "1",
                    "url": "https://paper.example/a",
                    "title": "A title",
                    "date_published": "Mon, 14 Sep 2026 09:00:00 GMT",
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("body", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_link_title_and_date_as_given(body):
    entry = only(read(body))
    assert (entry.url, entry.title, entry.published) == ("https://paper.example/a", "A title", "Mon, 14 Sep 2026 09:00:00 GMT")
    assert (entry.outlet, entry.feed) == ("paper", URL)


def test_authors_source_and_identity_are_kept_as_given():
    more = (
        '<source url="https://wire.example/feed">Some Wire</source><dc:creator>Ada Quill</dc:creator>'
        '<guid isPermaLink="false">n-17</guid>'
    )
    entry = only(read(rss(item(more=more), 'xmlns:dc="http://purl.org/dc/elements/1.1/"')))
    assert (entry.source, entry.authors, entry.guid) == ("Some Wire", ("Ada Quill",), "n-17")


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("/2026/a", "https://paper.example/2026/a"),
        ("a?x=1", "https://paper.example/news/a?x=1"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("  https://paper.example/a\n", "https://paper.example/a"),
        ("https://paper.example/a?x=1&amp;y=2", "https://paper.example/a?x=1&y=2"),
    ],
)
def test_a_link_is_resolved_against_the_feed(given, meant):
    assert only(read(rss(item(given)))).url == meant


def test_xml_base_counts_where_it_stands():
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><title>P</title>'
        '<entry><title>A</title><link href="a"/></entry></feed>'
    )
    assert only(read(body)).url == "https://base.example/x/a"


def test_the_original_link_is_taken_where_a_feed_service_put_its_own():
    ns = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    more = "<feedburner:origLink>https://paper.example/real</feedburner:origLink>"
    assert only(read(rss(item("https://proxy.example/~r/1", more=more), ns))).url == "https://paper.example/real"


def test_a_permalink_guid_stands_in_for_a_missing_link():
    assert only(read(rss("<item><title>T</title><guid>https://paper.example/g</guid></item>"))).url == "https://paper.example/g"


def test_an_identifier_is_not_taken_for_a_link():
    reading = read(rss("<item><title>T</title><guid>tag:paper.example,2026:1</guid></item>"))
    assert reading.entries == ()
    assert reading.refused == ()


@pytest.mark.parametrize(
    "link", ["https://paper.example/" + "x" * 2_100, "mailto:a@paper.example", "https://u:p@paper.example/a"]
)
def test_a_link_that_is_no_address_is_refused_alone(link):
    reading = read(rss(item(link) + item("/fine")))
    assert [entry.url for entry in reading.entries] == ["https://paper.example/fine"]
    assert [(refused.url, refused.cause) for refused in reading.refused] == [(link, Cause.URL)]
    assert reading.fault is None


# --------------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("AT&amp;T buys &lt;b&gt;Bolt&lt;/b&gt;", "AT&T buys Bolt"),
        ("<![CDATA[Caf&eacute; <i>opens</i>]]>", "Café opens"),
        ("two\n  lines\t", "two lines"),
        ("5 &lt; 6", "5 < 6"),
        ("one\u2028and\u2029two", "one and two"),
        ("", None),
    ],
)
def test_a_title_is_one_line_of_plain_text(given, shown):
    assert only(read(rss(item(title=given)))).title == shown


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(item(title="Zürich")).replace('"1.0"', '"1.0" encoding="ISO-8859-1"').encode("latin-1"), None),
        (rss(item(title="Zürich")).replace('"1.0"', '"1.0" encoding="windows-1252"').encode("cp1252"), "text/xml"),
        (rss(item(title="Zürich")).encode("utf-8"), "application/rss+xml; charset=utf-8"),
        (b"\xef\xbb\xbf" + rss(item(title="Zürich")).encode(), "text/xml; charset=klingon-8"),
        (rss(item(title="Zürich")).replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"), None),
    ],
)
def test_the_charset_is_found_where_it_is_said(body, content_type):
    assert only(read(body, content_type)).title == "Zürich"


# --------------------------------------------------------------------------- broken and hostile


@pytest.mark.parametrize(
    "broken", [rss(item(title="A & B") + item("/b"))[:-30], rss(item() + "<item><title>cut"), "\n\n" + rss(item())]
)
def test_broken_xml_is_read_as_far_as_it_goes_and_says_so(broken):
    reading = read(broken)
    assert reading.entries[0].url == "https://paper.example/a"
    assert reading.fault.startswith("broken XML")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty answer"),
        (" \n\t", "empty answer"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "not a feed: an HTML page"),
        ('{"items": 5}', "not a feed: JSON without a list of items"),
        ('{"items": [', "not a feed: broken JSON"),
        ('{"a":' * 100_000, "not a feed: broken JSON"),
        ("just words", "not a feed"),
        ("/etc/passwd", "not a feed"),
        ("http://127.0.0.1:1/", "not a feed"),
    ],
)
def test_what_is_no_feed_says_so(body, words):
    reading = read(body)
    assert reading.fault.startswith(words)
    assert not reading.usable


LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY i "' + "A" * 50_000 + '">]>',
        '<!DOCTYPE r [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://canary.example/x"> %p;]>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY i "&a;&a;" >',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_or_reach_outside_are_refused_unopened(prolog, encoding):
    body = rss(item(title="&i;"), prolog=prolog).replace('"1.0"', f'"1.0" encoding="{encoding}"')
    reading = read(body.encode(encoding))
    assert reading.entries == ()
    assert reading.fault.startswith("unsafe XML (entities)")


def test_short_plain_entities_and_a_doctype_are_harmless():
    prolog = '<!DOCTYPE rss PUBLIC "-//Old//DTD" "http://dtd.example/rss.dtd" [<!ENTITY eacute "&#233;">]>'
    reading = read(rss(item(title="Caf&eacute; opens"), prolog=prolog))
    assert (only(reading).title, reading.fault) == ("Café opens", None)


def test_no_title_shows_an_entity_that_nobody_knows():
    assert only(read(rss(item(title="A &lol9; title")))).title == "A title"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<rss><channel>" + "<a>" * 100_000, "unsafe XML (nesting)"),
        ("<rss " + " ".join(f'a{number}="1"' for number in range(50_000)) + ">", "unsafe XML (attributes)"),
        (rss("<item>" + "<link>https://paper.example/a</link>" * 200_000 + "</item>"), "unsafe XML (size)"),
        (rss(item() + "<" * 2_000_000), "unsafe XML (size)"),
    ],
)
def test_shapes_that_stop_a_parser_are_refused_before_it(body, words):
    assert read(body).fault.startswith(words)


def test_of_a_huge_feed_the_newest_are_taken_and_the_rest_is_named():
    def dated(number):
        return item(f"/{number}", more=f"<pubDate>{1 + number % 28} Sep {2000 + number % 25} 00:00:00 GMT</pubDate>")

    reading = read(rss("".join(dated(number) for number in range(MAX_ENTRIES + 500))))
    assert (len(reading.entries), reading.ignored) == (MAX_ENTRIES, 500)
    assert "500 items ignored" in reading.fault
    oldest_kept = min(int(entry.published.split()[2]) for entry in reading.entries)
    assert oldest_kept == 2005


def test_of_a_huge_feed_without_dates_the_first_are_taken():
    reading = read(rss("".join(item(f"/{number}") for number in range(MAX_ENTRIES + 1))))
    assert [reading.entries[0].url, reading.entries[-1].url] == [
        "https://paper.example/0",
        f"https://paper.example/{MAX_ENTRIES - 1}",
    ]


def test_of_a_huge_json_feed_the_newest_are_taken():
    items = [
        {"id": str(n), "url": f"https://paper.example/{n}", "date_published": f"2026-01-01T{n:06}"}
        for n in range(MAX_ENTRIES + 9)
    ]
    reading = read(json.dumps({"title": "P", "items": items}))
    assert reading.ignored == 9
    assert reading.entries[0].url == f"https://paper.example/{MAX_ENTRIES + 8}"


def test_an_empty_feed_is_a_feed():
    reading = read(rss(""))
    assert (reading.entries, reading.fault, reading.title, reading.usable) == ((), None, "Paper", True)
