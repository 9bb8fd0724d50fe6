"""The words that two articles share, as an editor reads them."""

import pytest

from pipeline.cluster import group
from pipeline.cluster.pairwise import compare_two, known_now
from pipeline.protocols import Grouped
from pipeline.values import Article

MORNING = (
    "Ulvas Brandt told the council of Skeeds that 23,700 herrings had died in the tanks. The ministries of both shores sent a "
    "vet named Tobas Reyn, who found a fungus in 4 of 310 tanks, and a bill of 5bn crowns."
)
EVENING = (
    "In Skeeds a fungus killed 23,700 herrings, the vet Tobas Reyn said after he saw 310 tanks. Ulvas Brandt wants the "
    "ministries to pay 5bn crowns for the herrings."
)


def shared(one, other, kind="words", languages=("en", "en")):
    pair = [Article(id=name, text=text, language=code) for name, text, code in zip("ab", (one, other), languages, strict=True)]
    found = group([], pair)
    homes = {each.article: each.story for each in found.assignments}
    state = known_now([Grouped(each, homes[each.article]) for each in found.fingerprints])
    said = "; ".join(compare_two(state, "a", "b", (), {each.id: each for each in pair}.get).reasons)
    _, _, rest = said.partition(f"shared {kind}: ")
    return rest.partition(";")[0].split(", ") if rest else []


def test_a_word_of_a_name_does_not_come_again_as_its_stem():
    names = " ".join(shared(MORNING, EVENING, "names")).lower().split()
    assert {"skeeds", "tobas", "reyn"} <= set(names)
    assert not {"skeed", "toba", "ulva", *names} & set(shared(MORNING, EVENING))


def test_pieces_of_a_number_are_no_words():
    assert "23,700" in shared(MORNING, EVENING, "numbers")
    assert not any(character.isdigit() for word in shared(MORNING, EVENING) for character in word)


def test_where_the_heaviest_terms_are_digits_as_many_words_are_shown():
    counted = " ".join(f"{number} in hall {number + 40}" for number in range(3100, 3130))
    told = f"A glazier weighed the turnips of the quarry. {counted}."
    assert len(shared(told, f"{told} Nobody asked.")) == 4


@pytest.mark.parametrize(("word", "shown"), [("series", "series"), ("movies", "movies"), ("herrings", "herring")])
def test_a_word_is_shown_and_no_stem_that_is_none(word, shown):
    one = f"Nobody in the village knew about the {word} before the harvest."
    assert shown in shared(one, f"The {word} came after the harvest, and the village knew.")


def test_a_name_that_is_said_is_left_out_of_the_words_of_another_language():
    german = "In Skeeds starben 23.700 Heringe an einem Pilz, sagte Tobas Reyn nach dem Besuch der Becken."
    assert not {"skeeds", "skeed", "tobas", "toba", "reyn", "23", "700"} & set(shared(MORNING, german, languages=("en", "de")))
