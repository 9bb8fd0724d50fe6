"""Letters that nobody sees, letters that pass for others, and marks that turn text round (D07)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.features.terms import terms_of
from pipeline.lookalike import host_warning, latin_form, mixed_scripts, shown_host
from pipeline.plain import line, paragraphs, plain

_CODES = (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x206A)
UNSEEN = [chr(code) for code in (*_CODES, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE0041, 0xE007F, 0xE0100)]


@pytest.mark.parametrize("unseen", [*UNSEEN, "\u200c", "\u200d"], ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_word_is_found_whatever_is_hidden_in_it(unseen):
    hidden = unseen.join("Albatross")
    assert plain(hidden) == line(hidden) == paragraphs(hidden) == "Albatross"
    assert terms_of(plain(hidden), "", "en") == terms_of("Albatross", "", "en")


@pytest.mark.parametrize("word", ["क्‍ष", "می‌خواهم", "👩‍💻", "葛"])
def test_what_a_script_needs_stays(word):
    assert plain(word) == unicodedata.normalize("NFC", word)


@given(
    st.text(alphabet=st.one_of(st.sampled_from("ae\u0301\u0323\u200c\u200d\u202e\u061cक्я \n"), st.characters()), max_size=30)
)
def test_plain_text_stays_plain(text):
    once = plain(text)
    assert plain(once) == once
    assert not any(letter in once for letter in UNSEEN)


@pytest.mark.parametrize("text", ["a\u200d\u0301", "e\u0323\u200d\u0301", "\u200b\u200d\u200bx", "\u200d\u202ea"])
def test_what_comes_together_where_a_letter_was_taken_out_is_composed(text):
    assert plain(text) == unicodedata.normalize("NFC", plain(text)) == plain(plain(text))
    assert "\u200d" not in plain(text)


# --------------------------------------------------------------------------- hosts


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("quаyledger.example", "xn--quyledger-1yh.example"),
        ("münster.example", "münster.example"),
        ("xn--mnster-3ya.example", "münster.example"),
        ("яндекс.рф", "яндекс.рф"),
        ("日本語nhk.jp", "日本語nhk.jp"),
        ("plain.example", "plain.example"),
        ("xn--99zzzz999999.example", "xn--99zzzz999999.example"),
    ],
)
def test_a_host_is_shown_in_its_own_letters_only_where_they_deceive_nobody(host, shown):
    assert shown_host(host) == shown
    assert bool(host_warning(host)) == (shown.startswith("xn--") and "zzzz" not in host)


def test_a_host_that_begins_with_another_ones_domain_is_warned_of():
    known = ("reuters.example", "ledger.example")
    assert host_warning("reuters.example.evil.test", known) == "its address begins with reuters.example but is on evil.test"
    for host, named in (
        ("tarncourier.com.evil.test", "tarncourier.com"),
        ("www.tarncourier.co.org.evil.test", "www.tarncourier.co.org"),
    ):
        assert host_warning(host) == f"its address begins with {named} but is on evil.test", "whoever it is"
    for host in ("www.com.example.org", "news.tarn.com.au", "com.tarn.example.org", "blog.tarncourier.com", "tarn.net.uk"):
        assert host_warning(host) == "", host
    assert host_warning("reuters.example", known) == host_warning("news.reuters.example", known) == ""
    assert host_warning("reuters.example.reuters.example", known) == ""


def test_names_are_compared_by_the_letters_they_pass_for():
    assert latin_form("Quаy Lеdgеr") == "Quay Ledger"
    assert mixed_scripts("Quаy Ledger")
    assert not mixed_scripts("NHKニュース")
    assert not mixed_scripts("Паром Ledger")
