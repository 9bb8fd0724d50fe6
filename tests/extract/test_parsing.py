"""What a page's first bytes and stray characters must not cost it."""

from datetime import UTC, datetime

import pytest

from pipeline.extract import read_html
from pipeline.extract.tree import parse
from pipeline.values import Article

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PROSE = " ".join(["The ferry to Sandholm sails again on Monday, the harbour board said."] * 6)
BODY = f"<head><title>Ferry</title></head><body><article><p>{PROSE}</p></article></body>"


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param("<!doctype html><html>", id="usual"),
        pytest.param('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" />\n<html lang="en">', id="closed doctype"),
        pytest.param('<html lang="en" />', id="closed root"),
        pytest.param('<?xml version="1.0" encoding="iso-8859-1"?><html>', id="a declaration of another charset"),
        pytest.param("<!-- served from the cache of the second machine in the rack --><html>", id="a comment first"),
        pytest.param("", id="no root"),
    ],
)
@pytest.mark.parametrize("fast", [False, True])
def test_how_a_page_begins_costs_none_of_its_text(beginning, fast):
    article = read_html(beginning + BODY, None, {}, NOW, fast=fast)
    assert isinstance(article, Article)
    assert article.text == PROSE


@pytest.mark.parametrize(
    ("stray", "left"), [("\x00", ""), ("\x0b", ""), ("\x0c", " "), ("\ufffe", ""), ("\uffff", ""), ("\ud800", "")]
)
def test_characters_that_no_text_holds_are_gone_before_the_page_is_parsed(stray, left):
    page = parse(f"<html><body><p>ab{stray}cd</p></body></html>", None, {})
    assert page.tree.findtext(".//p") == f"ab{left}cd"


def test_words_of_the_source_are_found_in_any_case_and_beside_any_script():
    page = parse("<html><body><p>पानी</p><TIME>now</TIME></body></html>", None, {})
    assert page.mentions("<video", "<time")
    assert not page.mentions("<video")


def test_an_agencys_name_where_a_syndication_source_belongs_is_no_address():
    head = "<title>Ferry</title><meta name='syndication-source' content='Northquay Wire'>"
    article = read_html(
        f"<html><head>{head}</head><body><article><p>{PROSE}</p></article></body></html>", "https://a.example/ferry", {}, NOW
    )
    assert isinstance(article, Article)
    assert article.canonical_url == "https://a.example/ferry"
