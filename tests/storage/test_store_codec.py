"""Values come back from their JSON as they went in, and hostile text comes back alike from both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import StoreError
from pipeline.values import Article, Draft, Fingerprint, Moment, Publication, Rights
from storage import Store
from storage.codec import decode, digest, dumps, encode
from storage.columns import clean, read_json
from storage.drafts import content
from tests.storage.samples import HOST, NOW, article, crawl, draft, entry, later, page, recrawl, story_with_draft

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
moments = st.datetimes(timezones=st.just(UTC))
for kind, strategy in ((str, words), (float, numbers), (datetime, moments)):
    st.register_type_strategy(kind, strategy)


def round_trip(value):
    return decode(type(value), read_json(dumps(encode(value))))


# a draft is a large value, and how fast one is drawn is the machine's business
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Draft))
def test_a_draft_comes_back_as_it_was(value: Draft):
    assert round_trip(value) == value


@settings(max_examples=25, deadline=None)
@given(st.from_type(Article))
def test_an_article_comes_back_as_it_was(value: Article):
    assert round_trip(value) == value


@settings(max_examples=20, deadline=None)
@given(st.from_type(Publication))
def test_a_publication_comes_back_as_it_was(value: Publication):
    assert round_trip(value) == value


@settings(max_examples=20, deadline=None)
@given(st.from_type(Fingerprint))
def test_a_fingerprint_comes_back_as_it_was(value: Fingerprint):
    assert round_trip(value) == value


@given(st.text())
def test_cleaned_text_has_its_length_and_is_what_both_databases_take(text: str):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert "\x00" not in cleaned
    cleaned.encode()
    assert clean(cleaned) == cleaned
    assert all(was == now for was, now in zip(text, cleaned, strict=True) if now != "\ufffd")


def test_a_time_of_any_zone_is_the_same_moment(store: Store):
    abroad = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert round_trip(Moment(abroad)) == Moment(NOW)
    store.discover([entry("a")], abroad)
    assert len(store.lease_links(["quill"], 1, NOW, 60)) == 1


def test_a_time_without_a_zone_is_refused(store: Store):
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StoreError, match="without a zone"):
        encode(Moment(naive))
    with pytest.raises(StoreError, match="without a zone"):
        store.discover([entry("a")], naive)
    assert store.counts().links_waiting == 0


def test_a_number_that_is_none_is_refused():
    with pytest.raises(StoreError, match="number"):
        dumps(encode(Fingerprint("a", 1, b"", b"", (("word", float("nan")),))))


def test_a_key_of_a_later_version_is_passed_over_and_a_missing_one_has_its_default():
    record = encode(Rights(licence="CC BY"))
    del record["signals"]
    assert decode(Rights, record | {"mood": "grim"}) == Rights(licence="CC BY")


def test_json_that_does_not_fit_is_named():
    with pytest.raises(StoreError, match="a stored Rights cannot be read"):
        decode(Rights, {"refused_bots": 7})


def test_the_content_of_a_draft_is_everything_but_version_time_and_state():
    one = draft("s1", [article("a")])
    assert content(replace(one, version=9, updated=later(9), state=one.state.REJECTED)) == content(one)
    assert content(replace(one, category="chips")) != content(one)
    assert content(replace(one, sources=(replace(one.sources[0], score=0.25),))) != content(one)
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


HOSTILE = {
    "nul": "before\x00after",
    "lone surrogate": "before\ud83dafter",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    "right to left": "\u202etxet desrever\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "statement": "'; drop table links; -- \\ %s :name $1 {0}",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\ufeff",
    "emoji": "\U0001f469\u200d\U0001f4bb e\u0301 \u1e9e \u2126",
    "json": '{"a": "\\u0000", "b": [}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_alike_everywhere(store: Store, text: str):
    read = article("a", f"First. {text}", title=text, authors=(text,), outlet=text, domain=text)
    outcome, kept = crawl(store, "a", read)
    cleaned = clean(text)
    assert (outcome, kept.text, kept.title, kept.authors, kept.outlet) == (
        "new",
        f"First. {cleaned}",
        cleaned,
        (cleaned,),
        cleaned,
    )
    assert kept.sentence(1) == cleaned
    assert recrawl(store, "a", read, at=later(60)) == ("unchanged", kept)
    store.reject(story_with_draft(store).story, text, text, later())
    assert store.story("s1").note == cleaned
    assert store.history("s1")[-1][1:] == (cleaned, f"rejected: {cleaned}")


def test_text_of_ten_megabytes_and_an_address_of_thousands_of_characters_are_kept(store: Store):
    title = "A very long title " * 600_000
    _, kept = crawl(store, "a", article("a", title=title))
    assert kept.title == title
    long = replace(entry("b"), url=f"{HOST}/" + "b" * 20_000)
    assert store.discover([long], later()) == 1
    (link,) = store.lease_links(["quill"], 9, later(), 60)
    store.keep(link, page(long.url))
    assert store.archived(long.url) is not None
