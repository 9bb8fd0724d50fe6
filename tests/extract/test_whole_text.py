"""Texts that a page prints in parts, or hides until a click, are read to their end; what surrounds them is not."""

from datetime import UTC, datetime

import pytest

from pipeline.extract import read_html
from pipeline.extract.furniture import without_furniture
from pipeline.extract.readings import plainest, read_carefully
from pipeline.extract.tree import parse
from pipeline.values import Article

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST, SECOND, THIRD, FOURTH = (
    f"{who} told the harbour inquiry on {day} that the {what} had been inspected twice before the storm, and signed for both times."
    for who, day, what in (
        ("Maren Oduya", "Monday", "north lock"),
        ("Tobias Ferrand", "Tuesday", "swing bridge"),
        ("Ilse Kantor", "Wednesday", "pilot cutter"),
        ("Ruben Acheson", "Thursday", "fuel jetty"),
    )
)


def page(body):
    return f"<html lang='en'><head><title>Inquiry</title></head><body><main>{body}</main></body></html>"


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts for text in (text, text.replace("twice", "once more")))


def read(html, *, fast):
    article = read_html(html, None, {}, NOW, fast=fast)
    assert isinstance(article, Article)
    return article.text


@pytest.mark.parametrize("fast", [False, True])
def test_a_body_in_several_boxes_of_one_name_is_read_to_its_end(fast):
    boxes = "".join(
        f"<div class='row'><div class='grid article__content'>{paragraphs(text)}</div></div><div class='ad'><span>Advertisement</span></div>"
        for text in (FIRST, SECOND, THIRD, FOURTH)
    )
    text = read(page(f"<div class='sheet'>{boxes}</div>"), fast=fast)
    assert [text.count(each) for each in (FIRST, SECOND, THIRD, FOURTH)] == [1, 1, 1, 1]
    assert text.index(FIRST) < text.index(SECOND) < text.index(FOURTH)
    assert "Advertisement" not in text


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "hiding", ["id='story-hidden'", "style='display: none'", "aria-hidden='true'", "class='body-text hide-print'"]
)
def test_most_of_a_text_hidden_until_a_click_is_read(hiding, fast):
    body = f"<div class='post-text'>{paragraphs(FIRST)}<div {hiding}>{paragraphs(SECOND, THIRD, FOURTH)}</div></div>"
    teasers = "".join(f"<li><a href='/{n}'>Another harbour story, number {n}</a></li>" for n in range(30))
    text = read(page(f"{body}<ul>{teasers}</ul>"), fast=fast)
    assert all(each in text for each in (FIRST, SECOND, THIRD, FOURTH))


@pytest.mark.parametrize("fast", [False, True])
def test_a_small_hidden_box_stays_hidden(fast):
    body = f"<div class='post-text'>{paragraphs(FIRST, SECOND, THIRD)}<div style='display:none'><p>{FOURTH}</p></div></div>"
    assert FOURTH not in read(page(body), fast=fast)


def test_an_id_made_of_a_heading_names_no_box():
    body = f"<article>{paragraphs(FIRST)}<div id='the-cutter-that-nobody-promoted-for-ten-years'>{paragraphs(SECOND)}</div></article>"
    assert SECOND in read(page(body + paragraphs(THIRD, FOURTH)), fast=False)


def test_the_prose_of_a_page_is_counted_without_its_boxes():
    html = page(f"<article>{paragraphs(FIRST, SECOND)}</article><div class='newsletter'><p>Sign up here.</p></div>")
    cleared = without_furniture(parse(html, None, {}).tree)
    assert cleared.prose == sum(len(each.text_content()) for each in cleared.tree.iter("p"))
    assert "Sign up" not in cleared.tree.text_content()


def test_a_repeated_headline_is_dropped_by_the_careful_reading():
    cleared = without_furniture(
        parse(page(f"<article><h1>Inquiry</h1><p>Inquiry</p>{paragraphs(FIRST, SECOND)}</article>"), None, {}).tree
    )
    assert not read_carefully(cleared, [plainest("Inquiry")], ()).startswith("Inquiry")


@pytest.mark.parametrize("fast", [False, True])
def test_a_paragraph_that_is_only_a_link_to_another_headline_is_left_out(fast):
    teaser = "<p><a href='/other'><strong>Lock keeper resigns after second flood</strong></a></p>"
    items = "<ul><li><a href='/a'>What the first inquiry found in 1998</a></li><li><a href='/b'>How the lock gates are tested</a></li></ul>"
    text = read(
        page(f"<article>{paragraphs(FIRST, SECOND)}{teaser}{paragraphs(THIRD)}{items}{paragraphs(FOURTH)}</article>"), fast=fast
    )
    assert "resigns" not in text
    assert "lock gates" not in text
    assert all(each in text for each in (FIRST, SECOND, THIRD, FOURTH))


@pytest.mark.parametrize("fast", [False, True])
def test_a_sentence_that_is_a_link_and_an_address_that_is_written_out_stay(fast):
    said = "<p><a href='/minutes'>The board published the minutes of all three meetings on Friday.</a></p>"
    source = "<p><a href='https://harbour.example/report-2026'>https://harbour.example/report-2026-on-the-north-lock</a></p>"
    text = read(
        page(f"<article>{paragraphs(FIRST, SECOND)}{said}{paragraphs(THIRD)}{source}{paragraphs(FOURTH)}</article>"), fast=fast
    )
    assert "minutes of all three meetings" in text
    assert "https://harbour.example/report-2026-on-the-north-lock" in text
