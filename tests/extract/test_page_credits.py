"""Whom a page names as its source, and which address it calls its own: read in both modes."""

import json
from datetime import UTC, datetime

import pytest

from pipeline.extract import read_html
from pipeline.values import Credit, FeedEntry, Outlet

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://quayside.example/news/pier"
OUTLETS = {
    "quay": Outlet("quay", "Quayside Echo", ("quayside.example", "quayside-weekly.example")),
    "wire": Outlet("wire", "Meridian Wire", ("meridianwire.example",), kind="agency"),
    "byte": Outlet("byte", "The Byte Ledger", ("byteledger.example",)),
}
SAID = "The harbour board voted on Tuesday to rebuild the old pier at Quayside after two winters of storms. "
PROSE = "".join(f"<p>{SAID * 2}Stage {number} of the work takes two months.</p>" for number in range(5))


@pytest.fixture(params=[False, True], ids=["best", "fast"])
def read(request):
    def reading(head="", first="", last="", *, url=URL, source=None):
        html = f"<html lang='en'><head><title>Pier to be rebuilt</title>{head}</head><body><article><h1>Pier to be rebuilt</h1>{first}{PROSE}{last}</article></body></html>"
        entry = FeedEntry(url, "quay", "https://quayside.example/feed", source=source)
        return read_html(html, url, OUTLETS, NOW, entry=entry, fast=request.param)

    return reading


@pytest.mark.parametrize(
    ("first", "last", "outlet"),
    [
        (f"<p>QUAYSIDE (AP) — {SAID}</p>", "", "Associated Press"),
        (f"<p>QUAYSIDE, June 1 (Reuters) - {SAID}</p>", "", "Reuters"),
        ("", f"<p>{SAID}(AP)</p>", "Associated Press"),
        ("", "<p>Source: Meridian Wire</p>", "Meridian Wire"),
        ("", "<p>With reporting by Meridian Wire</p>", "Meridian Wire"),
    ],
)
def test_a_wire_line_is_a_credit(read, first, last, outlet):
    assert read("", first, last).credits == (Credit(outlet, "wire-line"),)


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Reuters reports that the loan is not signed.", "Reuters"),
        ("The loan is not signed, Reuters reported.", "Reuters"),
        ("As The Byte Ledger first reported, the loan is not signed.", "The Byte Ledger"),
        ("According to Meridian Wire, the loan is not signed.", "Meridian Wire"),
    ],
)
def test_another_outlet_that_the_text_credits_is_a_credit(read, sentence, outlet):
    assert read("", f"<p>{SAID}{sentence} {SAID}</p>").credits == (Credit(outlet, "reported-by"),)


def test_initials_in_running_text_are_no_agency(read):
    assert read("", f"<p>{SAID}According to AP levels in schools, as AA reported, it is deep. {SAID}</p>").credits == ()


def test_the_page_of_an_agency_does_not_credit_the_agency(read):
    article = read("", f"<p>QUAYSIDE (Meridian Wire) — {SAID}</p>", url="https://meridianwire.example/pier")
    assert (article.outlet, article.credits) == ("Meridian Wire", ())


def test_an_agency_that_signed_is_a_credit(read):
    block = {"@type": "NewsArticle", "headline": "Pier", "author": {"@type": "Organization", "name": "Meridian Wire"}}
    head = f"<script type='application/ld+json'>{json.dumps(block)}</script>"
    assert Credit("Meridian Wire", "wire-line") in read(head).credits


@pytest.mark.parametrize(
    ("address", "outlet"),
    [("https://www.byteledger.example/pier", "The Byte Ledger"), ("https://fjordpost.example/pier", "fjordpost.example")],
)
@pytest.mark.parametrize("tag", ["<link rel='canonical' href='{}'>", "<meta name='syndication-source' content='{}'>"])
def test_a_canonical_address_on_another_site_is_a_credit_and_not_this_articles_address(read, tag, address, outlet):
    article = read(tag.format(address))
    assert article.credits == (Credit(outlet, "canonical"),)
    assert article.canonical_url == URL


def test_the_other_domain_of_the_same_outlet_is_no_source(read):
    assert read("<link rel='canonical' href='https://quayside-weekly.example/pier'>").credits == ()


def test_a_stage_in_a_less_trusted_place_is_no_source(read):
    head = f"<link rel='canonical' href='{URL}'><meta property='og:url' content='https://origin.cms-vendor.example/pier'>"
    assert read(head).credits == ()


@pytest.mark.parametrize(
    ("source", "credited"),
    [
        ("Meridian Wire", (Credit("Meridian Wire", "feed-source"),)),
        ("https://byteledger.example/feed", (Credit("The Byte Ledger", "feed-source"),)),
        ("Fjordpost", (Credit("Fjordpost", "feed-source"),)),
        ("https://fjordpost.example/rss", (Credit("fjordpost.example", "feed-source"),)),
        ("Quayside Echo", ()),
        ("The Quayside Echo", ()),
        ("https://www.quayside.example/", ()),
        ("https://quayside-weekly.example/", ()),
        ("", ()),
    ],
)
def test_a_feeds_source_is_a_credit_unless_it_is_the_page_itself(read, source, credited):
    assert read(source=source).credits == credited


@pytest.mark.parametrize(
    "found",
    [
        "https://quayside.example/news/pier/amp",
        "https://amp.quayside.example/news/pier",
        "https://quayside-example.cdn.ampproject.org/c/s/quayside.example/news/pier/amp",
        "https://www.google.com/amp/s/quayside.example/news/pier/amp",
    ],
)
def test_an_amp_page_is_the_canonical_page_and_credits_nobody_for_it(read, found):
    article = read(f"<link rel='canonical' href='{URL}'>", url=found)
    assert (article.canonical_url, article.outlet, article.credits) == (URL, "Quayside Echo", ())
    assert article.id == read(f"<link rel='canonical' href='{URL}'>").id


def test_an_amp_copy_of_a_wire_story_credits_as_its_page_does(read):
    amp = read(f"<link rel='canonical' href='{URL}'>", f"<p>QUAYSIDE (AP) — {SAID}</p>", url=f"{URL}/amp")
    assert amp.credits == (Credit("Associated Press", "wire-line"),)
