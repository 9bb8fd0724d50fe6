"""Lines that lead elsewhere, count minutes or hold no word are swept out; sentences that begin alike are not."""

import pytest

from pipeline.extract.body import sweep
from pipeline.languages import language

SENTENCE = "The harbour board met on Tuesday and heard from nine of the eleven pilots who were on duty that night."


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("|---|---|", "en"),
        ("___", "en"),
        ("5 min read", "en"),
        ("Reading time: 5 minutes", "en"),
        ("Tempo de leitura: 1 minuto", "pt"),
        ("Tiempo de lectura: 3 min.", "es"),
        ("Lesezeit: 4 Minuten", "de"),
        ("Temps de lecture : 2 min.", "fr"),
        ("Follow the Quayside Bulletin on Facebook, Twitter and Instagram.", "en"),
        ("Síguenos en Twitter y Facebook.", "es"),
        ("Suivez notre page sur Facebook.", "fr"),
    ],
)
def test_a_line_that_is_no_part_of_the_text_goes(line, code):
    assert sweep(f"{SENTENCE}\n{line}\n{SENTENCE}", language(code)) == f"{SENTENCE}\n{SENTENCE}"


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks on Facebook's data centre were put off.",
        "The train takes 45 minutes.",
        "Reading time at the library was cut to 20 minutes a day for each school class, the council said.",
        "Like many on Twitter, she took the photograph for a fake.",
        "| Pilots | 11 |",
        "In 1998 the lock failed.",
    ],
)
def test_a_sentence_that_begins_alike_stays(line):
    assert sweep(f"{SENTENCE}\n{line}", language("en")) == f"{SENTENCE}\n{line}"
