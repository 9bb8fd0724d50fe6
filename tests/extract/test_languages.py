"""What each language's file is used for: detection, sentences, dates in text, and lines that are no text."""

import pytest

from pipeline.extract.body import sweep
from pipeline.languages import detect, language, languages
from pipeline.moments import parse_moment
from pipeline.sentences import split

TEXTS = {
    "en": "The council said on Monday that it would close the old pier, because the planks were no longer safe for the people who walk on it.",
    "de": "Der Rat teilte am Montag mit, dass der alte Steg geschlossen wird, weil die Planken für die Menschen nicht mehr sicher sind.",
    "es": "El ayuntamiento informó el lunes de que el viejo muelle se cerrará porque las tablas ya no son seguras para quienes pasean por él.",
    "fr": "La mairie a annoncé lundi que la vieille jetée sera fermée parce que les planches ne sont plus sûres pour ceux qui s’y promènent.",
    "pt": "A câmara informou na segunda-feira que o velho cais será fechado porque as tábuas já não são seguras para quem passeia por ele.",
    "hi": "परिषद ने सोमवार को कहा कि पुराना घाट बंद किया जाएगा क्योंकि उसके तख्ते अब लोगों के लिए सुरक्षित नहीं हैं और मरम्मत में समय लगेगा।",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_known_by_its_words_whatever_the_page_says(code):
    assert detect(TEXTS[code]) == code
    assert detect(TEXTS[code], "en" if code != "en" else "de") == code


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (
            "es",
            [
                "El Sr. Ode y la Dra. Ferrer viajaron a EE.UU. en enero.",
                "Costó 1.250,50 euros, según la pág. 3.",
                "Nadie protestó.",
            ],
        ),
        ("fr", ["M. Ode et Mme. Ferrand ont payé 1 250,50 euros.", "L’art. 4 le permet, etc.", "Personne n’a protesté."]),
        (
            "pt",
            ["O Sr. Ode e a Dra. Ferrão pagaram 1.250,50 euros.", "A pág. 3 explica, p.ex. com notas.", "Ninguém protestou."],
        ),
        ("hi", ["डॉ. वर्मा ने 1,25,000 रुपये दिए।", "प्रो. ओड ने मना किया।", "किसी ने विरोध नहीं किया।"]),
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(code, sentences):
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in split(text, language(code))] == sentences


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 de marzo de 2026", "2026-03-12"),
        ("1 de septiembre del 2026", "2026-09-01"),
        ("3 ene 2026", "2026-01-03"),
        ("1er août 2026", "2026-08-01"),
        ("14 févr. 2026", "2026-02-14"),
        ("1º de março de 2026", "2026-03-01"),
        ("09 out 2026", "2026-10-09"),
        ("26 जनवरी 2026", "2026-01-26"),
        ("5 सितम्बर 2026", "2026-09-05"),
        ("5 फ़रवरी 2026", "2026-02-05"),
    ],
)
def test_a_date_in_words_is_read(written, day):
    assert parse_moment(written).at.date().isoformat() == day


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("es", "Actualizado el 12 de marzo de 2026"),
        ("fr", "Mis à jour le 12 mars 2026 à 10h30"),
        ("pt", "Atualizado em 12 de março de 2026"),
        ("hi", "अपडेटेड: 12 मार्च 2026"),
        ("es", "Lee también: otra historia del muelle"),
        ("fr", "Lire aussi : une autre jetée"),
        ("pt", "Leia também: outro cais"),
        ("hi", "यह भी पढ़ें: एक और घाट"),
    ],
)
def test_lines_that_only_say_when_or_lead_elsewhere_are_no_text(code, line):
    prose = TEXTS[code]
    assert sweep(f"{line}\n{prose}", language(code)) == prose


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_language_has_what_extraction_asks_of_it(code):
    known = languages()[code]
    assert len(known.stop_words) > 150
    assert len(known.months) == 12
    assert len(known.weekdays) == 7
    assert all((known.bylines, known.stamps, known.corrections, known.reported, known.promo_phrases, known.missing_phrases))
    assert known.decimal != known.group
