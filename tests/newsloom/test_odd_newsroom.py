"""Odd articles in a real newsroom: kept, grouped, drafted, shown and explained as an editor would want."""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsloom.app import now
from newsloom.cli import run
from newsloom.why import find_article, why_article, why_two
from pipeline.errors import NewsloomError
from pipeline.values import Moment
from tests.newsloom.odd_room import bring_in, desk_page, exported, odd_room, page, read_html, story_of, work
from tests.newsloom.test_one_origin import FERRY, TOLD_AGAIN

SALT = (
    "Saltmarket, a bookkeeping service for fishmongers, raised $95 million in a Series B round led by Castor Peak Ventures. The "
    "company in Bergen counts 140 wholesalers as customers and was founded in 2022 by Odd Nygaard. Nygaard said Saltmarket "
    "would use the money for cold-chain sensors. Castor Peak partner Lena Voss joins the board. No valuation was disclosed."
)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\U000e0000-\U000e0fff]")


def seen(hours=6):
    return now() - timedelta(hours=hours)


def impossible(article, year):
    return replace(article, published=Moment(datetime(year, 1, 1, tzinfo=UTC)))


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """One newsroom with one of each, after one pass."""
    bridge = f"{' '.join(FERRY.split()[:45])}\nMeanwhile in Bergen. {' '.join(SALT.split()[:45])}"
    line = "Reader {} writes that the sea is grey at mole {}, that gulls are loud and that the ferry was always late in autumn, winter and spring."
    long = f"{FERRY}\n" + "\n".join(line.format(n, n % 97) for n in range(15_000))
    articles = [
        page("ferry", FERRY, "Ferry aground off Cape Tarn", outlet="one", published=seen(6)),
        page("salt", SALT, "Saltmarket raises $95 million", outlet="two", published=seen(6)),
        impossible(page("old", TOLD_AGAIN[0], "Albatross to be towed", outlet="three"), 1970),
        impossible(page("far", TOLD_AGAIN[1], "Blueline calls off sailings", outlet="four"), 2099),
        page("undated", TOLD_AGAIN[0] + " Buses came.", "", outlet="five"),
        page("headline", "", "Ferry Albatross aground off Cape Tarn", outlet="six", published=seen(5)),
        page("word", "Subscribe", "", outlet="seven", published=seen(5)),
        page("word-2", "Subscribe", "", outlet="eight", published=seen(5)),
        page("long", long, "Ferry aground: what readers say", outlet="nine", published=seen(5)),
        page("mixed", f"{TOLD_AGAIN[1]} Паром «Альбатрос» сел на мель. 渡轮搁浅。", "Albatross / Альбатрос", outlet="ten", published=seen(5)),
        page("bridge", bridge, "What moved the coast this week", outlet="eleven", published=seen(4)),
        page("salt-2", SALT.replace("raised", "has taken"), "$95 million for Saltmarket", outlet="twelve", published=seen(3)),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("odd")
    with odd_room(folder) as app:
        names = bring_in(app, articles)
        work(app)
        yield app, names, folder


def homes(room):
    app, names, _ = room
    return {name: story_of(app, article) for name, article in names.items()}


def notes(room, name):
    app, names, _ = room
    return why_article(app, names[name])["article"]["notes"]


def test_every_odd_article_is_in_one_story_and_reports_of_the_ferry_in_one(room):
    found = homes(room)
    together = {found[name] for name in ("ferry", "old", "far", "undated", "headline", "long", "mixed")}
    assert len(together) == 1
    assert found["salt"] == found["salt-2"]
    assert not {found["word"], found["word-2"], found["salt"]} & together
    assert found["word"] != found["word-2"]


def test_the_bridge_merges_nothing_and_is_related_to_the_other_event(room):
    app, names, _ = room
    found = homes(room)
    assert found["ferry"] != found["salt"]
    other = {found["ferry"], found["salt"]} - {found["bridge"]}
    assert other & set(app.store.story(found["bridge"]).related)
    decided = why_article(app, names["bridge"])["decided"]
    assert decided["rejected"]["story"] in other
    assert any("shared text" in reason for reason in decided["rejected"]["reasons"])
    assert any(reason.startswith("log-odds ") for reason in decided["rejected"]["reasons"])


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("old", "date 1970-01-01 not believed: before the first-seen by "),
        ("far", "date 2099-01-01 not believed: after the first-seen by "),
        ("undated", "no date"),
        ("undated", "no title: compared by its text alone"),
        ("headline", "no text: compared by its title alone"),
        ("word", "a text of 1 word says next to nothing"),
        ("long", "a text of "),
    ],
)
def test_why_says_what_an_article_lacks_and_so_does_the_desk(room, name, note):
    assert any(one.startswith(note) for one in notes(room, name))
    app = room[0]
    assert note in desk_page(app, f"/story/{homes(room)[name]}").replace("&#39;", "'")


def test_one_page_dated_2099_does_not_date_the_story_or_its_draft(room):
    app, names, _ = room
    draft = app.store.draft(homes(room)["far"])
    assert draft.updated <= now()
    printed = {source.article: source.published for source in draft.sources}
    assert printed[names["far"]] is None
    assert printed[names["old"]] is None
    printed_page = exported(app, draft.story)[".html"]
    assert not any(year in printed_page for year in ("2099", "1970"))


