"""Names that meet across languages and scripts."""

import pytest

from pipeline.features.names import names_of
from pipeline.features.sounds import name_words, sound
from pipeline.features.terms import title_terms


@pytest.mark.parametrize(
    ("code", "written", "words"),
    [
        ("de", "München", ["munich"]),
        ("pt", "Munique", ["munich"]),
        ("hi", "म्यूनिख", ["munich"]),
        ("es", "Nueva Delhi", ["new", "delhi"]),
        ("hi", "नई दिल्ली", ["new", "delhi"]),
        ("es", "Estados Unidos", ["united", "states"]),
        ("fr", "Étienne Maurel", ["etienne", "maurel"]),
        ("en", "São Paulo", ["sao", "paulo"]),
        ("de", "Lindqvist", ["lindqvist"]),
    ],
)
def test_a_name_is_compared_without_accents_and_a_place_in_english(code, written, words):
    assert name_words([written], code) == words


@pytest.mark.parametrize(
    ("latin", "devanagari"),
    [
        ("Brindlework", "ब्रिंडलवर्क"),
        ("Raghunathan", "रघुनाथन"),
        ("Quantile", "क्वांटाइल"),
        ("Fitzgerald", "फिट्जगेराल्ड"),
        ("Deshmukh", "देशमुख"),
        ("Sharma", "शर्मा"),
        ("Modi", "मोदी"),
        ("Falcão", "फल्काओ"),
        ("Vodafone", "वोडाफोन"),
    ],
)
def test_a_name_sounds_alike_in_latin_letters_and_in_devanagari(latin, devanagari):
    (one,), (other,) = name_words([latin], "en"), name_words([devanagari], "hi")
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("brindlework", "saltmarket"), ("sharma", "verma"), ("modi", "gandhi"), ("rao", "roy")]
)
def test_other_names_sound_otherwise(one, other):
    assert sound(one) != sound(other)


def test_hindi_has_names_though_it_has_no_capitals():
    names = names_of("कंपनी ने सोमवार को बताया कि ब्रिंडलवर्क में कैस्टर पीक ने 18 करोड़ डॉलर लगाए हैं।", "hi")
    assert {"ब्रिंडलवर्क", "कैस्टर पीक"} <= set(names)
    assert not {"कंपनी", "सोमवार", "करोड़", "डॉलर"} & {word for name in names for word in name.split()}


def test_a_hindi_word_is_not_cut_at_its_vowel_signs():
    assert title_terms("तीव्रता का भूकंप", "hi") == ("तीव्रता", "भूकंप")
