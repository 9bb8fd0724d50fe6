"""One event in two languages is one story; two events of one kind on one day stay two."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.cluster import cluster
from pipeline.values import Article, Moment

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROUND = {
    "en": (
        "Brindlework raises $180 million",
        (
            "Brindlework, which runs warehouses without people in Munich, has raised $180 million. Castor Peak led the round, "
            "which values the firm at $1.4 billion. Founder Radha Deshmukh said the money would pay for 12 sites in Spain."
        ),
    ),
    "de": (
        "Brindlework sammelt 180 Millionen Dollar ein",
        (
            "Der Lagerbetreiber Brindlework aus München hat 180 Millionen Dollar eingesammelt. Angeführt wurde die Runde von Castor "
            "Peak; die Bewertung liegt bei 1,4 Milliarden Dollar. Gründerin Radha Deshmukh will damit in Spanien bauen."
        ),
    ),
    "es": (
        "Brindlework capta 180 millones de dólares",
        (
            "La empresa Brindlework, de Múnich, ha captado 180 millones de dólares en una ronda encabezada por Castor Peak. La "
            "compañía vale ahora 1.400 millones. Su fundadora, Radha Deshmukh, abrirá almacenes en España."
        ),
    ),
    "hi": (
        "ब्रिंडलवर्क ने जुटाए 18 करोड़ डॉलर",
        (
            "म्यूनिख की कंपनी ब्रिंडलवर्क ने 18 करोड़ डॉलर जुटाए हैं। इस दौर की अगुवाई कैस्टर पीक ने की और कंपनी का मूल्य 1.4 अरब डॉलर "
            "आंका गया। संस्थापक राधा देशमुख ने कहा कि यह पैसा स्पेन में लगेगा।"
        ),
    ),
}
OTHER = {
    "en": (
        "Saltmarket raises $95 million",
        (
            "Fish is bought and sold on Saltmarket, an exchange from Lisbon, to which Castor Peak now adds $95 million. At $640 "
            "million it is dearer than last year. Jorun Falk, who runs it, wants 30 ports to be connected."
        ),
    ),
    "de": (
        "Fischbörse Saltmarket bekommt 95 Millionen Dollar",
        (
            "Die Fischbörse Saltmarket aus Lissabon hat 95 Millionen Dollar erhalten. Castor Peak führt die Runde an, die Bewertung "
            "liegt bei 640 Millionen Dollar. Vorstandschef Jorun Falk will 30 Häfen anschließen."
        ),
    ),
}


def reports(event, told):
    return [
        Article(f"{event}-{code}", text, title, published=Moment(NOON + timedelta(hours=hour)), language=code)
        for hour, (code, (title, text)) in enumerate(told.items())
    ]


@pytest.mark.parametrize("settle", [False, True])
def test_an_event_in_four_languages_is_one_story_and_a_like_one_another(settle):
    found = {one.article: one.story for one in cluster([*reports("round", ROUND), *reports("other", OTHER)], settle=settle)}
    assert len({story for article, story in found.items() if article.startswith("round")}) == 1
    assert len({story for article, story in found.items() if article.startswith("other")}) == 1
    assert len(set(found.values())) == 2


@pytest.mark.parametrize("first", ["en", "hi"])
def test_two_scripts_meet_whichever_comes_first(first):
    second = "hi" if first == "en" else "en"
    told = {first: ROUND[first], second: ROUND[second]}
    assert len({one.story for one in cluster(reports("round", told))}) == 1


def test_the_reasons_name_what_two_scripts_share():
    last = cluster(reports("round", {"en": ROUND["en"], "hi": ROUND["hi"]}))[1]
    (names,) = [reason for reason in last.nearest[0].reasons if reason.startswith("shared names")]
    assert {"राधा देशमुख", "कैस्टर पीक", "म्यूनिख"} <= set(names.removeprefix("shared names: ").split(", "))
    assert "shared numbers: 180 million, 1.4 billion" in last.nearest[0].reasons


def test_a_place_under_two_names_is_a_shared_name():
    last = cluster(reports("round", {"en": ROUND["en"], "de": ROUND["de"]}))[1]
    (names,) = [reason for reason in last.nearest[0].reasons if reason.startswith("shared names")]
    assert "München" in names
