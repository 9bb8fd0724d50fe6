"""What one newsroom prints under many names is one independent source (D04)."""

from dataclasses import replace

import pytest

from pipeline.independence import ties
from pipeline.near import dedupe
from pipeline.values import Article, Credit, Relation

STORY = (
    "Lanternfish Systems said on Monday that it will stop selling its tide meter after eleven of them flooded. Owners are asked "
    "to switch the meter off and send it to the works at Pell Harbour, which pays the postage. The company does not know yet "
    "what the leak comes from. Its chief engineer, Maro Dunst, expects an answer by the end of the month."
)


def feed_under(name: str) -> Article:
    return Article(id=name, text=STORY, outlet=name, domain=f"{name}.example", url=f"https://{name}.example/tide-meter")


@pytest.mark.parametrize("changed", ["", " Copyright notice and terms of this site.", " Read more of our tide coverage here."])
def test_one_feed_under_three_names_is_three_copies_of_one(changed):
    first, second, third = (feed_under(name) for name in ("pellpost", "tidewire", "meternews"))
    second = replace(second, text=second.text + changed)
    third = replace(third, text=changed.strip() + "\n" + third.text, credits=(Credit("pellpost", "feed-source"),))
    articles = [first, second, third]
    found = dedupe(articles)
    assert {(copy.a, copy.b) for copy in found} == {
        ("pellpost", "tidewire"),
        ("pellpost", "meternews"),
        ("tidewire", "meternews"),
    }
    assert {copy.relation for copy in found} == {Relation.COPY}
    copied = ties(articles, {}, found).copied
    assert {name: original for name, (original, _) in copied.items()} == {"tidewire": "pellpost", "meternews": "pellpost"}
