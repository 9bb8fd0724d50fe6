"""How an article reads in each format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import invented_story
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_story import NOW, draft
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from exporters.render import Look, html, markdown, render
from exporters.render.clean import cut_address, printable, sentence_address, slug, web_address
from exporters.render.look import permanent_id
from exporters.render.markdown import escaped
from exporters.render.paragraphs import paragraphs
from exporters.render.text import text
from exporters.render.words import WORDS, words_of
from pipeline.errors import ConfigurationError, RecordError
from pipeline.values import Edition, Moment, PrintedSection, PrintedSentence, Role

APPROVED = Look(site="The Signal Desk", approved_by="Maud Ferrier", approved_at=NOW, published=NOW)


@pytest.fixture
def printed() -> Edition:
    return invented_story.printed()


def _page(printed: Edition, look: Look = APPROVED) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html(printed, look))


# --------------------------------------------------------------------------- paragraphs


@given(st.lists(st.integers(1, 60), max_size=40))
def test_paragraphs_hold_two_to_four_sentences_in_order(lengths: list[int]) -> None:
    sentences = tuple(PrintedSentence(" ".join(["word"] * length), (), "derived", 1) for length in lengths)
    grouped = paragraphs(PrintedSection(None, sentences))
    assert tuple(sentence for paragraph in grouped for sentence in paragraph) == sentences
    if len(sentences) > 1:
        assert {len(paragraph) for paragraph in grouped} <= {2, 3, 4}


def test_long_sentences_make_shorter_paragraphs() -> None:
    long = PrintedSection(None, (PrintedSentence("word " * 40, (), "derived", 1),) * 4)
    short = PrintedSection(None, (PrintedSentence("word " * 10, (), "derived", 1),) * 4)
    assert [len(paragraphs(section)) for section in (long, short)] == [2, 1]


# --------------------------------------------------------------------------- the order of the article


def test_text_has_the_layout_of_the_contract(printed: Edition) -> None:
    blocks = text(printed, Look(), marks=False).split("\n\n")
    assert blocks[0] == "10/6/2026, 6:45:00 PM · hardware"
    assert blocks[1] == draft().headline.text
    assert blocks[2] == draft().dek.text + " [2][4]"
    assert (
        blocks[3]
        == "7 outlets · 4 independent reports · 1 primary source · 8 sentences from a single source · headline from [1][2]"
    )
    first, second, third = (sentence.text for sentence in draft().sections[0].sentences)
    assert blocks[4] == f"{first} [1][4] {second} [1][2] {third} [1] (reported only by The Lantern Post)"
    titles = [
        "What went wrong",
        "Empty aisles before the holidays",
        "What it costs",
        "Where sources disagree",
        "Cross-references",
        "Sources",
    ]
    assert [block for block in blocks if block in titles] == titles
    assert blocks[-1].startswith(
        "  1. [1]\n    Robots through the fire door: Marlow recalls its Heron fleet | The Lantern Post\n"
    )


def test_marks_stand_round_each_sentence(printed: Edition) -> None:
    opening = text(printed, Look(), marks=True).split("\n\n")[3]
    assert opening.endswith('(cite index="1-3">Nobody was hurt.</cite>')
    assert '(cite index="1-2,2-1">The recall covers' in opening
    assert "(cite" not in text(printed, Look())


def test_the_page_has_the_order_of_the_contract(printed: Edition) -> None:
    page = _page(printed)
    parts = page.xpath("//article//*[self::h1 or self::h2 or @class='kicker' or @class='dek' or @class='lead']")
    assert [part.get("class") or part.text_content() for part in parts] == [
        "kicker", draft().headline.text, "dek", "lead", "What went wrong", "Empty aisles before the holidays", "What it costs",
        "Where sources disagree", "Cross-references", "Sources",
    ]  # fmt: skip
    assert page.xpath("string(//p[@class='kicker'])") == "October 6, 2026, 6:45 p.m. UTC · Hardware"
    assert page.xpath("normalize-space(//p[@class='strip']/span[1])") == (
        "7 outlets · 4 independent reports · 1 primary source · 8 sentences from a single source"
    )
    assert [number.text for number in page.xpath("//span[@class='number']")] == list("1234567")


def test_cross_references_and_disagreements_are_left_out_when_there_are_none(printed: Edition) -> None:
    plain = replace(printed, cross_references=(), conflicts=())
    for content in (html(plain, APPROVED), markdown(plain, APPROVED), text(plain, APPROVED)):
        assert "Cross-references" not in content
        assert "Where sources disagree" not in content


def test_a_single_source_and_a_draft_say_so(printed: Edition) -> None:
    single = replace(printed, independent_sources=1)
    for content in (html(single, Look()), markdown(single, Look()), text(single, Look())):
        assert "Single source" in content
    assert "no editor has reviewed" in html(single, Look())
    assert "noindex" in html(single, Look())
    assert "Single source" not in html(printed, APPROVED)
    assert "no editor has reviewed" not in html(printed, APPROVED)
    assert "Reviewed and approved by Maud Ferrier on October 7, 2026, 9:30 a.m. UTC." in html(printed, APPROVED)


def test_an_empty_section_leaves_no_title(printed: Edition) -> None:
    hollow = replace(printed, sections=(*printed.sections, PrintedSection("Nothing to say", ())))
    for content in (html(hollow, APPROVED), markdown(hollow, APPROVED), text(hollow, APPROVED)):
        assert "Nothing to say" not in content


@pytest.mark.parametrize("label", ["9-1", "1-99", '1-1"><script>', "", "1"])
def test_a_citation_that_leads_nowhere_is_never_printed(printed: Edition, label: str) -> None:
    broken = replace(printed, dek=replace(printed.dek, labels=(label,)))
    for form in ("html", "markdown", "text"):
        with pytest.raises(RecordError, match=printed.story):
            render(broken, form)


def test_an_unknown_format_names_the_known_ones(printed: Edition) -> None:
    with pytest.raises(ConfigurationError, match="html, markdown, text"):
        render(printed, "pdf")


# --------------------------------------------------------------------------- the page for machines


def test_the_page_carries_its_sources_as_schema_org_citations(printed: Edition) -> None:
    look = replace(APPROVED, home="https://newsroom.example", address="https://newsroom.example/marlow.html")
    article = json.loads(_page(printed, look).xpath("string(//script)"))
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == draft().headline.text
    assert article["description"] == draft().dek.text
    assert article["articleSection"] == "hardware"
    assert article["inLanguage"] == "en"
    assert article["datePublished"] == article["dateModified"] == NOW.isoformat()
    assert article["publisher"] == {"@type": "Organization", "name": "The Signal Desk", "url": "https://newsroom.example/"}
    assert article["editor"]["name"] == "Maud Ferrier"
    assert [each["url"] for each in article["citation"]] == [source.url for source in draft().sources]
    assert article["citation"][3]["datePublished"] == "2026-10-06"
    assert "datePublished" not in article["citation"][6]


def test_an_agency_or_an_outlet_among_the_authors_is_no_person(printed: Edition) -> None:
    signed = replace(printed.sources[0], outlet="The Byte", authors=("Ida Quell", "Reuters", "The Byte", "Science desk"))
    article = json.loads(_page(replace(printed, sources=(signed, *printed.sources[1:])), APPROVED).xpath("string(//script)"))
    assert [each["@type"] for each in article["citation"][0]["author"]] == ["Person", *["Organization"] * 3]


def test_the_page_needs_nothing_but_itself_and_lets_nothing_run(printed: Edition) -> None:
    page = _page(printed)
    assert not page.xpath("//@src | //link[@rel='stylesheet'] | //@style")
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_a_source_without_a_web_address_is_named_but_not_linked(printed: Edition) -> None:
    odd = replace(printed, sources=tuple(replace(source, url="ftp://files.example/x") for source in printed.sources))
    page = _page(odd)
    assert not page.xpath("//section[@class='sources']//a[not(@class='back')]")
    assert len(page.xpath("//li[@class='source']")) == 7
    assert "](" not in markdown(replace(odd, cross_references=()), APPROVED)


def test_the_page_speaks_the_language_of_its_article(printed: Edition) -> None:
    german = _page(replace(printed, language="de-AT"))
    assert german.get("lang") == "de-AT"
    assert "6. Oktober 2026, 18:45 Uhr UTC" in german.xpath("string(//p[@class='kicker'])")
    assert "Quellen" in german.xpath("//h2/text()")
    arabic = _page(replace(printed, language="ar"))
    assert arabic.get("dir") == "rtl"


def test_every_language_has_words_for_every_role() -> None:
    for words in WORDS.values():
        assert set(words.roles) == set(get_args(Role))
        assert len(words.months) == 12


def test_a_day_stays_that_day_in_every_zone() -> None:
    west = timezone(timedelta(hours=-8))
    day = Moment(datetime(2026, 10, 6, tzinfo=UTC), day_only=True)
    assert words_of("en").moment(day, west) == "October 6, 2026"
    assert words_of("en").moment(replace(day, day_only=False), west).startswith("October 5, 2026, 4:00 p.m.")
    assert words_of("xx").moment(None, west) == "undated"


# --------------------------------------------------------------------------- Markdown


def test_front_matter_is_data_whatever_it_holds(printed: Edition) -> None:
    odd = replace(printed, headline=replace(printed.headline, text='He said: "no" --- and left\n---\n# {{ x }}'))
    front = markdown(odd, APPROVED).split("---\n", 2)[1] if '"---' not in markdown(odd, APPROVED) else ""
    lines = markdown(odd, APPROVED).split("\n")
    fields = dict(line.split(": ", 1) for line in lines[1 : lines.index("---", 1)])
    assert json.loads(fields["title"]) == 'He said: "no" --- and left --- # {{ x }}'
    assert json.loads(fields["draft"]) is False
    assert json.loads(fields["categories"]) == ["hardware"]
    assert front


@given(st.text(max_size=60))
def test_escaped_markdown_is_shown_as_it_was(given_text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(given_text))
    shown = " ".join(lxml_html.fromstring(f"<div>{rendered}</div>").text_content().split())
    assert shown == " ".join(printable(given_text).split())
    assert not lxml_html.fromstring(f"<div>{rendered}</div>").xpath(".//*[not(self::p or self::div)]")


def test_template_marks_do_not_survive() -> None:
    for mark in ("{{", "{%", "{#", "<%", "${", "[[", "{{<"):
        assert mark not in escaped(f"a {mark} b")


# --------------------------------------------------------------------------- text and addresses


def test_what_cannot_be_seen_is_taken_out_and_joiners_stay() -> None:
    assert printable("a\u202eb\x00c\ufeff\n\td") == "abc d"
    assert printable("क्\u200dष") == "क्\u200dष"
    assert printable('<</cite>/cite>x(cite index="1-1">') == "x"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://user:pw@x.example", "", None, "http://"]
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_a_text_fragment_names_first_and_last_words() -> None:
    url = "https://x.example/a"
    assert sentence_address(url, "One-off costs, she said.") == f"{url}#:~:text=One%2Doff%20costs%2C%20she%20said."
    long = "one two three four five six seven eight nine ten eleven twelve"
    assert sentence_address(url, long) == f"{url}#:~:text=one%20two%20three%20four%20five%20six,nine%20ten%20eleven%20twelve"
    assert cut_address(url, "one two …") == f"{url}#:~:text=one%20two"
    assert cut_address(url, "") == url


@given(st.text(max_size=200))
def test_a_slug_is_a_plain_file_name(headline: str) -> None:
    made = slug(headline)
    assert 0 < len(made) <= 60
    assert all(character in "abcdefghijklmnopqrstuvwxyz0123456789-" for character in made)


def test_a_permanent_id_depends_on_the_story_alone() -> None:
    assert permanent_id("s1") == permanent_id("s1") == "urn:uuid:" + permanent_id("s1")[9:]
    assert permanent_id("s1") != permanent_id("s2")
