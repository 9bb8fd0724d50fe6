"""The instruments that read our drafts: rivals, blind pairs and the entity grid show what they are meant to show."""

from __future__ import annotations

import random
import tomllib

import pytest

from benchmarks import coherence, rivals
from benchmarks.reading import __main__ as reading

FERRY = (
    "The ferry Oda sank off Corrow on Monday. The ferry had left Corrow at noon with 40 people. All 40 people were saved.",
    "Rescue boats saved 40 people from the ferry Oda off Corrow. The ferry sank within an hour of leaving Corrow.",
    "A bakery in Saltmarsh sells bread from rye. The baker rises at three in the morning to heat the oven.",
)


def test_the_lead_is_that_of_the_document_nearest_to_the_others():
    assert rivals.lead(FERRY, 11) == ["Rescue boats saved 40 people from the ferry Oda off Corrow."]
    assert rivals.lead((FERRY[2], FERRY[0]), 9) != rivals.lead((FERRY[0], FERRY[1]), 9)


def test_lexrank_takes_what_many_say_and_nothing_twice():
    found = rivals.lexrank(FERRY, 30)
    assert any("ferry" in one for one in found)
    assert not any("bak" in one for one in found[:2])
    assert len(set(found)) == len(found)


def test_two_readers_see_a_pair_both_ways():
    pairs = [f"story-{number}.lead" for number in range(40)]
    first = [reading.ours_is_a(pair, "ada") for pair in pairs]
    assert first == [not reading.ours_is_a(pair, "ada-swapped") for pair in pairs]
    assert 10 < sum(first) < 30


@pytest.mark.parametrize(
    ("answer", "first", "worth"), [("A", True, 1.0), ("A", False, 0.0), ("B", False, 1.0), ("=", True, 0.5)]
)
def test_an_answer_is_worth_what_it_says_of_ours(answer, first, worth):
    assert reading.worth(answer, first) == worth


def test_another_answer_is_none():
    with pytest.raises(ValueError, match="A, B or ="):
        reading.worth("C", True)


def test_answers_are_kept_under_the_names_of_their_pairs(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reading, "HERE", tmp_path)
    tmp_path.joinpath("pairs.tsv").write_text("0a0b0c0d\tstory-1.lead\n")
    given = tmp_path / "given.txt"
    answer = "\n".join(f'{question} = "A"' for question in reading.QUESTIONS)
    given.write_text(f'reader = "ada"\n[answers.0a0b0c0d]\n{answer}\n')
    assert reading.main(["keep", str(tmp_path), str(given)]) == 0
    kept = tomllib.loads(tmp_path.joinpath("ada.toml").read_text())
    assert kept["answers"]["story-1.lead"]["better"] == "A"
    assert reading.main(["score", str(tmp_path / "ada.toml")]) == 0
    won = float(reading.ours_is_a("story-1.lead", "ada"))
    assert f'"better": {won}' in capsys.readouterr().out
    given.write_text(f'reader = "ada"\n[answers.ffffffff]\n{answer}\n')
    assert reading.main(["keep", str(tmp_path), str(given)]) == 2


def test_the_grid_ranks_an_order_above_its_shuffles():
    names = ["Oda", "Brenlow", "Corrow", "Tolmere", "Verane", "Ferrant"]
    texts = [
        coherence.grid(
            [
                f"{names[start % 6]} opened a yard",
                f"{names[start % 6]} sold the yard",
                "The yard lies by the river",
                "The river floods each spring",
                "Spring brought a buyer",
                f"The buyer paid {number} crowns",
            ]
        )
        for number, start in enumerate(range(30))
    ]
    chance = random.Random(1)
    weights = coherence.learned(texts[:15], chance)
    assert coherence.above(texts[15:], weights, chance) > 0.8
    backwards = [list(reversed(rows)) for rows in texts[15:]]
    assert coherence.percentile(texts[15:16], texts[:15], weights) <= 100
    assert coherence.features(backwards[0]).shape == (18,)
