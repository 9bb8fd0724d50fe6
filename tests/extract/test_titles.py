"""Which of a page's headlines is the article's."""

import pytest

from pipeline.extract.metadata import headlines, read_title
from pipeline.extract.tree import parse


def title(structured="", shared="", printed="", tab="Pier - Quayside Echo"):
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{structured}","datePublished":"2026-01-01"}}</script>'
    html = f'<html><head><title>{tab}</title>{ld}<meta property="og:title" content="{shared}"></head>'
    page = parse(
        f"{html}<body><article><h1>{printed}</h1><p>Text.</p></article></body></html>", "https://quayside.example/a", {}
    )
    return read_title(headlines(page), ["Quayside Echo"])


SEARCH, SEEN = "Pier repair cost: what the council plans for 2026", "A pier too far: the council counts its coins"


def test_the_structured_headline_is_taken_where_the_others_differ_among_themselves():
    assert title(SEARCH, SEEN, "Coins and planks") == SEARCH
    assert title(SEARCH, "", SEEN) == SEARCH


def test_a_structured_headline_that_only_the_tab_repeats_gives_way_to_what_readers_see():
    tab = f"{SEARCH} - Quayside Echo"
    assert title(SEARCH, SEEN, SEEN, tab) == SEEN
    assert title(SEARCH, f"{SEEN} | Quayside Echo", SEEN, tab) == SEEN
    assert title(SEARCH, "The council, the pier and you", SEEN, tab) == SEEN
    assert title("", SEEN, SEEN, tab) == SEEN


def test_a_structured_headline_that_stands_alone_is_the_editors_own():
    assert title(SEARCH, SEEN, SEEN, f"{SEEN} - Quayside Echo") == SEARCH
    assert title(SEARCH, SEEN, SEEN) == SEARCH


def test_a_printed_logo_is_no_headline():
    assert title(SEARCH, SEEN, "Harbour news", f"{SEARCH} - Quayside Echo") == SEARCH
    assert title("", "", "Quayside Echo", "Pier to be rebuilt in June | Quayside Echo") == "Pier to be rebuilt in June"
    assert title("", "Quayside Echo", "Pier to be rebuilt in June") == "Pier to be rebuilt in June"


def test_entities_are_characters():
    assert title("Caf&amp;eacute; &amp;quot;Ode&amp;quot; reopens") == 'Café "Ode" reopens'


@pytest.mark.parametrize("place", ["structured", "shared", "printed", "tab"])
@pytest.mark.parametrize("written", ["Caf&eacute; &amp; quay", "Caf&amp;eacute; &amp;amp; quay", "Caf&amp;#233; &#38; quay"])
def test_entities_are_characters_wherever_the_headline_stands(place, written):
    # An empty tab, so that each place is the only one that gives a title.
    assert title(**{"tab": "", place: written}) == "Café & quay"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Pier to be rebuilt in June | Quayside Echo", "Pier to be rebuilt in June"),
        ("Pier to be rebuilt in June – The Quayside Echo", "Pier to be rebuilt in June"),
        ("Pier to be rebuilt in June - Business - Quayside Echo", "Pier to be rebuilt in June - Business"),
        ("Pier to be rebuilt in June | Quayside Echo Harbour and Shipping", "Pier to be rebuilt in June"),
        ("Quayside Echo | Pier to be rebuilt in June", "Pier to be rebuilt in June"),
        ("Pier to be rebuilt – Quayside Echo readers pay for it", "Pier to be rebuilt – Quayside Echo readers pay for it"),
        ("Pier to be rebuilt - in June", "Pier to be rebuilt - in June"),
    ],
)
def test_the_outlets_name_is_cut_and_a_headline_that_goes_on_is_not(given, read):
    assert title("", given) == read


def test_a_domains_label_is_the_outlets_name():
    assert read_title(["Pier to be rebuilt in June | The Quay Echo"], ["thequayecho.example"]) == "Pier to be rebuilt in June"
    assert read_title(["Pier to be rebuilt in June | Quay Echo"], ["quay-echo.example"]) == "Pier to be rebuilt in June"


def test_what_only_one_place_joins_to_the_headline_is_cut():
    joined = "Pier to be rebuilt in June - Ann Harrow - Harbour"
    assert title(joined, "Pier to be rebuilt in June", "Pier to be rebuilt in June") == "Pier to be rebuilt in June"
    # A rubric is no headline, whatever stands behind it.
    assert title("Comment – the pier must go", "", "Comment") == "Comment – the pier must go"


def test_a_cut_headline_gives_way_to_one_that_goes_on():
    whole = "Pier to be rebuilt in June after two winters of storms"
    assert title("Pier to be rebuilt in June after…", "", whole) == whole


def test_a_headline_that_ends_in_dots_is_no_cut_one_where_only_a_rubric_goes_on():
    assert title("Piers, planks and more…", "", "", "Piers, planks and more… - Harbour / Weekend") == "Piers, planks and more…"


@pytest.mark.parametrize("key", ["parsely-title", "dcterms.title", "DC.title", "citation_title"])
def test_a_title_in_other_meta_tags_goes_before_what_is_printed(key):
    html = f'<html><head><title>t</title><meta name="{key}" content="Report on the pier"></head><body><h1>Downloads</h1></body></html>'
    assert read_title(headlines(parse(html, "https://quayside.example/a", {})), []) == "Report on the pier"