def test_why_of_an_article_tells_its_story_and_the_next_one_with_their_accounts(room):
    app, names, _ = room
    found = why_article(app, names["salt-2"])
    assert found["story"] == found["together"]["story"] == homes(room)["salt"]
    best = found["together"]["pairs"][0]
    assert best["id"] == names["salt"]
    assert best["account"].startswith("log-odds +")
    assert any(phrase.startswith("“") for phrase in best["phrases"])
    assert all(fit["story"] != found["story"] for fit in found["apart"])


def test_why_of_any_two_and_of_an_article_beside_a_story_by_address(room):
    app, names, _ = room
    pair = why_two(app, "https://one.example/ferry", names["salt"])
    assert pair["pair"]["score"] < 0.1
    assert pair["story"] != pair["other_story"]
    fit = why_two(app, names["salt"], homes(room)["ferry"])
    assert fit["fit"]["score"] < fit["fit"]["needed"]
    with pytest.raises(NewsloomError, match="is the same article"):
        why_two(app, names["ferry"], "https://one.example/ferry")
    with pytest.raises(NewsloomError, match="no article has this id or address"):
        find_article(app, "https://nowhere.example/x")


@pytest.mark.parametrize("json_wanted", [True, False])
def test_the_verb_why_answers_in_words_and_in_json(room, capsys, json_wanted):
    _, names, folder = room
    options = ["--json"] if json_wanted else []
    for arguments in ([names["salt-2"]], [names["salt"], names["salt-2"]], [names["salt"], homes(room)["ferry"]]):
        assert run(["--newsroom", str(folder), "why", *arguments, *options]) == 0
        out = capsys.readouterr().out
        assert "log-odds" in (json.dumps(json.loads(out)) if json_wanted else out)
    assert run(["--newsroom", str(folder), "why", "nothing"]) == 1
    assert "newsloom: nothing: no article has this id or address" in capsys.readouterr().err


# --------------------------------------------------------------------------- D07


TRAP = "\u202eregnad\u202c \u2066Alba\u200btro\u200dss\u2069 \U000e0041\U000e0042 off Cape Tarn"
PARAGRAPHS = "".join(
    f"<p>{sentence.strip()}.</p>" for sentence in FERRY.replace("Albatross", "Alba\u200btro\u200dss").split(". ")
)
HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TRAP}</title>
<meta property="og:title" content="{TRAP}"><meta name="author" content="Ines \u202eduarom\U000e0049">
<meta property="og:site_name" content="SITE"></head>
<body><article><h1>{TRAP}</h1>{PARAGRAPHS}<p>See <a href="https://evil.test/x">https://real\u202e.example</a>.</p></article></body></html>"""
QUAY = {"quay": 'name = "Quay Ledger"\ndomains = ["quayledger.com"]\nowner = "Ledger Group"\n'}


@pytest.mark.parametrize(
    ("host", "site", "shown", "warned"),
    [
        ("quаyledger.com", "Quay Ledger", "xn--quyledger-1yh.com", "is written in letters that pass for others"),
        ("аррӏе.com", "Orchard News", "xn--80ak6aa92e.com", "is written in letters that pass for others"),
        ("quayledger.com.evil.test", "Quay Ledger", "evil.test", "begins with quayledger.com but is on evil.test"),
        ("fairpost.example", "Quаy Lеdger", "fairpost.example", ""),
    ],
)
def test_a_page_that_plays_another_is_shown_for_what_it_is_from_the_store_to_the_print(tmp_path, host, site, shown, warned):
    with odd_room(tmp_path, QUAY) as app:
        article = read_html(app, f"https://{host}/ferry", HTML.replace("SITE", site))
        assert not UNSEEN.search(
            article.title + article.text + "".join(article.authors) + "".join(link.text for link in article.links)
        )
        bring_in(app, [article])
        work(app)
        (line,) = app.store.queue(limit=10)
        (source,) = app.store.draft(line.id).sources
        shown_page = desk_page(app, f"/story/{line.id}")
        assert source.outlet.endswith(shown)
        assert any(warned in reason for reason in source.reasons) if warned else not any("address" in r for r in source.reasons)
        assert ("odd address" in shown_page) == bool(warned)
        assert f'<bdi class="outlet">{source.outlet}</bdi>' in shown_page
        assert not UNSEEN.search(shown_page)
        for kind, printed in exported(app, line.id).items():
            assert not UNSEEN.search(printed), kind
            assert not re.search(r"\\u(200[b-f]|202|206|db40)", printed), kind
            assert "Albatross" in printed or kind == ".json"
            assert "quаyledger" not in printed
            assert "аррӏе" not in printed
        assert all(unicodedata.is_normalized("NFC", one) for one in (article.title, article.text))


def test_a_word_with_hidden_letters_is_found_and_groups_with_the_plain_one(tmp_path):
    with odd_room(tmp_path) as app:
        hidden = read_html(app, "https://hidden.example/ferry", HTML.replace("SITE", "Hidden Post"))
        plain_one = page("plain", TOLD_AGAIN[0], "Albatross to be towed from Cape Tarn", outlet="plain", published=seen(1))
        names = bring_in(app, [hidden, plain_one])
        work(app)
        assert len({story_of(app, article) for article in names.values()}) == 1
        assert any(
            "Albatross" in reason or "albatross" in reason
            for pair in [why_two(app, *names.values())["pair"]]
            for reason in pair["reasons"]
        )
