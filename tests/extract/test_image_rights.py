"""What a page says about its pictures comes along: whose they are, and what may be done with them."""

import json
from datetime import UTC, datetime

from pipeline.extract import read_html

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SAID = "The harbour board voted on Tuesday to rebuild the old pier at Quayside after two winters of storms. "
LEAD, SECOND = "https://quayside.example/pier.jpg", "https://quayside.example/crane.jpg"


def read(figures="", **more):
    image = {"@type": "ImageObject", "url": LEAD, **more}
    block = {"@type": "NewsArticle", "headline": "Pier to be rebuilt", "datePublished": "2026-05-30", "image": [image]}
    html = (
        f'<html><head><title>Pier</title><meta property="og:image" content="{LEAD}">'
        f'<script type="application/ld+json">{json.dumps(block)}</script></head><body><article><h1>Pier to be rebuilt</h1>'
        f"{figures}{f'<p>{SAID * 3}</p>' * 4}</article></body></html>"
    )
    return read_html(html, "https://quayside.example/a", {}, NOW)


def test_a_picture_has_the_credit_of_structured_data():
    assert read(creditText="Ida Holm / Nordbild").images[0].credit == "Ida Holm / Nordbild"
    assert read(creator={"@type": "Person", "name": "Ida Holm"}).images[0].credit == "Ida Holm"
    assert read().images[0].credit is None


def test_a_printed_credit_goes_before_that_of_structured_data():
    figure = f'<figure><img src="{LEAD}"><figcaption>The pier. Photo: Lars Brandt</figcaption></figure>'
    assert read(figure, creditText="Ida Holm").images[0].credit == "Lars Brandt"


def test_a_credit_in_an_attribute_of_the_figure_goes_before_that_of_structured_data():
    figure = (
        f'<figure data-credit="Lars Brandt / Nordbild"><img src="{LEAD}"><figcaption>The pier at dusk.</figcaption></figure>'
    )
    assert read(figure, creditText="Ida Holm").images[0].credit == "Lars Brandt / Nordbild"


def test_a_picture_that_structured_data_does_not_name_keeps_no_other_ones_credit():
    figure = f'<figure><img src="{SECOND}"><figcaption>A crane.</figcaption></figure>'
    assert {each.url: each.credit for each in read(figure, creditText="Ida Holm").images} == {LEAD: "Ida Holm", SECOND: None}


def test_what_is_said_about_the_reuse_of_a_picture_is_kept_with_its_address():
    signals = read(
        license="https://quayside.example/licence",
        acquireLicensePage="https://quayside.example/buy",
        copyrightNotice="(c) Nordbild",
    ).rights.signals
    assert f"image license: https://quayside.example/licence ({LEAD})" in signals
    assert f"image acquireLicensePage: https://quayside.example/buy ({LEAD})" in signals
    assert f"image copyrightNotice: (c) Nordbild ({LEAD})" in signals


def test_the_licence_of_a_picture_is_not_the_licence_of_the_text():
    assert read(license="https://quayside.example/licence").rights.licence is None
