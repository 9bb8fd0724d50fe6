"""Who speaks in a German report: in front of the verb, behind it, and by "laut" and "zufolge"."""

from __future__ import annotations

import pytest
from told import article, ledger_of

OPENING = "Orlo schließt seine Werft in Vesterholm im Mai."


def origins_of_the_count(text: str) -> set[str]:
    found = ledger_of(
        article("Hafenkurier", f"{OPENING}\n{text}", code="de", title="Orlo schließt Werft in Vesterholm"),
        article("The Lantern", "Orlo shuts its yard in Vesterholm. Some 240 jobs will go.", hours=1),
    )
    return {origin for fact in found.facts if fact.value and "240" in fact.value for origin in fact.origins}


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("In Vesterholm fallen 240 Stellen weg, sagte Orlo am Dienstag.", "statement: Orlo"),
        ("In Vesterholm fallen 240 Stellen weg, teilte das Unternehmen mit.", "statement: Orlo"),
        ("In Vesterholm fallen 240 Stellen weg, erklärte Vorstandschefin Odile Brun.", "statement: Orlo"),
        ("Laut Orlo fallen in Vesterholm 240 Stellen weg.", "statement: Orlo"),
        ("Der Gewerkschaft zufolge fallen in Vesterholm 240 Stellen weg.", "statement: Gewerkschaft"),
        ("In Vesterholm fallen 240 Stellen weg, sagte Betriebsleiter Murat Sund.", "statement: Murat Sund"),
        ("In Vesterholm fallen 240 Stellen weg.", "reporting: Hafenkurier"),
        ("Ein Leser berichtet, dass in Vesterholm 240 Stellen wegfallen.", "reporting: Hafenkurier"),
    ],
)
def test_a_german_sentence_tells_from_whom_it_is(text, origin):
    assert origins_of_the_count(text) == {origin}
