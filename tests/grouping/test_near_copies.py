from datetime import timedelta

import pytest
from grouping_samples import FERRY, FERRY_REWRITE, MONDAY, RECIPE, report
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fingerprint import fingerprint
from pipeline.near import NearIndex, dedupe, near_copies
from pipeline.values import Moment, Relation

OWN_WORDS = " ".join(f"own{number} report{number * 7 % 1000}" for number in range(1500)).split()


def pairs(articles):
    return {(found.a, found.b): found.relation for found in dedupe(articles)}


@settings(max_examples=40, deadline=None)
@given(st.integers(30, 400), st.integers(1, 12))
def test_a_copy_is_found_whatever_the_ratio_of_the_lengths(words, times_longer):
    short = OWN_WORDS[:words]
    long = short + OWN_WORDS[1500 : 1500 + words * (times_longer - 1)]
    found = dedupe([report("whole", " ".join(long)), report("cut", " ".join(short), hours=1)])
    assert [(one.a, one.b, one.relation) for one in found] == [("whole", "cut", Relation.COPY)]
    assert found[0].containment == 1.0


def test_containment_and_jaccard_are_the_shares_of_the_contract():
    words = OWN_WORDS[:104]
    found = dedupe([report("a", " ".join(words)), report("b", " ".join(words[:54] + OWN_WORDS[1000:1046]), hours=1)])
    # 100 and 96 shingles, of which 50 are shared
    assert found[0].containment == pytest.approx(50 / 96)
    assert found[0].jaccard == pytest.approx(50 / 146)
    assert found[0].relation is Relation.EXCERPT


def test_a_rewrite_in_other_words_is_no_copy():
    assert pairs([report("a", FERRY), report("b", FERRY_REWRITE, hours=1)]) == {}


def test_a_phrase_that_two_short_texts_share_is_no_copy():
    assert (
        pairs([report("a", "The harbour office in Tarn is closed today"), report("b", "The harbour office in Tarn is open")])
        == {}
    )


def test_the_same_few_words_are_a_copy():
    assert pairs([report("a", "Shut today"), report("b", "Shut today", hours=1)]) == {("a", "b"): Relation.COPY}


def test_articles_without_text_are_copies_of_nothing():
    assert pairs([report("a", "", title="Ferry aground"), report("b", "", title="Ferry aground")]) == {}


def test_b_is_the_later_one_by_publication_then_first_sight_then_input():
    assert list(pairs([report("late", FERRY, hours=5), report("early", FERRY)])) == [("early", "late")]
    seen = [
        report("second", FERRY, hours=None, first_seen=MONDAY + timedelta(hours=1)),
        report("first", FERRY, hours=None, first_seen=MONDAY),
    ]
    assert list(pairs(seen)) == [("first", "second")]
    assert list(pairs([report("x", FERRY, hours=None), report("a", FERRY, hours=None)])) == [("x", "a")]


def test_a_day_is_no_earlier_than_an_hour_of_that_day():
    day = report("day", FERRY, hours=None)
    day = type(day)(
        **{**{name: getattr(day, name) for name in day.__slots__}, "published": Moment(MONDAY.replace(hour=0), day_only=True)}
    )
    assert list(pairs([report("hour", FERRY), day])) == [("hour", "day")]


def test_what_a_site_prints_on_every_page_makes_no_copies():
    footer = " ".join(OWN_WORDS[:120])
    pages = [
        report(f"p{n}", " ".join(OWN_WORDS[200 + 60 * n : 260 + 60 * n]) + " " + footer, domain="harbour.example")
        for n in range(4)
    ]
    assert pairs(pages) == {}
    assert len(pairs([report(page.id, page.text, domain=f"{page.id}.example") for page in pages])) == 6


def test_one_text_printed_by_many_pages_of_one_site_is_still_a_copy():
    pages = [report(f"p{n}", FERRY, domain="harbour.example", hours=n) for n in range(8)]
    assert len(pairs(pages)) == 28


def test_forty_domains_with_one_text_are_forty_copies_of_one():
    found = pairs([report(f"p{n:02}", FERRY, domain=f"site{n}.example", hours=n) for n in range(40)])
    assert {(f"p{0:02}", f"p{n:02}") for n in range(1, 40)} <= set(found)
    assert set(found.values()) == {Relation.COPY}


def test_pairs_come_in_the_order_of_the_input():
    lines = [report("c", FERRY, hours=3), report("x", RECIPE), report("a", FERRY, hours=1), report("b", FERRY, hours=2)]
    assert [(found.a, found.b) for found in dedupe(lines)] == [("a", "c"), ("b", "c"), ("a", "b")]


def test_a_forgotten_article_is_near_to_nothing():
    index = NearIndex()
    index.add(fingerprint(report("a", FERRY, domain="harbour.example")))
    later = fingerprint(report("b", FERRY, hours=1))
    assert [found.a for found in near_copies(later, index)] == ["a"]
    index.forget("a")
    index.forget("never known")
    assert near_copies(later, index) == []
