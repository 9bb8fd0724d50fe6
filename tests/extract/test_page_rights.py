"""What a page says about reuse, text mining and its pictures: read in both modes, each finding with its origin."""

import json
from datetime import UTC, datetime

import pytest
from lxml import html as lxml_html

from pipeline.extract import read_page
from pipeline.extract.pictures import attributed_credit
from pipeline.values import FetchedPage

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://quayside.example/news/pier"
SAID = "The harbour board voted on Tuesday to rebuild the old pier at Quayside after two winters of storms. "
PROSE = "".join(f"<p>{SAID * 2}Stage {number} of the work takes two months.</p>" for number in range(5))
CC = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(params=[False, True], ids=["best", "fast"])
def rights(request):
    def reading(head="", body="", headers=(), signals=()):
        html = f"<html lang='en'><head><title>Pier</title>{head}</head><body><article><h1>Pier to be rebuilt</h1>{body}{PROSE}</article></body></html>"
        page = FetchedPage(
            URL, URL, 200, (("Content-Type", "text/html"), *headers), html.encode(), NOW, "quay", signals=tuple(signals)
        )
        return read_page(page, {}, NOW, fast=request.param).rights

    return reading


def ld(**more):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': 'Pier', **more})}</script>"


def meta(name, content):
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "headers", "reserved", "signal"),
    [
        (meta("robots", "noai, noimageai"), (), True, "meta robots: noai, noimageai"),
        (meta("robots", "index") + meta("robots", "NOAI"), (), True, "meta robots: noai"),
        (meta("robots", "noimageai"), (), None, "meta robots: noimageai"),
        ("", (("X-Robots-Tag", "noai"),), True, "header x-robots-tag: noai"),
        ("", (("X-Robots-Tag", "noimageai"),), None, "header x-robots-tag: noimageai"),
        ("", (("X-Robots-Tag", "noai"), ("X-Robots-Tag", "max-snippet:9")), True, "header x-robots-tag: noai, max-snippet:9"),
        (meta("tdm-reservation", "1"), (), True, "meta tdm-reservation: tdm-reservation: 1"),
        (meta("tdm-reservation", "0"), (), False, "meta tdm-reservation: tdm-reservation: 0"),
        ("", (("TDM-Reservation", "1"),), True, "header tdm-reservation: tdm-reservation: 1"),
        ("", (("tdm-reservation", "0"),), False, "header tdm-reservation: tdm-reservation: 0"),
        (meta("tdm-policy", f"{URL}/tdm.json"), (), None, f"meta tdm-policy: {URL}/tdm.json"),
        ("", (("tdm-policy", f"{URL}/tdm.json"),), None, f"header tdm-policy: {URL}/tdm.json"),
        ("", (("Content-Usage", "train-ai=n"),), True, "header content-usage: train-ai=n"),
    ],
)
def test_a_page_can_reserve_text_mining(rights, head, headers, reserved, signal):
    said = rights(head, headers=headers)
    assert said.text_mining_reserved is reserved
    assert said.signals == (signal,)


def test_a_reservation_outweighs_what_another_place_allows(rights):
    both = rights(meta("tdm-reservation", "0"), headers=(("tdm-reservation", "1"),))
    assert both.text_mining_reserved is True
    assert rights(meta("tdm-reservation", "0") + meta("tdm-reservation", "1")).text_mining_reserved is True


@pytest.mark.parametrize("head", [meta("robots", "noarchive"), meta("robots", "index") + meta("robots", "noarchive")])
def test_a_page_can_forbid_to_be_archived(rights, head):
    assert rights(head).no_archive is True
    assert rights(headers=(("X-Robots-Tag", "noarchive"),)).no_archive is True


def test_a_page_can_refuse_single_bots(rights):
    said = rights(meta("GPTBot", "noindex"), signals=["robots.txt: CCBot refused"])
    assert set(said.refused_bots) == {"GPTBot", "CCBot"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ld(license=CC), ""),
        (ld(license={"@type": "CreativeWork", "name": "CC BY 4.0", "url": CC}), ""),
        (ld() + f'<script type="application/ld+json">{{"@type": "WebPage", "license": "{CC}"}}</script>', ""),
        (f'<link rel="license" href="{CC}">', ""),
        ("", f'<a rel="nofollow license" href="{CC}">CC BY</a>'),
        (meta("dcterms.license", CC), ""),
    ],
)
def test_a_licence_is_read_wherever_it_is_named(rights, head, body):
    assert rights(head, body).licence == CC


