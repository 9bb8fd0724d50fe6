"""One number, six languages, one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.features.numbers import numbers_of
from pipeline.languages import languages

WRITTEN = [
    ("en", "1,234.5 tonnes", "1234.5"),
    ("de", "1.234,5 Tonnen", "1234.5"),
    ("fr", "1 234,5 tonnes", "1234.5"),
    ("fr", "1\u202f234,5 tonnes", "1234.5"),
    ("es", "1.234,5 toneladas", "1234.5"),
    ("es", "1,234.5 toneladas", "1234.5"),
    ("pt", "1.234,5 toneladas", "1234.5"),
    ("hi", "1,234.5 टन", "1234.5"),
    ("en", "Rs 12,34,567", "1234567"),
    ("hi", "१२,३४,५६७ रुपये", "1234567"),
    ("de", "1’234’567 Franken", "1234567"),
    ("en", "$1.4bn", "1400000000"),
    ("en", "₹140 crore", "1400000000"),
    ("de", "1,4 Mrd. Euro", "1400000000"),
    ("es", "1.400 millones", "1400000000"),
    ("es", "1,4 mil millones", "1400000000"),
    ("fr", "1,4 Md€", "1400000000"),
    ("fr", "1,4 milliard d’euros", "1400000000"),
    ("pt", "1,4 bilhão de reais", "1400000000"),
    ("pt", "1,4 mil milhões de euros", "1400000000"),
    ("pt", "R$ 1,4 bi", "1400000000"),
    ("hi", "1.4 अरब डॉलर", "1400000000"),
    ("hi", "140 करोड़ रुपये", "1400000000"),
    ("en", "2 trillion", "2000000000000"),
    ("de", "2 Billionen Euro", "2000000000000"),
    ("es", "2 billones de euros", "2000000000000"),
    ("hi", "2 लाख करोड़ रुपये", "2000000000000"),
    ("en", "three million people", "3000000"),
    ("de", "drei Millionen Menschen", "3000000"),
    ("es", "tres millones de personas", "3000000"),
    ("fr", "trois millions de personnes", "3000000"),
    ("pt", "três milhões de pessoas", "3000000"),
    ("hi", "तीस लाख लोग", "3000000"),
    ("en", "4.5 per cent", "4.5%"),
    ("de", "4,5 Prozent", "4.5%"),
    ("es", "4,5 por ciento", "4.5%"),
    ("es", "4.5% anual", "4.5%"),
    ("fr", "4,5 %", "4.5%"),
    ("pt", "4,5 por cento", "4.5%"),
    ("hi", "4.5 फीसदी", "4.5%"),
    ("es", "1,250 personas", "1250"),
    ("es", "1.250 personas", "1250"),
    ("fr", "120 k€", "120000"),
    ("hi", "२०२६ में", "y2026"),
    ("it", "1,4 miliardi", "1400000000"),
    (None, "1.4 billion", "1400000000"),
]


@pytest.mark.parametrize(("code", "text", "number"), WRITTEN)
def test_a_number_is_read_as_its_language_writes_it(code, text, number):
    assert numbers_of(text, code) == (number,)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "at 13:52 on the A380, in build 1.2.3 of file B-17"),
        ("de", "am 3. Mai um 18:30 Uhr"),
        ("es", "a las 14.30 o a las 19 horas"),
        ("de", "um 14.30 Uhr, um 20 Uhr 15 und um 9.05 Uhr"),
        ("fr", "de 14h30 à 16 h 45, puis à 20 heures"),
        ("pt", "das 14h30 às 16 h, e às 20 horas"),
        ("hi", "14:30 बजे और 15 बजे"),
        ("en", "from 9.30am to 4.45 p.m., or 16.45 GMT"),
        ("en", "one in a million"),
    ],
)
def test_times_dates_versions_and_halves_of_numbers_are_none(code, text):
    assert numbers_of(text, code) == ()


def test_a_number_with_its_scale_is_not_read_twice():
    assert numbers_of("3 mil millones de euros", "es") == ("3000000000",)


def test_a_space_groups_thousands_only_where_it_does_in_print():
    assert numbers_of("en 2020 300 personnes", "fr") == ("y2020", "300")
    assert numbers_of("In room 14 500 people met", "en") == ("14", "500")


SPELLED = [
    ("en", "Twenty-five drummers", "25"),
    ("en", "one hundred and twenty boats", "120"),
    ("en", "three thousand four hundred and six", "3406"),
    ("en", "nineteen hundred crates", "1900"),
    ("en", "half a million bees", "500000"),
    ("en", "a half-million bees", "500000"),
    ("en", "two and a half billion", "2500000000"),
    ("en", "five percent of it", "5%"),
    ("en", "two million three hundred thousand", "2300000"),
    ("de", "Dreiundvierzig Kähne", "43"),
    ("de", "zweihundertsechsundneunzig Kähne", "296"),
    ("de", "dreitausendfünfhundert Kähne", "3500"),
    ("de", "eine halbe Million Bienen", "500000"),
    ("de", "zweieinhalb Milliarden", "2500000000"),
    ("de", "fünf Prozent", "5%"),
    ("es", "treinta y dos millones", "32000000"),
    ("es", "veintiséis barcas", "26"),
    ("es", "mil millones de abejas", "1000000000"),
    ("es", "dos mil quinientas barcas", "2500"),
    ("es", "medio millón de abejas", "500000"),
    ("es", "dos millones y medio de abejas", "2500000"),
    ("es", "cinco por ciento", "5%"),
    ("fr", "soixante-dix bateaux", "70"),
    ("fr", "soixante et onze bateaux", "71"),
    ("fr", "quatre-vingt-onze bateaux", "91"),
    ("fr", "quatre-vingt-dix-sept bateaux", "97"),
    ("fr", "deux cent quatre-vingts bateaux", "280"),
    ("fr", "un demi-million d’abeilles", "500000"),
    ("fr", "vingt pour cent", "20%"),
    ("pt", "vinte e seis barcos", "26"),
    ("pt", "cento e vinte e cinco barcos", "125"),
    ("pt", "dois mil e quinhentos barcos", "2500"),
    ("pt", "meio milhão de abelhas", "500000"),
    ("pt", "dez por cento", "10%"),
    ("hi", "छियालीस नाव", "46"),
    ("hi", "दो सौ पचास नाव", "250"),
    ("hi", "डेढ़ करोड़ रुपये", "15000000"),
    ("hi", "एक लाख बीस हजार नाव", "120000"),
    ("en", "1 234 567 bees", "1234567"),
    ("en", "1\u00a0234\u00a0567 bees", "1234567"),
    ("en", "1\u2009234\u2009567 bees", "1234567"),
    ("de", "12 500 Euro", "12500"),
    ("de", "12,5 Euro", "12.5"),
    ("fr", "12,5 euros", "12.5"),
    ("es", "12,5 euros", "12.5"),
    ("pt", "12,5 euros", "12.5"),
]


@pytest.mark.parametrize(("code", "text", "number"), SPELLED)
def test_a_number_in_words_is_the_number_in_digits(code, text, number):
    assert numbers_of(text, code) == (number,)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "One knows no one; the twenty-fifth of the second half; fifty-fifty; hundreds of thousands"),
        ("en", "the forty-ish Twenty20 side"),
        ("de", "Jahrhunderte, die Zwanziger, der fünfundzwanzigste, eine halbe Stunde, Tausende"),
        ("es", "medio año, cientos y miles, una y otra vez"),
        ("fr", "la vingt-cinquième, une demi-heure, des centaines, vingtaine"),
        ("pt", "meio ano, centenas, um e outro"),
        ("hi", "एक और दो लोग, हजारों"),
    ],
)
def test_a_word_that_is_like_a_number_is_none(code, text):
    assert numbers_of(text, code) == ()


def test_two_numbers_in_words_stay_two():
    assert numbers_of("between one hundred and two hundred", "en") == ("100", "200")
    assert numbers_of("entre vingt et trente", "fr") == ("20", "30")
    assert numbers_of("dos mil y tres mil", "es") == ("2000", "3000")


@pytest.mark.parametrize("code", sorted(languages()))
@given(st.data())
def test_any_run_of_number_words_is_read_in_bounded_work(code, data):
    known = languages()[code]
    words = [*known.counts, *known.scales, *known.hundreds, *known.fractions, known.unit_joint, known.rest_joint, "x"]
    said = data.draw(st.lists(st.sampled_from(words), max_size=30))
    for number in numbers_of(data.draw(st.sampled_from(["", " ", "-"])).join(said), code):
        float(number.removeprefix("y").removesuffix("%"))


@given(
    st.text(alphabet="0123456789.,'’ \u00a0\u202f१२-:%$€ abmMkनलाख", max_size=60), st.sampled_from([*languages(), "it", None])
)
def test_any_text_has_numbers_in_one_plain_form(text, code):
    for number in numbers_of(text, code):
        float(number.removeprefix("y").removesuffix("%"))
