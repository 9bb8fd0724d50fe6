"""Who signed a page: people, else the desk or agency that the page itself names."""

import json

import pytest

from pipeline.extract.authors import read_authors
from pipeline.extract.outlets import other_names
from pipeline.extract.tree import parse

NAMES = other_names((), "Quayside Echo").wire
OWN = ["Quayside Echo", "QE Digital"]


def authors(head="", body="<p>Text.</p>"):
    html = f"<html><head><title>t</title>{head}</head><body><article>{body}</article></body></html>"
    return read_authors(parse(html, "https://quayside.example/a", {}), OWN, NAMES)


def signed(author):
    block = json.dumps({"@type": "NewsArticle", "headline": "Pier", "author": author})
    return f'<script type="application/ld+json">{block}</script>'


def org(name):
    return {"@type": "Organization", "name": name}


def test_people_are_taken_before_the_publisher():
    byline = '<p class="byline">By Ann Harrow</p>'
    assert authors(signed(org("Quayside Echo")), byline) == ("Ann Harrow",)
    assert authors(signed([org("Quayside Echo"), {"@type": "Person", "name": "Ann Harrow"}])) == ("Ann Harrow",)


def test_where_nobody_signed_the_desk_or_agency_of_the_structured_data_is_the_author():
    assert authors(signed(org("Nordlicht Newsroom"))) == ("Nordlicht Newsroom",)
    assert authors(signed({"@type": "Person", "name": "Reuters"})) == ("Reuters",)
    assert authors(signed("Quayside Echo")) == ("Quayside Echo",)


def test_an_agency_that_signed_beside_people_is_kept():
    assert authors(signed({"@type": "Person", "name": "Ann Harrow and Ben Ode, dpa"})) == ("Ann Harrow", "Ben Ode", "dpa")


@pytest.mark.parametrize(
    "account", ["admin", "Webmaster", "editor2", "https://quayside.example/u/7", "desk@quayside.example", "105092"]
)
def test_an_account_is_nobody(account):
    assert authors(signed({"@type": "Person", "name": account})) == ()
    assert authors(f'<meta name="author" content="{account}">') == ()


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Escrito por", "Écrit par"])
def test_the_label_of_a_link_preview_names_the_author(label):
    head = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ann Harrow">'
    assert authors(head) == ("Ann Harrow",)
    assert authors(head.replace(label, "Price")) == ()


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Von Grete Löhnert und Max Ode", ("Grete Löhnert", "Max Ode")),
        ("Por Lucía Ferrer y Juan Ode", ("Lucía Ferrer", "Juan Ode")),
        ("Texte de Claire Ode et Luc Ferrand", ("Claire Ode", "Luc Ferrand")),
        ("Reportagem de Rui Ferrão e Ana Ode", ("Rui Ferrão", "Ana Ode")),
        ("लेखक: अनिल वर्मा", ("अनिल वर्मा",)),
        ("By Ann Harrow, senior reporter", ("Ann Harrow",)),
    ],
)
def test_a_byline_is_read_in_its_language(printed, names):
    assert authors("", f'<p class="byline">{printed}</p>') == names


def test_a_link_to_an_authors_page_is_a_byline_in_other_languages_too():
    assert authors("", 'von <a href="/autoren/name/max-ode">Dr. Max Ode</a>') == ("Dr. Max Ode",)


@pytest.mark.parametrize("written", ["Zo&euml; Gr&uuml;n", "Zo&amp;euml; Gr&amp;uuml;n", "Zo&amp;amp;euml; Gr&amp;amp;uuml;n"])
def test_entities_in_a_name_are_characters(written):
    assert authors(f'<meta name="author" content="{written}">') == ("Zoë Grün",)
    assert authors("", f'<p class="byline">By {written}</p>') == ("Zoë Grün",)
    assert authors(signed(written)) == ("Zoë Grün",)