def test_the_licence_of_structured_data_goes_before_that_of_a_link(rights):
    assert rights(f'<link rel="license" href="/terms">{ld(license=CC)}').licence == CC


def test_the_licence_under_a_picture_is_the_pictures(rights):
    figure = f'<figure><img src="/pier.jpg"><figcaption>The pier. <a rel="license" href="{CC}">CC BY</a></figcaption></figure>'
    said = rights(body=figure)
    assert said.licence is None
    assert said.signals == (f"image license: {CC} (https://quayside.example/pier.jpg)",)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("usageInfo", "https://quayside.example/terms"),
        ("acquireLicensePage", "https://quayside.example/buy"),
        ("copyrightNotice", "© 2026 Quayside Echo"),
        ("creditText", "Quayside Echo"),
    ],
)
def test_terms_of_the_article_are_kept(rights, key, said):
    assert rights(ld(**{key: said})).signals == (f"json-ld {key}: {said}",)


@pytest.mark.parametrize("name", ["copyright", "rights", "dcterms.rightsHolder"])
def test_a_copyright_in_the_meta_tags_is_kept(rights, name):
    assert rights(meta(name, "Quayside Echo")).signals == (f"meta {name.lower()}: Quayside Echo",)


@pytest.mark.parametrize("element", ["<figure {}><img src='/pier.jpg'></figure>", "<img src='/pier.jpg' {}>"])
@pytest.mark.parametrize("key", ["data-credit", "data-copyright", "data-photographer", "data-image-credit", "data-license"])
def test_what_an_attribute_says_about_a_picture_is_kept_with_its_address(rights, element, key):
    said = rights(body=element.format(f'{key}="Ida Holm &amp;amp; Nordbild"')).signals
    assert said == (f"image {key}: Ida Holm & Nordbild (https://quayside.example/pier.jpg)",)


@pytest.mark.parametrize("value", ["true", "0", "", "/credit.html", "https://quayside.example/c", '{"a": 1}', "x" * 900])
def test_an_attribute_that_holds_no_words_is_no_credit(rights, value):
    assert rights(body=f"<figure data-credit='{value}'><img src='/pier.jpg'></figure>").signals == ()


@pytest.mark.parametrize("key", ["creditText", "copyrightNotice"])
def test_microdata_of_a_picture_is_kept(rights, key):
    figure = f'<figure><img src="/pier.jpg"><span itemprop="{key}">Nordbild</span></figure>'
    assert rights(body=figure).signals == (f"image {key}: Nordbild (https://quayside.example/pier.jpg)",)


@pytest.mark.parametrize("key", ["license", "acquireLicensePage", "copyrightNotice", "creditText"])
def test_structured_data_of_a_picture_is_kept_and_is_not_the_texts(rights, key):
    image = {"@type": "ImageObject", "contentUrl": "/pier.jpg", key: "Nordbild"}
    said = rights(ld(image=image))
    assert said.licence is None
    assert said.signals == (f"image {key}: Nordbild (https://quayside.example/pier.jpg)",)


def test_a_photographer_is_credited_before_the_holder():
    figure = '<figure data-copyright="Nordbild"><img src="/pier.jpg" data-photographer="Ida Holm"></figure>'
    assert attributed_credit(lxml_html.fromstring(figure)) == "Ida Holm"
    assert attributed_credit(lxml_html.fromstring(figure.replace("photographer", "width"))) == "Nordbild"
    assert attributed_credit(lxml_html.fromstring('<figure data-id="7"><img src="/pier.jpg"></figure>')) is None


def test_a_page_of_a_thousand_pictures_says_no_more_than_three_hundred_things(rights):
    images = "".join(f"<img src='/{number}.jpg' data-credit='Agency {'xyz' * (number % 9)}'>" for number in range(1000))
    assert len(rights(body=images, signals=["robots.txt: CCBot refused"]).signals) <= 300
    assert "robots.txt: CCBot refused" in rights(body=images, signals=["robots.txt: CCBot refused"]).signals
