"""Minors, victims and accused persons are marked; companies, products, places and who only reports on them are not."""

import pytest

from pipeline.dossiers.persons import persons_of
from pipeline.sensitive import flags

PERSON = "Tilda Voss"


def found(*sentences):
    return {(flag.person, flag.why) for flag in flags(sentences)}


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Tilda Voss, 16, built the app in her bedroom.", "minor"),
        ("Tilda Voss (15) built the app, her teacher said.", "minor"),
        ("Tilda Voss, who is 17 years old, sold her app.", "minor"),
        ("The 14-year-old Tilda Voss wrote the model.", "minor"),
        ("Schoolgirl Tilda Voss found the flaw, she said.", "minor"),
        ("Die 15-jährige Tilda Voss fand die Lücke.", "minor"),
        ("Engineer Tilda Voss was killed in the fire at the plant.", "victim"),
        ("Police named the victim as Tilda Voss, who was 34.", "victim"),
        ("Entwicklerin Tilda Voss wurde bei dem Brand verletzt.", "victim"),
        ("Prosecutors charged founder Tilda Voss with fraud.", "accused"),
        ("Founder Tilda Voss, who denies the allegations, was arrested on Monday.", "accused"),
        ("Gegen Gründerin Tilda Voss wird ermittelt.", "accused"),
    ],
)
def test_who_is_a_minor_a_victim_or_accused_is_marked(sentence, why):
    context = "Chief executive Tilda Voss spoke to the court." if why == "victim" else ""
    assert (PERSON, why) in found(sentence, context, "Voss said nothing.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Halden Labs was charged with fraud by the regulator, its lawyers said.",
        "The region, Frankfurt 2, failed at 0512 GMT. Region Frankfurt recovered.",
        "The Skald app was killed by Halden Labs in May.",
        "Tilda Voss, chief executive, charged customers 16 euros.",
        "Tilda Voss, one of three founders, said that she will stay.",
        "Tilda Voss, 34, wrote the model.",
        "Reporter Tilda Voss, who wrote on the killing, said that she checked it.",
    ],
)
def test_who_is_none_of_these_is_not_marked(sentence):
    assert found(sentence) == set()


def test_a_conviction_accuses_nobody_and_clears_nobody_of_another_charge():
    assert found("Founder Tilda Voss was convicted of fraud on Monday.") == set()
    old = "Founder Tilda Voss was convicted of theft in 2010."
    assert found(old, "Tilda Voss is now charged with murder.") == {("Tilda Voss", "accused")}


@pytest.mark.parametrize(
    "sentence",
    [
        "“We should have known,” founder Tilda Voss, whom police arrested on suspicion of fraud, said in a statement.",
        "Tilda Voss, chief executive, under arrest since June, will not speak.",
        "Tilda Voss and Odo Lund were charged with fraud.",
        "The securities regulator sued chief executive Tilda Voss over the loans.",
        "Founder Tilda Voss was sued by the regulator for insider trading.",
        "Prosecutors say Tilda Voss, the founder, took bribes.",
        "The complaint names founder Tilda Voss as a defendant.",
        "Police are looking for Tilda Voss over the theft.",
        "Chief executive Tilda Voss resigned amid fraud allegations.",
        "Police arrested Tilda Voss on Monday.",
        "Tilda Voss, who embezzled two million euros, is in Brazil.",
    ],
)
def test_however_it_is_said_that_somebody_is_accused_it_is_marked(sentence):
    assert ("Tilda Voss", "accused") in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Orlo Bank was sued by Kettle Bank over a patent.",
        "The regulator sued Nimbus Grid over the outage.",
        "Prosecutor Tilda Voss said that the company misled investors.",
        "Police said Tilda Voss, a spokeswoman, would speak at noon.",
        "Tilda Voss, a lawyer for Orlo, denied the claims.",
        "Chief executive Tilda Voss left in May after the funding round.",
    ],
)
def test_who_speaks_of_an_accusation_or_is_a_company_is_not_accused(sentence):
    assert found(sentence) == set()


def test_a_place_with_a_word_before_it_is_no_person():
    sentences = ["Region Frankfurt, which failed, is back.", "It was restored, and Frankfurt works.", "In Frankfurt it works."]
    assert persons_of(sentences) == ()


def test_who_bears_the_name_of_a_place_is_a_person_all_the_same():
    assert [person.full for person in persons_of(["Novelist Jack London said that he would stay."])] == ["Jack London"]