def test_structured_data_goes_before_meta_tags_and_these_before_the_text():
    ld, tag, text = signed("Ann Harrow"), '<meta name="author" content="Ben Ode">', '<p class="byline">By Cleo Falk</p>'
    assert authors(tag + ld, text) == ("Ann Harrow",)
    assert authors(tag, text) == ("Ben Ode",)
    assert authors("", text) == ("Cleo Falk",)


@pytest.mark.parametrize(
    "name",
    [
        "Quayside Echo",
        "QE Digital",
        "quayside echo",
        "The Quayside Echo",
        "QE DIGITAL",
        "Harbour News Desk",
        "Quayside Echo Staff",
    ],
)
def test_the_publisher_is_no_person(name):
    byline = '<p class="byline">By Ann Harrow</p>'
    assert authors(f'<meta name="author" content="{name}">', byline) == ("Ann Harrow",)
    assert authors(signed({"@type": "Person", "name": name}), byline) == ("Ann Harrow",)
    assert authors(signed(["Ann Harrow", name])) == ("Ann Harrow",)


def test_a_desk_named_by_its_outlets_initials_is_no_person():
    html = "<html><body><p class='author'>Ann Harrow, QTV Harbour</p></body></html>"
    assert read_authors(parse(html, None, {}), ["QTV"], NAMES) == ("Ann Harrow",)
    # A magazine can be called as people are.
    assert read_authors(parse(html.replace("QTV", "Stern"), None, {}), ["Stern"], NAMES) == ("Ann Harrow", "Stern Harbour")


@pytest.mark.parametrize(
    "named", ["pb-byline", "article__author", "authorname", "c-byline__name", "article-authors", "post_author_link"]
)
def test_a_class_of_block_and_element_names_a_byline(named):
    assert authors("", f'<div class="{named}">By <b>Ann Harrow</b></div>') == ("Ann Harrow",)


@pytest.mark.parametrize("named", ["author-bio", "author__text", "authority", "bylines-off", "coauthored-by"])
def test_a_class_that_only_holds_the_word_is_no_byline(named):
    assert authors("", f'<div class="{named}">Ann Harrow</div>') == ()


def test_the_date_beside_a_byline_does_not_hide_it():
    byline = (
        '<div class="story-byline">By <span class="story-byline__name">Ann Harrow</span> <span>3 June 2026, 10:15</span></div>'
    )
    assert authors("", byline) == ("Ann Harrow",)


@pytest.mark.parametrize("headline", ["Harbour Board votes to rebuild the Pier", "Der Rat stimmt für die neue Mole"])
def test_a_headline_in_a_box_of_the_authors_is_no_name(headline):
    assert authors("", f'<div class="more-from-author"><a class="x-author">{headline}</a></div>') == ()


def test_a_link_of_the_navigation_is_no_byline():
    menu = '<nav><ul><li><a href="/author/cleo-falk">Cleo Falk</a></li></ul></nav>'
    assert authors("", menu + '<a href="/author/ann-harrow">Ann Harrow</a>') == ("Ann Harrow",)


@pytest.mark.parametrize(
    "printed",
    [
        "By Ann Harrow. Photographs by Ben Ode",
        "Written by Ann Harrow Edited by Ben Ode",
        "By Ann Harrow (illustration by Ben Ode)",
    ],
)
def test_who_edited_or_pictured_did_not_write(printed):
    assert authors("", f'<p class="byline">{printed}</p>') == ("Ann Harrow",)


def test_a_preview_that_names_the_author_in_its_own_words_is_read():
    assert authors('<meta name="twitter:misc:Written by" content="Ann Harrow">') == ("Ann Harrow",)
    assert authors('<meta name="twitter:misc:Est. reading time" content="Three Minutes">') == ()


def test_hidden_characters_in_a_name_are_gone():
    hidden = "Ann\u202e Har\u200brow\U000e0041"
    assert authors(f'<meta name="author" content="{hidden}">') == ("Ann Harrow",)
    assert authors(signed(hidden)) == ("Ann Harrow",)
    assert authors("", f'<p class="byline">By {hidden}</p>') == ("Ann Harrow",)
