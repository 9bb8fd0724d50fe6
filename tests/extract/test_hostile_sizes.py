"""Pages built to cost: refused by their size before they are read, in both modes; none becomes an empty article."""

from datetime import UTC, datetime

import pytest

from pipeline.extract import read_page
from pipeline.values import Article, Cause, FetchedPage, Refusal

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
URL = "https://quayside.example/news/ferry"
START = "<html><head><title>The pier</title></head><body>"
SAID = "The harbour board met on Monday and agreed to rebuild the north pier, which has been shut since the storm. "
PROSE = f"<p>{SAID * 3}</p>"


@pytest.fixture(params=[False, True], ids=["best", "fast"])
def read(request):
    def reading(html):
        page = FetchedPage(URL, URL, 200, (("Content-Type", "text/html"),), html.encode(), NOW, "quay")
        return read_page(page, {}, NOW, fast=request.param)

    return reading


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(START + "<div>" * 100_000 + PROSE, id="100,000 nested divs"),
        pytest.param(START + "<div>" * 400 + PROSE, id="400 nested divs"),
        pytest.param(START + "<table><tr><td>" * 5_000 + PROSE, id="5,000 nested tables"),
        pytest.param(START + PROSE + "<a href='/x'>y</a>" * 100_000, id="100,000 links"),
        pytest.param(START + PROSE + "<a href='/x'>y</a>" * 1_000_000, id="1,000,000 links"),
        pytest.param(START + "<p>The board met.</p>" * 100_000, id="100,000 paragraphs"),
        pytest.param(f"{START}<p {' '.join(f'a{n}={n}' for n in range(100_000))}>{SAID}</p>", id="100,000 attributes"),
        pytest.param(f"{START}<p {' '.join(f'a{n}' for n in range(100_000))}>{SAID}</p>", id="100,000 bare attributes"),
        pytest.param(START + "<p>" + "word " * 4_000_000, id="one text of 20 MB"),
    ],
)
def test_a_page_too_deep_or_too_large_is_refused_and_says_so(read, html):
    result = read(html)
    assert isinstance(result, Refusal)
    assert result.cause is Cause.TOO_LARGE
    assert any(word in result.detail for word in ("nested", "tags", "MB", "attributes"))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(START + ("<div>" * 200 + PROSE + "</div>" * 200) * 3, id="200 nested divs"),
        pytest.param(START + ("<table><tr><td>" * 60 + PROSE + "</td></tr></table>" * 60) * 3, id="60 nested tables"),
        pytest.param(START + PROSE * 2 + "<a href='/x'>a link</a> " * 2_000, id="2,000 links"),
        pytest.param(f"{START}<p {' '.join(f'a{n}={n}' for n in range(900))}>{SAID * 4}</p>", id="900 attributes"),
        pytest.param(START + "<p>" + "word " * 60_000, id="one text of 300 kB"),
        pytest.param(START + "<div></div>" * 2_000, id="2,000 empty boxes"),
        pytest.param(START + "<script>var a = 1;</script>" * 2_000, id="2,000 scripts"),
    ],
)
def test_a_page_below_the_limits_is_an_article_with_text_or_a_refusal(read, html):
    result = read(html)
    assert isinstance(result, Refusal) or (isinstance(result, Article) and result.text.strip() and result.sentences)


@pytest.mark.parametrize("tag", ["<title>{}</title>", "<meta property='og:title' content='{}'>"])
def test_a_text_in_the_place_of_a_title_is_no_title(read, tag):
    html = f"<html><head>{tag.format('pier | ' * 50_000)}</head><body><article><h1>Pier to be rebuilt</h1>{PROSE * 3}</article></body></html>"
    assert read(html).title == "Pier to be rebuilt"


def test_thousands_of_names_are_no_byline(read):
    names = ", ".join(f"Ann Harrow{'a' * (number % 99)}" for number in range(20_000))
    html = f"<html><head><title>Pier</title><meta name='author' content='{names}'></head><body><article>{PROSE * 3}</article></body></html>"
    assert len(read(html).authors) <= 12
