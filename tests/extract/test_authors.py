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
