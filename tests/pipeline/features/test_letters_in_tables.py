"""What is looked up in tables is what Python's own categories say."""

import random
import re

from pipeline.features import terms
from pipeline.features.letters import ranges
from pipeline.features.terms import terms_of, title_terms

SCRIPTS = "abz Z's don't İß Σς ñé Łódź 9٣² _ नदी की האב مدن 你好 𝒜😀 \ud800 \u200d’ ’s K"


def texts(count: int) -> list[str]:
    dice = random.Random(20261123)
    return ["".join(dice.choice(SCRIPTS) for _ in range(dice.randrange(1, 40))) for _ in range(count)]


def test_ranges_hold_the_wanted_letters_and_no_others():
    found = re.compile(f"[{ranges(str.isupper)}]")
    for point in range(0x10000):
        assert bool(found.match(chr(point))) == chr(point).isupper()


def test_words_are_the_same_in_whatever_script_the_rest_of_the_text_is():
    for text in texts(4000):
        lowered = text.lower()
        pattern = terms._MARKED_WORD if terms._LETTERS_WITH_MARKS.search(lowered) else terms._WORD
        assert terms._words(text) == pattern.findall(lowered)


def test_a_term_counts_the_forms_of_its_word_and_three_times_those_of_the_title():
    told = dict(terms_of("Ferries collide", "The ferry's crew left the ferries. A ferry drifted.", "en"))
    assert told == {"ferry": 6.0, "collide": 3.0, "crew": 1.0, "left": 1.0, "drifted": 1.0}
    assert title_terms("The Ferry's crew, the crews", "en") == ("ferry", "crew")


def test_the_kept_forms_are_bounded(monkeypatch):
    monkeypatch.setattr(terms, "_MOST_FORMS", 3)
    forms = terms._Forms("en")
    assert [forms[word] for word in ("boats", "the", "quay's", "tides", "boats")] == ["boat", "", "quay", "tide", "boat"]
    assert len(forms) <= 3
