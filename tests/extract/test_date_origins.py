"""Every date of publication that a page names is kept with the place it stood in, in both modes."""

import json
from datetime import UTC, datetime

import pytest

from pipeline.extract import read_html
from pipeline.values import FeedEntry

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SAID = "The harbour board voted to rebuild the old pier at Quayside after two winters of storms. "
PROSE = "".join(f"<p>{SAID * 2}Stage {number} of the work takes two months.</p>" for number in range(5))
DAY = "2026-05-{:02d}T08:00:00+00:00"


def ld(**more):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': 'Pier', **more})}</script>"


def meta(key, day):
    return f"<meta property='{key}' content='{DAY.format(day)}'>"


@pytest.fixture(params=[False, True], ids=["best", "fast"])
def read(request):
    def reading(head="", body="", *, url="https://quayside.example/pier", feed=None):
        html = f"<html lang='en'><head><title>Pier</title>{head}</head><body><article><h1>Pier to be rebuilt</h1>{body}{PROSE}</article></body></html>"
        entry = FeedEntry(url, "quay", "https://quayside.example/feed", published=feed)
        return read_html(html, url, {}, NOW, entry=entry, fast=request.param)

    return reading


def test_each_place_keeps_its_own_candidate(read):
    article = read(
        ld(datePublished=DAY.format(1)) + meta("article:published_time", 2) + meta("dc.date.issued", 3),
        f"<time datetime='{DAY.format(4)}'>4 May</time>",
        url="https://quayside.example/2026/05/05/pier",
        feed="Wed, 06 May 2026 08:00:00 GMT",
    )
    assert {each.origin: each.value.at.day for each in article.dates} == {
        "json-ld": 1,
        "meta:article:published_time": 2,
        "meta:dc.date.issued": 3,
        "time": 4,
        "url": 5,
        "feed": 6,
    }


@pytest.mark.parametrize(
    ("head", "body", "url", "feed", "origin"),
    [
        (ld(datePublished=DAY.format(9)), "", "https://q.example/a", None, "json-ld"),
        (ld(dateCreated=DAY.format(9)), "", "https://q.example/a", None, "json-ld"),
        (meta("article:published_time", 9), "", "https://q.example/a", None, "meta:article:published_time"),
        (meta("parsely-pub-date", 9), "", "https://q.example/a", None, "meta:parsely-pub-date"),
        ("", "<time datetime='2026-05-09'>Saturday</time>", "https://q.example/a", None, "time"),
        ("", "<span itemprop='datePublished'>2026-05-09</span>", "https://q.example/a", None, "time"),
        ("", "<p class='dateline'>9 May 2026</p>", "https://q.example/a", None, "time"),
        ("", "", "https://q.example/2026/05/09/a", None, "url"),
        ("", "", "https://q.example/a", "Sat, 09 May 2026 08:00:00 GMT", "feed"),
    ],
)
def test_a_date_that_stands_in_one_place_is_found_there(read, head, body, url, feed, origin):
    article = read(head, body, url=url, feed=feed)
    assert [each.origin for each in article.dates] == [origin]
    assert article.published.at.date().isoformat() == "2026-05-09"


def test_structured_data_goes_before_tags_and_these_before_what_is_printed(read):
    printed = f"<time datetime='{DAY.format(4)}'>4 May</time>"
    tag = meta("article:published_time", 2)
    assert read(ld(datePublished=DAY.format(1)) + tag, printed).published.at.day == 1
    assert read(tag, printed).published.at.day == 2
    assert read("", printed).published.at.day == 4


def test_a_date_that_is_not_believed_stays_with_its_origin_and_why(read):
    article = read(
        ld(datePublished="2099-01-01T00:00:00Z") + meta("article:published_time", 2), feed="Thu, 01 Jan 1970 00:00:00 GMT"
    )
    assert {each.origin for each in article.dates} == {
        "json-ld (in the future)",
        "meta:article:published_time",
        "feed (implausible)",
    }
    assert article.published.at.day == 2


def test_when_it_was_changed_is_no_date_of_publication(read):
    article = read(ld(datePublished=DAY.format(1), dateModified=DAY.format(8)))
    assert (article.published.at.day, article.modified.at.day) == (1, 8)
    assert [each.origin for each in article.dates] == ["json-ld"]
