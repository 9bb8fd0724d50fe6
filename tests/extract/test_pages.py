"""Saved pages and what must be read in them: NAME.html beside NAME.json."""

import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.extract import read_html
from pipeline.records import article_record
from pipeline.values import Article, Outlet, Refusal

PAGES = Path(__file__).parent / "pages"
NAMES = sorted({path.stem for path in PAGES.iterdir()})
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
OUTLETS = {
    outlet.id: outlet
    for outlet in (
        Outlet("pentland", "Pentland Post", ("pentlandpost.example", "www.pentlandpost.example")),
        Outlet("lerwick", "The Lerwick Ledger", ("lerwickledger.example",)),
        Outlet("elster", "Elstertaler Tageblatt", ("elstertaler.example",), language="de"),
        Outlet("nord", "Nordagentur", ("nordagentur.example",), kind="agency", language="de"),
    )
}


def read(name):
    wanted = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    html = (PAGES / f"{name}.html").read_text("utf-8").encode(wanted.get("encoding", "utf-8"))
    return wanted, read_html(html, wanted["url"], OUTLETS, NOW)


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_page_has_its_twin(name):
    assert (PAGES / f"{name}.html").exists()
    assert (PAGES / f"{name}.json").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_page_is_read_as_expected(name):
    wanted, result = read(name)
    if "refusal" in wanted:
        assert isinstance(result, Refusal)
        assert result.cause.value == wanted["refusal"]
        assert wanted["detail"] in result.detail
        return
    assert isinstance(result, Article)
    record = article_record(result)
    for field, value in wanted["expected"].items():
        assert record[field] == value, field


@pytest.mark.parametrize("name", NAMES)
def test_reading_is_deterministic_and_goes_through_a_pipe(name):
    _, first = read(name)
    _, second = read(name)
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first


def test_every_link_stands_in_the_text_where_it_says():
    for name in NAMES:
        _, result = read(name)
        if isinstance(result, Article):
            for link in result.links:
                assert result.text[link.start : link.start + len(link.text)] == link.text
