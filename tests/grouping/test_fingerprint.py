import numpy as np
import pytest
from datasketch import MinHash
from grouping_samples import FERRY, GERMAN_BRIGHT, RECIPE, report
from hypothesis import given
from hypothesis import strategies as st

from pipeline.features.names import names_of
from pipeline.features.numbers import numbers_of
from pipeline.features.shingles import minhash, shingle_hashes, signature, stored_hashes, words_of
from pipeline.fingerprint import fingerprint

WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]), max_size=40)


@given(WORDS)
def test_there_are_as_many_hashes_as_distinct_shingles(words):
    width = min(5, len(words))
    distinct = {tuple(words[start : start + width]) for start in range(len(words) - width + 1)} if words else set()
    assert len(shingle_hashes(words)) == len(distinct)


@given(WORDS, WORDS)
def test_equal_shingles_have_equal_hashes_wherever_they_stand(before, words):
    alone, inside = shingle_hashes(words), shingle_hashes(before + words)
    if len(words) >= 5:
        assert np.isin(alone, inside).all()


def test_the_signature_is_the_one_that_datasketch_would_make():
    shingles = shingle_hashes(words_of(FERRY))
    theirs = MinHash(num_perm=128, hashfunc=int, scheme="affine32")
    theirs.update_batch([int(shingle) >> 32 for shingle in shingles])
    assert (signature(shingles) == theirs.hashvalues).all()
    assert minhash(signature(shingles).tobytes()).jaccard(theirs) == 1.0


@pytest.mark.parametrize("text", ["", "one", "one two three four", "\ud800 \x00", "word " * 400_000])
def test_any_text_has_a_fingerprint(text):
    made = fingerprint(report("a", text, title=""))
    assert made.words == len(words_of(text))
    assert len(stored_hashes(made.shingles)) == min(1, made.words)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("a valuation of $1.4 billion", "en", "1400000000"),
        ("eine Bewertung von 1,4 Milliarden Dollar", "de", "1400000000"),
        ("the sum of 1,400,000,000", "en", "1400000000"),
        ("1.400.000.000 Euro", "de", "1400000000"),
        ("it raised $180m", "en", "180000000"),
        ("180 Mio. Euro", "de", "180000000"),
        ("41 percent of them", "en", "41%"),
        ("41% of them", "en", "41%"),
        ("41 Prozent", "de", "41%"),
        ("by 2027", "en", "y2027"),
        ("from $18,500", "en", "18500"),
        ("ab 18.500 Dollar", "de", "18500"),
        ("2.1 times", "en", "2.1"),
    ],
)
def test_a_number_has_one_form_in_every_language(text, language, number):
    assert numbers_of(text, language) == (number,)


def test_small_whole_numbers_and_times_of_day_are_no_evidence():
    assert numbers_of("Five of 12 people came at 13:52 and 3 left", "en") == ()


def test_names_are_spans_that_stand_inside_a_sentence():
    names = names_of(FERRY, "en")
    assert {"Cape Tarn", "Blueline Ferries", "Lorne"} <= set(names)
    assert "Divers" not in names
    assert "Passengers" not in names


def test_german_nouns_are_not_taken_for_names():
    names = names_of(GERMAN_BRIGHT, "de")
    assert {"Castor Peak Ventures", "Leeds", "Porto"} <= set(names)
    assert not {"Dollar", "Runde", "Bewertung", "Menschen", "Büro", "Software"} & set(names)


def test_a_word_of_the_title_weighs_three_times_one_of_the_text():
    terms = dict(fingerprint(report("a", RECIPE, title="Squash again")).terms)
    assert terms["squash"] == 4.0
    assert terms["lentil"] == 1.0
