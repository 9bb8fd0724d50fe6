from functools import cache
from pathlib import Path

import pytest

from benchmarks.ledger_gold import LEDGERS, LedgerError, folded, load

FILES = sorted(path.name for path in LEDGERS.glob("*.toml"))
loaded = cache(load)

WRITTEN = """
story = "harbour"
about = "a bridge opens"
first = ["gull/bridge"]
independent = 1

[[article]]
id = "gull/bridge"
url = "https://gull.example/bridge"
outlet = "The Gull"
published = 2026-03-02T09:00:00Z
title = "The bridge is open"
authors = ["Ada Finch"]
text = \"\"\"The bridge at Ormley opened on Monday after four years of work by the county.
It cost £12 million. “We are glad,” the mayor, Tom Reed, said at the ribbon.\"\"\"

[[fact]]
id = "cost"
text = "It cost 12 million pounds."
kind = "money"
value = "£12 million"
state = "current"
origins = ["reporting: The Gull"]
said = [["gull/bridge", "cost  £12 million"]]

[[fact]]
id = "glad"
text = "The mayor is glad."
kind = "quote"
state = "current"
origins = ["statement: Tom Reed"]
said = [["gull/bridge", '"We are glad,"']]
"""


@pytest.fixture(params=FILES)
def story(request):
    return loaded(LEDGERS / request.param)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bridge.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_event_of_the_sample_press_has_a_ledger():
    assert {f"press_E{number}.toml" for number in range(1, 10)} <= set(FILES)


def test_every_fact_stands_in_a_frozen_sentence(story):
    for fact in story.facts:
        for citation in fact.said:
            assert story.article(citation.article).sentence(citation.sentence), fact.id


def test_what_an_update_replaces_is_no_current_fact(story):
    gone = {fact.value for fact in story.facts if fact.state != "current"}
    for update in story.updates:
        assert update.old in gone, update.about


def test_a_disputed_fact_has_a_conflict_that_names_its_value(story):
    disputed = {value for conflict in story.conflicts for value, _ in conflict.values}
    for fact in story.facts:
        # a quotation in other words is no conflict: it stands among the wordings
        if fact.state == "disputed" and fact.kind != "quote":
            assert fact.value in disputed, fact.id


def test_the_articles_of_a_conflict_say_its_values(story):
    for conflict in story.conflicts:
        for value, articles in conflict.values:
            saying = {citation.article for fact in story.facts if fact.value == value for citation in fact.said}
            assert set(articles) <= saying, (conflict.about, value)


def test_words_are_found_whatever_their_spaces_and_quotation_marks(tmp_path):
    story = load(written(tmp_path, WRITTEN))
    article = story.article("gull/bridge")
    assert [folded(article.sentence(fact.said[0].sentence)) for fact in story.facts] == [
        "It cost £12 million.",
        '"We are glad," the mayor, Tom Reed, said at the ribbon.',
    ]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('kind = "money"', 'kind = "sum"', "fact cost: kind: 'sum'"),
        ('state = "current"', 'state = "sure"', "fact cost: state: 'sure'"),
        ('kind = "money"', 'kind = "money"\nsure = true', "fact cost: unknown key 'sure'"),
        ('id = "glad"', 'id = "cost"', "fact: id: 'cost' is there twice"),
        ("cost  £12 million", "cost £13 million", "fact cost: said: the words 'cost £13 million'"),
        ("cost  £12 million", "£12 million. “We are", "fact cost: said: the words"),
        ('[["gull/bridge", "cost', '[["tern/bridge", "cost', "fact cost: said: 'tern/bridge' is no article"),
        ('first = ["gull/bridge"]', 'first = ["tern/bridge"]', "first: 'tern/bridge' is no article"),
        (
            "[[fact]]\n",
            '[[edge]]\nfrom = "gull/bridge"\nto = "gull/bridge"\nhow = "theft"\n[[fact]]\n',
            "edge 1 from gull/bridge: how: 'theft'",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_place(tmp_path, old, new, named):
    with pytest.raises(LedgerError, match=r"^bridge\.toml: ") as raised:
        load(written(tmp_path, WRITTEN.replace(old, new, 1)))
    assert named in str(raised.value)
