"""The packed index says what a plain dictionary would, however its rows are spread over segments."""

import random
import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.features.letters import word_bounds
from pipeline.features.shingles import shingle_hashes, text_shingles, words_of
from pipeline.near import postings, table
from pipeline.near.furniture import Site, cleaned, furniture_of
from pipeline.near.segments import Limits
from pipeline.near.sketch import BANDS, density, text_keys

ALL = Limits(BANDS, None, 1_000_000)


def invented_keys(rng, count):
    return np.array([rng.choice((rng.randrange(50), rng.randrange(1 << 32))) for _ in range(count)], dtype=np.uint32)


def test_segments_and_dictionary_give_the_same_rows(monkeypatch):
    monkeypatch.setattr(postings, "_TAIL_ROWS", 7)
    rng = random.Random(5)
    held, plain = postings.Postings(), {}
    for row in range(200):
        keys = np.unique(invented_keys(rng, 40))
        assert held.add(keys) == row
        for key in keys.tolist():
            plain.setdefault(key, []).append(row)
    asked = np.array([*rng.sample(sorted(plain), 60), 123_456_789], dtype=np.uint32)
    sampled, rows = held.find(asked, ALL)
    assert sorted(rows.tolist()) == sorted(row for key in asked.tolist() for row in plain.get(key, ()))
    assert (~sampled).sum() == sum(len(plain.get(key, ())) for key in asked[:BANDS].tolist())


def test_rows_that_go_are_found_no_more_and_the_others_keep_their_order(monkeypatch):
    monkeypatch.setattr(postings, "_TAIL_ROWS", 5)
    held = postings.Postings()
    for row in range(23):
        held.add(np.array([7, 1000 + row], dtype=np.uint32))
    held.keep(np.arange(23) % 2 == 0)
    assert held.rows == 12
    assert sorted(held.find(np.array([7], dtype=np.uint32), ALL)[1].tolist()) == list(range(12))
    assert held.find(np.array([1004], dtype=np.uint32), ALL)[1].tolist() == [2]
    assert held.find(np.array([1005], dtype=np.uint32), ALL)[1].tolist() == []
    assert held.add(np.array([7], dtype=np.uint32)) == 12


def test_a_table_that_forgets_most_of_its_articles_is_rebuilt_and_knows_the_rest(monkeypatch):
    monkeypatch.setattr(table, "_DEAD_ROWS", 20)
    monkeypatch.setattr(postings, "_TAIL_ROWS", 8)
    known = table.KeyTable()
    texts = {f"a{number}": shingle_hashes([f"w{number}x{word}" for word in range(60)]) for number in range(100)}
    for number, (article, shingles) in enumerate(texts.items()):
        known.add(article, len(shingles), text_keys(shingles), at=number)
    known.forget_before(80)
    assert len(known) == 20
    assert len(known._articles) < 100
    for article, shingles in texts.items():
        found = known.candidates(text_keys(shingles), len(shingles), besides="", most=None)
        assert found == ([article] if int(article[1:]) >= 80 else [])


def test_a_shingle_that_everybody_carries_proposes_nobody():
    known = table.KeyTable()
    phrase = shingle_hashes([f"formula{word}" for word in range(30)])
    for number in range(100):
        own = shingle_hashes([f"w{number}x{word}" for word in range(60)])
        page = np.union1d(own, phrase)
        known.add(f"a{number}", len(page), text_keys(page))
    page = np.union1d(shingle_hashes([f"new{word}" for word in range(60)]), phrase)
    assert len(known.candidates(text_keys(page), len(page), besides="", most=50)) <= 50


def test_a_brief_shares_samples_with_a_long_report_that_holds_it():
    long = [f"w{word}" for word in range(1500)]
    known = table.KeyTable()
    shingles = shingle_hashes(long)
    assert (density(100), density(len(shingles))) == (4, 8)
    known.add("long", len(shingles), text_keys(shingles))
    for start in range(0, 1400, 100):
        brief = shingle_hashes(long[start : start + 60])
        assert known.candidates(text_keys(brief), len(brief), besides="", most=None) == ["long"]


@given(st.text(max_size=60))
def test_words_are_where_the_expression_finds_them(text):
    letters, starts, ends = word_bounds(text)
    found = [letters[start:end].tobytes().decode() for start, end in zip(starts, ends, strict=True)]
    assert found == re.findall(r"\w+", text)


@given(st.text(alphabet="aé😀𝒳日 _\n\ud800İß", max_size=40))
def test_a_text_has_the_shingles_of_its_words(text):
    hashes, words = text_shingles(text)
    assert words == len(words_of(text))
    assert hashes.tolist() == shingle_hashes(words_of(text)).tolist()


def page(number, *, footer=True):
    own = [f"own{number}x{word}" for word in range(60)]
    return shingle_hashes(own + [f"about{word}" for word in range(30) if footer])


def test_a_footer_is_furniture_from_the_third_page_on():
    footer = shingle_hashes([f"about{word}" for word in range(30)])
    assert len(furniture_of([page(1), page(2)], 3)) == 0
    assert np.isin(footer, furniture_of([page(1), page(2), page(3)], 3)).all()
    site = Site()
    for number in (1, 2):
        site.add(str(number), page(number))
    assert not np.isin(footer, cleaned(page(3), site.furniture(known=False))).any()


def test_one_text_on_many_pages_is_no_furniture():
    assert len(furniture_of([page(1)] * 8, 3)) == 0
