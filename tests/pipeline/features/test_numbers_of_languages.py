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
        ("es", "treinta y dos millones"),
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


@given(
    st.text(alphabet="0123456789.,'’ \u00a0\u202f१२-:%$€ abmMkनलाख", max_size=60), st.sampled_from([*languages(), "it", None])
)
def test_any_text_has_numbers_in_one_plain_form(text, code):
    for number in numbers_of(text, code):
        float(number.removeprefix("y").removesuffix("%"))
