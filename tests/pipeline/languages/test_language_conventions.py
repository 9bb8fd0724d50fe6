"""What each language's file says of sentences and of which language a text is in."""

import pytest

from pipeline.languages import detect, language, languages
from pipeline.sentences import split

SENTENCES = [
    ("en", ["Mr. Ode paid $1.5 million on Jan. 5.", "“It was No. 3,” she said.", "Nobody objected."]),
    ("en", ["The U.S. unit of Corvid Inc. lost 4.1 per cent.", "It was sold at 5 p.m."]),
    ("de", ["Am 3. Mai kam Dr. Weber aus der Schweiz.", "„Das kostet ca. 3,5 Mio. Euro“, sagte er."]),
    ("de", ["Der 21. Kongress begann am Mo. um 9.30 Uhr.", "Mehr als 1.200 Gäste kamen."]),
    ("de", ["Es war das 2. Quartal.", "„Wir sind zufrieden.“", "Danach fiel der Kurs."]),
    ("es", ["El Sr. Vidal llegó a EE.UU. el 3 de mayo.", "«¿Por qué ahora?», preguntó la Dra. Soto.", "¡Nadie respondió!"]),
    ("es", ["Costó 1.250,50 euros, IVA aparte.", "¿Quién paga?", "El Estado."]),
    ("fr", ["M. Faure et Mme Petit ont signé le 1er mai.", "« C’est fini », a-t-il dit.", "Le prix : 1 250,50 euros."]),
    ("es", ["Los EE. UU. Mexicanos no firmaron.", "Fue en EE. UU.", "La sede de RR. HH. Vidal cerró."]),
    ("en", ["Zing! Inc. sold Plop! Ltd. of Hull.", "What a sale!", "Corporate lawyers cheered."]),
    ("fr", ["Voir l’art. 12 al. 3 du code.", "Selon Faure et al. 40 pages manquent.", "Selon Petit et al.", "Le reste suit."]),
    ("fr", ["L’art. 12 ne dit rien, p. ex. sur les délais.", "Le juge tranchera."]),
    ("pt", ["O Sr. Lima e a Dra. Reis chegaram a 3 de maio.", "“Porquê agora?”, perguntou.", "Ninguém respondeu."]),
    ("pt", ["A av. central fechou às 18h30.", "Custou R$ 1.250,50."]),
    ("hi", ["डॉ. मेहता 3 मई को आए।", "“अब क्यों?” उन्होंने पूछा।", "किसी ने जवाब नहीं दिया।"]),
    ("hi", ["कीमत 2.5 करोड़ रुपये है।", "यह पहले से कम है!"]),
]


@pytest.mark.parametrize(("code", "sentences"), SENTENCES)
def test_sentences_end_where_the_papers_of_a_language_end_them(code, sentences):
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in split(text, language(code))] == sentences


TITLES = [
    ("en", "Two ministers leave the cabinet after a row over the harbour"),
    ("de", "Zwei Minister verlassen nach dem Streit um den Hafen das Kabinett"),
    ("es", "Dos ministros dejan el Gobierno por la disputa del puerto"),
    ("fr", "Deux ministres quittent le gouvernement après la querelle du port"),
    ("pt", "Dois ministros deixam o governo após a disputa sobre o porto"),
    ("hi", "बंदरगाह विवाद के बाद दो मंत्रियों ने छोड़ी सरकार"),
]


@pytest.mark.parametrize(("code", "title"), TITLES)
def test_a_title_alone_tells_its_language(code, title):
    assert detect(title) == code


@pytest.mark.parametrize(
    "title",
    [
        "Kabinet wil minder regels voor kleine bedrijven",
        "Rząd przyjął nowy budżet na przyszły rok",
        "Il governo approva la legge di bilancio per il prossimo anno",
        "El Niño returns, forecasters say",
        "Northgate buys Heliotrax",
    ],
)
def test_a_title_in_doubt_or_in_another_language_has_none(title):
    assert detect(title) is None


def test_what_the_page_says_goes_before_a_title():
    assert detect("Zwei Minister verlassen nach dem Streit um den Hafen das Kabinett", "nl") == "nl"


@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "pt", "hi"])
def test_every_language_says_how_it_writes_numbers(code):
    known = languages()[code]
    assert known.decimal not in known.group
    assert {3, 6} <= set(known.scales.values())
    assert known.percents
    assert len(known.counts) > 15
