import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import detect, language, languages
from pipeline.sentences import LONGEST, LONGEST_CHARACTERS, split


def parts(text, code="en"):
    return [text[span.start : span.end] for span in split(text, language(code))]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("en", ["She joined X.ai.", "Reyl said so."]),
        ("en", ["The aide to Lt. Gen. H.R. Marsh left the U.S.", "The rest stayed."]),
        ("en", ["Corvid Inc. of Delft earned $3.5 billion.", "It lost 4.1 percent."]),
        ("en", ["“We won.", "We did it,” she said."]),
        ("en", ['"Why now?" Reyl asked.', '"Because," he said.']),
        ("en", ["He met Dr. J. R. Doe at 5 p.m. Tuesday.", "They ate."]),
        ("en", ["He left… and came back.", "Then it ended."]),
        ("en", ["iPhone sales rose.", "iPad sales fell."]),
        ("en", ["It was plan B.", "The plan failed."]),
        ("en", ["See No. 5 on the list.", "(It is short.)", "Next."]),
        ("en", ["Did it work?", "Yes!", "It did."]),
        ("de", ["Am 14. September kam Dr. Meier nach Ulm.", "Es war kalt."]),
        ("de", ["Es kostet z. B. 3,5 Mio. Euro.", "Das ist viel."]),
        ("de", ["„Wir gehen.", "Jetzt“, sagte er."]),
        ("fr", ["M. Dupont est parti.", "Il reviendra."]),
        ("hi", ["यह एक वाक्य है।", "यह दूसरा है।"]),
    ],
)
def test_sentences_end_where_a_newspaper_ends_them(code, sentences):
    assert parts(" ".join(sentences), code) == sentences


def test_a_line_without_a_full_stop_is_a_sentence_of_its_own():
    assert parts("What happens next\nThe court decides. Then\nit ends") == [
        "What happens next",
        "The court decides.",
        "Then",
        "it ends",
    ]


def test_no_sentence_is_longer_than_the_limit_and_cuts_stand_where_it_breathes():
    clauses = "; ".join(f"clause {number} of a list that will not end" for number in range(40))
    found = parts(clauses)
    assert all(len(re.findall(r"\w+", sentence)) <= LONGEST for sentence in found)
    assert all(sentence.endswith(";") for sentence in found[:-1])


@given(st.text(alphabet=st.sampled_from("aB .!?…\n\t\"“”'()1,;।。Ω"), max_size=400), st.sampled_from(sorted(languages())))
def test_sentences_are_in_order_and_cover_every_character_that_is_seen(text, code):
    spans = split(text, language(code))
    covered = "".join(text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)


@given(st.text(max_size=300))
def test_any_text_is_split_and_never_within_a_paragraph_end(text):
    assert all("\n" not in text[span.start : span.end] for span in split(text, language("en")))


def test_every_language_file_is_found_and_whole():
    assert {"en", "de", "es", "fr", "pt", "hi"} <= set(languages())
    for code, known in languages().items():
        assert known.code == code
        assert len(known.months) == 12
        assert len(known.weekdays) == 7
        assert len(known.stop_words) > 60
        assert known.consent_phrases
        assert known.paywall_phrases
        for pattern in known.reported:
            assert "outlet" in re.compile(pattern).groupindex


def test_an_unknown_language_is_read_by_the_rules_of_english():
    assert language("ja").code == "en"
    assert language("de-AT").code == "de"
    assert language(None).code == "en"


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("The company said on Monday that it would not be able to ship the chips until the end of the year.", None, "en"),
        ("Das Unternehmen hat am Montag mitgeteilt, dass es die Chips erst zum Ende des Jahres liefern kann.", "en", "de"),
        ("La empresa dijo el lunes que no podrá entregar los chips hasta el final del año y que lo siente.", None, "es"),
        (
            "L'entreprise a dit lundi qu'elle ne pourra pas livrer les puces avant la fin de l'année, selon le journal.",
            None,
            "fr",
        ),
        ("A empresa disse na segunda que não vai entregar os chips até o fim do ano e que está sem previsão.", None, "pt"),
        ("कंपनी ने सोमवार को कहा कि वह साल के अंत तक चिप नहीं दे सकेगी और उसने अपना अनुमान घटा दिया है।", None, "hi"),
        ("Het bedrijf zei maandag dat het de chips pas aan het eind van het jaar kan leveren aan de klanten.", "nl", "nl"),
        ("Chips late", "de-AT", "de"),
        ("Chips late", None, None),
    ],
)
def test_the_language_of_a_text(text, hint, code):
    assert detect(text, hint) == code


def test_half_a_million_dots_are_split_in_no_time():
    # From each dot anew this took half an hour; the suite's own time limit is what fails.
    assert "".join(parts("." * 500_000 + "x the end.")) == "." * 500_000 + "x the end."


def test_one_word_of_three_megabytes_is_cut_so_that_no_sentence_is_long():
    found = parts("x" * 3_000_000)
    assert "".join(found) == "x" * 3_000_000
    assert max(map(len, found)) <= LONGEST_CHARACTERS
