"""How a page's outlet is called: by the registry, else by the page, in characters that a reader sees."""

from datetime import UTC, datetime

import pytest

from pipeline.extract import read_html
from pipeline.values import Outlet

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OUTLETS = {"quay": Outlet("quay", "Quayside Echo", ("quayside.example",))}
SAID = "The harbour board voted on Tuesday to rebuild the old pier at Quayside after two winters of storms. "
PROSE = "".join(f"<p>{SAID * 2}Stage {number} of the work takes two months.</p>" for number in range(5))


@pytest.fixture(params=[False, True], ids=["best", "fast"])
def read(request):
    def reading(head, url="https://fjordpost.example/a"):
        html = f"<html lang='en'><head>{head}<title>Pier</title></head><body><article><h1>Pier to be rebuilt</h1>{PROSE}</article></body></html>"
        return read_html(html, url, OUTLETS, NOW, fast=request.param)

    return reading


def site(name):
    return f'<meta property="og:site_name" content="{name}">'


@pytest.mark.parametrize("host", ["quayside.example", "www.quayside.example", "m.quayside.example", "amp.quayside.example"])
def test_the_registry_names_the_outlet_whatever_the_page_says(read, host):
    assert read(site("QE Digital"), f"https://{host}/a").outlet == "Quayside Echo"


def test_a_host_that_only_begins_like_an_outlets_is_another(read):
    assert read("", "https://quayside.example.evil.test/a").outlet == "quayside.example.evil.test"


def test_a_host_that_only_looks_like_an_outlets_is_shown_as_what_it_is(read):
    assert read("", "https://qu\u0430yside.example/a").outlet == "xn--quyside-3fg.example"


@pytest.mark.parametrize(
    "written", ["Fjord &amp; Post", "Fjord &amp;amp; Post", "Fjord &#38; Po\u200bst\u202e", "Fjord &amp;#38; Post"]
)
def test_a_name_is_in_characters_that_a_reader_sees(read, written):
    assert read(site(written)).outlet == "Fjord & Post"


def test_a_text_in_the_place_of_a_name_is_no_name(read):
    assert read(site("news and more " * 500)).outlet == "fjordpost.example"


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\U000e0041", "\ufeff"])
def test_hidden_characters_are_no_part_of_a_title(read, hidden):
    for place in ('<meta property="og:title" content="Har{}bour news">', "<title>Har{}bour news</title>"):
        html = f"<html><head>{place.format(hidden)}</head><body>{PROSE}</body></html>"
        assert read_html(html, "https://fjordpost.example/a", {}, NOW).title == "Harbour news"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.publisher" content="Public Filings Register">',
        '<meta name="dcterms.publisher" content="Public Filings Register">',
        '<meta name="citation_publisher" content="Public Filings Register">',
        "<title>Pier to be rebuilt - Public Filings Register</title>",
    ],
)
def test_a_register_names_itself_in_dublin_core_or_behind_its_headline(read, head):
    assert read(head).outlet == "Public Filings Register"


def test_the_day_a_register_gives_is_the_day_of_publication(read):
    found = read('<meta name="DCTERMS.issued" content="2026-05-17">')
    assert found.published.at.date().isoformat() == "2026-05-17"
